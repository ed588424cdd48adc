//! A body together with its media type.

use http::HeaderValue;

use super::Body;
use crate::MediaType;

/// A body whose media type the document leaves open (`image/*`, `*/*`): who answers says it.
///
/// ```
/// use anteroom::TypedBody;
///
/// let body = TypedBody::new("image/png", vec![0x89, b'P', b'N', b'G']);
/// assert_eq!(body.media_type(), "image/png");
/// ```
#[derive(Debug)]
pub struct TypedBody {
    media_type: String,
    body: Body,
}

impl TypedBody {
    /// A body of a media type. One that is none, or that the document does not allow there, gives
    /// the client a 500 and [`Failure::UndeclaredMediaType`](crate::Failure::UndeclaredMediaType).
    pub fn new(media_type: impl Into<String>, body: impl Into<Body>) -> Self {
        Self {
            media_type: media_type.into(),
            body: body.into(),
        }
    }

    /// The media type.
    pub fn media_type(&self) -> &str {
        &self.media_type
    }

    /// The body.
    pub fn into_body(self) -> Body {
        self.body
    }

    /// The value of `Content-Type`, if the type is one that `range` covers, and has a boundary if it is in parts (RFC 2046,
    /// section 5.1.1).
    pub(crate) fn content_type(&self, range: &str) -> Option<HeaderValue> {
        let given = MediaType::parse(&self.media_type).filter(|given| !given.is_range())?;
        MediaType::parse(range).filter(|range| range.covers(&given))?;
        if given.kind().eq_ignore_ascii_case("multipart") {
            given.parameter("boundary")?;
        }
        HeaderValue::try_from(&self.media_type).ok()
    }
}
