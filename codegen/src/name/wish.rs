//! Names that are given: they are taken as they are, or complained of, but never changed.

use super::{Scope, escape_keyword, type_name, value_name};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::ir::Called;

/// How names are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// `RoomMode`.
    Type,
    /// `room_mode`.
    Value,
}

impl Style {
    fn of(self, words: &str) -> String {
        match self {
            Self::Type => type_name(words),
            Self::Value => value_name(words),
        }
    }

    /// What is wrong with a name, if anything is. It need not be what the words would give: `IOError`
    /// is a type.
    fn objection(self, name: &str) -> Option<&'static str> {
        let mut chars = name.chars();
        let starts = chars.next().is_some_and(unicode_ident::is_xid_start);
        if !starts || !chars.all(unicode_ident::is_xid_continue) {
            return Some("is no identifier of Rust");
        }
        if escape_keyword(name) != name {
            return Some("is a keyword of Rust");
        }
        let fits = match self {
            Self::Type => !name.starts_with(char::is_lowercase) && !name.contains('_'),
            Self::Value => !name.contains(char::is_uppercase),
        };
        match self {
            _ if fits => None,
            Self::Type => Some("is not written as names of types are"),
            Self::Value => Some("is not written as names of fields and methods are"),
        }
    }
}

/// What something is called by itself.
pub(super) struct Own {
    name: String,
    /// Whether the document writes it like this.
    as_written: bool,
}

impl Own {
    pub(super) fn new(text: &str, name: String) -> Self {
        Self {
            as_written: name == text,
            name,
        }
    }
}

impl Scope {
    /// Names for `entries`, each with what it is called by itself and what is given for it. What is given
    /// comes first, then what is a name as the document writes it, so that nothing else takes it away.
    pub(super) fn claim_all<'c>(
        &mut self,
        entries: impl Iterator<Item = (Own, Option<&'c Called>)>,
        style: Style,
        diagnostics: &mut Diagnostics,
    ) -> Vec<String> {
        let entries: Vec<(Own, Option<&Called>)> = entries.collect();
        let mut chosen: Vec<Option<String>> = Vec::new();
        for (_, called) in &entries {
            let exact = called.filter(|called| !called.is_hint);
            chosen.push(exact.and_then(|called| self.wish(called, style, diagnostics)));
        }
        for as_written in [true, false] {
            for ((own, called), chosen) in entries.iter().zip(&mut chosen) {
                let hint = called.filter(|called| called.is_hint);
                if chosen.is_none() && own.as_written == as_written {
                    *chosen = Some(match hint {
                        Some(hint) => self.follow(hint, style, diagnostics),
                        None => self.claim(&own.name),
                    });
                }
            }
        }
        chosen.into_iter().flatten().collect()
    }

    /// The name that is given, if it can be.
    pub(super) fn wish(
        &mut self,
        called: &Called,
        style: Style,
        diagnostics: &mut Diagnostics,
    ) -> Option<String> {
        let name = &called.name;
        if let Some(objection) = style.objection(name) {
            let message = format!("{} {objection}", quote(name));
            let better = style.of(name);
            let code = Code::BadName;
            let diagnostic = Diagnostic::new(code, called.place.clone(), message);
            let better = style.objection(&better).is_none().then_some(better);
            let better = better.map(|name| format!("{} would be such a name", quote(&name)));
            diagnostics.push(diagnostic.maybe_help(better).help(code.help()));
            return None;
        }
        if !self.take(name) {
            refuse(
                called,
                &format!("the name {} is taken", quote(name)),
                diagnostics,
            );
            return None;
        }
        self.given.insert(name.clone(), called.place.clone());
        Some(name.clone())
    }

    /// A name after a hint.
    fn follow(&mut self, hint: &Called, style: Style, diagnostics: &mut Diagnostics) -> String {
        let wanted = style.of(&hint.name);
        let name = self.claim(&wanted);
        if name != wanted {
            let message = format!(
                "{} is here twice, so one is {}",
                quote(&wanted),
                quote(&name)
            );
            let code = Code::IgnoredNames;
            diagnostics.push(Diagnostic::new(code, hint.place.clone(), message).help(code.help()));
        }
        name
    }

    /// Complains of given names that something else has by itself.
    pub(super) fn complain(&self, diagnostics: &mut Diagnostics) {
        for name in &self.clashes {
            if let Some(place) = self.given.get(name) {
                let message = format!("something else is called {} by itself", quote(name));
                let code = Code::BadName;
                diagnostics.push(Diagnostic::new(code, place.clone(), message).help(code.help()));
            }
        }
    }
}

/// Complains of a name that is given.
pub(super) fn refuse(called: &Called, message: &str, diagnostics: &mut Diagnostics) {
    let code = Code::BadName;
    diagnostics.push(Diagnostic::new(code, called.place.clone(), message).help(code.help()));
}
