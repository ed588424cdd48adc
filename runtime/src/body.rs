//! The one body type of requests and answers.

#[cfg(feature = "decompression")]
mod coding;
mod limit;
mod measure;
mod peeked;
mod typed;

#[cfg(feature = "decompression")]
pub(crate) use self::coding::{Coding, decoded};
pub(crate) use self::limit::limited;
pub(crate) use self::measure::{Complain, Size, measured, plural};
use self::peeked::Peeked;
pub use self::typed::TypedBody;

use std::any::Any;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Buf, Bytes, BytesMut};
use http_body::{Body as HttpBody, Frame, SizeHint};

/// What may go wrong while a body is read: whatever the transport says.
pub type BodyError = Box<dyn std::error::Error + Send + Sync>;

type Stream = Pin<Box<dyn HttpBody<Data = Bytes, Error = BodyError> + Send>>;

/// A message body: nothing, bytes in memory, or a stream.
///
/// The entry of a [`Server`](crate::Server) turns every body type of the outside into this one,
/// so that the code of an operation is compiled once.
///
/// ```
/// use anteroom::Body;
///
/// let body = Body::from("hello");
/// assert_eq!(body.len(), Some(5));
/// assert_eq!(Body::empty().len(), Some(0));
/// ```
pub struct Body(Kind);

enum Kind {
    Empty,
    Full(Bytes),
    Stream(Stream),
}

impl Body {
    /// A body without content.
    pub const fn empty() -> Self {
        Self(Kind::Empty)
    }

    /// Bytes that are all there.
    pub fn full(bytes: impl Into<Bytes>) -> Self {
        let bytes = bytes.into();
        if bytes.is_empty() {
            Self::empty()
        } else {
            Self(Kind::Full(bytes))
        }
    }

    /// Any body: one of this type as it is, any other boxed; one that is known to be over already costs nothing.
    pub fn new<B>(body: B) -> Self
    where
        B: HttpBody + Send + 'static,
        B::Error: Into<BodyError>,
    {
        let mut body = Some(body);
        let any: &mut dyn Any = &mut body;
        if let Some(ours) = any.downcast_mut::<Option<Self>>() {
            return ours.take().unwrap_or_default();
        }
        let Some(body) = body.filter(|body| !body.is_end_stream()) else {
            return Self::empty();
        };
        Self(Kind::Stream(Box::pin(Erased { body })))
    }

    /// The number of bytes, where it is known before reading.
    pub fn len(&self) -> Option<u64> {
        self.size_hint().exact()
    }

    /// Whether the body is known to have no content.
    pub fn is_empty(&self) -> bool {
        self.len() == Some(0)
    }

    /// Whether it is not all there yet.
    pub(crate) const fn is_stream(&self) -> bool {
        matches!(self.0, Kind::Stream(_))
    }

    /// The same body; where nothing comes, one that is known to be empty.
    pub(crate) async fn peeked(mut self) -> Result<Self, CollectError> {
        if !matches!(self.0, Kind::Stream(_)) {
            return Ok(self);
        }
        while let Some(first) = self.chunk().await? {
            if !first.is_empty() {
                let first = Some(first);
                return Ok(Self::new(Peeked { first, rest: self }));
            }
        }
        Ok(Self::empty())
    }

    /// The next bytes as they arrive; `None` at the end.
    ///
    /// ```
    /// # async fn example(mut body: anteroom::Body) -> Result<u64, anteroom::CollectError> {
    /// let mut count = 0;
    /// while let Some(chunk) = body.chunk().await? {
    ///     count += chunk.len() as u64;
    /// }
    /// # Ok(count)
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`CollectError::TooLarge`] where the limit of the operation is passed; the client is told of
    /// it, whatever the operation answers. [`CollectError::TooSlow`] where the client takes too long,
    /// and [`CollectError::Broken`] when the transport fails.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, CollectError> {
        match &mut self.0 {
            Kind::Stream(stream) => next_chunk(stream).await,
            kind => match std::mem::replace(kind, Kind::Empty) {
                Kind::Full(bytes) => Ok(Some(bytes)),
                _ => Ok(None),
            },
        }
    }

    /// Reads all of it, but never keeps more than `limit` bytes.
    ///
    /// # Errors
    /// [`CollectError::TooLarge`] as soon as the announced or the counted size passes the limit;
    /// [`CollectError::TooSlow`] where the client takes too long, and [`CollectError::Broken`] when the
    /// transport fails.
    pub async fn collect(self, limit: u64) -> Result<Bytes, CollectError> {
        let announced = self.size_hint().lower();
        if announced > limit {
            return Err(CollectError::TooLarge);
        }
        match self.0 {
            Kind::Empty => Ok(Bytes::new()),
            Kind::Full(bytes) => Ok(bytes),
            Kind::Stream(stream) => collect(stream, announced, limit).await,
        }
    }
}

/// Most bodies arrive in one chunk, which is then handed on as it is.
async fn collect(mut stream: Stream, announced: u64, limit: u64) -> Result<Bytes, CollectError> {
    let Some(first) = next_chunk(&mut stream).await? else {
        return Ok(Bytes::new());
    };
    let mut left = remaining(limit, &first)?;
    let Some(second) = next_chunk(&mut stream).await? else {
        return Ok(first);
    };
    left = remaining(left, &second)?;

    // What a peer announces is reserved only as far as a usual body goes.
    let announced = usize::try_from(announced).unwrap_or(0).min(64 * 1024);
    let mut all = BytesMut::with_capacity(announced.max(first.len() + second.len()));
    all.extend_from_slice(&first);
    all.extend_from_slice(&second);
    while let Some(chunk) = next_chunk(&mut stream).await? {
        left = remaining(left, &chunk)?;
        all.extend_from_slice(&chunk);
    }
    Ok(all.freeze())
}

