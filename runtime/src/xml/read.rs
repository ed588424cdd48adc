//! XML that becomes JSON text whose scalars are strings.

use std::collections::{HashMap, HashSet};

use quick_xml::XmlVersion;
use quick_xml::events::{BytesDecl, BytesStart, Event};
use quick_xml::reader::Reader;

use super::{INSTANCE, Object, Place, Value, Xml};
use crate::__codegen::is_xml_name;
use crate::json::Writer;

/// What is wrong with a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It is no XML, or no XML that is taken.
    NotXml {
        /// Where in the text.
        offset: u64,
        /// What should be there.
        expected: &'static str,
    },
    /// The root has another name than this.
    OtherRoot(&'static str),
}

#[derive(Debug, Default)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    children: Vec<Element>,
    text: String,
    is_nil: bool,
    /// How many prefixes it declares.
    declares: usize,
}

/// Writes the value that a document has.
pub(crate) fn to_json(text: &str, xml: &Xml, depth: u32) -> Result<String, Fault> {
    let root = parse(text, depth)?;
    if root.name != xml.tag.name {
        return Err(Fault::OtherRoot(xml.tag.name));
    }
    let mut out = Writer::new();
    write_value(&root, xml.value, &mut out);
    Ok(out.into_string())
}

/// The root element.
fn parse(text: &str, depth: u32) -> Result<Element, Fault> {
    if let Some((offset, _)) = text
        .char_indices()
        .find(|(_, letter)| !is_character(*letter))
    {
        return Err(Fault::NotXml {
            offset: offset as u64,
            expected: "a character that XML has",
        });
    }
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_comments = true;
    let mut document = Document {
        depth: usize::try_from(depth).unwrap_or(usize::MAX),
        ..Document::default()
    };
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    loop {
        let offset = reader.buffer_position();
        let not_xml = |expected| Fault::NotXml { offset, expected };
        let event = reader.read_event().map_err(|error| Fault::NotXml {
            offset: reader.error_position(),
            expected: expected(&error),
        })?;
        if let Event::Eof = event {
            let root = document.root.filter(|_| document.open.is_empty());
            return root.ok_or(not_xml("the end of the root element"));
        }
        if let Event::Decl(declaration) = &event {
            check_declaration(declaration, offset <= start).map_err(not_xml)?;
        }
        document.take(event).map_err(not_xml)?;
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
#[derive(Default)]
struct Document {
    open: Vec<Element>,
    /// How deep elements may stand in one another.
    depth: usize,
    root: Option<Element>,
    /// The prefixes that may be used.
    prefixes: Vec<String>,
    /// Those of the namespace that has `nil`.
    instance: HashSet<String>,
}

impl Document {
    /// Takes what comes next; if that is not possible, says what was expected.
    fn take(&mut self, event: Event<'_>) -> Result<(), &'static str> {
        match event {
            Event::Start(_) | Event::Empty(_) if self.root.is_some() => {
                return Err("nothing after the root element");
            }
            Event::Start(_) if self.open.len() >= self.depth => {
                return Err("fewer elements within one another");
            }
            Event::Start(start) => {
                let element = self.element(&start)?;
                self.open.push(element);
            }
            Event::Empty(start) => {
                let element = self.element(&start)?;
                self.close(element);
            }
            Event::End(_) => {
                let element = self.open.pop().ok_or("no end of an element")?;
                self.close(element);
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

    fn element(&mut self, start: &BytesStart<'_>) -> Result<Element, &'static str> {
        let mut element = Element {
            name: local(start.name().as_ref()).to_owned(),
            ..Element::default()
        };
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
                Some(("xmlns", prefix)) => {
                    if value == INSTANCE {
                        self.instance.insert(prefix.to_owned());
                    }
                    self.prefixes.push(prefix.to_owned());
                    element.declares += 1;
                }
                // XML's own, such as `xml:lang`, are no properties.
                Some(("xml", _)) => {}
                Some((prefix, name)) => {
                    used.push(format!("{prefix}:{name}"));
                    foreign.push((prefix.to_owned(), name.to_owned(), value.into_owned()));
                }
                None => {
                    used.push(name.to_owned());
                    element
                        .attributes
                        .push((name.to_owned(), value.into_owned()));
                }
            }
        }
        // Prefixes may be declared behind their use.
        for (prefix, name, value) in foreign {
            match self.instance.contains(&prefix) {
                true if name == "nil" => element.is_nil = matches!(value.trim(), "true" | "1"),
                true => {}
                false => element.attributes.push((name, value)),
            }
        }
        used.iter().try_for_each(|name| self.check_name(name))?;
        Ok(element)
    }

    /// A name has at most one prefix, which is declared (Namespaces in XML 1.0, section 5).
    fn check_name(&self, name: &str) -> Result<(), &'static str> {
        let (prefix, local) = match name.split_once(':') {
            Some((prefix, local)) => (Some(prefix), local),
            None => (None, name),
        };
        let is_declared = |prefix: &str| self.prefixes.iter().any(|known| known == prefix);
        if !is_xml_name(local) {
            return Err("a name");
        }
        if prefix.is_some_and(|prefix| prefix != "xml" && !is_declared(prefix)) {
            return Err("a prefix that is declared");
        }
        Ok(())
    }

    /// Outside of the root there is nothing but space.
    fn add(&mut self, text: &str) -> Result<(), &'static str> {
        match self.open.last_mut() {
            Some(element) => element.text.push_str(text),
            None if text.trim().is_empty() => {}
            None => return Err("an element"),
        }
        Ok(())
    }

    fn close(&mut self, element: Element) {
        let declared = self.prefixes.len().saturating_sub(element.declares);
        self.prefixes.truncate(declared);
        match self.open.last_mut() {
            Some(parent) => parent.children.push(element),
            None => self.root = Some(element),
        }
    }
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}

fn write_value(element: &Element, value: Value, out: &mut Writer) {
    if element.is_nil {
        return out.null();
    }
    match value {
        // An object, which its schema refuses.
        Value::Text | Value::Token if !element.children.is_empty() => {
            write_object(element, const { &Object::new(&[]) }, out);
        }
        Value::Text => out.string(&element.text),
        Value::Token => out.string(element.text.trim()),
        Value::Object(object) => write_object(element, object, out),
        Value::List(items) => write_items(&named(element, items.tag.name), items.value, out),
        Value::Any if element.attributes.is_empty() && element.children.is_empty() => {
            out.string(&element.text);
        }
        Value::Any => write_object(element, const { &Object::new(&[]) }, out),
    }
}

fn named<'a>(element: &'a Element, name: &str) -> Vec<&'a Element> {
    let all = element.children.iter();
    all.filter(|child| child.name == name).collect()
}

fn write_items(items: &[&Element], value: Value, out: &mut Writer) {
    let mut array = out.array();
    for item in items {
        write_value(item, value, array.next_item());
    }
    array.end();
}

fn write_object(element: &Element, object: &Object, out: &mut Writer) {
    let mut children: HashMap<&str, Vec<&Element>> = HashMap::new();
    let mut order = Vec::new();
    for child in &element.children {
        let group = children.entry(&child.name).or_default();
        if group.is_empty() {
            order.push(child.name.as_str());
        }
        group.push(child);
    }
    let attributes: HashMap<&str, &str> = element
        .attributes
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let (mut used, mut used_attributes) = (HashSet::new(), HashSet::new());
    let mut members = out.object();
    for field in object.fields {
        let name = field.tag.name;
        match field.place {
            Place::Attribute => {
                used_attributes.insert(name);
                if let Some(value) = attributes.get(name) {
                    let value = match field.value {
                        Value::Token => value.trim(),
                        _ => value,
                    };
                    members.name(field.property).string(value);
                }
            }
            Place::Element => {
                used.insert(name);
                match children.get(name).map(Vec::as_slice) {
                    Some([only]) => write_value(only, field.value, members.name(field.property)),
                    // Of a value that may be there once, several are a list, which its schema refuses.
                    Some(several) => {
                        write_items(several, field.value, members.name(field.property));
                    }
                    None => {}
                }
            }
            Place::List(None) => {
                used.insert(name);
                let items = children.get(name).map_or(&[][..], Vec::as_slice);
                if !items.is_empty() || field.required {
                    write_items(items, field.value, members.name(field.property));
                }
            }
            Place::List(Some(wrapper)) => {
                used.insert(wrapper.name);
                if let Some([wrapper]) = children.get(wrapper.name).map(Vec::as_slice)
                    && wrapper.is_nil
                {
                    members.name(field.property).null();
                } else if let Some(wrappers) = children.get(wrapper.name) {
                    let items = wrappers.iter().flat_map(|wrapper| &wrapper.children);
                    let items: Vec<&Element> = items.filter(|item| item.name == name).collect();
                    write_items(&items, field.value, members.name(field.property));
                }
            }
        }
    }
    let known: HashSet<&str> = object.fields.iter().map(|field| field.property).collect();
    let mut written = HashSet::new();
    for (name, value) in &element.attributes {
        let is_new = !used_attributes.contains(name.as_str()) && written.insert(name.as_str());
        if is_new && !known.contains(name.as_str()) {
            members.name(name).string(value);
        }
    }
    for name in order {
        if used.contains(name) || known.contains(name) || !written.insert(name) {
            continue;
        }
        match (children.get(name).map(Vec::as_slice), object.others) {
            // Each is an item, as it is written.
            (Some(items), Value::List(list)) => write_items(items, list.value, members.name(name)),
            (Some([only]), others) => write_value(only, others, members.name(name)),
            (Some(several), others) => write_items(several, others, members.name(name)),
            (None, _) => {}
        }
    }
    members.end();
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::super::{Field, Items, Tag};
    use super::*;

    static PET: Object = Object::new(&[
        Field::attribute("id", Tag::new("id"), Value::Token),
        Field::element("name", Tag::new("title").prefix("p"), Value::Text),
        Field::list("photos", Tag::new("photo"), Value::Text).required(),
        Field::list("tags", Tag::new("tag"), Value::Any).wrapped(Tag::new("tags")),
        Field::element("friend", Tag::new("friend"), Value::Object(&PET)),
    ]);
    const BODY: Xml = Xml::new(Tag::new("pet"), Value::Object(&PET));

    fn json(text: &str) -> Result<String, Fault> {
        to_json(text, &BODY, 128)
    }

    #[test]
    fn elements_become_properties() {
        for (text, expected) in [
            ("<pet/>", r#"{"photos":[]}"#),
            (
                "<?xml version=\"1.0\"?>\n<!-- a pet --><p:pet xmlns:p='urn:p' id=' 7 '><p:title> A &amp; B&#33;<![CDATA[<]]></p:title></p:pet>\n",
                r#"{"id":"7","name":" A & B!<","photos":[]}"#,
            ),
            (
                "<pet><photo>a</photo><friend><photo/></friend><photo>b</photo></pet>",
                r#"{"photos":["a","b"],"friend":{"photos":[""]}}"#,
            ),
            (
                "<pet><tags><tag>a</tag><tag b='c'>d</tag><other/></tags></pet>",
                r#"{"photos":[],"tags":["a",{"b":"c"}]}"#,
            ),
            (
                "<pet><tags/><title i:nil='true' xmlns:i='http://www.w3.org/2001/XMLSchema-instance'/><x>1</x><y>2</y><x>3</x></pet>",
                r#"{"name":null,"photos":[],"tags":[],"x":["1","3"],"y":"2"}"#,
            ),
            (
                "<pet><title>a</title><title>b</title></pet>",
                r#"{"name":["a","b"],"photos":[]}"#,
            ),
            // Names of properties that are called otherwise in XML.
            ("<pet name='x'><photos/></pet>", r#"{"photos":[]}"#),
        ] {
            assert_eq!(json(text).as_deref(), Ok(expected), "{text}");
        }
        const LIST: Xml = Xml::new(
            Tag::new("all"),
            Value::List(&Items::new(Tag::new("n"), Value::Token)),
        );
        let text = "<all> <n> 1 </n> <n>2</n> <m/> </all>";
        assert_eq!(to_json(text, &LIST, 128).as_deref(), Ok(r#"["1","2"]"#));
    }

    #[test]
    fn what_is_no_xml_is_refused() {
        assert_eq!(json("<dog/>"), Err(Fault::OtherRoot("pet")));
        let deep = format!("{}{}", "<pet>".repeat(200), "</pet>".repeat(200));
        for (text, at, missing) in [
            ("", 0, "the end of the root element"),
            ("pet", 0, "an element"),
            ("<pet>", 5, "the end of the root element"),
            ("<pet></dog>", 5, "the end of the element that is open"),
            ("</pet>", 0, "no end of an element"),
            ("<pet/><pet/>", 6, "nothing after the root element"),
            ("<pet/>x", 6, "an element"),
            ("<pet a='1' a='2'/>", 0, "each attribute once"),
            ("<pet a=1/>", 0, "well-formed attributes"),
            ("<pet a='&no;'/>", 0, "entities that XML itself has"),
            ("<pet>&no;</pet>", 5, "an entity that XML itself has"),
            ("<pet>&</pet>", 5, "well-formed XML"),
            ("<pet><!-- ", 5, "well-formed XML"),
            ("<!DOCTYPE pet><pet/>", 0, "no document type"),
            (&deep, 640, "fewer elements within one another"),
        ] {
            let fault = Fault::NotXml {
                offset: at,
                expected: missing,
            };
            assert_eq!(json(text), Err(fault), "{text}");
        }
    }
}
