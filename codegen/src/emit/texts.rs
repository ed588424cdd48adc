//! Documentation beside the tokens. Quoting, parsing and printing every line of it costs as much as
//! all code together, so the tokens have a number in its place.

use std::cell::RefCell;

use proc_macro2::TokenStream;
use quote::quote;

/// What the number of a text begins with. No line of documentation does: it begins with a space.
const MARK: char = '@';

/// The texts of a part, in the order of their numbers.
#[derive(Debug, Default)]
pub(crate) struct Texts(RefCell<Vec<Vec<String>>>);

impl Texts {
    /// The attribute that stands for the lines of a text.
    pub(super) fn attribute(&self, lines: Vec<String>) -> Option<TokenStream> {
        if lines.is_empty() {
            return None;
        }
        let mut texts = self.0.borrow_mut();
        let number = format!("{MARK}{}", texts.len());
        texts.push(lines);
        Some(quote!(#[doc = #number]))
    }

    /// Appends a line of printed code, or the text that it stands for.
    pub(crate) fn write(&self, line: &str, out: &mut String) {
        let bare = line.trim_start();
        let number = bare
            .strip_prefix("///")
            .and_then(|text| text.strip_prefix(MARK));
        let texts = self.0.borrow();
        match number.and_then(|number| texts.get(number.parse::<usize>().ok()?)) {
            Some(lines) => {
                let indent = &line[..line.len() - bare.len()];
                for text in lines.iter().map(|text| text.trim_end()) {
                    out.push_str(indent);
                    out.push_str("///");
                    if !text.is_empty() {
                        out.push(' ');
                        out.push_str(text);
                    }
                    out.push('\n');
                }
            }
            None => {
                out.push_str(line);
                out.push('\n');
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Texts;

    #[test]
    fn a_number_becomes_its_lines_where_it_stands() {
        let texts = Texts::default();
        let lines = vec!["a".to_owned(), String::new(), "\"b\" \\ ".to_owned()];
        let tokens = texts.attribute(lines).map(|tokens| tokens.to_string());
        assert_eq!(tokens.as_deref(), Some("# [doc = \"@0\"]"));
        assert!(texts.attribute(Vec::new()).is_none());
        let mut out = String::new();
        texts.write("    ///@0", &mut out);
        texts.write("    /// @0 ///@0", &mut out);
        texts.write("///@2", &mut out);
        assert_eq!(
            out,
            "    /// a\n    ///\n    /// \"b\" \\\n    /// @0 ///@0\n///@2\n"
        );
    }
}
