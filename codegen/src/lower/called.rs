//! Names that the document or the user gives for the code.

use super::Lowering;
use super::schema::{Position, valued};
use crate::diagnostic::{Code, Diagnostic, quote};
use crate::document::Cursor;
use crate::ir::{Called, EnumShape, Origin, Scalar, TypeId};
use crate::source::{JsonPointer, Place};

/// What the user wants called otherwise.
#[derive(Clone, Debug)]
pub(crate) struct Rename {
    /// As a URI reference from the main document.
    pub(crate) place: String,
    pub(crate) name: String,
}

impl<'a> Lowering<'a, '_> {
    /// The name that is given for a place: by the user, or where it stands.
    pub(super) fn called(
        &mut self,
        at: Cursor<'a>,
        is_meant: impl Fn(&str) -> bool,
    ) -> Option<Called> {
        let place = at.place();
        let called = |name: &str, place| Called {
            name: name.to_owned(),
            place,
            is_hint: false,
        };
        if !self.renames.is_empty() {
            let uri = at.uri();
            let mut renames = self.renames.iter().enumerate();
            let found = renames.find(|(_, one)| one.place == uri && is_meant(&one.name));
            if let Some((index, rename)) = found {
                self.renames_used.insert(index);
                return Some(called(&rename.name, place));
            }
        }
        let own = at.get("x-rust-name")?;
        match own.str() {
            Some(name) => is_meant(name).then(|| called(name, own.place())),
            None => {
                self.misname(own.place(), "a name is a string".to_owned());
                None
            }
        }
    }

    /// The name of a type. Of a property only what is written as types are is that of its type.
    pub(super) fn call_type(&mut self, id: TypeId, at: Cursor<'a>) {
        let origin = self.types.get(id.0).map(|definition| &definition.origin);
        let is_property = matches!(origin, Some(Origin::Property { .. }));
        if let Some(called) = self.called(at, |name| !is_property || is_of_type(name)) {
            self.table.types.insert(id, called);
        }
    }

    /// The name of a property.
    pub(super) fn call_property(&mut self, id: TypeId, index: usize, schemas: &[Cursor<'a>]) {
        for at in schemas {
            if let Some(called) = self.called(*at, |name| !is_of_type(name)) {
                self.table.members.insert((id, index), called);
            } else if at.is_reference()
                && let Some(called) = self.called(*at, is_of_type)
            {
                let message = format!(
                    "{} would be the name of a type, but the type here is that of the reference",
                    quote(&called.name)
                );
                self.misname(called.place, message);
            }
        }
    }

    /// The names of the values of an enum.
    pub(super) fn call_values(&mut self, id: TypeId, position: &Position<'a>, shape: &EnumShape) {
        let lists: Vec<Cursor<'a>> = position.cursors().collect();
        for at in lists {
            let alternatives = valued(at);
            let titles = alternatives.iter().map(|(_, at)| at.get("title"));
            let (values, titles): (Vec<Cursor<'a>>, Vec<Option<Cursor<'a>>>) = match at.get("enum")
            {
                Some(list) => (list.items().collect(), Vec::new()),
                None => {
                    let values = alternatives.iter().map(|(value, _)| *value);
                    (values.collect(), titles.collect())
                }
            };
            let hints = self.hints(at, values.len());
            for (position, value) in values.into_iter().enumerate() {
                let scalar = Scalar::of(value.node());
                let mut known = shape.values.iter();
                let Some(index) = known.position(|known| Some(&known.value) == scalar.as_ref())
                else {
                    continue;
                };
                let called = self.called(value, |_| true);
                // What has no letters of its own is called after its title.
                let title = || {
                    let title = titles.get(position).copied().flatten()?;
                    let letters = |text: &str| text.chars().any(char::is_alphabetic);
                    (!value.str().is_some_and(letters)).then_some(title)
                };
                let hint = || {
                    let hint = hints.get(position).copied().or_else(title)?;
                    Some(Called {
                        name: hint.str()?.to_owned(),
                        place: hint.place(),
                        is_hint: true,
                    })
                };
                if let Some(called) = called.or_else(hint) {
                    self.table.members.insert((id, index), called);
                }
            }
        }
    }

    /// What an enum calls its values for programs: nothing, unless there is a name for each.
    fn hints(&mut self, at: Cursor<'a>, count: usize) -> Vec<Cursor<'a>> {
        let keys = ["x-enum-varnames", "x-enumNames"];
        let Some(list) = keys.iter().find_map(|key| at.get(key)) else {
            return Vec::new();
        };
        let hints: Vec<Cursor<'a>> = list.items().collect();
        if hints.len() == count && hints.iter().all(|hint| hint.str().is_some()) {
            return hints;
        }
        let names = match hints.len() {
            1 => "is one name".to_owned(),
            names => format!("are {names} names"),
        };
        let message = format!("there {names} for {count} values");
        let code = Code::IgnoredNames;
        self.diagnostics
            .push(Diagnostic::new(code, list.place(), message).help(code.help()));
        Vec::new()
    }

    fn misname(&mut self, place: Place, message: String) {
        let code = Code::BadName;
        self.diagnostics
            .push(Diagnostic::new(code, place, message).help(code.help()));
    }

    /// Complains of what was to be called otherwise and is not there.
    pub(super) fn complain_of_idle_renames(&mut self, root: Cursor<'a>) {
        let idle = self.renames.iter().enumerate();
        let idle = idle.filter(|(index, _)| !self.renames_used.contains(index));
        for (_, rename) in idle {
            let message = format!(
                "nothing that is generated stands at {}, so nothing is called {}",
                quote(&rename.place),
                quote(&rename.name)
            );
            let place = Place::new(root.place().file, JsonPointer::root());
            let code = Code::IdleOption;
            self.diagnostics
                .push(Diagnostic::new(code, place, message).help(code.help()));
        }
    }
}

/// Whether a name is written as those of types are, and not as those of fields.
fn is_of_type(name: &str) -> bool {
    name.starts_with(char::is_uppercase)
}
