//! Requests that do not come as far as the implementation.

use std::sync::Arc;

use http::header::{ACCEPT, ACCEPT_ENCODING, ALLOW, CONNECTION, CONTENT_TYPE, WWW_AUTHENTICATE};
use http::{HeaderMap, HeaderValue, Response, StatusCode};

use crate::json::{SyntaxError, to_vec};
use crate::operation::Content;
use crate::problem::PROBLEM_JSON;
use crate::security::Denial;
use crate::status::Status;
use crate::validate::Violations;
use crate::{Body, CollectError, OperationInfo, Problem};

/// Why a request was rejected: a normal outcome, one for each stage, in the order of the stages.
///
/// It becomes an answer through [`into_response`](Self::into_response), or through the hook that
/// [`Server::on_rejection`](crate::Server::on_rejection) sets.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Rejection {
    /// 404: no path template fits.
    NotFound,
    /// 405: the path has other methods, which `Allow` lists (RFC 9110, section 15.5.6).
    MethodNotAllowed {
        /// The value of `Allow`.
        allow: HeaderValue,
    },
    /// 401, 403 or 503: the security requirements are not met.
    Denied(Denial),
    /// 415: the body has another media type than the operation takes (section 15.5.16).
    UnsupportedMediaType {
        /// What it takes.
        supported: &'static [Content],
    },
    /// 415: the body has a content coding, such as gzip, that the service does not take.
    UnsupportedEncoding,
    /// 406: the client accepts none of the media types of the answer (section 15.5.7).
    NotAcceptable {
        /// What there is.
        available: &'static [&'static str],
    },
    /// 413: the body has more bytes than the limit.
    TooLarge {
        /// The limit.
        limit: u64,
    },
    /// 413: decoded, the body becomes too many times as large.
    TooCompressed {
        /// The limit.
        ratio: u32,
    },
    /// 400: the body is not encoded as its Content-Encoding says.
    Undecodable,
    /// 408: the body came too slowly (section 15.5.9).
    TooSlow,
    /// 400: the body did not arrive.
    Unreadable,
    /// 400: the query has more parameters than the limit.
    TooManyParameters {
        /// The limit.
        limit: usize,
    },
    /// 400: a form has more fields than the limit of parameters.
    TooManyFields {
        /// The limit.
        limit: usize,
    },
    /// 413: a multipart body has more parts than the limit.
    TooManyParts {
        /// The limit.
        limit: usize,
    },
    /// 413: a part of a multipart body that is held in memory, or one of many JSON values, has more bytes than the limit.
    PartTooLarge {
        /// The limit.
        limit: u64,
    },
    /// 400: JSON, percent-encoding, or a value in a language of its own cannot be parsed.
    Malformed {
        /// What is wrong with the JSON, if it is that.
        syntax: Option<SyntaxError>,
        /// What cannot be decoded, and whatever else was found on the way.
        errors: Violations,
    },
    /// 422: everything can be parsed, but breaks the document's schemas.
    Invalid(Violations),
    /// 501: the operation is not implemented.
    NotImplemented,
    /// 500: the service failed. Why is told to
    /// [`Server::on_server_error`](crate::Server::on_server_error) only.
    Internal,
}

/// Makes the answer for a rejection; the operation is known from the stage of routing on.
pub(crate) type RejectionHook =
    Arc<dyn Fn(&Rejection, Option<&OperationInfo>) -> Response<Body> + Send + Sync>;

/// The content codings that a request may have.
#[cfg(feature = "decompression")]
const CODINGS: &str = crate::body::Coding::ACCEPTED;
#[cfg(not(feature = "decompression"))]
const CODINGS: &str = "identity";

