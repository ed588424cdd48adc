//! A scan of a text that is strict JSON. What is not asked for is passed over, so that a long document
//! costs little more than looking at its bytes.

use super::trie::{Mark, Trie};
use crate::parse::MAX_DEPTH;

/// Marks what is asked for; `None` if the text is no JSON, or too deep.
pub(super) fn scan(text: &str, trie: &mut Trie) -> Option<()> {
    let mut scanner = Scanner { text, at: 0 };
    scanner.value(trie, Some(0), 0)?;
    scanner.space();
    (scanner.at == text.len()).then_some(())
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scanner<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
    }

    /// Whether the next byte that is no space is this one, which is then passed.
    fn take(&mut self, byte: u8) -> bool {
        self.space();
        let taken = self.peek() == Some(byte);
        self.at += usize::from(taken);
        taken
    }

    /// A value, which is at a node if anything in it is asked for.
    fn value(&mut self, trie: &mut Trie, node: Option<usize>, depth: usize) -> Option<()> {
        self.space();
        let start = self.at;
        // The second value of a repeated name: the first one counts.
        let node = node.filter(|node| {
            trie.nodes
                .get(*node)
                .is_some_and(|node| node.value.is_none())
        });
        let Some(node) = node else {
            return self.pass_over();
        };
        let byte = self.peek()?;
        let container = matches!(byte, b'{' | b'[');
        if let Some(entry) = trie.nodes.get_mut(node) {
            entry.container = container;
            entry.value = Some(Mark {
                start,
                end: start + 1,
            });
        }
        match byte {
            _ if depth > MAX_DEPTH => return None,
            b'{' => self.object(trie, node, depth)?,
            b'[' => self.array(trie, node, depth)?,
            _ => {
                self.pass_over()?;
                if let Some(entry) = trie.nodes.get_mut(node) {
                    entry.value = Some(Mark {
                        start,
                        end: self.at,
                    });
                }
            }
        }
        Some(())
    }

    fn object(&mut self, trie: &mut Trie, node: usize, depth: usize) -> Option<()> {
        self.at += 1;
        if self.take(b'}') {
            return Some(());
        }
        loop {
            self.space();
            let start = self.at;
            let quoted = self.string()?;
            let mark = Mark {
                start,
                end: self.at,
            };
            let child = self.name(trie, node, quoted, mark)?;
            if !self.take(b':') {
                return None;
            }
            self.value(trie, child, depth + 1)?;
            if self.take(b'}') {
                return Some(());
            }
            if !self.take(b',') {
                return None;
            }
        }
    }

    /// The node of a member, with a mark for its name.
    fn name(
        &self,
        trie: &mut Trie,
        node: usize,
        quoted: &str,
        mark: Mark,
    ) -> Option<Option<usize>> {
        let entry = trie.nodes.get_mut(node)?;
        entry.first_key.get_or_insert(mark);
        let child = if quoted.contains('\\') {
            let name: String = serde_json::from_str(quoted).ok()?;
            entry.children.get(&name).copied()
        } else {
            let name = quoted.get(1..quoted.len() - 1)?;
            entry.children.get(name).copied()
        };
        if let Some(child) = child.and_then(|child| trie.nodes.get_mut(child)) {
            child.keys.push(mark);
        }
        Some(child)
    }

    fn array(&mut self, trie: &mut Trie, node: usize, depth: usize) -> Option<()> {
        self.at += 1;
        if self.take(b']') {
            return Some(());
        }
        for index in 0_usize.. {
            let children = &trie.nodes.get(node)?.children;
            let child = if children.is_empty() {
                None
            } else {
                children.get(&index.to_string()).copied()
            };
            self.value(trie, child, depth + 1)?;
            if self.take(b']') {
                break;
            }
            if !self.take(b',') {
                return None;
            }
        }
        Some(())
    }

    /// A string, with its quotes.
    fn string(&mut self) -> Option<&'a str> {
        let start = self.at;
        if self.peek() != Some(b'"') {
            return None;
        }
        loop {
            let rest = self.text.get(self.at + 1..)?;
            let content = rest.get(..rest.find('"')?)?;
            self.at += 1 + content.len();
            // Most of a document is in strings, and few have escapes.
            if !content.ends_with('\\') || !self.is_escaped(start) {
                break;
            }
        }
        self.at += 1;
        self.text.get(start..self.at)
    }

    /// Whether the quote here belongs to the string that began there.
    fn is_escaped(&self, start: usize) -> bool {
        let before = self.text.as_bytes().get(start + 1..self.at);
        let before = before.unwrap_or_default().iter().rev();
        before.take_while(|byte| **byte == b'\\').count() % 2 == 1
    }

    /// A value of which nothing is asked. Only its end matters.
    fn pass_over(&mut self) -> Option<()> {
        let mut open = 0_usize;
        loop {
            match self.peek()? {
                b'"' => {
                    self.string()?;
                }
                b'{' | b'[' => {
                    open += 1;
                    self.at += 1;
                }
                b'}' | b']' => {
                    open = open.checked_sub(1)?;
                    self.at += 1;
                }
                b',' | b':' | b' ' | b'\t' | b'\r' | b'\n' if open > 0 => self.at += 1,
                _ => self.word()?,
            }
            if open == 0 {
                return Some(());
            }
        }
    }

    /// A number, `true`, `false` or `null`.
    fn word(&mut self) -> Option<()> {
        let start = self.at;
        while matches!(
            self.peek(),
            Some(b'0'..=b'9' | b'a'..=b'z' | b'E' | b'+' | b'-' | b'.')
        ) {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }
}
