//! What is written in a style is read back, whatever it holds (OpenAPI, "Style Values").

use http::header::COOKIE;
use http::{HeaderMap, HeaderName, HeaderValue};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;

use super::read::{Found, Source, read};
use super::{Parameter, ParameterIn, Shape, Style, percent};
use crate::json::{Writer, to_string};
use crate::router::Router;

/// Where a parameter may be in which style, and whether an object can be told there.
const PLACES: [(ParameterIn, Style, bool, bool); 15] = [
    (ParameterIn::Path, Style::Simple, false, true),
    (ParameterIn::Path, Style::Simple, true, true),
    (ParameterIn::Path, Style::Label, false, true),
    (ParameterIn::Path, Style::Label, true, true),
    (ParameterIn::Path, Style::Matrix, false, true),
    (ParameterIn::Path, Style::Matrix, true, true),
    (ParameterIn::Query, Style::Form, false, true),
    (ParameterIn::Query, Style::Form, true, true),
    (ParameterIn::Query, Style::SpaceDelimited, false, true),
    (ParameterIn::Query, Style::PipeDelimited, false, true),
    (ParameterIn::Query, Style::DeepObject, true, true),
    (ParameterIn::Header, Style::Simple, false, true),
    (ParameterIn::Header, Style::Simple, true, true),
    (ParameterIn::Cookie, Style::Form, false, true),
    (ParameterIn::Cookie, Style::Form, true, true),
];

const MEMBERS: &[&str] = &["R", "G", "a b", "x.y", "ü"];

#[derive(Clone, Debug)]
enum Value {
    Scalar(String),
    List(Vec<String>),
    Object(Vec<(String, String)>),
}

impl Value {
    fn json(&self) -> String {
        match self {
            Self::Scalar(text) => to_string(text.as_str()),
            Self::List(items) => to_string(items),
            Self::Object(members) => {
                let mut out = Writer::new();
                let mut object = out.object();
                for (name, text) in members {
                    object.field(name, text.as_str());
                }
                object.end();
                out.into_string()
            }
        }
    }
}

/// Texts without what their place cannot carry.
fn text(location: ParameterIn, style: Style) -> BoxedStrategy<String> {
    match (location, style) {
        (ParameterIn::Header, _) => "[!-+\\--<>-~]{1,8}".boxed(),
        (_, Style::SpaceDelimited) => "[^ ]{1,8}".boxed(),
        (_, Style::PipeDelimited) => "[^|]{1,8}".boxed(),
        _ => "\\PC{1,8}".boxed(),
    }
}

fn name(location: ParameterIn, style: Style) -> BoxedStrategy<String> {
    let names = MEMBERS.iter().map(|name| (*name).to_owned());
    let names: Vec<String> = names
        // Names of cookies are tokens, and header fields have no encoding.
        .filter(|name| {
            matches!(location, ParameterIn::Path | ParameterIn::Query) || name.is_ascii()
        })
        .filter(|name| style != Style::SpaceDelimited || !name.contains(' '))
        .filter(|name| location != ParameterIn::Cookie || !name.contains(' '))
        .collect();
    proptest::sample::select(names).boxed()
}

fn value(location: ParameterIn, style: Style, has_objects: bool) -> BoxedStrategy<Value> {
    let object = btree_map(name(location, style), text(location, style), 1..4);
    let object = object.prop_map(|members| Value::Object(members.into_iter().collect()));
    if style == Style::DeepObject {
        return object.boxed();
    }
    let scalar = text(location, style).prop_map(Value::Scalar);
    let list = vec(text(location, style), 1..4).prop_map(Value::List);
    match has_objects {
        true => prop_oneof![scalar, list, object].boxed(),
        false => prop_oneof![scalar, list].boxed(),
    }
}

/// Everything but unreserved characters is encoded, but for header fields, where nothing is.
fn encoded(location: ParameterIn, text: &str) -> String {
    if location == ParameterIn::Header {
        return text.to_owned();
    }
    let mut out = String::new();
    percent::encode_all(text, &mut out);
    out
}