impl Rejection {
    /// What is wrong with a body that cannot be read, of which `limit` bytes are allowed.
    pub(crate) fn of_body(error: &CollectError, limit: u64) -> Self {
        match error {
            CollectError::TooLarge => Self::TooLarge { limit },
            CollectError::TooCompressed { ratio } => Self::TooCompressed { ratio: *ratio },
            CollectError::Undecodable => Self::Undecodable,
            CollectError::TooSlow => Self::TooSlow,
            CollectError::Broken(_) => Self::Unreadable,
        }
    }

    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed { .. } => StatusCode::METHOD_NOT_ALLOWED,
            Self::Denied(denial) => denial.status,
            Self::UnsupportedMediaType { .. } | Self::UnsupportedEncoding => {
                StatusCode::UNSUPPORTED_MEDIA_TYPE
            }
            Self::NotAcceptable { .. } => StatusCode::NOT_ACCEPTABLE,
            Self::TooLarge { .. }
            | Self::TooCompressed { .. }
            | Self::TooManyParts { .. }
            | Self::PartTooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::Unreadable
            | Self::Undecodable
            | Self::TooManyParameters { .. }
            | Self::TooManyFields { .. }
            | Self::Malformed { .. } => StatusCode::BAD_REQUEST,
            Self::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::NotImplemented => StatusCode::NOT_IMPLEMENTED,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The problem details that the default answer has.
    pub fn problem(&self) -> Problem {
        let problem = Problem::new(Status::new(self.status()));
        match self {
            Self::NotFound => problem.detail("there is nothing at this path"),
            Self::MethodNotAllowed { allow } => problem.detail(format!(
                "this path takes {}",
                allow.to_str().unwrap_or_default()
            )),
            Self::Denied(denial) => problem.detail(denial.detail.clone()),
            Self::UnsupportedMediaType { supported } => {
                let names: Vec<_> = supported.iter().map(|content| content.media_type).collect();
                problem.detail(format!(
                    "the Content-Type of the body must be {}",
                    names.join(" or ")
                ))
            }
            Self::UnsupportedEncoding => problem.detail(match CODINGS {
                "identity" => "the body must be sent without Content-Encoding".to_owned(),
                names => format!(
                    "the Content-Encoding of the body can be {}",
                    names.replace(", ", " or ")
                ),
            }),
            Self::NotAcceptable { available } => {
                problem.detail(format!("the answer can be {}", available.join(" or ")))
            }
            Self::TooLarge { limit } => {
                problem.detail(format!("the body must have at most {limit} bytes"))
            }
            Self::TooCompressed { ratio } => problem.detail(format!(
                "decoded, the body must be at most {ratio} times as large"
            )),
            Self::Undecodable => {
                problem.detail("the body is not encoded as its Content-Encoding says")
            }
            Self::TooSlow => problem.detail("the body came too slowly"),
            Self::Unreadable => problem.detail("the body did not arrive"),
            Self::TooManyParameters { limit } => {
                problem.detail(format!("the query must have at most {limit} parameters"))
            }
            Self::TooManyFields { limit } => {
                problem.detail(format!("the form must have at most {limit} fields"))
            }
            Self::TooManyParts { limit } => {
                problem.detail(format!("the body must have at most {limit} parts"))
            }
            Self::PartTooLarge { limit } => problem.detail(format!(
                "each value in the body must have at most {limit} bytes"
            )),
            Self::Malformed { syntax, errors } => malformed(problem, *syntax, errors),
            Self::Invalid(violations) => problem
                .detail("the request does not fit its description")
                .with_errors(violations.clone()),
            Self::NotImplemented => problem.detail("this operation is not implemented"),
            Self::Internal => problem,
        }
    }

    /// The default answer: [`problem`](Self::problem) as `application/problem+json`, with the
    /// header fields that the status calls for.
    pub fn into_response(self) -> Response<Body> {
        let mut response = answer(&self.problem());
        self.complete(response.headers_mut());
        response
    }

    /// Adds the header fields that RFC 9110 demands for the status, unless they are there.
    pub(crate) fn complete(&self, headers: &mut HeaderMap) {
        match self {
            Self::MethodNotAllowed { allow } if !headers.contains_key(ALLOW) => {
                headers.insert(ALLOW, allow.clone());
            }
            Self::Denied(denial) if !headers.contains_key(WWW_AUTHENTICATE) => {
                for challenge in &denial.challenges {
                    headers.append(WWW_AUTHENTICATE, challenge.clone());
                }
            }
            Self::UnsupportedMediaType { supported } if !headers.contains_key(ACCEPT) => {
                let names: Vec<_> = supported.iter().map(|content| content.media_type).collect();
                headers.extend(
                    HeaderValue::try_from(names.join(", "))
                        .ok()
                        .map(|value| (ACCEPT, value)),
                );
            }
            // What is left of the body will not be read. HTTP/2 has no such field, and drops it.
            Self::TooSlow => {
                let close = HeaderValue::from_static("close");
                headers.entry(CONNECTION).or_insert(close);
            }
            Self::UnsupportedEncoding => {
                let codings = HeaderValue::from_static(CODINGS);
                headers.entry(ACCEPT_ENCODING).or_insert(codings);
            }
            _ => {}
        }
    }
}

/// A problem as an answer.
pub(crate) fn answer(problem: &Problem) -> Response<Body> {
    let mut response = Response::new(Body::from(to_vec(problem)));
    *response.status_mut() = problem.status().code();
    let media_type = HeaderValue::from_static(PROBLEM_JSON);
    response.headers_mut().insert(CONTENT_TYPE, media_type);
    response
}

fn malformed(problem: Problem, syntax: Option<SyntaxError>, errors: &Violations) -> Problem {
    let problem = match syntax {
        Some(error) => {
            let offset = u64::try_from(error.offset()).unwrap_or(u64::MAX);
            problem
                .detail(format!("the body is {error}"))
                .extension("offset", offset)
        }
        None => problem.detail("the request cannot be parsed"),
    };
    problem.with_errors(errors.clone())
}
