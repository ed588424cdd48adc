//! What goes wrong on the server's side of an operation.

use std::fmt;
use std::sync::Arc;

use http::StatusCode;

use crate::OperationInfo;
use crate::validate::Violations;

/// A failure of the service, for [`Server::on_server_error`](crate::Server::on_server_error) and
/// for the log. The client is told of a 500 and nothing else.
#[derive(Debug)]
pub struct ServerError<'a> {
    pub(crate) operation: &'a OperationInfo,
    pub(crate) failure: Failure,
}

/// What failed.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Failure {
    /// The implementation gave an answer that breaks the document's schema.
    InvalidAnswer(Violations),
    /// A header field of the answer cannot be written: its value has a line break, for example.
    InvalidHeader(&'static str),
    /// The implementation answered with a media type that the document does not declare there.
    UndeclaredMediaType {
        /// The declared range.
        declared: &'static str,
        /// What the implementation said.
        given: String,
    },
    /// The status of a `default` answer, or of one of a range, is one for which the document
    /// declares another answer, or one that ends no exchange.
    UndeclaredStatus(StatusCode),
    /// The implementation panicked.
    Panic(String),
    /// Generated code and runtime disagree; the text says where.
    Defect(&'static str),
}

impl Failure {
    /// A panic, by what came with it.
    pub(crate) fn panic(payload: &(dyn std::any::Any + Send)) -> Self {
        let text = payload.downcast_ref::<&str>().copied();
        let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
        Self::Panic(text.unwrap_or("without a message").to_owned())
    }
}

pub(crate) type ServerErrorHook = Arc<dyn Fn(&ServerError<'_>) + Send + Sync>;

impl ServerError<'_> {
    /// The operation that failed.
    pub const fn operation(&self) -> &OperationInfo {
        self.operation
    }

    /// What failed.
    pub const fn failure(&self) -> &Failure {
        &self.failure
    }
}

impl fmt::Display for ServerError<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.operation.id(), self.failure)
    }
}

impl std::error::Error for ServerError<'_> {}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InvalidAnswer(violations) => {
                write!(out, "the answer breaks its schema: {violations}")
            }
            Self::InvalidHeader(name) => {
                write!(out, "the value of the header field {name} cannot be sent")
            }
            Self::UndeclaredMediaType { declared, given } => {
                let why = match given.starts_with("multipart/") && !given.contains("boundary") {
                    true => "has no boundary, as a media type needs of",
                    false => "is not a media type of",
                };
                write!(out, "{given:?} {why} {declared}")
            }
            Self::UndeclaredStatus(status) => {
                write!(
                    out,
                    "the document does not declare this answer for {}",
                    status.as_u16()
                )
            }
            Self::Panic(message) => write!(out, "the implementation panicked: {message}"),
            Self::Defect(what) => out.write_str(what),
        }
    }
}
