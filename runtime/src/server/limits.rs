//! How much a request may have of anything.

use crate::OperationMeta;
use crate::json::DEFAULT_DEPTH_LIMIT;

/// How many bytes a request body may have unless something else is said: 2 MiB.
pub const DEFAULT_BODY_LIMIT: u64 = 2 * 1024 * 1024;

/// How many query parameters a request may have unless something else is said.
pub const DEFAULT_PARAMETER_LIMIT: usize = 1000;

/// How many parts a multipart body may have unless something else is said.
pub const DEFAULT_PART_LIMIT: usize = 1000;

/// How many bytes a part of a multipart body may have that is not a file, and one of many JSON values, unless something else
/// is said: 1 MiB.
pub const DEFAULT_PART_SIZE_LIMIT: u64 = 1024 * 1024;

/// How many times as large a body may become when it is decoded, unless something else is said.
#[cfg(feature = "decompression")]
pub const DEFAULT_DECOMPRESSION_RATIO: u32 = 200;

/// How much requests may have of anything, for [`Server::limits`](crate::Server::limits) and
/// [`Server::limit_operations`](crate::Server::limit_operations). What is not set stays as it was.
///
/// ```
/// use anteroom::{Api, Limits, Server};
///
/// /// Takes photos of ten megabytes, and nothing else that is large.
/// fn modest<A: Api>(server: Server<A>) -> Server<A> {
///     server
///         .limits(Limits::new().body(16 * 1024).parameters(20))
///         .limit_operations(|operation| operation.id() == "addPhoto", Limits::new().body(10_000_000))
/// }
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    body: Option<u64>,
    depth: Option<u32>,
    parameters: Option<usize>,
    parts: Option<usize>,
    part_size: Option<u64>,
    #[cfg(feature = "decompression")]
    ratio: Option<u32>,
}

impl Limits {
    /// Nothing is set.
    pub const fn new() -> Self {
        Self {
            body: None,
            depth: None,
            parameters: None,
            parts: None,
            part_size: None,
            #[cfg(feature = "decompression")]
            ratio: None,
        }
    }

    /// How many bytes a body may have; 2 MiB by default.
    #[must_use]
    pub const fn body(self, bytes: u64) -> Self {
        Self {
            body: Some(bytes),
            ..self
        }
    }

    /// How deep lists and objects of a body in JSON may lie within each other; 128 by default. Each level takes stack.
    #[must_use]
    pub const fn depth(self, levels: u32) -> Self {
        Self {
            depth: Some(levels),
            ..self
        }
    }

    /// How many query parameters there may be, and fields of a form; 1,000 by default.
    #[must_use]
    pub const fn parameters(self, count: usize) -> Self {
        Self {
            parameters: Some(count),
            ..self
        }
    }

    /// How many parts a multipart body may have; 1,000 by default.
    #[must_use]
    pub const fn parts(self, count: usize) -> Self {
        Self {
            parts: Some(count),
            ..self
        }
    }

    /// How many bytes a part of a multipart body may have that is not a file, and so is held in memory; and one of many
    /// JSON values. 1 MiB by default. Files are bounded by the limit of the [body](Self::body).
    #[must_use]
    pub const fn part_size(self, bytes: u64) -> Self {
        Self {
            part_size: Some(bytes),
            ..self
        }
    }

    /// How many times as large a body may become when it is decoded; 200 by default. Up to 64 KiB any is allowed. The other
    /// limits are of what it becomes.
    #[cfg(feature = "decompression")]
    #[must_use]
    pub const fn decompression_ratio(self, ratio: u32) -> Self {
        Self {
            ratio: Some(ratio),
            ..self
        }
    }

    /// These, and what they leave open as `others` say.
    pub(super) fn or(self, others: Self) -> Self {
        Self {
            body: self.body.or(others.body),
            depth: self.depth.or(others.depth),
            parameters: self.parameters.or(others.parameters),
            parts: self.parts.or(others.parts),
            part_size: self.part_size.or(others.part_size),
            #[cfg(feature = "decompression")]
            ratio: self.ratio.or(others.ratio),
        }
    }

    /// What a document says of an operation.
    pub(super) fn of(operation: &OperationMeta) -> Self {
        Self {
            body: operation.body.and_then(|body| body.limit),
            ..Self::new()
        }
    }

    pub(super) fn bounds(self) -> Bounds {
        Bounds {
            body: self.body.unwrap_or(DEFAULT_BODY_LIMIT),
            depth: self.depth.unwrap_or(DEFAULT_DEPTH_LIMIT),
            parameters: self.parameters.unwrap_or(DEFAULT_PARAMETER_LIMIT),
            parts: self.parts.unwrap_or(DEFAULT_PART_LIMIT),
            part_size: self.part_size.unwrap_or(DEFAULT_PART_SIZE_LIMIT),
            #[cfg(feature = "decompression")]
            ratio: self.ratio.unwrap_or(DEFAULT_DECOMPRESSION_RATIO),
        }
    }
}

/// What an operation takes at most.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    pub(crate) body: u64,
    pub(crate) depth: u32,
    pub(crate) parameters: usize,
    pub(crate) parts: usize,
    pub(crate) part_size: u64,
    #[cfg(feature = "decompression")]
    pub(crate) ratio: u32,
}