fn remaining(left: u64, chunk: &Bytes) -> Result<u64, CollectError> {
    left.checked_sub(chunk.len() as u64)
        .ok_or(CollectError::TooLarge)
}

async fn next_chunk(stream: &mut Stream) -> Result<Option<Bytes>, CollectError> {
    loop {
        match poll_fn(|context| stream.as_mut().poll_frame(context)).await {
            None => return Ok(None),
            Some(Err(error)) => return Err(CollectError::of(error)),
            // Trailers say nothing about the content.
            Some(Ok(frame)) => match frame.into_data() {
                Ok(data) if data.is_empty() => {}
                Ok(data) => return Ok(Some(data)),
                Err(_) => {}
            },
        }
    }
}

/// Why a body could not be read whole.
#[derive(Debug)]
#[non_exhaustive]
pub enum CollectError {
    /// More bytes than allowed.
    TooLarge,
    /// The client took too long, by the time that `anteroom::serve` gives it.
    TooSlow,
    /// The bytes are not encoded as the Content-Encoding of the request says.
    Undecodable,
    /// Decoded, the body becomes more than this many times as large.
    TooCompressed {
        /// The limit.
        ratio: u32,
    },
    /// The transport failed, usually because the client went away.
    Broken(BodyError),
}

impl CollectError {
    pub(crate) fn of(error: BodyError) -> Self {
        if error.is::<limit::PastLimit>() {
            Self::TooLarge
        } else if error.is::<TooSlow>() {
            Self::TooSlow
        } else if error.is::<BadCoding>() {
            Self::Undecodable
        } else if let Some(GrownTooLarge { ratio }) = error.downcast_ref() {
            Self::TooCompressed { ratio: *ratio }
        } else {
            Self::Broken(error)
        }
    }
}

impl std::fmt::Display for CollectError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::TooLarge => f.write_str("the body is larger than allowed"),
            Self::TooSlow => TooSlow.fmt(f),
            Self::Undecodable => BadCoding.fmt(f),
            Self::TooCompressed { ratio } => GrownTooLarge { ratio: *ratio }.fmt(f),
            Self::Broken(error) => write!(f, "the body could not be read: {error}"),
        }
    }
}

impl std::error::Error for CollectError {}

/// What a reader gets in place of bytes that do not come.
#[derive(Debug)]
pub(crate) struct TooSlow;

impl std::fmt::Display for TooSlow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the body came too slowly")
    }
}

impl std::error::Error for TooSlow {}

/// What a reader gets where the bytes are not what their coding says.
#[derive(Debug)]
pub(crate) struct BadCoding;

impl std::fmt::Display for BadCoding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the body is not encoded as its Content-Encoding says")
    }
}

impl std::error::Error for BadCoding {}

/// What a reader gets where decoding gives too many.
#[derive(Debug)]
pub(crate) struct GrownTooLarge {
    ratio: u32,
}

impl std::fmt::Display for GrownTooLarge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let ratio = self.ratio;
        write!(
            f,
            "decoded, the body must be at most {ratio} times as large"
        )
    }
}

impl std::error::Error for GrownTooLarge {}

impl HttpBody for Body {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        match std::mem::replace(&mut self.0, Kind::Empty) {
            Kind::Empty => Poll::Ready(None),
            Kind::Full(bytes) => Poll::Ready(Some(Ok(Frame::data(bytes)))),
            Kind::Stream(mut stream) => {
                let polled = stream.as_mut().poll_frame(context);
                if !matches!(polled, Poll::Ready(None)) {
                    self.0 = Kind::Stream(stream);
                }
                polled
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            Kind::Empty => true,
            Kind::Full(_) => false,
            Kind::Stream(stream) => stream.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            Kind::Empty => SizeHint::with_exact(0),
            Kind::Full(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Kind::Stream(stream) => stream.size_hint(),
        }
    }
}

impl Default for Body {
    fn default() -> Self {
        Self::empty()
    }
}

impl std::fmt::Debug for Body {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let size = self.size_hint();
        f.debug_struct("Body")
            .field("lower", &size.lower())
            .field("upper", &size.upper())
            .finish()
    }
}

macro_rules! from_bytes {
    ($($type:ty),*) => {$(
        impl From<$type> for Body {
            fn from(value: $type) -> Self {
                Self::full(value)
            }
        }
    )*};
}

from_bytes!(Bytes, Vec<u8>, String, &'static str, &'static [u8]);

pin_project_lite::pin_project! {
    /// Gives any body the data and error type of ours.
    struct Erased<B> { #[pin] body: B }
}

impl<B> HttpBody for Erased<B>
where
    B: HttpBody,
    B::Error: Into<BodyError>,
{
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        self.project().body.poll_frame(context).map(|frame| {
            frame.map(|frame| match frame {
                Ok(frame) => Ok(frame.map_data(|mut data| data.copy_to_bytes(data.remaining()))),
                Err(error) => Err(error.into()),
            })
        })
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
