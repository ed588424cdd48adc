//! Texts without quotes, which YAML read as numbers: as they are written, so that version `1.10` is not `1.1`.

use std::collections::HashMap;

use crate::document::{Document, NodeId, Walked};
use crate::parse::Node;
use crate::source::{FileId, JsonPointer, SourceMap, written};

pub(super) fn restore(document: &Document, sources: &SourceMap, walked: &mut Walked) {
    let mut files: HashMap<FileId, (Vec<NodeId>, Vec<JsonPointer>)> = HashMap::new();
    for id in std::mem::take(&mut walked.bare) {
        if let Some(at) = document.cursor(id) {
            let place = at.place();
            let (ids, pointers) = files.entry(place.file).or_default();
            ids.push(id);
            pointers.push(place.pointer);
        }
    }
    for (file, (ids, pointers)) in files {
        let Some(file) = sources.get(file) else {
            continue;
        };
        for (id, written) in ids.iter().zip(written(file.text(), &pointers)) {
            if let Some(Node::String(read)) = walked.mended.get_mut(id)
                && let Some(written) = written.filter(|written| is_same(written, read))
            {
                *read = written;
            }
        }
    }
}

/// Whether a text means the number or boolean that was read. Behind an alias, or where an overlay was at
/// work, another text may stand.
fn is_same(written: &str, read: &str) -> bool {
    const RADICES: [(&str, u32); 3] = [("0x", 16), ("0o", 8), ("0b", 2)];
    let number = |text: &str| {
        let whole = |(prefix, radix): (&str, u32)| {
            let digits = text.strip_prefix(prefix)?;
            Some(u64::from_str_radix(digits, radix).ok()?.to_string())
        };
        let whole = RADICES.into_iter().find_map(whole);
        whole.as_deref().unwrap_or(text).parse::<f64>().ok()
    };
    written.eq_ignore_ascii_case(read)
        || (number(read).is_some() && number(written) == number(read))
}

#[cfg(test)]
mod tests {
    use super::is_same;

    #[test]
    fn a_number_may_be_written_in_many_ways() {
        for (written, read) in [
            ("1.10", "1.1"),
            ("1e3", "1000"),
            ("0x10", "16"),
            ("True", "true"),
        ] {
            assert!(is_same(written, read), "{written}");
        }
        for (written, read) in [("1.2", "1.1"), ("*other", "1.1"), ("true", "false")] {
            assert!(!is_same(written, read), "{written}");
        }
    }
}
