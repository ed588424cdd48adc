//! Numbers with more digits than a binary fraction keeps, or beyond its range, are read again from the text.

use super::{Node, Number};
use crate::source::{JsonPointer, written};

/// Replaces the numbers at these pointers by what the text says.
pub(super) fn restore(text: &str, root: &mut Node, pointers: Vec<JsonPointer>) {
    if pointers.is_empty() {
        return;
    }
    for (pointer, written) in pointers.iter().zip(written(text, &pointers)) {
        if let Some(number) = written.as_deref().and_then(Number::parse)
            && let Some(node) = at(root, pointer)
        {
            *node = Node::Number(number);
        }
    }
}

fn at<'a>(root: &'a mut Node, pointer: &JsonPointer) -> Option<&'a mut Node> {
    let mut node = root;
    for token in pointer.tokens() {
        node = match node {
            Node::Sequence(sequence) => {
                sequence.items_mut().get_mut(token.parse::<usize>().ok()?)?
            }
            Node::Mapping(mapping) => {
                let position = mapping.position(token)?;
                mapping.values_mut().nth(position)?
            }
            _ => return None,
        };
    }
    Some(node)
}
