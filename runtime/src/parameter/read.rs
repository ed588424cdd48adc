//! From the parts of a request to the text of one parameter, as JSON whose scalars are strings.

use http::HeaderMap;
use http::header::COOKIE;

use super::percent::{self, Undecodable};
use super::{Parameter, ParameterIn, Shape, split};
use crate::json::Writer;
use crate::router::Captures;

/// Where parameters are looked for.
#[derive(Clone, Copy)]
pub(crate) struct Source<'a> {
    /// The path without the prefix.
    pub(crate) path: &'a str,
    pub(crate) captures: &'a Captures,
    /// The names of the path parameters in the order of the template.
    pub(crate) names: &'a [&'static str],
    pub(crate) query: &'a str,
    pub(crate) headers: &'a HeaderMap,
}

/// What came of looking for a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// Not there.
    Absent,
    /// There, and written out.
    Written,
    /// There more than once, where once is meant.
    Repeated,
    /// Not percent-encoded UTF-8.
    Undecodable,
    /// Not written in the style of the parameter.
    OtherStyle,
    /// Not JSON, as it should be.
    NotJson,
}

impl<'a> Source<'a> {
    /// The raw text of a path parameter.
    pub(super) fn in_path(&self, name: &str) -> Option<&'a str> {
        let index = self.names.iter().position(|other| *other == name)?;
        self.captures.get(self.path, index)
    }
}

/// Looks a parameter up and writes what it holds.
pub(crate) fn read(parameter: &Parameter, source: &Source<'_>, out: &mut Writer) -> Found {
    let text = Text {
        out,
        encoding: Encoding::of(parameter.location),
    };
    let name = parameter.name;
    if parameter.is_scattered() {
        return text
            .scattered(parameter, source)
            .unwrap_or_else(|fault| fault.into());
    }
    match parameter.location {
        ParameterIn::Path => text.write(parameter, source.in_path(name).into_iter().map(Ok)),
        ParameterIn::Query => text.write(parameter, in_query(source.query, name).map(Ok)),
        ParameterIn::Header => {
            let fields = source.headers.get_all(name).into_iter();
            text.write(parameter, fields.map(|field| field.to_utf8().map(trim)))
        }
        ParameterIn::Cookie => text.write(parameter, in_cookies(source.headers, name)),
    }
}

/// The raw values of a query parameter (the form style of RFC 6570, section 3.2.8).
pub(crate) fn in_query<'a>(query: &'a str, name: &'static str) -> impl Iterator<Item = &'a str> {
    query_pairs(query)
        .filter_map(move |(key, value)| percent::same_in_query(key, name).then_some(value))
}

/// The raw names and values of a query.
pub(super) fn query_pairs(query: &str) -> impl Iterator<Item = (&str, &str)> {
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
}

/// The raw values of a cookie (RFC 6265, section 4.2.1).
pub(crate) fn in_cookies<'a>(
    headers: &'a HeaderMap,
    name: &'static str,
) -> impl Iterator<Item = Result<&'a str, Undecodable>> {
    cookie_pairs(headers).filter_map(move |(key, value)| (key == name).then_some(value))
}

/// The raw names and values of cookies. They are split before they are texts: what is in one concerns no other.
pub(super) fn cookie_pairs(
    headers: &HeaderMap,
) -> impl Iterator<Item = (&str, Result<&str, Undecodable>)> {
    let fields = headers.get_all(COOKIE).into_iter();
    let cookies = fields.flat_map(|field| field.as_bytes().split(|byte| *byte == b';'));
    cookies.filter_map(|cookie| {
        let equals = cookie.iter().position(|byte| *byte == b'=')?;
        let (name, value) = cookie.split_at_checked(equals)?;
        let name = std::str::from_utf8(name).ok()?;
        let value = std::str::from_utf8(value.get(1..)?);
        Some((trim(name), value.map(trim).map_err(|_| Undecodable)))
    })
}

pub(super) fn trim(text: &str) -> &str {
    text.trim_matches([' ', '\t'])
}

pub(super) trait ToUtf8 {
    fn to_utf8(&self) -> Result<&str, Undecodable>;
}

impl ToUtf8 for http::HeaderValue {
    fn to_utf8(&self) -> Result<&str, Undecodable> {
        std::str::from_utf8(self.as_bytes()).map_err(|_| Undecodable)
    }
}

