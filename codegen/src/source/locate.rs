//! The place of JSON pointers in a text.
//!
//! The tree does not keep spans: most runs never need one. When a report is made, the text is
//! scanned once more, by an event parser, for all pointers of that file together.

use std::collections::{BTreeMap, HashMap};

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::{JsonPointer, Part, Span};

/// What to look for: a pointer, and which part of the entry there.
pub(crate) struct Request<'a> {
    pub(crate) pointer: &'a JsonPointer,
    pub(crate) part: Part,
}

/// Where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// The stretch to underline.
    pub(crate) span: Span,
    /// Whether the pointer itself was found, and not just something around it.
    pub(crate) exact: bool,
}

/// Finds every request in `text`, in the order asked. What is not there (the text behind an alias or
/// a merge, a pointer that leads nowhere) is answered with the nearest thing around it.
pub(crate) fn locate(text: &str, requests: &[Request<'_>]) -> Vec<Found> {
    let mut trie = Trie::new();
    let wanted: Vec<Vec<usize>> = requests
        .iter()
        .map(|request| trie.insert(request.pointer))
        .collect();
    if requests
        .iter()
        .any(|request| !matches!(request.part, Part::Text(_)))
    {
        scan(text, &mut trie);
    }
    let offsets = Offsets::new(text, &trie);
    let answer =
        |(request, path): (&Request<'_>, &Vec<usize>)| answer(request, path, &trie, &offsets, text);
    requests.iter().zip(&wanted).map(answer).collect()
}

fn answer(
    request: &Request<'_>,
    path: &[usize],
    trie: &Trie,
    offsets: &Offsets<'_>,
    text: &str,
) -> Found {
    if let Part::Text(span) = request.part {
        return Found {
            span: clip(text, span),
            exact: true,
        };
    }
    for (depth, node) in path.iter().enumerate().rev() {
        let Some(entry) = trie.nodes.get(*node) else {
            continue;
        };
        let exact = depth + 1 == path.len();
        let part = if exact { request.part } else { Part::Value };
        if let Some(mark) = entry.mark(part) {
            let span = Span {
                start: offsets.byte(mark.start),
                end: offsets.byte(mark.end),
            };
            return Found {
                span: clip(text, span),
                exact,
            };
        }
    }
    Found {
        span: Span::default(),
        exact: false,
    }
}

/// Keeps a span to its first line, without the spaces at the end, and at least one character long.
fn clip(text: &str, span: Span) -> Span {
    let start = span.start.min(text.len());
    let covered = text
        .get(start..span.end.clamp(start, text.len()))
        .unwrap_or_default();
    let line = covered.lines().next().unwrap_or_default().trim_end();
    Span {
        start,
        end: start + line.len(),
    }
}

/// A range in characters, as the event parser counts.
#[derive(Clone, Copy)]
struct Mark {
    start: usize,
    end: usize,
}

/// The pointers as a tree of tokens, filled with marks by the scan.
struct Trie {
    nodes: Vec<TrieNode>,
}

#[derive(Default)]
struct TrieNode {
    children: HashMap<String, usize>,
    keys: Vec<Mark>,
    value: Option<Mark>,
    /// The first key inside, when the value is a mapping.
    first_key: Option<Mark>,
    container: bool,
}

impl TrieNode {
    /// The mark to show for a part. A mapping or sequence is shown by the key that it stands under,
    /// because the text of a block starts only on the line after.
    fn mark(&self, part: Part) -> Option<Mark> {
        let first = self.keys.first().copied();
        match part {
            Part::Key => first.or(self.value),
            Part::Repeated(occurrence) => self.keys.get(occurrence).copied().or(first),
            Part::Value if self.container => first.or(self.first_key).or(self.value),
            Part::Value => self.value.or(first),
            Part::Text(_) => None,
        }
    }
}

impl Trie {
    fn new() -> Self {
        Self {
            nodes: vec![TrieNode::default()],
        }
    }

    /// Adds a pointer and gives the nodes from the root to it.
    fn insert(&mut self, pointer: &JsonPointer) -> Vec<usize> {
        let mut path = vec![0];
        let mut at = 0;
        for token in pointer.tokens() {
            let next = self.nodes.len();
            let Some(node) = self.nodes.get_mut(at) else {
                break;
            };
            at = *node.children.entry(token.clone()).or_insert(next);
            if at == next {
                self.nodes.push(TrieNode::default());
            }
            path.push(at);
        }
        path
    }
}

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

fn scan(text: &str, trie: &mut Trie) {
    let mut stack: Vec<Frame> = Vec::new();
    let mut parser = Parser::new_from_str(text);
    while let Some(Ok((event, span))) = parser.next_event() {
        let mark = Mark {
            start: span.start.index(),
            end: span.end.index(),
        };
        match event {
            Event::Scalar(value, style, ..) => {
                // The end of a plain scalar is reported with what the scanner looked at after it.
                let plain = style == ScalarStyle::Plain && !value.is_empty();
                let end = if plain {
                    mark.end.min(mark.start + value.chars().count())
                } else {
                    mark.end
                };
                scalar(trie, &mut stack, &value, Mark { end, ..mark });
            }
            Event::Alias(_) => {
                enter(trie, &mut stack, mark, false);
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
}

/// A scalar is a key or a value, depending on what its mapping waits for.
fn scalar(trie: &mut Trie, stack: &mut [Frame], text: &str, mark: Mark) {
    if let Some(frame) = stack.last_mut()
        && frame.mapping
        && !frame.awaiting_value
    {
        frame.awaiting_value = true;
        frame.child = None;
        let Some(node) = frame.node.and_then(|node| trie.nodes.get_mut(node)) else {
            return;
        };
        node.first_key.get_or_insert(mark);
        frame.child = node.children.get(text).copied();
        if let Some(child) = frame.child.and_then(|child| trie.nodes.get_mut(child)) {
            child.keys.push(mark);
        }
        return;
    }
    enter(trie, stack, mark, false);
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

/// Turns character offsets into byte offsets, all in one pass over the text.
struct Offsets<'a> {
    text: &'a str,
    known: Option<BTreeMap<usize, usize>>,
}

impl<'a> Offsets<'a> {
    fn new(text: &'a str, trie: &Trie) -> Self {
        if text.is_ascii() {
            return Self { text, known: None };
        }
        let marks = trie
            .nodes
            .iter()
            .flat_map(|node| node.keys.iter().chain(&node.value).chain(&node.first_key));
        let mut known: BTreeMap<usize, usize> = marks
            .flat_map(|mark| [(mark.start, 0), (mark.end, 0)])
            .collect();
        let mut offsets = text.char_indices().map(|(offset, _)| offset).enumerate();
        for (char, byte) in &mut known {
            *byte = offsets
                .find(|(at, _)| at == char)
                .map_or(text.len(), |(_, offset)| offset);
        }
        Self {
            text,
            known: Some(known),
        }
    }

    fn byte(&self, char: usize) -> usize {
        let byte = match &self.known {
            None => char,
            Some(known) => known.get(&char).copied().unwrap_or_default(),
        };
        byte.min(self.text.len())
    }
}
