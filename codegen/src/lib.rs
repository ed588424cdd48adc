//! Document in, Rust source out.

#![allow(dead_code)] // the passes that read the document join later

mod diagnostic;
mod document;
mod front;
mod parse;
mod source;

pub use diagnostic::{Code, Entry, Report, Severity};
pub use front::check;
pub use source::{FileId, SourceMap};
