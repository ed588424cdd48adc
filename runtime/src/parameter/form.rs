//! `application/x-www-form-urlencoded` (WHATWG URL, "application/x-www-form-urlencoded parsing").

use std::ops::Range;

use http::HeaderMap;

use super::percent;
use super::read::{Found, Source, query_pairs, read};
use super::tree::Tree;
use super::{Parameter, Shape, Style, object};
use crate::json::{Reader, Writer, from_str};
use crate::router::Captures;

/// How the fields of a form become the properties of an object.
///
/// A field is a text under the property's name, or several for a list. Those of which `encoding` says another style,
/// and those that are JSON, are told one by one.
///
/// ```
/// use anteroom::{Form, Parameter};
/// use anteroom::parameter::Style;
///
/// // tags=a|b&address={"city":"Wien"}&seats=12
/// const FORM: Form = Form::new(&[
///     Parameter::query("tags", "/properties/tags").array().explode(false).style(Style::PipeDelimited),
///     Parameter::query("address", "/properties/address").json(""),
/// ]);
/// assert_eq!(FORM.fields.len(), 2);
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Form {
    /// The fields that are not simply texts, written as parameters of a query are.
    pub fields: &'static [Parameter],
}

impl Form {
    /// A form whose fields are texts, or several texts for a list.
    pub const PLAIN: Self = Self::new(&[]);

    /// A form with fields that are written in another way.
    pub const fn new(fields: &'static [Parameter]) -> Self {
        Self { fields }
    }

    /// Writes the fields as an object whose scalars are strings, but for those that are JSON: gives where those are. What
    /// cannot be read is reported with its field; a name, without.
    pub(crate) fn to_json(
        self,
        text: &str,
        depth: u32,
        mut report: impl FnMut(Option<&'static Parameter>, Found),
    ) -> (String, Vec<Range<usize>>) {
        let mut tree = Tree::default();
        for (key, value) in query_pairs(text) {
            if self.fields.iter().any(|field| field.is_field(key)) {
                continue;
            }
            let (Ok(name), Ok(value)) = (percent::decode(key, true), percent::decode(value, true))
            else {
                report(None, Found::Undecodable);
                continue;
            };
            if tree.insert_member(&name, value.into_owned()).is_err() {
                report(None, Found::OtherStyle);
            }
        }
        let (captures, headers) = (Captures::default(), HeaderMap::new());
        let source = Source {
            path: "",
            captures: &captures,
            names: &[],
            query: text,
            headers: &headers,
        };
        for field in self.fields {
            let mut out = Writer::new();
            let written = match read(field, &source, &mut out) {
                Found::Absent => continue,
                Found::Written if field.shape == Shape::Json => {
                    json_text(&out.into_string(), depth)
                }
                Found::Written => Ok(out.into_string()),
                found => Err(found),
            };
            match written {
                Ok(json) => tree.insert_json(field.name, json, field.shape == Shape::Json),
                Err(found) => report(Some(field), found),
            }
        }
        let mut out = Writer::new();
        let written = tree.write_object(&mut out);
        (out.into_string(), written)
    }
}

/// The JSON text that a JSON string holds.
fn json_text(string: &str, depth: u32) -> Result<String, Found> {
    let text = from_str::<String>(string).unwrap_or_default();
    let mut reader = Reader::new(text.as_bytes()).depth_limit(depth);
    let is_json = reader.skip().is_some() && reader.finish().is_ok();
    if is_json {
        Ok(text)
    } else {
        Err(Found::NotJson)
    }
}

impl Parameter {
    /// Whether a field of a form, or a query parameter, belongs to it. The name is still encoded.
    pub(super) fn is_field(&self, name: &str) -> bool {
        match self.style {
            Style::DeepObject => matches!(object::path(name, self.name), Ok(Some(_))),
            _ if self.is_scattered() => {
                percent::decode(name, true).is_ok_and(|name| self.has_member(&name))
            }
            _ => percent::same_in_query(name, self.name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(form: Form, text: &str) -> (String, Vec<(Option<&'static str>, Found)>) {
        let mut reports = Vec::new();
        let (json, _) = form.to_json(text, 128, |field, found| {
            reports.push((field.map(|field| field.name), found));
        });
        (json, reports)
    }

    #[test]
    fn fields_are_texts_or_lists_of_them() {
        let text = "a=1&b+c=x%26+y&&d&a=2";
        let seen = r#"{"a":["1","2"],"b c":"x& y","d":""}"#;
        assert_eq!(json(Form::PLAIN, text), (seen.to_owned(), Vec::new()));
        assert_eq!(json(Form::PLAIN, ""), ("{}".to_owned(), Vec::new()));
        let (seen, reports) = json(Form::PLAIN, "%zz=1&a=%C3&b=2");
        assert_eq!(seen, r#"{"b":"2"}"#);
        assert_eq!(reports, [(None, Found::Undecodable); 2]);
    }

    #[test]
    fn fields_of_other_styles_and_json() {
        const FORM: Form = Form::new(&[
            Parameter::query("pipes", "")
                .array()
                .explode(false)
                .style(Style::PipeDelimited),
            Parameter::query("deep", "")
                .object(&[])
                .style(Style::DeepObject),
            Parameter::query("color", "").object(&["R", "G"]),
            Parameter::query("json", "").json(""),
        ]);
        let text = "R=1&deep[a][b]=x&pipes=a|b&json=%7B%22a%22:1%7D&other=2";
        let seen = r#"{"other":"2","pipes":["a","b"],"deep":{"a":{"b":"x"}},"color":{"R":"1"},"json":{"a":1}}"#;
        assert_eq!(json(FORM, text), (seen.to_owned(), Vec::new()));
        // A name is decoded once.
        assert_eq!(json(FORM, "deep[%25zz]=1").0, r#"{"deep":{"%zz":"1"}}"#);
        let (seen, reports) = json(FORM, "json=%7B&pipes=a&pipes=b");
        assert_eq!(seen, "{}");
        let found = [
            (Some("pipes"), Found::Repeated),
            (Some("json"), Found::NotJson),
        ];
        assert_eq!(reports, found);
    }
}
