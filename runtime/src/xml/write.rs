//! JSON values that become XML.

use std::borrow::Cow;
use std::fmt::Write as _;

use quick_xml::escape::escape;

use super::{INSTANCE, Object, Place, Tag, Value, Xml};
use crate::__codegen::is_xml_name;
use crate::json::Value as Json;

/// Writes a value as a document. `None` where the name of a property cannot be that of an element.
pub(crate) fn to_xml(value: &Json, xml: &Xml) -> Option<String> {
    let mut out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned();
    element(&mut out, xml.tag, value, xml.value)?;
    Some(out)
}

fn element(out: &mut String, tag: Tag, value: &Json, how: Value) -> Option<()> {
    open(out, tag)?;
    match (value, how) {
        (Json::Null, _) => {
            // Writing to a string cannot fail.
            let _ = write!(out, " xmlns:xsi=\"{INSTANCE}\" xsi:nil=\"true\"/>");
            return Some(());
        }
        (Json::Object(_), Value::Object(object)) => return object_in(out, tag, value, object),
        (Json::Object(_), _) => return object_in(out, tag, value, const { &Object::new(&[]) }),
        (Json::Array(items), Value::List(how)) => {
            out.push('>');
            for item in items {
                element(out, how.tag, item, how.value)?;
            }
        }
        // A list for which there is no name of its own.
        (Json::Array(items), _) => {
            out.push('>');
            for item in items {
                element(out, Tag::new("item"), item, how)?;
            }
        }
        (scalar, _) => {
            out.push('>');
            // A reader takes a carriage return for a line feed.
            out.push_str(&escape(text(scalar)).replace('\r', "&#13;"));
        }
    }
    close(out, tag);
    Some(())
}

/// The attributes and elements of an object, whose tag is open.
fn object_in(out: &mut String, tag: Tag, value: &Json, object: &Object) -> Option<()> {
    let Json::Object(properties) = value else {
        return None;
    };
    let find = |name: &str| object.fields.iter().find(|field| field.property == name);
    // A prefix is declared once in a tag.
    let mut declared_here: Vec<Option<&str>> =
        tag.namespace.map(|_| tag.prefix).into_iter().collect();
    for (name, value) in properties {
        let field = find(name).filter(|field| matches!(field.place, Place::Attribute));
        if let Some(field) = field
            && !matches!(value, Json::Null)
        {
            out.push(' ');
            qualified(out, field.tag)?;
            // Writing to a string cannot fail.
            let _ = write!(out, "=\"{}\"", attribute(&text(value)));
            // What is declared for no prefix does not hold for attributes.
            if field.tag.prefix.is_some() && !declared_here.contains(&field.tag.prefix) {
                declared(out, field.tag);
                declared_here.push(field.tag.prefix);
            }
        }
    }
    out.push('>');
    for (name, value) in properties {
        match find(name) {
            Some(field) => match (field.place, value) {
                (Place::Attribute, _) => {}
                (Place::Element, value) => element(out, field.tag, value, field.value)?,
                (Place::List(wrapper), Json::Array(items)) => {
                    if let Some(wrapper) = wrapper {
                        open(out, wrapper)?;
                        out.push('>');
                    }
                    for item in items {
                        element(out, field.tag, item, field.value)?;
                    }
                    if let Some(wrapper) = wrapper {
                        close(out, wrapper);
                    }
                }
                (Place::List(wrapper), value) => {
                    element(out, wrapper.unwrap_or(field.tag), value, field.value)?;
                }
            },
            None => other(out, name, value, object.others)?,
        }
    }
    close(out, tag);
    Some(())
}

/// A property that the table does not have; a list is an element for each item.
fn other(out: &mut String, name: &str, value: &Json, how: Value) -> Option<()> {
    if !is_xml_name(name) {
        return None;
    }
    let items = match value {
        Json::Array(items) => items.as_slice(),
        value => std::slice::from_ref(value),
    };
    for item in items {
        let mut inner = String::new();
        element(&mut inner, Tag::new("_"), item, how)?;
        // The tag stands at both ends, under a name that is known here only.
        let inner = inner.strip_prefix("<_")?;
        match inner.strip_suffix("</_>") {
            Some(inner) => {
                let _ = write!(out, "<{name}{inner}</{name}>");
            }
            None => {
                let _ = write!(out, "<{name}{inner}");
            }
        }
    }
    Some(())
}

