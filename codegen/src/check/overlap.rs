//! Whether a request can match two path templates, and whether it is plain which one it is for.
//!
//! The router tries, segment by segment, a text first, then mixes of texts and parameters (those with
//! more text first), then a parameter. Only two mixes with as much text are in doubt.

use std::collections::HashSet;

use super::Template;
use super::template::Piece;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Overlap {
    /// No request matches both, or the template that says more wins.
    Plain,
    /// Some request matches both, and only their order decides.
    Ambiguous,
}

type Segment<'a> = [Piece<'a>];

pub(super) fn overlap(a: &Template<'_>, b: &Template<'_>) -> Overlap {
    let (a, b) = (a.segments(), b.segments());
    let both = || a.iter().zip(&b);
    let unlike = both().find(|(a, b)| shape(a) != shape(b));
    match unlike {
        Some((first, second))
            if a.len() == b.len()
                && rank(first) == rank(second)
                && both().all(|(a, b)| meet(a, b)) =>
        {
            Overlap::Ambiguous
        }
        _ => Overlap::Plain,
    }
}

fn shape<'a>(segment: &Segment<'a>) -> Vec<Option<&'a str>> {
    let text = |piece: &Piece<'a>| match piece {
        Piece::Text(text) => Some(*text),
        Piece::Parameter(_) => None,
    };
    segment.iter().map(text).collect()
}

/// How much a segment says: how much text it has.
fn rank(segment: &Segment<'_>) -> usize {
    let text = |piece: &Piece<'_>| match piece {
        Piece::Text(text) => text.len(),
        Piece::Parameter(_) => 0,
    };
    segment.iter().map(text).sum()
}

/// A character of the pattern that a segment is.
#[derive(Clone, Copy, PartialEq)]
enum Step {
    Exactly(char),
    /// One character or more.
    Some,
}

/// Whether some text matches both.
fn meet(a: &Segment<'_>, b: &Segment<'_>) -> bool {
    let steps = |segment: &Segment<'_>| -> Vec<Step> {
        let of = |piece: &Piece<'_>| match piece {
            Piece::Text(text) => text.chars().map(Step::Exactly).collect(),
            Piece::Parameter(_) => vec![Step::Some],
        };
        segment.iter().flat_map(of).collect()
    };
    let (a, b) = (steps(a), steps(b));
    let mut seen = HashSet::new();
    let mut open = vec![(0, 0)];
    while let Some((x, y)) = open.pop() {
        if !seen.insert((x, y)) {
            continue;
        }
        if x == a.len() && y == b.len() {
            return true;
        }
        let (Some(first), Some(second)) = (a.get(x), b.get(y)) else {
            continue;
        };
        if first != second && ![first, second].contains(&&Step::Some) {
            continue;
        }
        // A parameter may end with this character or take the next one too.
        for next_x in [x + 1, x] {
            for next_y in [y + 1, y] {
                let stays = |step: &Step, moved: bool| moved || *step == Step::Some;
                if stays(first, next_x > x) && stays(second, next_y > y) {
                    open.push((next_x, next_y));
                }
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ambiguous(a: &str, b: &str) -> bool {
        let (a, b) = (Template::parse(a).unwrap(), Template::parse(b).unwrap());
        assert_eq!(overlap(&a, &b), overlap(&b, &a));
        overlap(&a, &b) == Overlap::Ambiguous
    }

    #[test]
    fn says_where_only_the_order_decides() {
        assert!(ambiguous("/a{x}", "/{x}b"));
        assert!(ambiguous("/{a}-{b}/x", "/{a}.{b}/{c}"));
        assert!(ambiguous("/v{a}", "/{b}1"));
        for (a, b) in [
            ("/a{x}", "/b{x}"),
            ("/a{x}", "/{x}"),
            ("/{x}.json", "/{x}.yaml"),
            ("/{x}.json", "/{x}.js"),
            ("/a{x}/c", "/{x}b/d"),
            ("/a{x}", "/{x}b/d"),
            ("/a{x}", "/a{y}"),
            ("/{base}...{head}", "/{base}..{head}"),
        ] {
            assert!(!ambiguous(a, b), "{a} {b}");
        }
    }
}
