//! Whether null satisfies a schema as it is written.

use std::collections::HashMap;

use crate::ir::{Keyword, KeywordValue, Schema, SchemaId};

/// How many schemas may apply one another.
const DEPTH: usize = 100;

/// Asks schemas about null.
pub(super) struct Weigher<'s> {
    schemas: &'s [Schema],
    /// `None` also for those that are being looked at: a schema that applies itself says nothing.
    known: HashMap<SchemaId, Option<bool>>,
    depth: usize,
}

impl<'s> Weigher<'s> {
    pub(super) fn new(schemas: &'s [Schema]) -> Self {
        Self {
            schemas,
            known: HashMap::new(),
            depth: 0,
        }
    }

    /// Whether null satisfies a schema, as far as can be told: otherwise it may.
    pub(super) fn takes_null(&mut self, id: SchemaId) -> bool {
        self.schema(id) != Some(false)
    }

    fn schema(&mut self, id: SchemaId) -> Option<bool> {
        if let Some(known) = self.known.get(&id) {
            return *known;
        }
        let schema = self.schemas.get(id.0)?;
        if self.depth > DEPTH {
            return None;
        }
        self.known.insert(id, None);
        self.depth += 1;
        let verdicts = schema
            .keywords
            .iter()
            .map(|keyword| self.keyword(schema, keyword));
        let verdict = if schema.holds {
            all(verdicts)
        } else {
            Some(false)
        };
        self.depth -= 1;
        self.known.insert(id, verdict);
        verdict
    }

    fn keyword(&mut self, schema: &Schema, keyword: &Keyword) -> Option<bool> {
        match (keyword.name, &keyword.value) {
            ("type", KeywordValue::Types(names)) => Some(names.contains(&"null")),
            ("const", KeywordValue::Json(json)) => Some(json == "null"),
            ("enum", KeywordValue::Jsons(jsons)) => Some(jsons.iter().any(|json| json == "null")),
            ("$ref", KeywordValue::Schema(id)) => self.schema(*id),
            ("not", KeywordValue::Schema(id)) => Some(!self.schema(*id)?),
            ("allOf", KeywordValue::Schemas(ids)) => all(ids.iter().map(|id| self.schema(*id))),
            ("anyOf", KeywordValue::Schemas(ids)) => {
                Some(!all(ids.iter().map(|id| Some(!self.schema(*id)?)))?)
            }
            ("oneOf", KeywordValue::Schemas(ids)) => {
                let verdicts: Option<Vec<bool>> = ids.iter().map(|id| self.schema(*id)).collect();
                Some(verdicts?.into_iter().filter(|takes| *takes).count() == 1)
            }
            ("if", KeywordValue::Schema(id)) => {
                let branch = if self.schema(*id)? { "then" } else { "else" };
                let mut keywords = schema.keywords.iter();
                match keywords.find(|keyword| keyword.name == branch) {
                    Some(Keyword {
                        value: KeywordValue::Schema(id),
                        ..
                    }) => self.schema(*id),
                    _ => Some(true),
                }
            }
            // The others speak of values that have parts, of numbers or of texts.
            _ => Some(true),
        }
    }
}

/// Whether all hold: not, as soon as one does not.
fn all(verdicts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut sure = true;
    for verdict in verdicts {
        match verdict {
            Some(false) => return Some(false),
            Some(true) => {}
            None => sure = false,
        }
    }
    sure.then_some(true)
}
