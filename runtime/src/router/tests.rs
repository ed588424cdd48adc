//! What leads where, and what stands in parameters.

use super::*;

fn router(templates: &[&str]) -> Router {
    let mut router = Router::new();
    for (index, template) in templates.iter().enumerate() {
        router.insert(template, index);
    }
    router
}

fn find<'a>(router: &Router, path: &'a str) -> Option<(usize, Vec<&'a str>)> {
    let mut captures = Captures::default();
    let route = router.find(path, &mut captures)?;
    Some((route, captures.texts(path)))
}

#[test]
fn a_literal_wins_over_a_mix_over_a_parameter() {
    let router = router(&[
        "/rooms/{id}",
        "/rooms/mine",
        "/rooms/{id}.json",
        "/rooms/v{n}.json",
        "/rooms",
    ]);
    assert_eq!(find(&router, "/rooms"), Some((4, vec![])));
    assert_eq!(find(&router, "/rooms/mine"), Some((1, vec![])));
    assert_eq!(find(&router, "/rooms/7"), Some((0, vec!["7"])));
    assert_eq!(find(&router, "/rooms/7.json"), Some((2, vec!["7"])));
    assert_eq!(find(&router, "/rooms/v7.json"), Some((3, vec!["7"])));
    assert_eq!(find(&router, "/rooms/.json"), Some((0, vec![".json"])));
    for missing in [
        "/",
        "",
        "rooms",
        "/rooms/",
        "/rooms/7/",
        "/rooms//",
        "//rooms",
        "/Rooms",
        "/rooms/7/x",
    ] {
        assert_eq!(find(&router, missing), None, "{missing}");
    }
}

#[test]
fn literals_may_be_encoded_beside_parameters() {
    let capitals = router(&["/é{id}", "/lit é"]);
    for path in ["/%C3%A97", "/%c3%A97", "/%c3%a97"] {
        assert_eq!(find(&capitals, path), Some((0, vec!["7"])), "{path}");
    }
    assert_eq!(find(&capitals, "/%c3%a9%c3%a9"), Some((0, vec!["%c3%a9"])));
    let router = router(&["/rooms/{id}", "/rooms/v{id}.json", "/{base}...{head}"]);
    for path in [
        "/rooms/v7%2Ejson",
        "/rooms/%767.json",
        "/rooms/%76%37.%6As%6fn",
    ] {
        let (route, found) = find(&router, path).unwrap();
        assert_eq!(route, 1, "{path}");
        assert!(["7", "%37"].contains(&found[0]), "{path}");
    }
    // Literals that stand there as they are come before those that are encoded.
    let both = find(&router, "/v1%2E%2E%2Ev2...v3");
    assert_eq!(both, Some((2, vec!["v1%2E%2E%2Ev2", "v3"])));
    // What is in a parameter stays as it came, and so does what is no letter.
    let both = find(&router, "/a%41%C3%A9.%2E.%2Fb");
    assert_eq!(both, Some((2, vec!["a%41%C3%A9", "%2Fb"])));
    assert_eq!(
        find(&router, "/rooms/v7%2fjson"),
        Some((0, vec!["v7%2fjson"]))
    );
}

#[test]
fn a_wrong_turn_is_taken_back() {
    let router = router(&["/a/b/c", "/a/{x}/d", "/{y}/b/e", "/{y}/{z}.x/f"]);
    assert_eq!(find(&router, "/a/b/d"), Some((1, vec!["b"])));
    assert_eq!(find(&router, "/a/b/e"), Some((2, vec!["a"])));
    assert_eq!(find(&router, "/a/b.x/f"), Some((3, vec!["a", "b"])));
    assert_eq!(find(&router, "/a/b.x/g"), None);
}

#[test]
fn several_parameters_share_a_segment() {
    let router = router(&[
        "/compare/{base}...{head}",
        "/tiles/{z}-{x}-{y}.png",
        "/jobs/{id}:cancel",
    ]);
    assert_eq!(
        find(&router, "/compare/a...b...c"),
        Some((0, vec!["a", "b...c"]))
    );
    assert_eq!(find(&router, "/compare/....b"), Some((0, vec![".", "b"])));
    assert_eq!(find(&router, "/compare/...b"), None);
    assert_eq!(find(&router, "/compare/a..."), None);
    assert_eq!(
        find(&router, "/tiles/1-2-3-4.png"),
        Some((1, vec!["1", "2", "3-4"]))
    );
    assert_eq!(find(&router, "/jobs/7:cancel"), Some((2, vec!["7"])));
    assert_eq!(find(&router, "/jobs/7%3Acancel"), None);
    assert_eq!(find(&router, "/jobs/é:cancel"), Some((2, vec!["é"])));
}

#[test]
fn the_path_is_split_before_it_is_decoded() {
    let router = router(&["/rooms/{id}", "/a b/é", "/x%2Fy"]);
    assert_eq!(find(&router, "/x%2fy"), Some((2, vec![])));
    assert_eq!(find(&router, "/x"), None);
    assert_eq!(find(&router, "/%72ooms/a%2Fb"), Some((0, vec!["a%2Fb"])));
    assert_eq!(find(&router, "/rooms%2F7"), None);
    assert_eq!(find(&router, "/a%20b/%C3%A9"), Some((1, vec![])));
    assert_eq!(find(&router, "/%zz/7"), None);
}

#[test]
fn more_parameters_than_fit_inline() {
    let template = "/{a}/{b}/{c}/{d}/{e}/{f}/{g}/{h}/{i}/{j}";
    let router = router(&[template]);
    let expected: Vec<&str> = "1 2 3 4 5 6 7 8 9 10".split(' ').collect();
    assert_eq!(find(&router, "/1/2/3/4/5/6/7/8/9/10"), Some((0, expected)));
    assert_eq!(names(template).count(), 10);
}

#[test]
fn the_root_is_a_route_too() {
    let router = router(&["/"]);
    assert_eq!(find(&router, "/"), Some((0, vec![])));
    assert_eq!(find(&router, "//"), None);
}
