//! The text of a multipart body, taken apart (RFC 2046, section 5.1.1).

use bytes::{Buf, Bytes, BytesMut};
use http::{HeaderMap, HeaderName, HeaderValue};
use memchr::memmem::Finder;

/// How many bytes the header fields of a part may have.
const HEAD_LIMIT: usize = 16 * 1024;

/// The longest boundary that there may be.
const BOUNDARY_LIMIT: usize = 70;

/// Takes a multipart body apart while it arrives: bytes are [pushed](Self::push), and what they are about comes out of
/// [`step`](Self::step).
#[derive(Debug)]
pub(super) struct Splitter {
    /// `\r\n--` and the boundary.
    delimiter: Finder<'static>,
    buffer: BytesMut,
    state: State,
    /// Nothing more is pushed.
    ended: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Preamble,
    /// Behind a delimiter.
    Delimiter,
    Head,
    Content,
    Epilogue,
}

/// What comes next.
#[derive(Debug)]
pub(super) enum Step {
    /// More bytes are needed to tell.
    More,
    /// A part begins, with these header fields.
    Head(HeaderMap),
    /// Content of the part; never empty.
    Content(Bytes),
    /// The part is over.
    PartEnd,
    /// There are no more parts.
    End,
}

/// What is wrong with the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It ends before the last delimiter.
    Truncated,
    /// What follows a boundary is neither the end of the line nor `--`.
    Delimiter,
    /// The header fields of a part are no header fields.
    Head,
    /// They are more than the limit.
    HeadTooLarge,
}

impl Fault {
    /// What must be done.
    pub(super) const fn message(self) -> &'static str {
        match self {
            Self::Truncated => "must end with its boundary",
            Self::Delimiter => "must have a line break after each boundary",
            Self::Head => "must have well-formed header fields in each part",
            Self::HeadTooLarge => "must have at most 16384 bytes of header fields in each part",
        }
    }
}

