//! Document in, Rust source out.
