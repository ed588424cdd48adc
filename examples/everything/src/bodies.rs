//! Bodies that come piece by piece, and how much there was of them.

use anteroom::http::HeaderMap;
use anteroom::http::header::CONTENT_TYPE;
use anteroom::{Body, CollectError, FilePart, JsonValues, Parts, Refused, TypedBody};

use crate::api::{MultipartBodyPart, Point, Sizes};

/// How many bytes the file has, and what came beside it. Where something is wrong the client is told anyway.
pub(crate) async fn of_parts(mut parts: Parts<MultipartBodyPart>) -> Result<Sizes, Refused> {
    let mut sizes = Sizes::new();
    while let Some(part) = parts.next().await? {
        match part {
            MultipartBodyPart::Room(room) => sizes.insert("seats", room.seats.unwrap_or(0).into()),
            MultipartBodyPart::Note(note) => sizes.insert("note", length(note.len())),
            MultipartBodyPart::Photo { x_width, body } => {
                // A client that goes away is refused too, so what is missing does not matter.
                let size = of_octets(body.into_body()).await.unwrap_or(0);
                if let Some(width) = x_width {
                    sizes.insert("width", width.into());
                }
                sizes.insert("photo", size)
            }
        };
    }
    Ok(sizes)
}

/// How many parts there are, and how many bytes in them.
pub(crate) async fn of_files(mut parts: Parts<FilePart>) -> Result<Sizes, Refused> {
    let (mut count, mut bytes) = (0, 0);
    while let Some(part) = parts.next().await? {
        count += 1;
        bytes += of_octets(part.into_body()).await.unwrap_or(0);
    }
    Ok([("parts".to_owned(), count), ("bytes".to_owned(), bytes)]
        .into_iter()
        .collect())
}

/// The image, once it is all there, with the type that the client gave.
pub(crate) async fn same_image(image: Body, headers: &HeaderMap) -> TypedBody {
    let media_type = headers.get(CONTENT_TYPE).and_then(|it| it.to_str().ok());
    let bytes = image.collect(1 << 16).await.unwrap_or_default();
    TypedBody::new(media_type.unwrap_or("image/png"), bytes)
}

/// How many bytes there are.
pub(crate) async fn of_octets(mut body: Body) -> Result<i64, CollectError> {
    let mut size = 0;
    while let Some(chunk) = body.chunk().await? {
        size += length(chunk.len());
    }
    Ok(size)
}

/// How many points there are, and what their `x` are together.
pub(crate) async fn of_points(mut points: JsonValues<Point>) -> Result<Sizes, Refused> {
    let (mut count, mut sum) = (0, 0_i64);
    while let Some(point) = points.next().await? {
        count += 1;
        sum = sum.wrapping_add(point.x);
    }
    Ok([("count".to_owned(), count), ("x".to_owned(), sum)]
        .into_iter()
        .collect())
}

fn length(bytes: usize) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}