impl Splitter {
    /// `None` where there can be no such boundary.
    pub(super) fn new(boundary: &str) -> Option<Self> {
        let is_good = (1..=BOUNDARY_LIMIT).contains(&boundary.len()) && boundary.is_ascii();
        is_good.then(|| Self {
            delimiter: Finder::new(format!("\r\n--{boundary}").as_bytes()).into_owned(),
            // So that the first delimiter is one that follows a line break like all others.
            buffer: BytesMut::from(&b"\r\n"[..]),
            state: State::Preamble,
            ended: false,
        })
    }

    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.buffer.extend_from_slice(bytes);
    }

    /// Says that there are no more bytes.
    pub(super) const fn end(&mut self) {
        self.ended = true;
    }

    pub(super) fn step(&mut self) -> Result<Step, Fault> {
        let step = match self.state {
            State::Preamble => self.preamble(),
            State::Delimiter => self.after_delimiter(),
            State::Head => self.head(),
            State::Content => Ok(self.content()),
            State::Epilogue => Ok(self.epilogue()),
        }?;
        match step {
            Step::More if self.ended => Err(Fault::Truncated),
            step => Ok(step),
        }
    }

    /// What stands before the first part says nothing.
    fn preamble(&mut self) -> Result<Step, Fault> {
        match self.delimiter.find(&self.buffer) {
            Some(at) => {
                self.buffer.advance(at + self.delimiter.needle().len());
                self.state = State::Delimiter;
                self.after_delimiter()
            }
            None => {
                self.buffer.advance(self.settled());
                Ok(Step::More)
            }
        }
    }

    /// What stands behind the last part says nothing, but it must be there: the body may be encoded, or too large.
    fn epilogue(&mut self) -> Step {
        self.buffer.clear();
        match self.ended {
            true => Step::End,
            false => Step::More,
        }
    }

    fn after_delimiter(&mut self) -> Result<Step, Fault> {
        if self.buffer.starts_with(b"--") {
            self.state = State::Epilogue;
            return Ok(self.epilogue());
        }
        let padding = self
            .buffer
            .iter()
            .take_while(|byte| matches!(byte, b' ' | b'\t'));
        let rest = self.buffer.get(padding.count()..).unwrap_or_default();
        let padding = self.buffer.len() - rest.len();
        match rest {
            [b'\r', b'\n', ..] => {
                // The line break stays: so an empty head ends like any other.
                self.buffer.advance(padding);
                self.state = State::Head;
                self.head()
            }
            [] | [b'\r'] | [b'-'] if padding <= HEAD_LIMIT => Ok(Step::More),
            _ => Err(Fault::Delimiter),
        }
    }

    fn head(&mut self) -> Result<Step, Fault> {
        let Some(end) = memchr::memmem::find(&self.buffer, b"\r\n\r\n") else {
            return match self.buffer.len() > HEAD_LIMIT {
                true => Err(Fault::HeadTooLarge),
                false => Ok(Step::More),
            };
        };
        if end > HEAD_LIMIT {
            return Err(Fault::HeadTooLarge);
        }
        // The empty line is a delimiter's where there is no content at all.
        let needle = self.delimiter.needle();
        let rest = self.buffer.get(end + 2..).unwrap_or_default();
        let is_bare = rest.starts_with(needle);
        if !is_bare && needle.starts_with(rest) && !self.ended {
            return Ok(Step::More);
        }
        let head = self.buffer.split_to(end + 2);
        let fields = fields(&head).ok_or(Fault::Head)?;
        if !is_bare {
            self.buffer.advance(2);
        }
        self.state = State::Content;
        Ok(Step::Head(fields))
    }

    fn content(&mut self) -> Step {
        let found = self.delimiter.find(&self.buffer);
        let length = found.unwrap_or_else(|| self.settled());
        if length > 0 {
            return Step::Content(self.buffer.split_to(length).freeze());
        }
        if found.is_some() {
            self.buffer.advance(self.delimiter.needle().len());
            self.state = State::Delimiter;
            return Step::PartEnd;
        }
        Step::More
    }

    /// How many bytes can be no part of a delimiter that is not all there yet.
    fn settled(&self) -> usize {
        let needle = self.delimiter.needle();
        let from = (self.buffer.len() + 1).saturating_sub(needle.len());
        let tail = self.buffer.get(from..).unwrap_or_default();
        let open = memchr::memchr_iter(b'\r', tail);
        let open = open.into_iter().find(|at| {
            let rest = tail.get(*at..).unwrap_or_default();
            needle.starts_with(rest)
        });
        from + open.unwrap_or(tail.len())
    }
}

