//! Answers of every kind.

use anteroom::http::StatusCode;
use anteroom::{Body, Location, Problem};

use crate::api::{OctetsAnswerResponse, Point, StatusAnswerResponse, StatusAnswerStatus};

pub(crate) fn points(count: i32) -> impl Iterator<Item = Point> {
    (0..count).map(|x| Point {
        x: x.into(),
        y: None,
    })
}

pub(crate) fn octets(count: i32) -> OctetsAnswerResponse {
    let bytes = vec![b'.'; usize::try_from(count).unwrap_or(0)];
    OctetsAnswerResponse::Ok {
        x_count: count.into(),
        e_tag: Some(format!("\"{count}\"")),
        body: Body::full(bytes),
    }
}

pub(crate) fn of(status: StatusAnswerStatus) -> StatusAnswerResponse {
    match status {
        StatusAnswerStatus::N200 => StatusAnswerResponse::Ok("fine".to_owned()),
        StatusAnswerStatus::N204 => StatusAnswerResponse::NoContent,
        StatusAnswerStatus::N303 => StatusAnswerResponse::SeeOther {
            location: Location::new("/answers/status/200"),
        },
        StatusAnswerStatus::N404 => {
            StatusAnswerResponse::ClientError(Problem::not_found("there is nothing"))
        }
        StatusAnswerStatus::N429 => {
            StatusAnswerResponse::ClientError(Problem::too_many_requests("not so fast"))
        }
        StatusAnswerStatus::N202 => {
            StatusAnswerResponse::Default(StatusCode::ACCEPTED, "later".to_owned())
        }
    }
}
