//! Items as text: as `prettyplease` prints them, with the blank lines that it leaves out. Most lines are printed without it
//! (`quick`).

mod body;
mod flat;
mod frame;
mod items;
mod quick;
#[cfg(test)]
mod tests;
mod tokens;

use proc_macro2::TokenStream;
use syn::{ImplItem, Item, TraitItem};

/// The text of items, each behind a blank line; imports stand together. `write` appends what was printed.
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
    let printed = match quick::print(&tokens.to_string(), pretty) {
        Some(printed) => printed,
        None => match syn::parse2(tokens) {
            Ok(file) => by_prettyplease(file),
            // Unreachable as long as emission is right; rustc then says what is wrong.
            Err(error) => return format!("{}\n", error.to_compile_error()),
        },
    };
    let mut out = String::with_capacity(printed.len());
    write(&printed, &mut out);
    out
}

/// The text of a file as `prettyplease` prints it.
fn pretty(text: &str) -> Option<String> {
    syn::parse_str(text).ok().map(by_prettyplease)
}

fn by_prettyplease(mut file: syn::File) -> String {
    space(&mut file.items);
    prettyplease::unparse(&file)
}

/// Puts blank lines between the items of a list, and into those that hold items themselves. An item without tokens is
/// printed as one.
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
                block.items = separate(items, impl_kind, ImplItem::Verbatim);
            }
            Item::Trait(block) => {
                let items = std::mem::take(&mut block.items);
                block.items = separate(items, |_| ItemKind::Other, TraitItem::Verbatim);
            }
            _ => {}
        }
    }
    let all = std::mem::take(items);
    *items = separate(all, item_kind, Item::Verbatim);
}

/// Kinds of items of which several may stand together without a blank line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ItemKind {
    Import,
    Module,
    Constant,
    Type,
    Other,
}

/// Whether a blank line is before an item.
fn is_set_apart(previous: Option<ItemKind>, next: ItemKind) -> bool {
    previous.is_some_and(|previous| previous != next || next == ItemKind::Other)
}

fn separate<T>(items: Vec<T>, kind: fn(&T) -> ItemKind, blank: fn(TokenStream) -> T) -> Vec<T> {
    let mut spaced = Vec::with_capacity(items.len() * 2);
    let mut previous = None;
    for item in items {
        let next = kind(&item);
        if is_set_apart(previous, next) {
            spaced.push(blank(TokenStream::new()));
        }
        previous = Some(next);
        spaced.push(item);
    }
    spaced
}

fn item_kind(item: &Item) -> ItemKind {
    match item {
        Item::Use(_) => ItemKind::Import,
        Item::Mod(module) if module.content.is_none() => ItemKind::Module,
        Item::Const(_) | Item::Static(_) => ItemKind::Constant,
        _ => ItemKind::Other,
    }
}

fn impl_kind(item: &ImplItem) -> ItemKind {
    match item {
        ImplItem::Const(item) if item.attrs.is_empty() => ItemKind::Constant,
        ImplItem::Type(item) if item.attrs.is_empty() => ItemKind::Type,
        _ => ItemKind::Other,
    }
}