/// Header fields, each behind a line break.
fn fields(head: &[u8]) -> Option<HeaderMap> {
    let mut fields = HeaderMap::new();
    let text = head.strip_prefix(b"\r\n")?;
    let mut rest = text;
    while !rest.is_empty() {
        let end = memchr::memmem::find(rest, b"\r\n")?;
        let (line, after) = rest.split_at_checked(end)?;
        rest = after.get(2..)?;
        let colon = memchr::memchr(b':', line)?;
        let (name, value) = line.split_at_checked(colon)?;
        let name = HeaderName::from_bytes(name).ok()?;
        let value = HeaderValue::from_bytes(value.get(1..)?.trim_ascii()).ok()?;
        fields.append(name, value);
    }
    Some(fields)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::*;

    /// The parts with their number of header fields, however the text arrives.
    fn split(boundary: &str, chunks: &[&[u8]]) -> Result<Vec<(usize, Vec<u8>)>, Fault> {
        let mut splitter = Splitter::new(boundary).unwrap();
        let (mut parts, mut chunks) = (Vec::new(), chunks.iter());
        loop {
            match splitter.step()? {
                Step::More => match chunks.next() {
                    Some(chunk) => splitter.push(chunk),
                    None => splitter.end(),
                },
                Step::Head(fields) => parts.push((fields.len(), Vec::new())),
                Step::Content(bytes) => {
                    assert!(!bytes.is_empty());
                    parts.last_mut().unwrap().1.extend_from_slice(&bytes);
                }
                Step::PartEnd => {}
                Step::End => return Ok(parts),
            }
        }
    }

    fn whole(text: &str) -> Result<Vec<(usize, Vec<u8>)>, Fault> {
        let bytewise: Vec<&[u8]> = text.as_bytes().chunks(1).collect();
        let found = split("b", &[text.as_bytes()]);
        assert_eq!(split("b", &bytewise), found, "{text:?}");
        found
    }

    #[test]
    fn parts_are_found() {
        let one = |fields, content: &str| Ok(vec![(fields, content.as_bytes().to_vec())]);
        assert_eq!(whole("--b\r\nA: c\r\n\r\nx\r\n--b--"), one(1, "x"));
        assert_eq!(whole("--b\r\n\r\nx\r\n--b--\r\n"), one(0, "x"));
        assert_eq!(whole("--b\r\n\r\n\r\n--b--"), one(0, ""));
        // No empty line's content: the delimiter follows the head.
        assert_eq!(whole("--b\r\nA: c\r\n\r\n--b--"), one(1, ""));
        assert_eq!(whole("--b--"), Ok(Vec::new()));
        // What stands around the parts says nothing.
        assert_eq!(
            whole("hello\r\n--b\r\n\r\nx\r\n--b--\r\nbye --b"),
            one(0, "x")
        );
        assert_eq!(whole("\r\n--b \t\r\n\r\nx\r\n--b--"), one(0, "x"));
        assert_eq!(
            whole("--b\r\n\r\n\r\n-x\r\n-\r\n--x\r\n--b--"),
            one(0, "\r\n-x\r\n-\r\n--x")
        );
    }

    #[test]
    fn what_is_no_multipart_is_refused() {
        for (text, fault) in [
            ("", Fault::Truncated),
            ("hello", Fault::Truncated),
            ("--b", Fault::Truncated),
            ("--b\r\n", Fault::Truncated),
            ("--b\r\n\r\nx", Fault::Truncated),
            ("--b\r\n\r\nx\r\n--b\r\n", Fault::Truncated),
            ("--b\r\n\r\nx\r\n--b-", Fault::Truncated),
            ("--bb\r\n\r\nx\r\n--bb--", Fault::Delimiter),
            ("--b\n\nx\n--b--", Fault::Delimiter),
            ("--b\r\nA\r\n\r\nx\r\n--b--", Fault::Head),
            ("--b\r\nA b: c\r\n\r\nx\r\n--b--", Fault::Head),
            ("--b\r\nA: b\r\n c: d\r\n\r\nx\r\n--b--", Fault::Head),
            ("--b\r\nA: \0\r\n\r\nx\r\n--b--", Fault::Head),
        ] {
            assert_eq!(whole(text), Err(fault), "{text:?}");
        }
        let long = format!("--b\r\nA: {}\r\n\r\nx\r\n--b--", "x".repeat(HEAD_LIMIT));
        assert_eq!(whole(&long), Err(Fault::HeadTooLarge));
        assert!(Splitter::new("").is_none());
        assert!(Splitter::new(&"b".repeat(71)).is_none());
    }

    proptest! {
        #[test]
        fn what_is_put_together_comes_apart(
            parts in prop::collection::vec((0usize..3, "[ab\r\n-]{0,40}"), 0..4),
            cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..20),
        ) {
            // No content has the letters of the boundary.
            let mut text = String::new();
            for (fields, content) in &parts {
                let fields: String = (0..*fields).map(|nth| format!("x-{nth}: y\r\n")).collect();
                text += &format!("--cut\r\n{fields}\r\n{content}\r\n");
            }
            text += "--cut--\r\n";
            let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(text.len())).collect();
            cuts.extend([0, text.len()]);
            cuts.sort_unstable();
            let chunks = cuts.windows(2).map(|ends| &text.as_bytes()[ends[0]..ends[1]]);
            let chunks: Vec<&[u8]> = chunks.collect();
            let expected: Vec<_> = parts.iter().map(|(fields, content)| (*fields, content.as_bytes().to_vec())).collect();
            prop_assert_eq!(split("cut", &chunks), Ok(expected));
        }

        #[test]
        fn any_text_is_split_alike_however_it_arrives(text in "(--b|\r|\n|-|:|a| ){0,60}") {
            let _ = whole(&text);
        }
    }
}
