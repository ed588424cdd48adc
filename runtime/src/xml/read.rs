//! XML that becomes JSON text whose scalars are strings.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use super::parse::parse;
use super::tree::Element;
use super::{Object, Place, Value, Xml};
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

/// Writes the value that a document has.
pub(crate) fn to_json(text: &str, xml: &Xml, depth: u32) -> Result<String, Fault> {
    let tree = parse(text, depth)?;
    let root = tree.element(0);
    if root.name() != xml.tag.name {
        return Err(Fault::OtherRoot(xml.tag.name));
    }
    let mut out = Writer::new();
    write_value(root, xml.value, &mut out);
    Ok(out.into_string())
}

fn write_value(element: Element<'_>, value: Value, out: &mut Writer) {
    if element.is_nil() {
        return out.null();
    }
    match value {
        // An object, which its schema refuses.
        Value::Text | Value::Token
            if element.children().next().is_some() || !element.attributes().is_empty() =>
        {
            write_object(element, const { &Object::new(&[]) }, out);
        }
        Value::Text => out.string(element.text()),
        Value::Token => out.string(element.text().trim()),
        Value::Object(object) => write_object(element, object, out),
        Value::List(items) => write_list(&[element], items.tag.name, items.value, out),
        Value::Any if element.attributes().is_empty() && element.children().next().is_none() => {
            out.string(element.text());
        }
        Value::Any => write_object(element, const { &Object::new(&[]) }, out),
    }
}

/// The items in an element, or in several. With anything else in it, it is an object, which its schema refuses.
fn write_list(wrappers: &[Element<'_>], name: &str, value: Value, out: &mut Writer) {
    let is_bare = |wrapper: Element<'_>| {
        let mut children = wrapper.children();
        wrapper.attributes().is_empty()
            && wrapper.text().trim().is_empty()
            && children.all(|child| child.name() == name)
    };
    if let Some(other) = wrappers.iter().find(|wrapper| !is_bare(**wrapper)) {
        return write_object(*other, const { &Object::new(&[]) }, out);
    }
    let items = wrappers.iter().flat_map(|wrapper| wrapper.children());
    write_items(&items.collect::<Vec<_>>(), value, out);
}

fn write_items(items: &[Element<'_>], value: Value, out: &mut Writer) {
    let mut array = out.array();
    for item in items {
        write_value(*item, value, array.next_item());
    }
    array.end();
}

fn write_object(element: Element<'_>, object: &Object, out: &mut Writer) {
    let mut children: HashMap<&str, Vec<Element<'_>>> = HashMap::new();
    let mut order = Vec::new();
    for child in element.children() {
        let group = children.entry(child.name()).or_default();
        if group.is_empty() {
            order.push(child.name());
        }
        group.push(child);
    }
    // Of one name in several namespaces, that in none comes first and is meant.
    let mut attributes: HashMap<&str, &str> = HashMap::new();
    let mut shadowed = Vec::new();
    for (name, value) in element.attributes() {
        match attributes.entry(name) {
            Entry::Vacant(vacant) => drop(vacant.insert(value)),
            Entry::Occupied(_) => shadowed.push((name, value)),
        }
    }
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
                    Some([only]) => write_value(*only, field.value, members.name(field.property)),
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
                    && wrapper.is_nil()
                {
                    members.name(field.property).null();
                } else if let Some(wrappers) = children.get(wrapper.name) {
                    write_list(wrappers, name, field.value, members.name(field.property));
                }
            }
        }
    }
    let known: HashSet<&str> = object.fields.iter().map(|field| field.property).collect();
    let mut written = HashSet::new();
    for (name, value) in element.attributes() {
        if used_attributes.contains(&**name) {
            continue;
        }
        let is_new = written.insert(&**name);
        if is_new && !known.contains(&**name) {
            members.name(name).string(value);
        } else if is_new && object.closed {
            members.name(&format!("@{name}")).string(value);
        }
    }
    if let Some((name, value)) = shadowed.first().filter(|_| object.closed) {
        members.name(&format!("@{name}")).string(value);
    }
    // What no property can be is refused by the names that people use for it, where others are refused.
    if object.closed && !element.text().trim().is_empty() {
        members.name("#text").string(element.text().trim());
    }
    for name in order {
        if used.contains(name) {
            continue;
        }
        if known.contains(name) || !written.insert(name) {
            if object.closed {
                members.name(&format!("<{name}>")).string("");
            }
            continue;
        }
        match (children.get(name).map(Vec::as_slice), object.others) {
            // Each is an item, as it is written.
            (Some(items), Value::List(list)) => write_items(items, list.value, members.name(name)),
            (Some([only]), others) => write_value(*only, others, members.name(name)),
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
                "<pet><tags><tag>a</tag><tag b='c'>d</tag></tags><tags> <tag/> </tags></pet>",
                r#"{"photos":[],"tags":["a",{"b":"c"},""]}"#,
            ),
            // What is no list is an object, and so is what has attributes and should be a text.
            (
                "<pet><tags><tag>a</tag><other/></tags></pet>",
                r#"{"photos":[],"tags":{"tag":"a","other":""}}"#,
            ),
            ("<pet><tags>a</tags></pet>", r#"{"photos":[],"tags":{}}"#),
            (
                "<pet><title a='b'>c</title>text</pet>",
                r#"{"name":{"a":"b"},"photos":[]}"#,
            ),
            // A prefix means something within the element that says what.
            (
                "<pet><x xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:nil='true'/><title xmlns:i='urn:i' i:nil='1'/></pet>",
                r#"{"name":{"nil":"1"},"photos":[],"x":null}"#,
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
        let text = "<all> <n> 1 </n> <n>2</n> </all>";
        assert_eq!(to_json(text, &LIST, 128).as_deref(), Ok(r#"["1","2"]"#));
    }

    #[test]
    fn nothing_is_read_over_where_others_are_refused() {
        static CLOSED: Object = Object::new(&[
            Field::attribute("id", Tag::new("id"), Value::Token),
            Field::element("name", Tag::new("title"), Value::Text),
        ])
        .closed();
        const BODY: Xml = Xml::new(Tag::new("pet"), Value::Object(&CLOSED));
        let two = "<pet xmlns:v='urn:v' v:id='2' id='1'/>";
        assert_eq!(
            to_json(two, &BODY, 128).as_deref(),
            Ok(r#"{"id":"1","@id":"2"}"#)
        );
        let text = "\u{feff}<pet id='1' name='x' a='b'> text <id>2</id><name>y</name><title>z</title></pet>";
        let expected =
            r##"{"id":"1","name":"z","@name":"x","a":"b","#text":"text","<id>":"","<name>":""}"##;
        assert_eq!(to_json(text, &BODY, 128).as_deref(), Ok(expected));
    }

    #[test]
    fn many_prefixes_take_no_longer_than_their_text() {
        // A quadratic search takes minutes for this.
        let declared: String = (0..60_000)
            .map(|index| format!(" xmlns:a{index}='u'"))
            .collect();
        let used = "<a59999:n/>".repeat(60_000);
        let text = format!("<pet{declared}>{used}</pet>");
        assert!(json(&text).is_ok());
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
            ("<pet xmlns:a=''/>", 0, "the URI of a namespace"),
            (
                "<pet><x xmlns:a='u'/><a:y/></pet>",
                21,
                "a prefix that is declared",
            ),
            ("\u{feff}<pet><a:y/></pet>", 8, "a prefix that is declared"),
            (
                "\u{feff}\u{feff}<?x?><a:petXYZ xmlns:a='u'/>",
                3,
                "an element",
            ),
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
