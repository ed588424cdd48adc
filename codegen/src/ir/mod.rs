//! What the document means, free of how it was written and of how Rust will say it.
//!
//! Lowering builds an [`Api`] once; nothing edits it afterwards. Facts about it ([`crate::analyze`])
//! and names for it ([`crate::name`]) are side tables keyed by [`TypeId`] and by the index of an
//! operation.

mod called;
mod dump;
mod media_type;
mod operation;
mod scalar;
mod schema;
mod types;

pub(crate) use called::{Called, CalledTable};
pub(crate) use dump::dump;
pub(crate) use media_type::{MediaType, is_token};
pub(crate) use operation::{
    Body, BodyForm, Carrier, Content, Encoding, Header, Link, Method, Operation, Parameter,
    ParameterIn, ParameterStyle, ParameterValue, Payload, ResponseCase, SchemeKind, SchemeUse,
    SecurityScheme, Size, Status,
};
pub(crate) use scalar::{
    EnumShape, EnumValue, IntegerShape, IntegerWidth, NumberShape, NumberWidth, Scalar,
    StringShape, backtracks,
};
pub(crate) use schema::{Keyword, KeywordValue, Schema, SchemaId, Schemas};
pub(crate) use types::{
    Additional, ArrayShape, Direction, MapShape, ObjectShape, Origin, PartMember, PassedOver,
    Property, Replacement, Shape, Tag, TypeDef, TypeId, Types, UnionShape, Variant, XmlHint,
};

use std::collections::HashMap;

use crate::source::{FileId, Place};

/// One API: everything that code is generated from.
#[derive(Debug)]
pub(crate) struct Api {
    /// `info.title`.
    pub(crate) title: String,
    /// `info.version`.
    pub(crate) version: String,
    /// `info.description`.
    pub(crate) description: Option<String>,
    /// The tags that have a description, with that.
    pub(crate) tags: Vec<(String, String)>,
    /// Every schema position that the operations or the components reach.
    pub(crate) types: Types,
    /// What values must satisfy that no type holds.
    pub(crate) schemas: Schemas,
    /// The security schemes that an operation uses, in document order.
    pub(crate) schemes: Vec<SecurityScheme>,
    /// The operations in document order, then the webhooks.
    pub(crate) operations: Vec<Operation>,
    /// Where any value is taken although the document says more.
    pub(crate) untyped: Vec<Place>,
    /// Names that are given for the code.
    pub(crate) called: CalledTable,
    /// The document itself, of those files.
    pub(crate) main: FileId,
    /// The files that it was read from, by their names as seen from the main document.
    pub(crate) files: HashMap<FileId, String>,
}

impl Api {
    /// A place as a URI reference from the main document: `#/components/schemas/Room`,
    /// `schemas/room.yaml#/properties/name`.
    pub(crate) fn uri(&self, place: &Place) -> String {
        let file = self.files.get(&place.file).map_or("", String::as_str);
        format!("{file}{}", place.pointer.fragment())
    }
}

/// The human side of a schema, an operation, a parameter or a response.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Docs {
    /// `title` or `summary`.
    pub(crate) summary: Option<String>,
    /// `description`.
    pub(crate) description: Option<String>,
    /// `example` or the first of `examples`, as JSON text.
    pub(crate) example: Option<String>,
    /// `deprecated: true`.
    pub(crate) deprecated: bool,
}
