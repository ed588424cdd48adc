//! A scan by the events of a YAML parser.

use std::collections::{BTreeMap, HashMap};

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::trie::{Mark, Trie};

/// A collection that is open during the scan.
struct Frame {
    /// The trie node of the collection; `None` where nothing below is asked for.
    node: Option<usize>,
    /// In a mapping: the trie node of the value to come, once its key was read.
    mapping: bool,
    awaiting_value: bool,
    child: Option<usize>,
    index: usize,
}

/// Marks what is asked for.
pub(super) fn scan(text: &str, trie: &mut Trie) {
    let mut stack: Vec<Frame> = Vec::new();
    let mut parser = Parser::new_from_str(text);
    // Scalars that aliases stand for.
    let mut anchored: HashMap<usize, String> = HashMap::new();
    while let Some(Ok((event, span))) = parser.next_event() {
        let mark = Mark {
            start: span.start.index(),
            end: span.end.index(),
        };
        match event {
            Event::Scalar(value, style, anchor, _) => {
                // The end of a plain scalar is reported with what the scanner looked at after it.
                let plain = style == ScalarStyle::Plain && !value.is_empty();
                let end = if plain {
                    mark.end.min(mark.start + value.chars().count())
                } else {
                    mark.end
                };
                let node = scalar(trie, &mut stack, &value, Mark { end, ..mark });
                if plain {
                    note(trie, node, &value);
                    if anchor > 0 {
                        anchored.insert(anchor, value.into_owned());
                    }
                }
            }
            Event::Alias(anchor) => {
                let node = enter(trie, &mut stack, mark, false);
                if let Some(value) = anchored.get(&anchor) {
                    note(trie, node, value);
                }
            }
            Event::MappingStart(..) => {
                let node = enter(trie, &mut stack, mark, true);
                stack.push(Frame {
                    node,
                    mapping: true,
                    awaiting_value: false,
                    child: None,
                    index: 0,
                });
            }
            Event::SequenceStart(..) => {
                let node = enter(trie, &mut stack, mark, true);
                stack.push(Frame {
                    node,
                    mapping: false,
                    awaiting_value: false,
                    child: None,
                    index: 0,
                });
            }
            Event::MappingEnd | Event::SequenceEnd => {
                stack.pop();
            }
            // A second document is refused before anybody asks for a place in it.
            Event::DocumentEnd => break,
            _ => {}
        }
    }
    characters_to_bytes(text, trie);
}

fn note(trie: &mut Trie, node: Option<usize>, text: &str) {
    if let Some(node) = node.and_then(|node| trie.nodes.get_mut(node)) {
        node.plain = Some(text.to_owned());
    }
}

/// A scalar is a key or a value, depending on what its mapping waits for. Gives the trie node of a value.
fn scalar(trie: &mut Trie, stack: &mut [Frame], text: &str, mark: Mark) -> Option<usize> {
    if let Some(frame) = stack.last_mut()
        && frame.mapping
        && !frame.awaiting_value
    {
        frame.awaiting_value = true;
        frame.child = None;
        let node = frame.node.and_then(|node| trie.nodes.get_mut(node))?;
        node.first_key.get_or_insert(mark);
        frame.child = node.children.get(text).copied();
        if let Some(child) = frame.child.and_then(|child| trie.nodes.get_mut(child)) {
            child.keys.push(mark);
        }
        return None;
    }
    enter(trie, stack, mark, false)
}

/// A value begins: gives its trie node, if it is asked for and not seen yet.
fn enter(trie: &mut Trie, stack: &mut [Frame], mark: Mark, container: bool) -> Option<usize> {
    let node = match stack.last_mut() {
        None => Some(0),
        Some(frame) if frame.mapping => {
            // A collection as a key: refused by the parser long before.
            frame.awaiting_value = !frame.awaiting_value;
            frame.child.take().filter(|_| !frame.awaiting_value)
        }
        Some(frame) => {
            let index = frame.index;
            frame.index += 1;
            let parent = frame.node.and_then(|node| trie.nodes.get(node));
            parent.and_then(|parent| parent.children.get(&index.to_string()).copied())
        }
    }?;
    let entry = trie.nodes.get_mut(node)?;
    if entry.value.is_some() {
        return None; // the second value of a repeated key: the first one counts
    }
    entry.value = Some(mark);
    entry.container = container;
    Some(node)
}

/// The event parser counts characters. All marks are turned in one pass over the text.
fn characters_to_bytes(text: &str, trie: &mut Trie) {
    if text.is_ascii() {
        return;
    }
    let marks = trie
        .marks()
        .flat_map(|mark| [(mark.start, 0), (mark.end, 0)]);
    let mut known: BTreeMap<usize, usize> = marks.collect();
    let mut offsets = text.char_indices().map(|(offset, _)| offset).enumerate();
    for (char, byte) in &mut known {
        *byte = offsets
            .find(|(at, _)| at == char)
            .map_or(text.len(), |(_, offset)| offset);
    }
    let byte = |char: usize| known.get(&char).copied().unwrap_or_default();
    for mark in trie.marks_mut() {
        *mark = Mark {
            start: byte(mark.start),
            end: byte(mark.end),
        };
    }
}

/// Where the second of several YAML documents begins.
pub(crate) fn second_document(text: &str) -> Option<usize> {
    let mut parser = Parser::new_from_str(text);
    let mut seen = 0;
    while let Some(Ok((event, span))) = parser.next_event() {
        seen += usize::from(matches!(event, Event::DocumentStart(_)));
        if seen == 2 {
            let mut offsets = text.char_indices().map(|(offset, _)| offset);
            return offsets.nth(span.start.index());
        }
    }
    None
}
