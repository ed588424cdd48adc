//! Problem details (RFC 9457): the body of every answer that says no.

use std::borrow::Cow;

use http::StatusCode;

use crate::json::{Encode, Map, Value, Writer};
use crate::status::{ClientStatus, Code, ServerStatus, Status, StatusClass};
use crate::validate::{Checker, Place, Validate, Violation, Violations};

/// The media type of problem details.
pub const PROBLEM_JSON: &str = "application/problem+json";

/// The members that a problem has by itself.
const OWN_MEMBERS: [&str; 7] = [
    "type",
    "title",
    "status",
    "detail",
    "instance",
    "errors",
    "truncated",
];

/// A problem (RFC 9457) with a status of the class `S`.
///
/// Its JSON has `type`, `title`, `status`, and where they are set `detail`, `instance`, the
/// extension members, and `errors`: one item per violation with `pointer` (a value of the body) or
/// `parameter` and `in`, and with `keyword`, `schema` and `message`. Where more were found than
/// told, `truncated` is `true`.
///
/// ```
/// use anteroom::{Problem, json};
///
/// let problem = Problem::not_found("no such room").instance("/rooms/7");
/// assert_eq!(
///     json::to_string(&problem),
///     r#"{"type":"about:blank","title":"Not Found","status":404,"detail":"no such room","instance":"/rooms/7"}"#
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Problem<S = Status> {
    status: S,
    // A problem is rare; it should not make an answer's type large.
    members: Box<Members>,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Members {
    kind: Cow<'static, str>,
    title: Cow<'static, str>,
    detail: Cow<'static, str>,
    instance: Cow<'static, str>,
    errors: Violations,
    extensions: Map<Value>,
}

impl<S: StatusClass> Problem<S> {
    /// A problem that says no more than its status.
    pub fn new(status: S) -> Self {
        Self {
            status,
            members: Box::default(),
        }
    }

    /// Sets `type`, a URI reference that names the kind of problem (RFC 9457, section 3.1.1).
    #[must_use]
    pub fn kind(mut self, uri: impl Into<Cow<'static, str>>) -> Self {
        self.members.kind = uri.into();
        self
    }

    /// Sets `title`, the same for all problems of a kind (section 3.1.3). Without one, the status
    /// is named.
    #[must_use]
    pub fn title(mut self, title: impl Into<Cow<'static, str>>) -> Self {
        self.members.title = title.into();
        self
    }

    /// Sets `detail`, what to know about this occurrence (section 3.1.4).
    #[must_use]
    pub fn detail(mut self, detail: impl Into<Cow<'static, str>>) -> Self {
        self.members.detail = detail.into();
        self
    }

    /// Sets `instance`, a URI reference that names this occurrence (section 3.1.5).
    #[must_use]
    pub fn instance(mut self, uri: impl Into<Cow<'static, str>>) -> Self {
        self.members.instance = uri.into();
        self
    }

    /// Sets an extension member (section 3.2). A member that a problem has by itself is not replaced.
    #[must_use]
    pub fn extension(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        let name = name.into();
        if !OWN_MEMBERS.contains(&name.as_str()) {
            self.members.extensions.insert(name, value.into());
        }
        self
    }

    /// Adds an item to `errors` about a value of the body. `pointer` is a JSON pointer (RFC 6901).
    ///
    /// ```
    /// use anteroom::{Problem, json};
    ///
    /// let problem = Problem::unprocessable("an audio room has no picture")
    ///     .violation("/height", "mode", "must be left out in AUDIO mode");
    /// assert!(json::to_string(&problem).ends_with(
    ///     r#""errors":[{"pointer":"/height","keyword":"mode","message":"must be left out in AUDIO mode"}]}"#
    /// ));
    /// ```
    #[must_use]
    pub fn violation(
        self,
        pointer: impl AsRef<str>,
        keyword: &'static str,
        message: impl AsRef<str>,
    ) -> Self {
        self.with_error(Violation {
            place: Place::Body {
                pointer: pointer.as_ref(),
            },
            keyword,
            schema: "",
            message: message.as_ref(),
        })
    }

    /// Adds an item to `errors`.
    #[must_use]
    pub fn with_error(mut self, violation: Violation<'_>) -> Self {
        self.members.errors.push(violation);
        self
    }

    /// Adds items to `errors`.
    #[must_use]
    pub fn with_errors(mut self, violations: Violations) -> Self {
        self.members.errors.append(violations);
        self
    }

    /// The status.
    pub const fn status(&self) -> S {
        self.status
    }

    /// What was set by [`detail`](Self::detail); empty if nothing.
    pub fn detail_text(&self) -> &str {
        &self.members.detail
    }

    /// What stands in `errors`.
    pub const fn errors(&self) -> &Violations {
        &self.members.errors
    }

    fn about(status: S, detail: impl Into<Cow<'static, str>>) -> Self {
        Self::new(status).detail(detail)
    }
}

macro_rules! constructors {
    ($class:ident: $($name:ident $status:ident;)*) => {
        impl Problem<$class> {$(
            #[doc = concat!("[`", stringify!($class), "::", stringify!($status), "`] with a `detail`.")]
            pub fn $name(detail: impl Into<Cow<'static, str>>) -> Self {
                Self::about($class::$status, detail)
            }
        )*}
    };
}

constructors! { ClientStatus:
    bad_request BAD_REQUEST;
    unauthorized UNAUTHORIZED;
    forbidden FORBIDDEN;
    not_found NOT_FOUND;
    conflict CONFLICT;
    gone GONE;
    precondition_failed PRECONDITION_FAILED;
    unprocessable UNPROCESSABLE_ENTITY;
    locked LOCKED;
    precondition_required PRECONDITION_REQUIRED;
    too_many_requests TOO_MANY_REQUESTS;
}

constructors! { ServerStatus:
    not_implemented NOT_IMPLEMENTED;
    bad_gateway BAD_GATEWAY;
    unavailable SERVICE_UNAVAILABLE;
    gateway_timeout GATEWAY_TIMEOUT;
}

impl Problem<ServerStatus> {
    /// [`ServerStatus::INTERNAL_SERVER_ERROR`]: what went wrong inside is not for the client.
    pub fn internal() -> Self {
        Self::new(ServerStatus::INTERNAL_SERVER_ERROR)
    }
}

impl<const CODE: u16> Problem<Code<CODE>> {
    /// The declared status with a `detail`.
    ///
    /// ```
    /// use anteroom::{Code, Problem};
    ///
    /// let problem: Problem<Code<404>> = Problem::because("no such room");
    /// ```
    pub fn because(detail: impl Into<Cow<'static, str>>) -> Self {
        Self::about(Code, detail)
    }
}

macro_rules! widen {
    ($($class:ty),*) => {$(
        impl From<Problem<$class>> for Problem<Status> {
            fn from(problem: Problem<$class>) -> Self {
                Self { status: problem.status.into(), members: problem.members }
            }
        }
    )*};
}

widen!(ClientStatus, ServerStatus);

impl<const CODE: u16> From<Problem<Code<CODE>>> for Problem<Status> {
    fn from(problem: Problem<Code<CODE>>) -> Self {
        Self {
            status: problem.status.into(),
            members: problem.members,
        }
    }
}

impl<S: StatusClass> Encode for Problem<S> {
    fn encode(&self, writer: &mut Writer) {
        self.members.write(self.status.code(), writer);
    }
}

impl<S> Validate for Problem<S> {
    fn check(&self, _: &mut Checker<'_>) {}
}

impl Members {
    fn write(&self, status: StatusCode, writer: &mut Writer) {
        let mut object = writer.object();
        object.field(
            "type",
            if self.kind.is_empty() {
                "about:blank"
            } else {
                &self.kind
            },
        );
        let named = status.canonical_reason().unwrap_or("Unknown Status");
        object.field(
            "title",
            if self.title.is_empty() {
                named
            } else {
                &self.title
            },
        );
        object.field("status", &status.as_u16());
        for (name, text) in [("detail", &self.detail), ("instance", &self.instance)] {
            if !text.is_empty() {
                object.field(name, &**text);
            }
        }
        object.entries(&self.extensions);
        if !self.errors.is_empty() {
            let mut errors = object.name("errors").array();
            for violation in &self.errors {
                write_violation(&violation, errors.next_item());
            }
            errors.end();
        }
        if self.errors.is_truncated() {
            object.field("truncated", &true);
        }
        object.end();
    }
}

fn write_violation(violation: &Violation<'_>, writer: &mut Writer) {
    let mut object = writer.object();
    match violation.place {
        Place::Body { pointer } => object.field("pointer", pointer),
        Place::Parameter {
            location,
            name,
            pointer,
        } => {
            object.field("parameter", name);
            object.field("in", location.as_str());
            if !pointer.is_empty() {
                object.field("pointer", pointer);
            }
        }
    }
    object.field("keyword", violation.keyword);
    if !violation.schema.is_empty() {
        object.field("schema", violation.schema);
    }
    object.field("message", violation.message);
    object.end();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;
    use crate::validate::Limits;

    #[test]
    fn own_members_are_not_replaced() {
        let problem = Problem::conflict("in use")
            .extension("status", 200)
            .extension("retry", true);
        let text = json::to_string(&problem);
        assert!(
            text.contains(r#""status":409"#) && text.contains(r#""retry":true"#),
            "{text}"
        );
    }

    #[test]
    fn a_cut_list_says_so() {
        let mut errors = Violations::with_limits(Limits {
            count: 1,
            bytes: 1000,
        });
        for _ in 0..2 {
            errors.push(Violation {
                place: Place::Parameter {
                    location: crate::validate::ParameterIn::Query,
                    name: "top",
                    pointer: "",
                },
                keyword: "minimum",
                schema: "#/x",
                message: "must be at least 1",
            });
        }
        let problem =
            Problem::new(Status::new(StatusCode::UNPROCESSABLE_ENTITY)).with_errors(errors);
        assert!(json::to_string(&problem).ends_with(concat!(
            r#""errors":[{"parameter":"top","in":"query","keyword":"minimum","schema":"#,
            r##""#/x","message":"must be at least 1"}],"truncated":true}"##
        )));
    }
}
