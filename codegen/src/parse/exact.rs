//! Numbers with more digits than a binary fraction keeps, or beyond its range, are read again from the text.

use super::{Node, Number};
use crate::source::{JsonPointer, Part, Request, locate};

/// Replaces the numbers at these pointers by what the text says.
pub(super) fn restore(text: &str, root: &mut Node, pointers: Vec<JsonPointer>) {
    if pointers.is_empty() {
        return;
    }
    let requests: Vec<Request<'_>> = pointers
        .iter()
        .map(|pointer| Request {
            pointer,
            part: Part::Value,
        })
        .collect();
    for (pointer, found) in pointers.iter().zip(locate(text, &requests)) {
        let written = text
            .get(found.span.start..found.span.end)
            .unwrap_or_default();
        if let (true, Some(number)) = (found.exact, Number::parse(written))
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
