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

    /// Appends printed code, with the texts in place of the lines that stand for them.
    pub(crate) fn write(&self, code: &str, out: &mut String) {
        let texts = self.0.borrow();
        // What is before `done` is written.
        let mut done = 0;
        for (mark, _) in code.match_indices("///@") {
            let start = code[..mark].rfind('\n').map_or(0, |end| end + 1);
            let indent = &code[start..mark];
            let rest = &code[mark..];
            let line = rest.find('\n').map_or(rest, |end| &rest[..end]);
            let number = line
                .rsplit(MARK)
                .next()
                .and_then(|number| number.parse().ok());
            let lines = number.and_then(|number: usize| texts.get(number));
            let Some(lines) = lines.filter(|_| indent.trim_start().is_empty()) else {
                continue;
            };
            out.push_str(&code[done..start]);
            for text in lines.iter().map(|text| text.trim_end()) {
                out.push_str(indent);
                out.push_str("///");
                if !text.is_empty() {
                    out.push(' ');
                    out.push_str(text);
                }
                out.push('\n');
            }
            done = code.len().min(mark + line.len() + 1);
        }
        out.push_str(&code[done..]);
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
        texts.write("    ///@0\n    /// @0 ///@0\n///@2\n", &mut out);
        assert_eq!(
            out,
            "    /// a\n    ///\n    /// \"b\" \\\n    /// @0 ///@0\n///@2\n"
        );
    }
}
