//! Values put together from texts that each say where they belong.

use std::collections::HashMap;
use std::ops::Range;

use crate::json::Writer;

/// How many names may stand in one another: `a[b][c]..`.
const DEPTH: usize = 32;

/// What is put together: an object of texts, lists and objects.
#[derive(Debug, Default)]
pub(super) struct Tree {
    root: Node,
}

#[derive(Debug, Default)]
enum Node {
    #[default]
    Nothing,
    Text(String),
    /// A value that is written already; whether its scalars have types.
    Json(String, bool),
    List(Vec<Node>),
    Object(Members),
}

/// The members of an object in the order in which they came.
#[derive(Debug, Default)]
struct Members {
    all: Vec<(String, Node)>,
    /// Where each is, once there are many: a client can send a hundred thousand.
    places: HashMap<String, usize>,
}

/// How many members are looked through one by one.
const FEW: usize = 16;

impl Members {
    /// The member with a name, which is made if it is not there.
    fn named(&mut self, name: &str) -> Option<&mut Node> {
        let known = match self.places.is_empty() {
            true => self.all.iter().position(|(known, _)| known == name),
            false => self.places.get(name).copied(),
        };
        let index = known.unwrap_or(self.all.len());
        if known.is_none() {
            self.all.push((name.to_owned(), Node::Nothing));
            if self.all.len() > FEW {
                let start = self.places.len();
                let added = self.all.iter().enumerate().skip(start);
                let places = added.map(|(index, (name, _))| (name.clone(), index));
                self.places.extend(places);
            }
        }
        self.all.get_mut(index).map(|(_, node)| node)
    }
}

/// Texts that cannot all belong to one value: something is a text and an object, say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Conflict;

impl Tree {
    /// Puts a text where the names lead. An empty name is one more item of a list; so is what is there twice.
    pub(super) fn insert(&mut self, path: &[String], text: String) -> Result<(), Conflict> {
        if path.len() > DEPTH {
            return Err(Conflict);
        }
        let mut node = &mut self.root;
        for name in path {
            node = node.beneath(name)?;
        }
        node.put(text)
    }

    /// Makes a text a member of the object, which may have any name; what is there twice is a list.
    pub(super) fn insert_member(&mut self, name: &str, text: String) -> Result<(), Conflict> {
        self.root.member(name)?.put(text)
    }

    /// Makes a value that is written already a member. `typed`: whether its scalars have types, or are texts.
    pub(super) fn insert_json(&mut self, name: &str, json: String, typed: bool) {
        if let Ok(node) = self.root.member(name) {
            *node = Node::Json(json, typed);
        }
    }

    /// Whether nothing was put in.
    pub(super) const fn is_empty(&self) -> bool {
        matches!(self.root, Node::Nothing)
    }

    /// Writes an object, be its names numbers or not; gives where values are whose scalars have types.
    pub(super) fn write_object(self, out: &mut Writer) -> Vec<Range<usize>> {
        let mut written = Vec::new();
        match self.root {
            Node::Nothing => out.object().end(),
            Node::Object(members) => write_members(members.all, out, &mut written),
            other => other.write(out, &mut written),
        }
        written
    }

    /// Writes what it is: names that count from 0 are those of a list's items.
    pub(super) fn write(self, out: &mut Writer) {
        self.root.write(out, &mut Vec::new());
    }
}

impl Node {
    fn beneath(&mut self, name: &str) -> Result<&mut Self, Conflict> {
        if name.is_empty() {
            if matches!(self, Self::Nothing) {
                *self = Self::List(Vec::new());
            }
            let Self::List(items) = self else {
                return Err(Conflict);
            };
            items.push(Self::Nothing);
            return items.last_mut().ok_or(Conflict);
        }
        self.member(name)
    }

    fn member(&mut self, name: &str) -> Result<&mut Self, Conflict> {
        if matches!(self, Self::Nothing) {
            *self = Self::Object(Members::default());
        }
        let Self::Object(members) = self else {
            return Err(Conflict);
        };
        members.named(name).ok_or(Conflict)
    }

    fn put(&mut self, text: String) -> Result<(), Conflict> {
        *self = match std::mem::take(self) {
            Self::Nothing => Self::Text(text),
            Self::Text(first) => Self::List(vec![Self::Text(first), Self::Text(text)]),
            Self::List(mut items) => {
                items.push(Self::Text(text));
                Self::List(items)
            }
            Self::Object(_) | Self::Json(..) => return Err(Conflict),
        };
        Ok(())
    }

    fn write(self, out: &mut Writer, written: &mut Vec<Range<usize>>) {
        match self {
            Self::Nothing => out.string(""),
            Self::Text(text) => out.string(&text),
            Self::Json(json, typed) => {
                let start = out.len();
                out.raw(&json);
                if typed {
                    written.push(start..out.len());
                }
            }
            Self::List(items) => write_items(items, "", out, written),
            // For whoever reads an object, a space tells it from a list (`Reader::is_numbered`).
            Self::Object(members) => match numbered(members.all) {
                Ok(items) => write_items(items, " ", out, written),
                Err(members) => write_members(members, out, written),
            },
        }
    }
}

fn write_items(items: Vec<Node>, space: &str, out: &mut Writer, written: &mut Vec<Range<usize>>) {
    let mut array = out.array();
    for (index, item) in items.into_iter().enumerate() {
        let out = array.next_item();
        if index == 0 {
            out.raw(space);
        }
        item.write(out, written);
    }
    array.end();
}

fn write_members(members: Vec<(String, Node)>, out: &mut Writer, written: &mut Vec<Range<usize>>) {
    let mut object = out.object();
    for (name, node) in members {
        node.write(object.name(&name), written);
    }
    object.end();
}

