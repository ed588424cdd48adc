//! XML as a tree of elements.

use std::collections::HashSet;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesDecl, BytesStart, Event};
use quick_xml::reader::Reader;

use super::read::Fault;
use super::scopes::Scopes;
use super::tree::{Tag, Tree};
use crate::__codegen::is_xml_name;

/// The elements of a document, of which the first is the root.
pub(super) fn parse(text: &str, depth: u32) -> Result<Tree<'_>, Fault> {
    if let Some((offset, _)) = text
        .char_indices()
        .find(|(_, letter)| !is_character(*letter))
    {
        return Err(Fault::NotXml {
            offset: offset as u64,
            expected: "a character that XML has",
        });
    }
    // A byte order mark is no part of the document.
    let (text, mark) = match text.strip_prefix('\u{feff}') {
        Some(text) => (text, 3),
        None => (text, 0),
    };
    if text.starts_with('\u{feff}') {
        // The reader would pass over it, and not count it.
        return Err(Fault::NotXml {
            offset: mark,
            expected: "an element",
        });
    }
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_comments = true;
    let tree = Tree::of(text).ok_or(Fault::NotXml {
        offset: 0,
        expected: "a shorter text",
    })?;
    let mut document = Document {
        tree,
        open: Vec::new(),
        depth: usize::try_from(depth).unwrap_or(usize::MAX),
        scopes: Scopes::default(),
    };
    loop {
        let offset = reader.buffer_position();
        let not_xml = |expected| Fault::NotXml {
            offset: offset + mark,
            expected,
        };
        let event = reader.read_event().map_err(|error| Fault::NotXml {
            offset: reader.error_position() + mark,
            expected: expected(&error),
        })?;
        if let Event::Eof = event {
            let is_whole = document.open.is_empty() && !document.tree.is_empty();
            let tree = is_whole.then_some(document.tree);
            return tree.ok_or(not_xml("the end of the root element"));
        }
        if let Event::Decl(declaration) = &event {
            check_declaration(declaration, offset == 0).map_err(not_xml)?;
        }
        document.take(event, offset).map_err(not_xml)?;
    }
}

/// A declaration stands at the beginning, and the text is UTF-8 already.
fn check_declaration(declaration: &BytesDecl<'_>, is_first: bool) -> Result<(), &'static str> {
    if !is_first {
        return Err("no declaration within the document");
    }
    let encoding = declaration.encoding().transpose();
    let encoding = encoding.map_err(|_| "a well-formed declaration")?;
    let is_utf_8 = encoding.is_none_or(|encoding| {
        let known = ["utf-8", "us-ascii"].iter();
        known
            .clone()
            .any(|known| encoding.eq_ignore_ascii_case(known))
    });
    is_utf_8.then_some(()).ok_or("UTF-8")
}

/// XML 1.0, section 2.2.
fn is_character(letter: char) -> bool {
    !matches!(letter, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}')
}

/// What the reader misses.
fn expected(error: &quick_xml::Error) -> &'static str {
    use quick_xml::errors::{Error, IllFormedError};

    match error {
        Error::IllFormed(IllFormedError::MismatchedEndTag { .. }) => {
            "the end of the element that is open"
        }
        Error::IllFormed(IllFormedError::UnmatchedEndTag(_)) => "no end of an element",
        _ => "well-formed XML",
    }
}

/// What is read so far.
struct Document<'t> {
    tree: Tree<'t>,
    /// The elements that have not ended, by their indices.
    open: Vec<usize>,
    /// How deep elements may stand in one another.
    depth: usize,
    scopes: Scopes,
}

