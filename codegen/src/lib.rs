//! Document in, Rust source out: what a `build.rs` calls to turn an OpenAPI document into a server.
//!
//! [`compile`] is all that most users need; [`configure`] sets options; [`generate`] is the same without
//! input and output. The pipeline goes one way: `parse` reads the text into a tree, `document` and
//! `resolve` say what each place in it is, `check` applies the rules of the specification, `lower` makes
//! it an IR that knows no Rust, `analyze` and `name` add facts and names, `emit` and `render` write the
//! files. All mistakes of a run are in one [`Report`].

mod analyze;
mod builder;
mod check;
mod diagnostic;
mod document;
mod emit;
mod front;
mod generate;
mod ir;
mod json_path;
mod lower;
mod name;
mod options;
mod outline;
mod output;
mod overlay;
mod parse;
mod render;
mod resolve;
mod select;
mod source;

pub use builder::{Builder, compile, configure, read};
pub use diagnostic::{Code, Entry, Report, Severity};
pub use front::check;
pub use generate::{Generated, Module, generate};
pub use options::{Options, Serde};
pub use outline::{
    Inspection, LinkOutline, Messages, OperationOutline, Outline, SchemaOutline, TypeOutline,
    inspect,
};
pub use select::Select;
pub use source::{FileId, SourceMap};
