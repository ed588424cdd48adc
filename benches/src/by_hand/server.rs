//! The server.

use std::io;
use std::sync::LazyLock;

use axum::extract::FromRequestParts;
use axum::http::header::{AUTHORIZATION, LOCATION, WWW_AUTHENTICATE};
use axum::http::request::Parts;
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::serve::ListenerExt;
use axum::{Json, Router};
use tokio::net::TcpListener;
use validator::Validate;

use super::{CreateRoom, Created, RoomList};
use crate::{ROOM_ID, bodies, is_token};

/// The service.
pub fn router() -> Router {
    Router::new().route("/api/conference_rooms", post(create).get(list))
}

/// Serves until the process ends.
///
/// # Errors
///
/// Those of [`axum::serve`].
pub async fn serve(listener: TcpListener) -> io::Result<()> {
    let listener = listener.tap_io(|stream| {
        // The generated server does so by itself.
        let _ = stream.set_nodelay(true);
    });
    axum::serve(listener, router()).await
}

async fn create(
    _: Caller,
    Json(room): Json<CreateRoom>,
) -> Result<(StatusCode, [(HeaderName, String); 1], Json<Created>), Response> {
    room.validate()
        .map_err(|errors| (StatusCode::UNPROCESSABLE_ENTITY, Json(errors)).into_response())?;
    let id = ROOM_ID.to_owned();
    let location = format!("/api/conference_rooms/{id}");
    Ok((
        StatusCode::CREATED,
        [(LOCATION, location)],
        Json(Created { id }),
    ))
}

async fn list(_: Caller) -> Json<RoomList> {
    // What a store would give.
    Json(HUNDRED.clone())
}

#[expect(clippy::expect_used, reason = "the text is right")]
static HUNDRED: LazyLock<RoomList> =
    LazyLock::new(|| serde_json::from_str(bodies::hundred()).expect("a list"));

/// Somebody who knows the token.
struct Caller;

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = (StatusCode, [(HeaderName, &'static str); 1]);

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let field = parts.headers.get(AUTHORIZATION);
        let credentials = field.and_then(|field| field.to_str().ok()?.split_once(' '));
        match credentials {
            Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") && is_token(token) => {
                Ok(Self)
            }
            _ => Err((StatusCode::UNAUTHORIZED, [(WWW_AUTHENTICATE, "Bearer")])),
        }
    }
}