impl Document<'_> {
    /// Takes what comes next; if that is not possible, says what was expected.
    fn take(&mut self, event: Event<'_>, offset: u64) -> Result<(), &'static str> {
        match event {
            Event::Start(_) | Event::Empty(_) if self.open.is_empty() && !self.tree.is_empty() => {
                return Err("nothing after the root element");
            }
            Event::Start(_) if self.open.len() >= self.depth => {
                return Err("fewer elements within one another");
            }
            Event::Start(start) => {
                let element = self.element(&start, offset)?;
                self.open.push(element);
            }
            Event::Empty(start) => {
                let element = self.element(&start, offset)?;
                self.scopes.forget(self.tree.close(element));
            }
            Event::End(_) => {
                let element = self.open.pop().ok_or("no end of an element")?;
                self.scopes.forget(self.tree.close(element));
            }
            Event::Text(text) => {
                let text = text.xml_content(XmlVersion::Implicit1_0);
                if text.contains("]]>") {
                    return Err("no `]]>` in a text");
                }
                self.add(&text)?;
            }
            Event::CData(text) => self.add(&text.xml_content(XmlVersion::Implicit1_0))?,
            Event::GeneralRef(reference) => {
                let text = format!("&{};", &*reference);
                let text = quick_xml::escape::unescape(&text);
                let text = text.map_err(|_| "an entity that XML itself has")?;
                if !text.chars().all(is_character) {
                    return Err("a character that XML has");
                }
                self.add(&text)?;
            }
            Event::DocType(_) => return Err("no document type"),
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::Eof => {}
        }
        Ok(())
    }

    /// Opens an element, and gives its index.
    fn element(&mut self, start: &BytesStart<'_>, offset: u64) -> Result<usize, &'static str> {
        // The name stands in the text, behind the bracket.
        let from = usize::try_from(offset).map_or(usize::MAX, |offset| offset.saturating_add(1));
        let name = self.tree.text().get(from..).unwrap_or_default();
        let name = name.get(..start.name().as_ref().len()).unwrap_or_default();
        if name != start.name().as_ref() {
            return Err("well-formed XML");
        }
        let end = from + name.len();
        let mut tag = Tag::default();
        // The reader's own search for names that are there twice looks at each pair.
        let mut known = HashSet::new();
        let mut used = vec![start.name().as_ref().to_owned()];
        let mut foreign = Vec::new();
        for attribute in start.attributes().with_checks(false) {
            let attribute = attribute.map_err(|_| "well-formed attributes")?;
            let name = attribute.key.as_ref();
            if !known.insert(name.to_owned()) {
                return Err("each attribute once");
            }
            if attribute.value.contains('<') {
                return Err("`&lt;` in an attribute");
            }
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            let value = value.map_err(|_| "entities that XML itself has")?;
            if !value.chars().all(is_character) {
                return Err("a character that XML has");
            }
            match name.split_once(':') {
                None if name == "xmlns" => {}
                // A prefix stands for something (Namespaces in XML 1.0, section 2.2).
                Some(("xmlns", _)) if value.is_empty() => return Err("the URI of a namespace"),
                Some(("xmlns", prefix)) => {
                    self.scopes.declare(prefix, &value);
                    tag.declares += 1;
                }
                // XML's own, such as `xml:lang`, are no properties.
                Some(("xml", _)) => {}
                Some((prefix, name)) => {
                    used.push(format!("{prefix}:{name}"));
                    foreign.push((prefix.to_owned(), name.to_owned(), value.into_owned()));
                }
                None => {
                    used.push(name.to_owned());
                    tag.attributes.push((name.into(), value.into()));
                }
            }
        }
        // Prefixes may be declared behind their use.
        for (prefix, name, value) in foreign {
            match self.scopes.is_instance(&prefix) {
                true if name == "nil" => tag.is_nil = matches!(value.trim(), "true" | "1"),
                true => {}
                false => tag.attributes.push((name.into(), value.into())),
            }
        }
        used.iter().try_for_each(|name| self.check_name(name))?;
        Ok(self.tree.open(end - local(name).len()..end, tag))
    }

    /// A name has at most one prefix, which is declared (Namespaces in XML 1.0, section 5).
    fn check_name(&self, name: &str) -> Result<(), &'static str> {
        let (prefix, local) = match name.split_once(':') {
            Some((prefix, local)) => (Some(prefix), local),
            None => (None, name),
        };
        if !is_xml_name(local) {
            return Err("a name");
        }
        if prefix.is_some_and(|prefix| prefix != "xml" && !self.scopes.has(prefix)) {
            return Err("a prefix that is declared");
        }
        Ok(())
    }

    /// Outside of the root there is nothing but space.
    fn add(&mut self, text: &str) -> Result<(), &'static str> {
        match self.open.last() {
            Some(element) => self.tree.add(*element, text),
            None if text.trim().is_empty() => {}
            None => return Err("an element"),
        }
        Ok(())
    }
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}
