//! Values that have much of one kind, as models by hand and as texts.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use validator::Validate;

/// Texts that are not too long.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub struct Texts {
    list: Vec<String>,
}

/// Fractions that are not too low.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub struct Fractions {
    list: Vec<f64>,
}

/// A name, and trees within.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, Validate)]
pub struct Tree {
    #[validate(length(min = 1))]
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    left: Option<Box<Tree>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    right: Option<Box<Tree>>,
}

/// Members of any name.
pub type Wide = BTreeMap<String, bool>;

/// The derive of `validator` has no rules for the items of a list of scalars: the loop that one writes instead.
pub trait Sound {
    /// Whether all rules hold.
    fn is_sound(&self) -> bool;
}

impl Sound for Texts {
    fn is_sound(&self) -> bool {
        self.list.iter().all(|text| text.chars().count() <= 200)
    }
}

impl Sound for Fractions {
    fn is_sound(&self) -> bool {
        self.list.iter().all(|number| *number >= -1e9)
    }
}

impl Sound for Vec<i64> {
    fn is_sound(&self) -> bool {
        true
    }
}

impl Sound for Tree {
    fn is_sound(&self) -> bool {
        self.validate().is_ok()
    }
}

impl Sound for Wide {
    fn is_sound(&self) -> bool {
        true
    }
}

/// Two thousand texts, of which some have escapes and letters beyond ASCII.
pub fn texts() -> String {
    let kinds = [
        "Weekly of the platform team",
        "line one\\nline two\\t\\\"quoted\\\"",
        "Größe, naïveté und 会議室",
        "a longer text without anything that is special in it, as descriptions of things often are",
    ];
    let texts = list(2000, |index| format!("\"{}\"", kinds[index % kinds.len()]));
    format!("{{\"list\":{texts}}}")
}

/// Five thousand whole numbers of all lengths.
pub fn whole() -> String {
    list(5000, |index| {
        let digits = ((index as u64 + 1) * 2_654_435_761) >> (index % 32);
        format!("{}{digits}", if index % 3 == 0 { "-" } else { "" })
    })
}

/// Five thousand fractions, as measurements have them.
pub fn fractions() -> String {
    let fractions = list(5000, |index| {
        let number = (index as f64 + 1.0).sin() * 1000.0;
        format!("{number}")
    });
    format!("{{\"list\":{fractions}}}")
}

/// Trees as deep as is allowed, and one as broad as it is deep.
pub fn tree() -> String {
    fn grow(out: &mut String, depth: u32, broad: bool) {
        let _ = write!(out, "{{\"name\":\"node at {depth}\"");
        if depth > 0 {
            out.push_str(",\"left\":");
            grow(out, depth - 1, broad);
            if broad {
                out.push_str(",\"right\":");
                grow(out, depth - 1, broad);
            }
        }
        out.push('}');
    }
    let mut out = String::from("{\"name\":\"root\",\"left\":");
    grow(&mut out, 100, false);
    out.push_str(",\"right\":");
    grow(&mut out, 9, true);
    out.push('}');
    out
}

/// A thousand members.
pub fn wide() -> String {
    let member = |index: usize| format!("\"member {index:04}\":{}", index.is_multiple_of(2));
    let members: Vec<String> = (0..1000).map(member).collect();
    format!("{{{}}}", members.join(","))
}

fn list(count: usize, item: impl Fn(usize) -> String) -> String {
    let items: Vec<String> = (0..count).map(item).collect();
    format!("[{}]", items.join(","))
}
