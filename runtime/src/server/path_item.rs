//! What the operations of one path template ask of a request.

use http::{HeaderMap, HeaderValue};

use crate::parameter::percent;
use crate::{Method, OperationMeta};

/// One path template.
#[derive(Clone)]
pub(super) struct PathItem {
    /// Those of one method by how much they ask of the query and the head, the most first.
    declared: Vec<Declared>,
    pub(super) allow: HeaderValue,
}

#[derive(Clone, Copy)]
struct Declared {
    method: Method,
    /// How many pairs of the query and fields of the head it asks for.
    asks: usize,
    operation: usize,
}

impl PathItem {
    /// An item without operations.
    pub(super) const fn new() -> Self {
        Self {
            declared: Vec::new(),
            allow: HeaderValue::from_static(""),
        }
    }

    pub(super) fn insert(&mut self, operation: usize, meta: &OperationMeta) {
        let asks = meta.query.len() + meta.headers.len();
        let place = self.declared.partition_point(|other| other.asks >= asks);
        let declared = Declared {
            method: meta.method,
            asks,
            operation,
        };
        self.declared.insert(place, declared);
    }

    pub(super) fn methods(&self) -> impl Iterator<Item = Method> + Clone {
        self.declared.iter().map(|declared| declared.method)
    }

    /// The operation that a request is for; `meets` says whether it has what an operation asks for.
    // It is a few steps, and a call of it is as many again (bench `routing`).
    #[inline(always)]
    pub(super) fn operation(&self, method: Method, meets: impl Fn(usize) -> bool) -> Option<usize> {
        let mut declared = self.declared.iter();
        let found =
            declared.find(|one| one.method == method && (one.asks == 0 || meets(one.operation)));
        found.map(|declared| declared.operation)
    }

    /// Whether there is an operation for a method, or one for `GET`, which answers `HEAD` too.
    pub(super) fn declares(&self, method: Method) -> bool {
        let mut methods = self.methods();
        methods.any(|other| other == method || (method == Method::Head && other == Method::Get))
    }
}

/// Whether a request has what an operation asks for; a query and a head that are not known have nothing.
pub(super) fn is_met(meta: &OperationMeta, query: &str, headers: Option<&HeaderMap>) -> bool {
    let mut in_query = meta.query.iter();
    let mut in_head = meta.headers.iter();
    in_query.all(|pair| has_pair(pair, query))
        && in_head.all(|pair| headers.is_some_and(|headers| has_field(pair, headers)))
}

/// Whether a query has a pair of the name, and of the value if there is one.
fn has_pair((name, value): &(&str, Option<&str>), query: &str) -> bool {
    query.split('&').any(|pair| {
        let (key, given) = pair.split_once('=').unwrap_or((pair, ""));
        percent::same_in_query(key, name)
            && value.is_none_or(|value| percent::same_in_query(given, value))
    })
}

fn has_field((name, value): &(&str, Option<&str>), headers: &HeaderMap) -> bool {
    let mut values = headers.get_all(*name).iter();
    values.any(|given| value.is_none_or(|value| given.as_bytes() == value.as_bytes()))
}

/// The value of `Allow`: the methods in a fixed order, with what is answered without being declared.
pub(super) fn allow(methods: impl Iterator<Item = Method> + Clone) -> HeaderValue {
    const ORDER: [Method; 8] = [
        Method::Get,
        Method::Head,
        Method::Post,
        Method::Put,
        Method::Patch,
        Method::Delete,
        Method::Trace,
        Method::Options,
    ];
    let declared = |method: Method| methods.clone().any(|other| other == method);
    let answered = |method: &Method| {
        declared(*method)
            || *method == Method::Options
            || (*method == Method::Head && declared(Method::Get))
    };
    let names = ORDER.into_iter().filter(answered).map(Method::as_str);
    let names: Vec<&str> = names.collect();
    HeaderValue::try_from(names.join(", ")).unwrap_or(HeaderValue::from_static("OPTIONS"))
}
