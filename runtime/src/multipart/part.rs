//! What a description says of the parts of a multipart body.

use http::HeaderMap;
use http::header::CONTENT_TYPE;

use super::FilePart;
use crate::body::Size;
use crate::json::Reader;
use crate::validate::ObjectRules;
use crate::{Input, MediaType};

/// A part of a multipart body: generated code implements it for an enum that has a variant for each property of the
/// body's schema. [`FilePart`] is one too, for bodies whose schema names no parts.
///
/// ```
/// use anteroom::json::{Decode, Reader};
/// use anteroom::validate::{ObjectRules, Property};
/// use anteroom::{FilePart, Input, Part, PartField, PartRules};
///
/// /// `{type: object, required: [photo], properties: {title: {type: string}, photo: {type: string, format: binary}}}`
/// enum UploadPart {
///     Title(String),
///     Photo(FilePart),
/// }
///
/// impl Part for UploadPart {
///     const RULES: &'static PartRules = &PartRules::new(
///         &ObjectRules::at("#/components/schemas/Upload", &[Property::optional("title"), Property::required("photo")]),
///         &[PartField::text(), PartField::file().media_types(&["image/*"])],
///     );
///
///     fn decode(field: usize, _: &str, _: &mut Input<'_>, reader: &mut Reader<'_>) -> Option<Self> {
///         match field {
///             0 => String::decode(reader).map(Self::Title),
///             _ => None,
///         }
///     }
///
///     fn file(field: usize, _: &mut Input<'_>, file: FilePart) -> Option<Self> {
///         match field {
///             1 => Some(Self::Photo(file)),
///             _ => None,
///         }
///     }
/// }
/// ```
pub trait Part: Sized + Send + 'static {
    /// Which parts there are.
    const RULES: &'static PartRules;

    /// Reads a part that is small and all there. `field`: an index into the fields of the rules, or their number for
    /// a part with another name. `input` has its header fields as parameters.
    #[expect(
        unused_variables,
        reason = "nothing of it is small unless something else is said"
    )]
    fn decode(
        field: usize,
        name: &str,
        input: &mut Input<'_>,
        reader: &mut Reader<'_>,
    ) -> Option<Self> {
        None
    }

    /// Takes a part that is a file. `None` where the field is none.
    #[expect(
        unused_variables,
        reason = "nothing of it is a file unless something else is said"
    )]
    fn file(field: usize, input: &mut Input<'_>, file: FilePart) -> Option<Self> {
        None
    }
}

/// The parts that a multipart body has.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct PartRules {
    /// The names, and which of them must be there.
    pub object: &'static ObjectRules,
    /// For each property of the object what its parts are.
    pub fields: &'static [PartField],
    /// What parts with other names are, where they are kept.
    pub others: Option<PartField>,
}

impl PartRules {
    /// Parts that are the properties of an object.
    pub const fn new(object: &'static ObjectRules, fields: &'static [PartField]) -> Self {
        Self {
            object,
            fields,
            others: None,
        }
    }

    /// Parts with other names are kept.
    #[must_use]
    pub const fn others(self, field: PartField) -> Self {
        Self {
            others: Some(field),
            ..self
        }
    }

    pub(super) fn field(&self, index: usize) -> Option<PartField> {
        self.fields.get(index).copied().or(self.others)
    }
}

/// How the content of a part becomes a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PartKind {
    Text,
    Json,
    File,
}

/// What the parts of one name are.
#[derive(Clone, Copy, Debug)]
pub struct PartField {
    pub(super) kind: PartKind,
    /// Each is an item of a list, of which there are so many.
    pub(super) items: Option<(u64, Option<u64>)>,
    pub(super) media_types: &'static [&'static str],
    pub(super) or_json: bool,
    /// How many bytes a file has.
    pub(super) size: Option<Size>,
}

impl PartField {
    /// A scalar, of which the part is the text.
    pub const fn text() -> Self {
        Self::of(PartKind::Text)
    }

    /// A value, of which the part is the JSON text.
    pub const fn json() -> Self {
        Self::of(PartKind::Json)
    }

    /// A file, which is handed on as it comes.
    pub const fn file() -> Self {
        Self::of(PartKind::File)
    }

    const fn of(kind: PartKind) -> Self {
        Self {
            kind,
            items: None,
            media_types: &[],
            or_json: false,
            size: None,
        }
    }

    /// The part may be JSON too: it says so by its media type.
    #[must_use]
    pub const fn or_json(self) -> Self {
        Self {
            or_json: true,
            ..self
        }
    }

    /// Each part is an item of a list, which has at least so many and at most so many.
    #[must_use]
    pub const fn items(self, min: u64, max: Option<u64>) -> Self {
        Self {
            items: Some((min, max)),
            ..self
        }
    }

    /// How many bytes a file must and may have.
    #[must_use]
    pub const fn size(self, min: u64, max: Option<u64>) -> Self {
        Self {
            size: Some(Size { min, max }),
            ..self
        }
    }

    /// The media types or ranges of them that a part may have, if it says one.
    #[must_use]
    pub const fn media_types(self, media_types: &'static [&'static str]) -> Self {
        Self {
            media_types,
            ..self
        }
    }

    /// What a part with this head is.
    pub(super) fn kind_of(&self, headers: &HeaderMap) -> PartKind {
        let given = headers.get(CONTENT_TYPE).filter(|_| self.or_json);
        let given = given.and_then(|value| MediaType::parse(value.to_str().ok()?));
        match given.is_some_and(|given| given.is_json()) {
            true => PartKind::Json,
            false => self.kind,
        }
    }

    /// Whether a part may have a media type. Where the document names none, one that says something else than the schema
    /// is refused; clients that know no better say that a text is no more than bytes.
    pub(super) fn takes(&self, given: &str) -> bool {
        let Some(given) = MediaType::parse(given) else {
            return false;
        };
        let mut known = self
            .media_types
            .iter()
            .filter_map(|name| MediaType::parse(name));
        if !self.media_types.is_empty() {
            return known.any(|known| known.covers(&given));
        }
        let is_text = given.kind().eq_ignore_ascii_case("text");
        match self.kind {
            PartKind::File => true,
            _ if is_text || given.is("application/octet-stream") => true,
            PartKind::Text => self.or_json && given.is_json(),
            PartKind::Json => given.is_json(),
        }
    }

    /// What [`takes`](Self::takes) asks for.
    pub(super) fn media_type_message(&self) -> String {
        match (self.media_types, self.kind) {
            ([], PartKind::File) => "must have a media type as its Content-Type".to_owned(),
            ([], PartKind::Text) if !self.or_json => "must be text/plain".to_owned(),
            ([], _) => "must be application/json or text/plain".to_owned(),
            (names, _) => format!("must be {}", names.join(" or ")),
        }
    }
}