/// How a client writes the value (RFC 6570; `deepObject` and the delimited styles as OpenAPI has them).
fn written(parameter: &Parameter, value: &Value) -> String {
    let code = |text: &str| encoded(parameter.location, text);
    let join = |items: &[String], by: &str| {
        let items: Vec<String> = items.iter().map(|item| code(item)).collect();
        items.join(by)
    };
    let pairs = |members: &[(String, String)], inner: &str, by: &str| {
        let pairs: Vec<String> = members
            .iter()
            .map(|(name, text)| format!("{}{inner}{}", code(name), code(text)))
            .collect();
        pairs.join(by)
    };
    let (own, explode) = (code(parameter.name), parameter.explode);
    let is_query = matches!(parameter.location, ParameterIn::Query | ParameterIn::Cookie);
    let between = if parameter.location == ParameterIn::Cookie {
        "; "
    } else {
        "&"
    };
    match (parameter.style, value) {
        (Style::Simple, Value::Scalar(text)) => code(text),
        (Style::Simple, Value::List(items)) => join(items, ","),
        (Style::Simple, Value::Object(members)) if explode => pairs(members, "=", ","),
        (Style::Simple, Value::Object(members)) => pairs(members, ",", ","),
        (Style::Label, Value::Scalar(text)) => format!(".{}", label(&code(text))),
        (Style::Label, Value::List(items)) => {
            let by = if explode { "." } else { "," };
            format!(
                ".{}",
                items
                    .iter()
                    .map(|item| label(&code(item)))
                    .collect::<Vec<_>>()
                    .join(by)
            )
        }
        (Style::Label, Value::Object(members)) if explode => {
            format!(
                ".{}",
                members
                    .iter()
                    .map(|(name, text)| format!("{}={}", label(&code(name)), label(&code(text))))
                    .collect::<Vec<_>>()
                    .join(".")
            )
        }
        (Style::Label, Value::Object(members)) => format!(".{}", pairs(members, ",", ",")),
        (Style::Matrix, Value::Scalar(text)) => format!(";{own}={}", code(text)),
        (Style::Matrix, Value::List(items)) if explode => items
            .iter()
            .map(|item| format!(";{own}={}", code(item)))
            .collect(),
        (Style::Matrix, Value::List(items)) => format!(";{own}={}", join(items, ",")),
        (Style::Matrix, Value::Object(members)) if explode => {
            format!(";{}", pairs(members, "=", ";"))
        }
        (Style::Matrix, Value::Object(members)) => format!(";{own}={}", pairs(members, ",", ",")),
        (Style::DeepObject, Value::Object(members)) => {
            let pairs: Vec<String> = members
                .iter()
                .map(|(name, text)| format!("{own}%5B{}%5D={}", code(name), code(text)))
                .collect();
            pairs.join("&")
        }
        (_, Value::Scalar(text)) if is_query => format!("{own}={}", code(text)),
        (Style::Form, Value::List(items)) if explode => {
            let items: Vec<String> = items
                .iter()
                .map(|item| format!("{own}={}", code(item)))
                .collect();
            items.join(between)
        }
        (Style::Form, Value::Object(members)) if explode => pairs(members, "=", between),
        (style, Value::List(items)) => format!("{own}={}", join(items, separator(style))),
        (style, Value::Object(members)) => {
            let by = separator(style);
            format!("{own}={}", pairs(members, by, by))
        }
        (_, Value::Scalar(text)) => code(text),
    }
}

/// A full stop is unreserved, and yet it separates labels.
fn label(text: &str) -> String {
    text.replace('.', "%2E")
}

fn separator(style: Style) -> &'static str {
    match style {
        Style::SpaceDelimited => "%20",
        Style::PipeDelimited => "|",
        _ => ",",
    }
}

fn seen(parameter: &Parameter, text: &str) -> (Found, String) {
    let mut headers = HeaderMap::new();
    let value = HeaderValue::from_bytes(text.as_bytes());
    let (mut path, mut query) = ("/x".to_owned(), "");
    match parameter.location {
        ParameterIn::Path => path = format!("/{text}"),
        ParameterIn::Query => query = text,
        ParameterIn::Header => {
            headers.insert(HeaderName::from_static("x-value"), value.unwrap());
        }
        ParameterIn::Cookie => {
            headers.insert(COOKIE, value.unwrap());
        }
    }
    let mut router = Router::new();
    router.insert("/{x-value}", 0);
    let mut captures = crate::router::Captures::default();
    router.find(&path, &mut captures).unwrap();
    let source = Source {
        path: &path,
        captures: &captures,
        names: &["x-value"],
        query,
        headers: &headers,
    };
    let mut out = Writer::new();
    let found = read(parameter, &source, &mut out);
    (found, out.into_string())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_back(
        (place, value) in proptest::sample::select(&PLACES[..]).prop_flat_map(|place| {
            (Just(place), value(place.0, place.1, place.3))
        }),
    ) {
        let (location, style, explode, _) = place;
        let parameter = Parameter::new("x-value", location, style, explode, "");
        let parameter = Parameter {
            shape: match value {
                Value::Scalar(_) => Shape::Scalar,
                Value::List(_) => Shape::Array,
                Value::Object(_) => Shape::Object,
            },
            members: MEMBERS,
            ..parameter
        };
        let text = written(&parameter, &value);
        prop_assert_eq!(seen(&parameter, &text), (Found::Written, value.json()), "{}", text);
    }
}