/// The items in their order, if the names are 0, 1, 2 and so on.
fn numbered(mut members: Vec<(String, Node)>) -> Result<Vec<Node>, Vec<(String, Node)>> {
    let count = members.len();
    let index = |name: &str| {
        let is_plain = name == "0" || !name.starts_with('0');
        let is_number = name.bytes().all(|byte| byte.is_ascii_digit());
        name.parse::<usize>().ok().filter(|_| is_plain && is_number)
    };
    // No name is there twice, so those that are all below the count are all there.
    let is_item = |(name, _): &(String, Node)| index(name).is_some_and(|index| index < count);
    if !members.iter().all(is_item) {
        return Err(members);
    }
    members.sort_by_key(|(name, _)| index(name));
    Ok(members.into_iter().map(|(_, node)| node).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(texts: &[(&[&str], &str)]) -> Result<String, Conflict> {
        let mut tree = Tree::default();
        for (path, text) in texts {
            let path: Vec<String> = path.iter().map(|name| (*name).to_owned()).collect();
            tree.insert(&path, (*text).to_owned())?;
        }
        let mut out = Writer::new();
        tree.write(&mut out);
        Ok(out.into_string())
    }

    #[test]
    fn texts_go_where_their_names_lead() {
        let room: &[(&[&str], &str)] = &[
            (&["name"], "Blue"),
            (&["floor", "number"], "2"),
            (&["tags", ""], "a"),
            (&["tags", ""], "b"),
            (&["seats"], "1"),
            (&["seats"], "2"),
            (&["rows", "1"], "y"),
            (&["rows", "0"], "x"),
            (&["free", "1"], "z"),
            (&["doors", "", "width"], "3"),
        ];
        let json = r#"{"name":"Blue","floor":{"number":"2"},"tags":["a","b"],"seats":["1","2"],"rows":[ "x","y"],"free":{"1":"z"},"doors":[{"width":"3"}]}"#;
        assert_eq!(tree(room).as_deref(), Ok(json));
    }

    #[test]
    fn what_contradicts_itself_is_refused() {
        assert_eq!(tree(&[(&["a"], "1"), (&["a", "b"], "2")]), Err(Conflict));
        assert_eq!(tree(&[(&["a", "b"], "1"), (&["a"], "2")]), Err(Conflict));
        assert_eq!(
            tree(&[(&["a", ""], "1"), (&["a", "0"], "2")]),
            Err(Conflict)
        );
        assert_eq!(tree(&[(&["a"; 33], "1")]), Err(Conflict));
    }

    #[test]
    fn numbers_are_names_of_items_or_of_members() {
        use crate::json::{Decode, Map, Reader};
        use crate::validate::{Branch, Kinds, UnionRules};

        let texts: &[(&[&str], &str)] = &[(&["m", "1"], "2"), (&["m", "0"], "1")];
        let text = tree(texts).unwrap();
        assert_eq!(text, r#"{"m":[ "1","2"]}"#);
        let lists = Map::<Vec<i64>>::decode(&mut Reader::text(text.as_bytes()));
        assert_eq!(lists.unwrap().get("m"), Some(&vec![1, 2]));
        let maps = Map::<Map<i64>>::decode(&mut Reader::text(text.as_bytes())).unwrap();
        let map = maps.get("m").unwrap();
        assert_eq!(Vec::from_iter(map), [("0", &1), ("1", &2)]);
        // A union of both looks for what takes the value.
        const UNION: UnionRules = UnionRules::one_of(
            "#/u",
            &[
                Branch::new("Map", Kinds::OBJECT),
                Branch::new("Text", Kinds::STRING),
            ],
        );
        let mut reader = Reader::text(b"[ \"1\",\"x\"]");
        let mut union = reader.union::<usize>(&UNION).unwrap();
        while let Some(branch) = union.next(&mut reader) {
            let map = Map::<i64>::decode(&mut reader).map(|map| map.len());
            assert_eq!((branch, map), (0, Some(1)));
            union.put(&mut reader, map);
        }
        assert_eq!(union.end(&mut reader), Some(1));
        let violations = reader.finish().unwrap();
        let told: Vec<_> = violations.iter().map(|one| one.place.pointer()).collect();
        assert_eq!(told, ["/1"]);
        // What is written so elsewhere is a list.
        assert_eq!(Map::<i64>::decode(&mut Reader::new(b"[ 1]")), None);
        assert_eq!(Map::<i64>::decode(&mut Reader::text(b"[\"1\"]")), None);
    }

    #[test]
    fn many_members_are_found_again() {
        let mut tree = Tree::default();
        for round in 0..2 {
            for index in 0..100_000 {
                let text = (round + index).to_string();
                tree.insert(&[format!("m{index}")], text).unwrap();
            }
        }
        let mut out = Writer::new();
        tree.write_object(&mut out);
        let text = out.into_string();
        assert!(text.starts_with(r#"{"m0":["0","1"],"m1":["1","2"],"#));
        assert!(text.ends_with(r#","m99999":["99999","100000"]}"#));
    }

    #[test]
    fn an_object_whose_names_are_numbers_is_one_where_that_is_known() {
        let mut tree = Tree::default();
        assert!(tree.is_empty());
        tree.insert(&["0".to_owned()], "a".to_owned()).unwrap();
        for text in ["b", "c"] {
            tree.insert_member("", text.to_owned()).unwrap();
        }
        let mut out = Writer::new();
        tree.write_object(&mut out);
        assert_eq!(out.into_string(), r#"{"0":"a","":["b","c"]}"#);
    }
}
