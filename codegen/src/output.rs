//! The files of a document: their parts are emitted and rendered side by side, then put together in
//! the order of the layout.

use std::collections::HashMap;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::analyze::Facts;
use crate::emit::{self, EmitOptions, Layout, Part, Uses};
use crate::ir::Api;
use crate::name::Names;
use crate::render;

/// How many parts a thread takes at once.
const SHARE: usize = 16;

/// The stack of a thread: as much as the first one has.
const STACK: usize = 8 << 20;

/// What is generated.
pub(crate) struct Output {
    /// The root.
    pub(crate) code: String,
    /// The modules beside it, by name.
    pub(crate) modules: Vec<(String, String)>,
}

/// A part as text.
struct Written {
    text: String,
    uses: Uses,
}

/// Writes everything. `header` is the first line of each file.
pub(crate) fn write(
    header: &str,
    api: &Api,
    facts: &Facts,
    names: &Names,
    layout: &Layout,
    options: EmitOptions,
) -> Output {
    let files = std::iter::once(&layout.root).chain(layout.modules.iter().map(|(_, parts)| parts));
    let parts: Vec<Part> = files.clone().flatten().copied().collect();
    let mut written = side_by_side(&parts, |part| {
        let part = emit::emit(api, facts, names, options, *part);
        let text = render::render(part.items, |code, out| part.texts.write(code, out));
        let uses = Uses::of(&text, part.imported);
        Written { text, uses }
    });
    let mut rest = written.as_mut_slice();
    let mut contents = Vec::new();
    for parts in files {
        let (these, others) = rest.split_at_mut(parts.len().min(rest.len()));
        contents.push(these);
        rest = others;
    }
    let mut homes = HashMap::new();
    if !layout.modules.is_empty() {
        for (file, parts) in contents.iter().enumerate() {
            let defined = parts.iter().flat_map(|part| part.uses.defined());
            homes.extend(defined.map(|name| (name, file)));
        }
    }
    let mut texts = contents.iter().enumerate().map(|(file, parts)| {
        let uses: Vec<&Uses> = parts.iter().map(|part| &part.uses).collect();
        let imports = emit::imports(&uses, file, &homes, names);
        let mut text = render::render(imports, as_it_is);
        if file == 0 {
            let root = emit::root(&layout.modules);
            text.push_str(&render::render(root, as_it_is));
        }
        text.extend(parts.iter().map(|part| part.text.as_str()));
        text
    });
    let root = texts.next().unwrap_or_default();
    let names = layout.modules.iter().map(|(name, _)| name.clone());
    Output {
        code: format!("{header}{root}"),
        modules: names
            .zip(texts)
            .map(|(name, text)| (name, own_file(header, &text)))
            .collect(),
    }
}

/// Items without documentation.
fn as_it_is(code: &str, out: &mut String) {
    out.push_str(code);
}

/// The text of a file that is one: rustfmt must not make it differ from what is generated.
fn own_file(header: &str, text: &str) -> String {
    format!("{header}\n#![cfg_attr(rustfmt, rustfmt_skip)]\n{text}")
}

/// `work` of each of `parts`, in their order, by as many threads as the machine runs at a time.
fn side_by_side<P: Sync, T: Send>(parts: &[P], work: impl Fn(&P) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let take_shares = || {
        let mut done = Vec::new();
        loop {
            let first = next.fetch_add(SHARE, Ordering::Relaxed);
            let Some(share) = parts.get(first..) else {
                return done;
            };
            if share.is_empty() {
                return done;
            }
            let share = share.iter().take(SHARE).map(&work);
            done.push((first, share.collect::<Vec<T>>()));
        }
    };
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let threads = threads.min(parts.len().div_ceil(SHARE));
    let mut done = thread::scope(|scope| {
        // Where there can be no more threads, this one does it all.
        let others: Vec<_> = (1..threads)
            .map_while(|_| {
                let builder = thread::Builder::new().stack_size(STACK);
                builder.spawn_scoped(scope, take_shares).ok()
            })
            .collect();
        let mut done = take_shares();
        for other in others {
            match other.join() {
                Ok(shares) => done.extend(shares),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    });
    done.sort_unstable_by_key(|(first, _)| *first);
    done.into_iter().flat_map(|(_, share)| share).collect()
}

#[cfg(test)]
mod tests {
    use super::side_by_side;

    #[test]
    fn keeps_the_order() {
        for count in [0, 1, 15, 16, 17, 1000] {
            let parts: Vec<usize> = (0..count).collect();
            assert_eq!(side_by_side(&parts, |part| *part), parts);
        }
    }
}
