//! What a reader says, put into a tree.

use std::collections::{HashMap, HashSet};
use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::{MAX_DEPTH, Mapping, Node, Number, Sequence};
use crate::source::JsonPointer;

/// Why reading ended early, where it was not the syntax.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    TooDeep,
    TooLarge,
    NotJson(&'static str),
}

/// What is known while reading.
pub(super) struct State {
    /// How much may still be built: aliases can unfold a small text into anything.
    budget: usize,
    depth: usize,
    /// Whether `<<` is a merge key: in YAML, but not in JSON.
    merges: bool,
    pub(super) failure: Option<Failure>,
    /// Keys that were there before, and how many times.
    pub(super) duplicates: Vec<(JsonPointer, usize)>,
    /// Numbers that came as binary fractions too long to be what was written.
    pub(super) inexact: Vec<JsonPointer>,
}

impl State {
    pub(super) fn new(length: usize, merges: bool) -> Self {
        let budget = length.saturating_mul(4).saturating_add(1 << 20);
        Self {
            budget,
            depth: 0,
            merges,
            failure: None,
            duplicates: Vec::new(),
            inexact: Vec::new(),
        }
    }

    fn spend<E: de::Error>(&mut self, amount: usize) -> Result<(), E> {
        match self.budget.checked_sub(amount.saturating_add(1)) {
            Some(rest) => {
                self.budget = rest;
                Ok(())
            }
            None => Err(self.fail(Failure::TooLarge)),
        }
    }

    fn fail<E: de::Error>(&mut self, failure: Failure) -> E {
        self.failure = Some(failure);
        E::custom("not read further")
    }

    fn enter<E: de::Error>(&mut self) -> Result<(), E> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            Err(self.fail(Failure::TooDeep))
        } else {
            Ok(())
        }
    }
}

/// The way to a value, kept on the stack and written down only when something is to be said about it.
pub(super) enum Path<'p> {
    Root,
    Key(&'p Path<'p>, &'p str),
    Item(&'p Path<'p>, usize),
}

impl Path<'_> {
    fn pointer(&self) -> JsonPointer {
        match self {
            Self::Root => JsonPointer::root(),
            Self::Key(parent, key) => parent.pointer().child(*key),
            Self::Item(parent, index) => parent.pointer().child(index.to_string()),
        }
    }
}

/// Reads one value.
pub(super) struct Seed<'s, 'p> {
    state: &'s mut State,
    path: &'p Path<'p>,
}

impl<'s, 'p> Seed<'s, 'p> {
    pub(super) fn new(state: &'s mut State, path: &'p Path<'p>) -> Self {
        Self { state, path }
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_, '_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_, '_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that JSON can express")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Node, E> {
        self.state.spend(0)?;
        Ok(Node::Null)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Node, E> {
        self.state.spend(0)?;
        Ok(Node::Bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Node, E> {
        self.visit_i128(value.into())
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Node, E> {
        self.visit_u128(value.into())
    }

    fn visit_i128<E: de::Error>(self, value: i128) -> Result<Node, E> {
        self.state.spend(8)?;
        Ok(Node::Number(value.into()))
    }

    fn visit_u128<E: de::Error>(self, value: u128) -> Result<Node, E> {
        self.state.spend(8)?;
        Ok(Node::Number(value.into()))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Node, E> {
        self.state.spend(8)?;
        let Some(number) = Number::from_f64(value) else {
            return Err(self
                .state
                .fail(Failure::NotJson("infinite numbers and no NaN")));
        };
        // Nothing is left of a number that is too small.
        let digits = number.text().bytes().filter(u8::is_ascii_digit).count();
        if digits > 15 || value == 0.0 {
            self.state.inexact.push(self.path.pointer());
        }
        Ok(Node::Number(number))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Node, E> {
        self.state.spend(value.len())?;
        // The parser of YAML takes a number beyond its own for a text.
        if Number::parse(value).is_some_and(|number| number.as_f64().is_none_or(f64::is_infinite)) {
            self.state.inexact.push(self.path.pointer());
        }
        Ok(Node::String(value.to_owned()))
    }

    fn visit_enum<A: de::EnumAccess<'de>>(self, _: A) -> Result<Node, A::Error> {
        Err(self.state.fail(Failure::NotJson("YAML tags")))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        self.state.spend(0)?;
        self.state.enter()?;
        let mut items = Vec::new();
        loop {
            let path = Path::Item(self.path, items.len());
            match access.next_element_seed(Seed::new(self.state, &path))? {
                Some(item) => items.push(item),
                None => break,
            }
        }
        self.state.depth -= 1;
        Ok(Node::Sequence(Sequence::new(items)))
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut access: A) -> Result<Node, A::Error> {
        self.state.spend(0)?;
        self.state.enter()?;
        let mut entries = Vec::new();
        while let Some(key) = access.next_key_seed(Key(self.state))? {
            let path = Path::Key(self.path, &key);
            let value = access.next_value_seed(Seed::new(self.state, &path))?;
            entries.push((key, value));
        }
        self.state.depth -= 1;
        let mut mapping = Mapping::new(entries);
        if mapping.has_repeated_keys() {
            mapping = Mapping::new(self.without_repeated(mapping.into_entries()));
        }
        if self.state.merges && mapping.contains_key("<<") {
            mapping = Mapping::new(merged(mapping.into_entries()));
        }
        Ok(Node::Mapping(mapping))
    }
}

impl Seed<'_, '_> {
    /// The first entry of each key; the others are noted.
    fn without_repeated(&mut self, entries: Vec<(String, Node)>) -> Vec<(String, Node)> {
        let mut seen: HashMap<String, usize> = HashMap::new();
        let mut first = Vec::new();
        for (key, value) in entries {
            let before = seen.entry(key.clone()).or_default();
            if *before == 0 {
                first.push((key, value));
            } else {
                let pointer = Path::Key(self.path, &key).pointer();
                self.state.duplicates.push((pointer, *before));
            }
            *before += 1;
        }
        first
    }
}

/// Takes in what `<<` stands for; what the mapping says itself counts before it.
fn merged(mut entries: Vec<(String, Node)>) -> Vec<(String, Node)> {
    let Some(at) = entries
        .iter()
        .position(|(key, value)| key == "<<" && is_mergeable(value))
    else {
        return entries;
    };
    let (_, from) = entries.remove(at);
    let sources = match from {
        Node::Sequence(sequence) => sequence.items,
        other => vec![other],
    };
    let mut known: HashSet<String> = entries.iter().map(|(key, _)| key.clone()).collect();
    for source in sources {
        let Node::Mapping(mapping) = source else {
            continue;
        };
        entries.extend(
            mapping
                .into_entries()
                .into_iter()
                .filter(|(key, _)| known.insert(key.clone())),
        );
    }
    entries
}

fn is_mergeable(node: &Node) -> bool {
    match node {
        Node::Mapping(_) => true,
        Node::Sequence(items) => items.iter().all(|item| matches!(item, Node::Mapping(_))),
        _ => false,
    }
}

/// Reads a key as text: `200:` is the key `"200"`, exactly as it was written.
struct Key<'s>(&'s mut State);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key<'_> {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key that is text")
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<String, E> {
        self.0.spend(value.len())?;
        Ok(value.to_owned())
    }
}
