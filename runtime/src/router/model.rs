//! The router beside the plainest one that there is, which tries all templates segment by segment.

use std::cmp::Reverse;

use proptest::prelude::*;
use proptest::sample::select;

use super::segment::Segment;
use super::{Captures, Router};
use crate::parameter::percent;

/// The number of a template, and its segments.
type Template = (usize, Vec<Segment>);

/// The route of the segments from `depth` on among templates that are alike before, and its captures as texts.
fn expected<'a>(
    templates: &[&Template],
    segments: &[&'a str],
    depth: usize,
) -> Option<(usize, Vec<&'a str>)> {
    let Some(segment) = segments.get(depth) else {
        let mut ending = templates.iter().filter(|(_, all)| all.len() == depth);
        return ending.next().map(|(route, _)| (*route, Vec::new()));
    };
    let mut choices: Vec<&Segment> = Vec::new();
    for choice in templates.iter().filter_map(|(_, all)| all.get(depth)) {
        if !choices.contains(&choice) {
            choices.push(choice);
        }
    }
    choices.sort_by_key(|choice| match choice {
        Segment::Literal(_) => (0, Reverse(0)),
        Segment::Mix(mix) => (1, Reverse(mix.weight())),
        Segment::Parameter => (2, Reverse(0)),
    });
    choices.into_iter().find_map(|choice| {
        let mut captures = captured(choice, segment)?;
        let beneath = templates.iter().copied();
        let beneath: Vec<&Template> = beneath
            .filter(|(_, all)| all.get(depth) == Some(choice))
            .collect();
        let (route, more) = expected(&beneath, segments, depth + 1)?;
        captures.extend(more);
        Some((route, captures))
    })
}

/// What the parameters of one segment are, if it is one of these.
fn captured<'a>(choice: &Segment, segment: &'a str) -> Option<Vec<&'a str>> {
    match choice {
        Segment::Literal(name) => percent::same(segment, name).then(Vec::new),
        Segment::Mix(mix) => {
            let mut captures = Captures::default();
            let is_one = mix.capture(segment, 0, &mut captures);
            is_one.then(|| captures.texts(segment))
        }
        Segment::Parameter => (!segment.is_empty()).then(|| vec![segment]),
    }
}

fn template() -> impl Strategy<Value = String> {
    // So few that ways which lead nowhere are common.
    let few = select(vec!["a", "b", "{x}", "a{x}", "{x}b"]);
    let many = select(vec![
        "",
        "a",
        "b",
        "ab",
        "eight888",
        "nine99999",
        "sixteen-sixteen!",
        "sixteen-and-1-more",
        "sixteen-and-2-more",
        "%61",
        "a%2Fb",
        "100%25",
        "100%2561",
        "\u{e9}",
        "{x}",
        "{x}",
        "{y}",
        "{x}.b",
        "a{x}",
        "b{x}",
        "{x}.{y}",
        "{x}...{y}",
        "{x}:a",
        "\u{e9}{x}",
    ]);
    path_of(prop_oneof![2 => few, 1 => many], 5)
}

fn path() -> impl Strategy<Value = String> {
    let few = select(vec!["a", "b", "ab", "c"]).prop_map(str::to_owned);
    let many = select(vec![
        "",
        "a",
        "%61",
        "b",
        "ab",
        "a%62",
        "eight888",
        "eight88%38",
        "nine99999",
        "nine9999%39",
        "sixteen-sixteen!",
        "sixteen-and-1-more",
        "sixteen-and-%31-more",
        "sixteen-and-2-more",
        "sixteen-and-3-more",
        "a%2Fb",
        "a%2fb",
        "100%25",
        "100%",
        "100%61",
        "100%2561",
        "%zz",
        "\u{e9}",
        "%C3%A9",
        "a.b",
        "a.b.b",
        "a...b",
        "ab:a",
        "a%2Eb",
        "%C3%A9a",
    ]);
    let segment = prop_oneof![
        8 => few,
        4 => many.prop_map(str::to_owned),
        1 => "[ab.:%6\u{e9}]{0,9}",
        1 => "a{1,150}",
    ];
    path_of(segment, 6)
}

fn path_of(
    segment: impl Strategy<Value = impl AsRef<str> + std::fmt::Debug>,
    most: usize,
) -> impl Strategy<Value = String> {
    prop::collection::vec(segment, 1..=most).prop_map(|segments| {
        let segments = segments.iter().flat_map(|segment| ["/", segment.as_ref()]);
        segments.collect()
    })
}

proptest! {
    #[test]
    fn a_path_leads_where_the_templates_say(
        templates in prop::collection::vec(template(), 0..30),
        paths in prop::collection::vec(path(), 30),
    ) {
        let mut router = Router::new();
        for (route, template) in templates.iter().enumerate() {
            router.insert(template, route);
        }
        let parsed = |(route, template): (usize, &String)| {
            let segments = template.split('/').skip(1).map(Segment::parse);
            (route, segments.collect())
        };
        let parsed: Vec<Template> = templates.iter().enumerate().map(parsed).collect();
        let all: Vec<&Template> = parsed.iter().collect();
        for path in &paths {
            let mut captures = Captures::default();
            let found = router.find(path, &mut captures);
            let found = found.map(|route| (route, captures.texts(path)));
            let segments: Vec<&str> = path.split('/').skip(1).collect();
            prop_assert_eq!(found, expected(&all, &segments, 0), "{} in {:?}", path, templates);
        }
    }
}
