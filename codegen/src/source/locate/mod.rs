//! The place of JSON pointers in a text.
//!
//! The tree does not keep spans: most runs never need one. When a report is made, the text is
//! scanned once more for all pointers of that file together.

mod json;
mod trie;
mod yaml;

use super::{JsonPointer, Part, Span};
use trie::Trie;
pub(crate) use yaml::second_document;

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
    let answer = |(request, path): (&Request<'_>, &Vec<usize>)| answer(request, path, &trie, text);
    requests.iter().zip(&wanted).map(answer).collect()
}

/// What stands in `text` at each of these pointers, on the line where it begins; `None` for what is not there. A scalar
/// of YAML is what it says, also where an alias stands for it.
pub(crate) fn written(text: &str, pointers: &[JsonPointer]) -> Vec<Option<String>> {
    let mut trie = Trie::new();
    let wanted: Vec<Vec<usize>> = pointers.iter().map(|at| trie.insert(at)).collect();
    scan(text, &mut trie);
    let part = Part::Value;
    let written = |(pointer, path): (&JsonPointer, &Vec<usize>)| {
        let node = path.last().and_then(|node| trie.nodes.get(*node));
        if let Some(plain) = node.and_then(|node| node.plain.clone()) {
            return Some(plain);
        }
        let found = answer(&Request { pointer, part }, path, &trie, text);
        let written = text.get(found.span.start..found.span.end);
        written.filter(|_| found.exact).map(str::to_owned)
    };
    pointers.iter().zip(&wanted).map(written).collect()
}

fn scan(text: &str, trie: &mut Trie) {
    let is_json = text.trim_start().starts_with(['{', '[']) && json::scan(text, trie).is_some();
    if !is_json {
        trie.clear();
        yaml::scan(text, trie);
    }
}

fn answer(request: &Request<'_>, path: &[usize], trie: &Trie, text: &str) -> Found {
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
                start: mark.start,
                end: mark.end,
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

#[cfg(test)]
mod tests {
    use super::trie::{Mark, Trie};
    use super::{JsonPointer, json, yaml};

    type Marks = Vec<(Vec<Mark>, Option<Mark>, bool)>;

    fn marks(trie: &Trie) -> Marks {
        let marks = |node: &super::trie::TrieNode| (node.keys.clone(), node.value, node.container);
        trie.nodes.iter().map(marks).collect()
    }

    #[test]
    fn both_scans_see_the_same() {
        let text = "\u{feff}{\n\"a\": [1, \"é\", {\"b\":{} , \"b\": -1.5e+3}],\r\n \"\\u0061/c\":null, \"ü\": [[true],[]] }\n";
        let text = text.trim_start_matches('\u{feff}');
        let pointers = [
            "", "/a", "/a/0", "/a/1", "/a/2", "/a/2/b", "/a/2/b/x", "/a~1c", "/ü/0/0", "/ü/1",
            "/ü/2", "/no",
        ];
        let scan = |scan: fn(&str, &mut Trie)| {
            let mut trie = Trie::new();
            for pointer in pointers {
                trie.insert(&JsonPointer::parse(pointer).unwrap_or_default());
            }
            scan(text, &mut trie);
            marks(&trie)
        };
        let json = scan(|text, trie| assert!(json::scan(text, trie).is_some()));
        assert_eq!(json, scan(yaml::scan));
        assert_eq!(
            json.iter().filter(|(_, value, _)| value.is_some()).count(),
            11
        );
    }

    #[test]
    fn what_is_no_json_is_left_to_the_other_scan() {
        for text in [
            "{a: 1}",
            "{\"a\": 1",
            "[1,]",
            "[1] x",
            "{\"a\" 1}",
            "[\"\\",
            "",
        ] {
            let mut trie = Trie::new();
            trie.insert(&JsonPointer::parse("/a/0").unwrap_or_default());
            assert!(json::scan(text, &mut trie).is_none(), "{text}");
        }
    }
}
