//! Tokens on one line, with the spaces that `prettyplease` puts between them.

use std::ops::Range;

use super::tokens::{Kind, Token};

/// How wide the text of a struct expression may be before the printer breaks it, up to its last brace.
const STRUCT_WIDTH: usize = 34;

/// Stands for the braces of an import, which have no spaces within.
const TREE: usize = usize::MAX;

/// Words behind which a bracket is no call.
const KEYWORDS: [&str; 15] = [
    "as", "const", "dyn", "else", "for", "if", "impl", "in", "let", "match", "move", "mut", "ref",
    "return", "while",
];

/// Why tokens are not printed on one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// They do not fit.
    Long,
    /// Something of which it is not known how it is printed.
    Unknown,
}

/// Appends the tokens of a range on one line.
pub(super) fn flat(
    tokens: &[Token<'_>],
    range: Range<usize>,
    out: &mut String,
) -> Result<(), Refusal> {
    let mut line = Line {
        tokens,
        before: Before::Start,
        in_closure: false,
        generics: 0,
        path: out.len(),
        structs: Vec::new(),
        refusal: Refusal::Unknown,
    };
    for at in range {
        line.token(at, out).ok_or(line.refusal)?;
    }
    Ok(())
}

/// What stands before a token.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Start,
    Keyword,
    /// The end of a value or of a type: an identifier, a literal, a closing bracket.
    Operand,
    /// What nothing is set apart from: an opening bracket, a prefix.
    Tight,
    /// `::`.
    Colons,
    /// What a space follows: an operator, a comma.
    Loose,
}

struct Line<'t, 'a> {
    tokens: &'t [Token<'a>],
    before: Before,
    in_closure: bool,
    /// How many generics are open.
    generics: usize,
    /// Where the path of the last identifier begins in the line.
    path: usize,
    /// Where the paths of struct expressions begin that are still open.
    structs: Vec<usize>,
    /// What it is if there is no way on.
    refusal: Refusal,
}

impl Line<'_, '_> {
    fn token(&mut self, at: usize, out: &mut String) -> Option<()> {
        let token = self.tokens.get(at)?;
        match token.kind {
            Kind::Word => {
                if token.text == "where" {
                    return None;
                }
                self.space(
                    matches!(
                        self.before,
                        Before::Keyword | Before::Operand | Before::Loose
                    ),
                    out,
                );
                if self.before != Before::Colons {
                    self.path = out.len();
                }
                let is_keyword = KEYWORDS.contains(&token.text);
                self.put(
                    token.text,
                    if is_keyword {
                        Before::Keyword
                    } else {
                        Before::Operand
                    },
                    out,
                );
            }
            Kind::Literal | Kind::Lifetime => {
                self.space(
                    matches!(
                        self.before,
                        Before::Keyword | Before::Operand | Before::Loose
                    ),
                    out,
                );
                let is_literal = token.kind == Kind::Literal;
                let before = if is_literal {
                    Before::Operand
                } else {
                    Before::Keyword
                };
                self.put(token.text, before, out);
            }
            Kind::Punct => self.punct(at, token.text, out)?,
            Kind::Open => self.open(at, token, out)?,
            Kind::Close => {
                if token.text == "}" && self.structs.last().is_some() && !self.is_empty_group(at) {
                    self.close_struct(out)?;
                }
                self.put(token.text, Before::Operand, out);
            }
        }
        Some(())
    }

    fn is_empty_group(&self, close: usize) -> bool {
        self.tokens
            .get(close)
            .is_some_and(|token| token.other + 1 == close)
    }

    fn close_struct(&mut self, out: &mut String) -> Option<()> {
        let start = self.structs.pop()?;
        if start == TREE {
            return Some(());
        }
        out.push(' ');
        if out.len() - start > STRUCT_WIDTH {
            self.refusal = Refusal::Long;
            return None;
        }
        Some(())
    }

    fn space(&self, wanted: bool, out: &mut String) {
        if wanted {
            out.push(' ');
        }
    }

    fn put(&mut self, text: &str, before: Before, out: &mut String) {
        out.push_str(text);
        self.before = before;
    }

    fn open(&mut self, at: usize, token: &Token<'_>, out: &mut String) -> Option<()> {
        match token.text {
            "{" if self.before == Before::Colons => {
                // The names of an import.
                self.structs.push(TREE);
            }
            "{" => {
                let previous = self.tokens.get(at.checked_sub(1)?)?;
                let is_path = previous.kind == Kind::Word
                    && previous
                        .text
                        .starts_with(|first: char| first.is_ascii_uppercase());
                if !is_path || self.before != Before::Operand {
                    return None;
                }
                let start = self.path;
                if token.other == at + 1 {
                    self.put(" {", Before::Tight, out);
                    return Some(());
                }
                self.structs.push(start);
                self.put(" {", Before::Loose, out);
                return Some(());
            }
            _ => self.space(matches!(self.before, Before::Keyword | Before::Loose), out),
        }
        self.put(token.text, Before::Tight, out);
        Some(())
    }

    fn punct(&mut self, at: usize, text: &str, out: &mut String) -> Option<()> {
        let is_operand = self.before == Before::Operand;
        match text {
            "," => {
                let next = self.tokens.get(at + 1);
                if next.is_some_and(|next| next.kind == Kind::Close || next.is(">")) {
                    // Left out on one line, but for a tuple of one.
                    return (!self.may_be_tuple(at + 1)).then_some(());
                }
                self.put(text, Before::Loose, out);
            }
            ";" | ":" => self.put(text, Before::Loose, out),
            "." => self.put(text, Before::Tight, out),
            "?" => self.put(text, Before::Operand, out),
            "::" => {
                self.space(matches!(self.before, Before::Keyword | Before::Loose), out);
                if !is_operand {
                    self.path = out.len();
                }
                self.put(text, Before::Colons, out);
            }
            "<" => {
                self.generics += 1;
                self.space(matches!(self.before, Before::Loose), out);
                self.put(text, Before::Tight, out);
            }
            ">" => {
                // Otherwise it compares.
                self.generics = self.generics.checked_sub(1)?;
                self.put(text, Before::Operand, out);
            }
            "|" if self.in_closure => {
                self.in_closure = false;
                self.put(text, Before::Loose, out);
            }
            "|" if is_operand => self.put(" |", Before::Loose, out),
            "|" => {
                self.space(matches!(self.before, Before::Keyword | Before::Loose), out);
                self.in_closure = true;
                self.put(text, Before::Tight, out);
            }
            "#" if self.before == Before::Start => self.put(text, Before::Tight, out),
            "&" | "*" | "!" if !is_operand => {
                self.space(matches!(self.before, Before::Keyword | Before::Loose), out);
                self.put(text, Before::Tight, out);
            }
            "=" | "=>" | "->" | "+" | "==" | "!=" | "+=" => {
                out.push(' ');
                self.put(text, Before::Loose, out);
            }
            _ => return None,
        }
        Some(())
    }

    /// Whether these may be the parentheses of a tuple and not those of a call.
    fn may_be_tuple(&self, close: usize) -> bool {
        let open = self.tokens.get(close).map_or(0, |token| token.other);
        let is_call = |before: &Token<'_>| match before.kind {
            Kind::Word => !KEYWORDS.contains(&before.text),
            Kind::Close => true,
            _ => before.is(">"),
        };
        let before = open
            .checked_sub(1)
            .and_then(|before| self.tokens.get(before));
        self.tokens.get(close).is_some_and(|token| token.is(")")) && !before.is_some_and(is_call)
    }
}
