//! Items as text: each printed by `prettyplease`, with the blank lines that it leaves out.

use proc_macro2::TokenStream;
use syn::{ImplItem, Item, TraitItem, parse_quote};

/// What stands for a blank line until the text is there: the printer has no notion of one.
const MARK: &str = "const ANTEROOM_BLANK_LINE: () = ();";

/// The text of items, each behind a blank line; imports stand together. `write` appends a line.
pub(crate) fn render(items: Vec<TokenStream>, write: impl Fn(&str, &mut String)) -> String {
    let mut out = String::new();
    let mut after_import = false;
    for item in items {
        let text = print(item, &write);
        let import = text.starts_with("use ");
        if !(import && after_import) {
            out.push('\n');
        }
        out.push_str(&text);
        after_import = import;
    }
    out
}

fn print(tokens: TokenStream, write: impl Fn(&str, &mut String)) -> String {
    let mut file = match syn::parse2::<syn::File>(tokens) {
        Ok(file) => file,
        // Unreachable as long as emission is right; rustc then says what is wrong.
        Err(error) => return format!("{}\n", error.to_compile_error()),
    };
    space(&mut file.items);
    let printed = prettyplease::unparse(&file);
    let mut out = String::with_capacity(printed.len());
    for line in printed.lines() {
        let line = if line.trim() == MARK { "" } else { line };
        write(line, &mut out);
    }
    out
}

/// Puts marks between the items of a list, and into those that hold items themselves.
fn space(items: &mut Vec<Item>) {
    for item in items.iter_mut() {
        match item {
            Item::Mod(module) => {
                if let Some((_, items)) = &mut module.content {
                    space(items);
                }
            }
            Item::Impl(block) => {
                let items = std::mem::take(&mut block.items);
                block.items = separate(items, impl_kind, || {
                    parse_quote!(
                        const ANTEROOM_BLANK_LINE: () = ();
                    )
                });
            }
            Item::Trait(block) => {
                let items = std::mem::take(&mut block.items);
                block.items = separate(items, trait_kind, || {
                    parse_quote!(
                        const ANTEROOM_BLANK_LINE: () = ();
                    )
                });
            }
            _ => {}
        }
    }
    let all = std::mem::take(items);
    *items = separate(all, item_kind, || {
        parse_quote!(
            const ANTEROOM_BLANK_LINE: () = ();
        )
    });
}

/// Kinds of items of which several may stand together without a blank line.
#[derive(PartialEq, Eq)]
enum Kind {
    Import,
    Module,
    Constant,
    Type,
    Other,
}

fn separate<T>(items: Vec<T>, kind: fn(&T) -> Kind, mark: fn() -> T) -> Vec<T> {
    let mut spaced = Vec::with_capacity(items.len() * 2);
    let mut previous: Option<Kind> = None;
    for item in items {
        let next = kind(&item);
        if previous.is_some_and(|previous| previous != next || next == Kind::Other) {
            spaced.push(mark());
        }
        previous = Some(next);
        spaced.push(item);
    }
    spaced
}

fn item_kind(item: &Item) -> Kind {
    match item {
        Item::Use(_) => Kind::Import,
        Item::Mod(module) if module.content.is_none() => Kind::Module,
        Item::Const(_) | Item::Static(_) => Kind::Constant,
        _ => Kind::Other,
    }
}

fn impl_kind(item: &ImplItem) -> Kind {
    match item {
        ImplItem::Const(item) if item.attrs.is_empty() => Kind::Constant,
        ImplItem::Type(item) if item.attrs.is_empty() => Kind::Type,
        _ => Kind::Other,
    }
}

fn trait_kind(_: &TraitItem) -> Kind {
    Kind::Other
}
