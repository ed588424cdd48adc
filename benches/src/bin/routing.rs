//! Finds operations by their paths, among 10, 100 and 1,100: the router of services beside `matchit`, which axum has.
//!
//! `matchit` looks up the path alone. To look up the method as well, as services do, axum has one more table for each path.

use std::error::Error;
use std::sync::Arc;

use anteroom::{Api, Exchange, Method, OperationMeta, ResponseFuture, Server};
use anteroom_benches::measure::{Contender, race};
use matchit::Router;

static OPERATIONS: &[&OperationMeta] = include!(concat!(env!("OUT_DIR"), "/operations.rs"));

/// An API of so many operations, which are found and never called.
struct First<const COUNT: usize>;

impl<const COUNT: usize> Api for First<COUNT> {
    type Implementation = ();

    const NAME: &'static str = "First";
    const SCHEMES: &'static [anteroom::security::SchemeMeta] = &[];
    const OPERATIONS: &'static [&'static OperationMeta] = OPERATIONS.split_at(COUNT).0;

    fn implementation(&self) -> &() {
        &()
    }

    fn call(self: Arc<Self>, _: usize, exchange: Exchange) -> ResponseFuture {
        exchange.unknown()
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    compare::<10>()?;
    compare::<100>()?;
    compare::<1100>()
}

fn compare<const COUNT: usize>() -> Result<(), Box<dyn Error>> {
    let server = Server::new(First::<COUNT>);
    let mut router = Router::new();
    let mut methods = Router::new();
    for operation in First::<COUNT>::OPERATIONS {
        router.insert(operation.path, operation.id)?;
        let method = anteroom::http::Method::from(operation.method);
        methods.insert(operation.path, vec![(method, *operation)])?;
    }
    let hits = paths::<COUNT>("");
    let misses = paths::<COUNT>("/no/such/path");
    let get = Method::Get.into();
    for (name, paths, found) in [("found", &hits, true), ("not found", &misses, false)] {
        for path in paths {
            let operation = server.operation(&get, path);
            assert_eq!(operation.is_some(), found, "{path}");
            assert_eq!(router.at(path).is_ok(), found, "{path}");
        }
        let title = format!("{} paths of {COUNT}, {name}", paths.len());
        let contenders = vec![
            Contender::new("anteroom", || {
                let all = paths.iter().map(|path| server.operation(&get, path));
                all.filter(Option::is_some).count()
            }),
            Contender::new("matchit", || {
                let all = paths.iter().map(|path| router.at(path));
                all.filter(Result::is_ok).count()
            }),
            Contender::new("matchit, and the method", || {
                let operation = |path: &String| {
                    let mut of_path = methods.at(path).ok()?.value.iter();
                    of_path.find(|(method, _)| *method == get)
                };
                let all = paths.iter().map(operation);
                all.filter(Option::is_some).count()
            }),
        ];
        race(&title, contenders);
    }
    Ok(())
}

/// A hundred paths that lead to operations, or ten where there are no more, with something behind them.
fn paths<const COUNT: usize>(end: &str) -> Vec<String> {
    let operations = First::<COUNT>::OPERATIONS;
    let step = operations.len().div_ceil(100);
    let some = operations.iter().step_by(step);
    let values = [
        ("{owner}", "octo"),
        ("{repo}", "hello-world"),
        ("{org}", "octo-org"),
    ];
    some.map(|operation| {
        let mut path = operation.path.to_owned();
        for (name, value) in values {
            path = path.replace(name, value);
        }
        for name in ["{number}", "{name}", "{id}", "{label}"] {
            path = path.replace(name, "1347");
        }
        path + end
    })
    .collect()
}