/// How text is encoded at the place where a parameter is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    Plain,
    Percent,
    /// Percent-encoding, and `+` for a space, as browsers' forms have it.
    Query,
}

impl Encoding {
    const fn of(location: ParameterIn) -> Self {
        match location {
            ParameterIn::Header => Self::Plain,
            ParameterIn::Path | ParameterIn::Cookie => Self::Percent,
            ParameterIn::Query => Self::Query,
        }
    }
}

pub(super) struct Text<'w> {
    pub(super) out: &'w mut Writer,
    pub(super) encoding: Encoding,
}

impl Text<'_> {
    fn write<'a>(
        self,
        parameter: &Parameter,
        values: impl Iterator<Item = Result<&'a str, Undecodable>>,
    ) -> Found {
        let found = match parameter.shape {
            Shape::Scalar | Shape::Json | Shape::Members => self.scalar(parameter, values),
            Shape::Object => match self.object(parameter, values) {
                Ok(found) => Ok(found),
                Err(fault) => return fault.into(),
            },
            // Only `name=value` pairs can be exploded; a simple list in the path or in a header field
            // looks the same either way. Fields of one name are one list (RFC 9110, section 5.3).
            Shape::Array => match parameter.location {
                ParameterIn::Query | ParameterIn::Cookie if parameter.explode => {
                    self.array(parameter, values)
                }
                ParameterIn::Header => self.list(parameter, values, true),
                _ => self.list(parameter, values, false),
            },
        };
        found.unwrap_or(Found::Undecodable)
    }

    fn scalar<'a>(
        self,
        parameter: &Parameter,
        mut values: impl Iterator<Item = Result<&'a str, Undecodable>>,
    ) -> Result<Found, Undecodable> {
        let Some(value) = values.next() else {
            return Ok(Found::Absent);
        };
        let value = value?;
        if values.next().is_some() {
            return Ok(Found::Repeated);
        }
        let Some(value) = split::scalar(parameter, value) else {
            return Ok(Found::OtherStyle);
        };
        if value.is_empty() && parameter.allow_empty {
            return Ok(Found::Absent);
        }
        self.encoding.decode(value, self.out)?;
        Ok(Found::Written)
    }

    fn array<'a>(
        self,
        parameter: &Parameter,
        values: impl Iterator<Item = Result<&'a str, Undecodable>>,
    ) -> Result<Found, Undecodable> {
        let says_something =
            |value: &Result<&str, Undecodable>| !parameter.allow_empty || *value != Ok("");
        let mut values = values.filter(says_something).peekable();
        if values.peek().is_none() {
            return Ok(Found::Absent);
        }
        let mut array = self.out.array();
        for value in values {
            self.encoding.decode(value?, array.next_item())?;
        }
        array.end();
        Ok(Found::Written)
    }

    /// A list in one value, or in several fields; nothing at all is the empty list.
    fn list<'a>(
        self,
        parameter: &Parameter,
        values: impl Iterator<Item = Result<&'a str, Undecodable>>,
        several: bool,
    ) -> Result<Found, Undecodable> {
        let mut values = values.peekable();
        if values.peek().is_none() {
            return Ok(Found::Absent);
        }
        let mut array = self.out.array();
        while let Some(value) = values.next() {
            let value = value?;
            if !several && values.peek().is_some() {
                return Ok(Found::Repeated);
            }
            if let Some(separator) = parameter.style.separator() {
                for item in split::delimited(value, separator)? {
                    array.next_item().string(&item);
                }
                continue;
            }
            let Some(items) = split::list(parameter, value) else {
                return Ok(Found::OtherStyle);
            };
            for item in items {
                self.encoding
                    .decode(if several { trim(item) } else { item }, array.next_item())?;
            }
        }
        array.end();
        Ok(Found::Written)
    }
}

impl Encoding {
    pub(super) fn text(self, raw: &str) -> Result<String, Undecodable> {
        Ok(match self {
            Self::Plain => raw.to_owned(),
            Self::Percent => percent::decode(raw, false)?.into_owned(),
            Self::Query => percent::decode(raw, true)?.into_owned(),
        })
    }

