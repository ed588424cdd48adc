//! Document in, Rust source out.

mod analyze;
mod builder;
mod check;
mod diagnostic;
mod document;
mod emit;
mod front;
mod generate;
mod ir;
mod lower;
mod name;
mod parse;
mod render;
mod resolve;
mod source;

pub use builder::{Builder, compile, configure};
pub use diagnostic::{Code, Entry, Report, Severity};
pub use front::check;
pub use generate::{Generated, Options, generate};
pub use source::{FileId, SourceMap};