/// `<name` and what it declares; not the end of the tag.
fn open(out: &mut String, tag: Tag) -> Option<()> {
    out.push('<');
    qualified(out, tag)?;
    declared(out, tag);
    Some(())
}

fn close(out: &mut String, tag: Tag) {
    out.push_str("</");
    let _ = qualified(out, tag);
    out.push('>');
}

fn qualified(out: &mut String, tag: Tag) -> Option<()> {
    if let Some(prefix) = tag.prefix {
        out.push_str(prefix);
        out.push(':');
    }
    out.push_str(tag.name);
    (is_xml_name(tag.name) && tag.prefix.is_none_or(is_xml_name)).then_some(())
}

fn declared(out: &mut String, tag: Tag) {
    let Some(uri) = tag.namespace else { return };
    let _ = match tag.prefix {
        Some(prefix) => write!(out, " xmlns:{prefix}=\"{}\"", escape(uri)),
        None => write!(out, " xmlns=\"{}\"", escape(uri)),
    };
}

/// The value of an attribute: space other than blanks would become blanks.
fn attribute(text: &str) -> String {
    let text = escape(text);
    text.replace('\t', "&#9;")
        .replace('\n', "&#10;")
        .replace('\r', "&#13;")
}

/// A scalar as text, without characters that XML 1.0 has not.
fn text(value: &Json) -> Cow<'_, str> {
    let text: Cow<'_, str> = match value {
        Json::String(text) => Cow::Borrowed(text),
        Json::Number(number) => Cow::Borrowed(number.as_str()),
        Json::Bool(true) => Cow::Borrowed("true"),
        Json::Bool(false) => Cow::Borrowed("false"),
        _ => Cow::Borrowed(""),
    };
    let is_bad = |letter: char| matches!(letter, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}');
    if text.contains(is_bad) {
        Cow::Owned(text.replace(is_bad, "\u{fffd}"))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::super::{Field, Items};
    use super::*;
    use crate::json::from_str;

    static PET: Object = Object::new(&[
        Field::attribute("id", Tag::new("id"), Value::Token),
        Field::element(
            "name",
            Tag::new("title").prefix("p").namespace("urn:p"),
            Value::Text,
        ),
        Field::list("photos", Tag::new("photo"), Value::Text),
        Field::list("tags", Tag::new("tag"), Value::Any).wrapped(Tag::new("tags")),
        Field::element("friend", Tag::new("friend"), Value::Object(&PET)),
        Field::element(
            "grid",
            Tag::new("grid"),
            Value::List(&Items::new(Tag::new("row"), Value::Token)),
        ),
    ]);

    fn xml(json: &str) -> Option<String> {
        let body = Xml::new(Tag::new("pet"), Value::Object(&PET));
        let text = to_xml(&from_str(json).unwrap(), &body)?;
        let text = text.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        Some(text.unwrap().to_owned())
    }

    #[test]
    fn properties_become_elements() {
        for (json, expected) in [
            ("{}", "<pet></pet>"),
            (
                r#"{"name":"A & <B>","id":7,"photos":["a","b"]}"#,
                "<pet id=\"7\"><p:title xmlns:p=\"urn:p\">A &amp; &lt;B&gt;</p:title><photo>a</photo><photo>b</photo></pet>",
            ),
            (
                r#"{"tags":["a",{"b":true}],"friend":{"id":"\""},"grid":[1,2.50]}"#,
                "<pet><tags><tag>a</tag><tag><b>true</b></tag></tags><friend id=\"&quot;\"></friend><grid><row>1</row><row>2.50</row></grid></pet>",
            ),
            (
                r#"{"tags":[],"photos":[],"id":null}"#,
                "<pet><tags></tags></pet>",
            ),
            (
                r#"{"x":[1,{"y":2}],"z":"\u0000"}"#,
                "<pet><x>1</x><x><y>2</y></x><z>\u{fffd}</z></pet>",
            ),
            (
                r#"{"friend":null,"x":null}"#,
                "<pet><friend xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"/><x xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"/></pet>",
            ),
        ] {
            assert_eq!(xml(json).as_deref(), Some(expected), "{json}");
        }
        for json in [
            r#"{"a b":1}"#,
            r#"{"":1}"#,
            r#"{"1":1}"#,
            r#"{"friend":{"a:b":1}}"#,
        ] {
            assert_eq!(xml(json), None, "{json}");
        }
    }
}
