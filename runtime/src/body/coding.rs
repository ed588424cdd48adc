//! Content codings of requests (RFC 9110, section 8.4): gzip (RFC 1952), brotli (RFC 7932) and Zstandard (RFC 8878).

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf, Bytes};
use compression_codecs::core::util::{PartialBuffer, WriteBuffer};
use compression_codecs::zstd::params::DParameter;
use compression_codecs::{BrotliDecoder, DecodeV2, GzipDecoder, ZstdDecoder};
use http_body::{Body as HttpBody, Frame};

use super::limit::PastLimit;
use super::{BadCoding, Body, BodyError, GrownTooLarge};

/// How many bytes are decoded at a time.
const CHUNK: usize = 32 * 1024;

/// How many bytes a body may grow to whatever the ratio: the first bytes of a text say little.
const ALWAYS: u64 = 64 * 1024;

/// The largest window of Zstandard: 8 MiB, as RFC 8878, section 3.1.1.1.2 recommends.
const WINDOW_LOG: u32 = 23;

/// How brotli begins with a window that RFC 7932 does not have, of up to 1 GiB: seven bits.
const LARGE_WINDOW: u8 = 0x11;

/// What a body is encoded with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Coding {
    Gzip,
    Brotli,
    Zstd,
}

impl Coding {
    /// What a client may send.
    pub(crate) const ACCEPTED: &'static str = "gzip, br, zstd, identity";

    pub(crate) fn by_name(name: &str) -> Option<Self> {
        const NAMES: [(&str, Coding); 4] = [
            ("gzip", Coding::Gzip),
            ("x-gzip", Coding::Gzip),
            ("br", Coding::Brotli),
            ("zstd", Coding::Zstd),
        ];
        let mut names = NAMES.iter();
        let found = names.find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, coding)| *coding)
    }
}

/// The same body without its coding. It may have at most `ratio` times the bytes that came, and not many more than `limit`
/// may come: codings have ways to say nothing at any length.
pub(crate) fn decoded(body: Body, coding: Coding, ratio: u32, limit: u64) -> Body {
    Body::new(Decoded {
        body,
        decoder: match coding {
            Coding::Gzip => Box::new(GzipDecoder::new()),
            Coding::Brotli => Box::new(BrotliDecoder::new()),
            Coding::Zstd => Box::new(ZstdDecoder::new_with_params(&[DParameter::window_log_max(
                WINDOW_LOG,
            )])),
        },
        coding,
        input: Bytes::new(),
        input_is_over: false,
        is_complete: false,
        is_full: false,
        came: 0,
        grown: 0,
        ratio,
        // What cannot be compressed becomes a little longer.
        most: limit.saturating_add(limit / 16).saturating_add(1024),
    })
}

struct Decoded {
    body: Body,
    decoder: Box<dyn DecodeV2 + Send>,
    coding: Coding,
    input: Bytes,
    input_is_over: bool,
    /// What was read so far is whole.
    is_complete: bool,
    /// The decoder may hold something back, since there was no room for more.
    is_full: bool,
    /// How many bytes were read, and how many they became.
    came: u64,
    grown: u64,
    ratio: u32,
    /// How many bytes may come.
    most: u64,
}

impl Decoded {
    /// The next bytes, if the input gives any.
    fn decode(&mut self) -> Result<Vec<u8>, BodyError> {
        if self.input.is_empty() && !self.is_full {
            return Ok(Vec::new());
        }
        if self.is_complete {
            if self.input.is_empty() {
                self.is_full = false;
                return Ok(Vec::new());
            }
            // One that is encoded as a whole is followed by nothing.
            if self.coding == Coding::Brotli {
                return Err(Box::new(BadCoding));
            }
            self.decoder.reinit().map_err(|_| BadCoding)?;
            self.is_complete = false;
        }
        let is_large = |byte: &u8| byte & 0x7f == LARGE_WINDOW;
        if self.coding == Coding::Brotli
            && self.came == 0
            && self.input.first().is_some_and(is_large)
        {
            return Err(Box::new(BadCoding));
        }
        let mut chunk = vec![0; CHUNK];
        let (read, written) = {
            let mut input = PartialBuffer::new(&*self.input);
            let mut output = WriteBuffer::new_initialized(&mut chunk);
            match self.decoder.decode(&mut input, &mut output) {
                Ok(is_complete) => self.is_complete = is_complete,
                // All that was held back is out: gzip's decoder calls that an error.
                Err(_) if self.input.is_empty() => {}
                Err(_) => return Err(Box::new(BadCoding)),
            }
            (input.written_len(), output.written_len())
        };
        self.is_full = written == CHUNK;
        if read == 0 && written == 0 && !self.input.is_empty() {
            return Err(Box::new(BadCoding));
        }
        self.input.advance(read);
        chunk.truncate(written);
        self.came += read as u64;
        self.grown += written as u64;
        if self.came > self.most {
            return Err(Box::new(PastLimit));
        }
        if self.grown > ALWAYS.max(self.came.saturating_mul(self.ratio.into())) {
            return Err(Box::new(GrownTooLarge { ratio: self.ratio }));
        }
        Ok(chunk)
    }
}

impl HttpBody for Decoded {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        loop {
            let chunk = match self.decode() {
                Ok(chunk) => chunk,
                Err(error) => return Poll::Ready(Some(Err(error))),
            };
            if !chunk.is_empty() {
                return Poll::Ready(Some(Ok(Frame::data(chunk.into()))));
            }
            if !self.input.is_empty() {
                continue;
            }
            if self.input_is_over {
                let whole = self.is_complete || self.came == 0;
                return Poll::Ready((!whole).then(|| Err(BodyError::from(BadCoding))));
            }
            match ready!(Pin::new(&mut self.body).poll_frame(context)) {
                None => self.input_is_over = true,
                Some(Ok(frame)) => self.input = frame.into_data().unwrap_or_default(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
            }
        }
    }
}
