//! URI references (RFC 3986), as far as documents name each other by them.
//!
//! The name of a file is read as a path, relative to wherever the build takes place; nothing here
//! looks at a file system.

/// Whether a text starts with a scheme: `https:`, `urn:`. One letter is a drive of Windows.
pub(crate) fn has_scheme(text: &str) -> bool {
    let Some((scheme, _)) = text.split_once(':') else {
        return false;
    };
    let allowed = |char: char| char.is_ascii_alphanumeric() || "+-.".contains(char);
    scheme.len() > 1
        && scheme.starts_with(|char: char| char.is_ascii_alphabetic())
        && scheme.chars().all(allowed)
}

/// Takes off the fragment.
pub(crate) fn split_fragment(reference: &str) -> (&str, Option<&str>) {
    match reference.split_once('#') {
        Some((resource, fragment)) => (resource, Some(fragment)),
        None => (reference, None),
    }
}

/// What a reference without a fragment names, seen from `base` (RFC 3986, section 5.2).
pub(crate) fn join(base: &str, reference: &str) -> String {
    if reference.is_empty() {
        return base.to_owned();
    }
    if has_scheme(reference) {
        return reference.to_owned();
    }
    let (origin, path) = split_origin(base);
    if reference.starts_with("//") {
        let scheme = origin.split_once(':').map_or("", |(scheme, _)| scheme);
        return format!("{scheme}:{reference}");
    }
    if reference.starts_with('/') {
        return format!("{origin}{}", normalize(reference));
    }
    let folder = path.rfind('/').map_or("", |end| &path[..=end]);
    let slash = if folder.is_empty() && !origin.is_empty() {
        "/"
    } else {
        ""
    };
    format!(
        "{origin}{}",
        normalize(&format!("{slash}{folder}{reference}"))
    )
}

/// `https://example.com` and `/a/b`; a path alone has no origin.
fn split_origin(uri: &str) -> (&str, &str) {
    if !has_scheme(uri) {
        return ("", uri);
    }
    let authority = uri.find("://").map_or_else(
        || uri.find(':').map_or(0, |colon| colon + 1),
        |start| {
            let start = start + 3;
            uri[start..].find('/').map_or(uri.len(), |end| start + end)
        },
    );
    uri.split_at(authority)
}

/// Takes `.` and `..` out of a path. What leads out of a relative path stays in front.
pub(crate) fn normalize(path: &str) -> String {
    let rooted = path.starts_with('/');
    let mut kept: Vec<&str> = Vec::new();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => match kept.last() {
                Some(last) if *last != ".." => {
                    kept.pop();
                }
                _ if rooted => {}
                _ => kept.push(".."),
            },
            other => kept.push(other),
        }
    }
    format!("{}{}", if rooted { "/" } else { "" }, kept.join("/"))
}

/// The way from the folder of one file to another; both are normalized.
pub(crate) fn relative(from: &str, to: &str) -> String {
    let from: Vec<&str> = from.split('/').collect();
    let to_segments: Vec<&str> = to.split('/').collect();
    let folders = from.len().saturating_sub(1);
    let common = from
        .iter()
        .take(folders)
        .zip(to_segments.iter().take(to_segments.len().saturating_sub(1)))
        .take_while(|(a, b)| a == b)
        .count();
    let up = from.iter().take(folders).skip(common);
    if up.clone().any(|segment| *segment == "..") || from.first() == Some(&"") && common == 0 {
        return to.to_owned();
    }
    let ups = up.map(|_| "..");
    ups.chain(to_segments.iter().skip(common).copied())
        .collect::<Vec<_>>()
        .join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins() {
        for (base, reference, expected) in [
            ("spec/api.yaml", "schemas/a.yaml", "spec/schemas/a.yaml"),
            ("spec/api.yaml", "./a.yaml", "spec/a.yaml"),
            ("spec/api.yaml", "../../a.yaml", "../a.yaml"),
            ("../spec/api.yaml", "../a.yaml", "../a.yaml"),
            ("/spec/api.yaml", "../../a.yaml", "/a.yaml"),
            ("api.yaml", "/a.yaml", "/a.yaml"),
            ("api.yaml", "", "api.yaml"),
            ("api.yaml", "https://x.org/a", "https://x.org/a"),
            ("https://x.org/a/b", "c", "https://x.org/a/c"),
            ("https://x.org/a/b", "/c", "https://x.org/c"),
            ("https://x.org", "c", "https://x.org/c"),
            ("https://x.org/a", "//y.org/c", "https://y.org/c"),
        ] {
            assert_eq!(join(base, reference), expected, "{base} {reference}");
        }
    }

    #[test]
    fn tells_schemes_from_drives() {
        assert!(has_scheme("https://x") && has_scheme("urn:a:b"));
        assert!(!has_scheme("C:/a") && !has_scheme("a.yaml") && !has_scheme("./a:b"));
    }

    #[test]
    fn finds_the_way() {
        assert_eq!(relative("spec/api.yaml", "spec/a/b.yaml"), "a/b.yaml");
        assert_eq!(relative("spec/api.yaml", "b.yaml"), "../b.yaml");
        assert_eq!(relative("/x/spec/api.yaml", "/x/b.yaml"), "../b.yaml");
        assert_eq!(relative("api.yaml", "b.yaml"), "b.yaml");
        assert_eq!(relative("../api.yaml", "../b/c.yaml"), "b/c.yaml");
        assert_eq!(relative("../api.yaml", "c.yaml"), "c.yaml");
    }
}
