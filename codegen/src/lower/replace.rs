//! Types of the program's own in place of generated ones.

use super::Lowering;
use super::schema::Position;
use crate::diagnostic::{Code, Diagnostic, quote};
use crate::document::Cursor;
use crate::ir::{Replacement, Shape};
use crate::source::{JsonPointer, Place};

/// What the user wants replaced.
#[derive(Clone, Debug)]
pub(crate) struct Replace {
    pub(crate) what: Replaced,
    /// The path of the type.
    pub(crate) path: String,
}

#[derive(Clone, Debug)]
pub(crate) enum Replaced {
    /// All schemas of a format.
    Format(String),
    /// The schema at a place, as a URI reference from the main document.
    Schema(String),
}

impl<'a> Lowering<'a, '_> {
    /// The type that stands for a schema by its place, or because the schema says so.
    pub(super) fn replaced_at(&mut self, at: Cursor<'a>) -> Option<String> {
        if let Some(path) = at.get_str("x-rust-type") {
            return Some(path.to_owned());
        }
        if self.replacements.is_empty() {
            return None;
        }
        let place = at.uri();
        self.replaced_by(|what| matches!(what, Replaced::Schema(wanted) if *wanted == place))
    }

    fn replaced_by(&mut self, is_meant: impl Fn(&Replaced) -> bool) -> Option<String> {
        let mut replacements = self.replacements.iter().enumerate();
        let (index, found) = replacements.find(|(_, replace)| is_meant(&replace.what))?;
        self.replacements_used.insert(index);
        Some(found.path.clone())
    }

    /// The shape of a position that a type of the program's own stands for.
    pub(super) fn replaced(&mut self, position: &Position<'a>) -> Option<Shape> {
        let path = match self.replaced_at(position.home()) {
            Some(path) => path,
            None => {
                let formats: Vec<&str> = position.formats().collect();
                self.replaced_by(|what| {
                    matches!(what, Replaced::Format(wanted) if formats.contains(&wanted.as_str()))
                })?
            }
        };
        Some(Shape::Replaced(Replacement {
            path,
            types: position.type_names(),
        }))
    }

    /// Complains of what was to be replaced and is not there.
    pub(super) fn complain_of_idle_replacements(&mut self, root: Cursor<'a>) {
        for (index, replace) in self.replacements.iter().enumerate() {
            if self.replacements_used.contains(&index) {
                continue;
            }
            let what = match &replace.what {
                Replaced::Format(format) => format!(
                    "no schema that is generated has the format {}",
                    quote(format)
                ),
                Replaced::Schema(schema) => {
                    format!("there is no schema that is generated at {}", quote(schema))
                }
            };
            let place = Place::new(root.place().file, JsonPointer::root());
            self.diagnostics.push(
                Diagnostic::new(
                    Code::IdleOption,
                    place,
                    format!("{what}, so {} replaces nothing", quote(&replace.path)),
                )
                .help(Code::IdleOption.help()),
            );
        }
    }
}