    fn decode(self, raw: &str, out: &mut Writer) -> Result<(), Undecodable> {
        match self {
            Self::Plain => out.string(raw),
            Self::Percent => out.string(&percent::decode(raw, false)?),
            Self::Query => out.string(&percent::decode(raw, true)?),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn text(parameter: Parameter, query: &str, headers: &HeaderMap) -> (Found, String) {
        let (path, names) = ("/a%2Cb,c", ["id"]);
        let mut router = crate::router::Router::new();
        router.insert("/{id}", 0);
        let mut captures = crate::router::Captures::default();
        router.find(path, &mut captures).unwrap();
        let source = Source {
            path,
            captures: &captures,
            names: &names,
            query,
            headers,
        };
        let mut out = Writer::new();
        let found = read(&parameter, &source, &mut out);
        (found, out.into_string())
    }

    fn query(parameter: Parameter, query: &str) -> (Found, String) {
        text(parameter, query, &HeaderMap::new())
    }

    fn written(text: &str) -> (Found, String) {
        (Found::Written, text.to_owned())
    }

    #[test]
    fn the_path_is_split_then_decoded() {
        let id = Parameter::path("id", "");
        assert_eq!(query(id, ""), written(r#""a,b,c""#));
        assert_eq!(query(id.array(), ""), written(r#"["a,b","c"]"#));
        assert_eq!(query(Parameter::path("other", ""), "").0, Found::Absent);
    }

    #[test]
    fn query_scalars() {
        let top = Parameter::query("t p", "");
        assert_eq!(query(top, "x=1&t+p=a+b%22&y"), written(r#""a b\"""#));
        assert_eq!(query(top, "t%20p"), written(r#""""#));
        assert_eq!(query(top, "t+p=1&&t%20p=2").0, Found::Repeated);
        assert_eq!(query(top, "t+p=%zz").0, Found::Undecodable);
        assert_eq!(query(top, "tp=1").0, Found::Absent);
        assert_eq!(query(top, "t+p=%00"), written(r#""\u0000""#));
    }

    #[test]
    fn query_arrays() {
        let tags = Parameter::query("tags", "").array();
        assert_eq!(
            query(tags, "tags=a,b&x=1&tags=c"),
            written(r#"["a,b","c"]"#)
        );
        assert_eq!(query(tags, "x=1").0, Found::Absent);
        let list = tags.explode(false);
        assert_eq!(query(list, "tags=a%2Cb,c,"), written(r#"["a,b","c",""]"#));
        let numbers = list.comma_free();
        assert_eq!(
            query(numbers, "tags=1%2C2%2c3"),
            written(r#"["1","2","3"]"#)
        );
        assert_eq!(query(numbers, "tags=1%2C2,3"), written(r#"["1,2","3"]"#));
        assert_eq!(query(numbers, "tags="), written("[]"));
        let object = Parameter::query("o", "").explode(false).object(&[]);
        assert_eq!(
            query(object, "o=a%2C1%2Cb%2C2"),
            written(r#"{"a":"1","b":"2"}"#)
        );
        assert_eq!(query(object, "o=a,1%2C2"), written(r#"{"a":"1,2"}"#));
        assert_eq!(query(list, "tags="), written("[]"));
        assert_eq!(query(list, "tags=a&tags=b").0, Found::Repeated);
    }

    #[test]
    fn header_fields() {
        let mut headers = HeaderMap::new();
        headers.append("x-ids", HeaderValue::from_static("a , b%20"));
        let ids = Parameter::header("X-Ids", "");
        assert_eq!(text(ids, "", &headers), written(r#""a , b%20""#));
        headers.append("x-ids", HeaderValue::from_static("c"));
        assert_eq!(text(ids, "", &headers).0, Found::Repeated);
        assert_eq!(
            text(ids.array(), "", &headers),
            written(r#"["a","b%20","c"]"#)
        );
        headers.append("x-ids", HeaderValue::from_bytes(b"\xff").unwrap());
        assert_eq!(text(ids.array(), "", &headers).0, Found::Undecodable);
    }

    #[test]
    fn cookies() {
        let mut headers = HeaderMap::new();
        headers.append(COOKIE, HeaderValue::from_static("a=1; b=x+y%3B;c; a2=3"));
        headers.append(COOKIE, HeaderValue::from_static("d=1,2"));
        let cookie = |name| Parameter::cookie(name, "");
        assert_eq!(text(cookie("a"), "", &headers), written(r#""1""#));
        assert_eq!(text(cookie("b"), "", &headers), written(r#""x+y;""#));
        assert_eq!(text(cookie("c"), "", &headers).0, Found::Absent);
        assert_eq!(
            text(cookie("d").array().explode(false), "", &headers),
            written(r#"["1","2"]"#)
        );
    }
}
