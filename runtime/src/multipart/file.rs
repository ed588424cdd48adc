//! A part that is a file.

use std::sync::Arc;

use bytes::Bytes;
use http::HeaderMap;
use http::header::CONTENT_TYPE;

use super::part::{Part, PartField, PartRules};
use crate::validate::ObjectRules;
use crate::{Body, CollectError, Input};

/// A part that is handed on as it comes: its name, its header fields, and its content as a stream.
///
/// The content must be read before the next part is asked for; what is left of it then is skipped.
///
/// ```
/// use anteroom::{CollectError, FilePart};
///
/// async fn size(mut file: FilePart) -> Result<usize, CollectError> {
///     let mut size = 0;
///     while let Some(chunk) = file.chunk().await? {
///         size += chunk.len();
///     }
///     Ok(size)
/// }
/// ```
#[derive(Debug)]
pub struct FilePart {
    pub(super) name: String,
    pub(super) file_name: Option<String>,
    pub(super) headers: Arc<HeaderMap>,
    pub(super) body: Body,
}

impl FilePart {
    /// The name of the part; empty where it has none, as in `multipart/mixed`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What the client calls the file. It may be anything, `../../etc/passwd` too: never a path to write to.
    pub fn file_name(&self) -> Option<&str> {
        self.file_name.as_deref()
    }

    /// The media type that the client gives.
    pub fn content_type(&self) -> Option<&str> {
        self.headers.get(CONTENT_TYPE)?.to_str().ok()
    }

    /// The header fields of the part.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The next bytes of the content; `None` at its end.
    ///
    /// # Errors
    /// As of [`Body::chunk`], and [`CollectError::Broken`] where the next part was asked for.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, CollectError> {
        self.body.chunk().await
    }

    /// Reads all of the content, but never keeps more than `limit` bytes.
    ///
    /// # Errors
    /// As of [`Body::collect`].
    pub async fn collect(self, limit: u64) -> Result<Bytes, CollectError> {
        self.body.collect(limit).await
    }

    /// The content, for what takes a body.
    pub fn into_body(self) -> Body {
        self.body
    }
}

/// Parts of which nothing is known.
impl Part for FilePart {
    const RULES: &'static PartRules =
        &PartRules::new(const { &ObjectRules::at("", &[]).additional() }, &[])
            .others(PartField::file().items(0, None));

    fn file(_: usize, _: &mut Input<'_>, file: FilePart) -> Option<Self> {
        Some(file)
    }
}
