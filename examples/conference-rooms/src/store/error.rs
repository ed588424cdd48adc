//! What can go wrong in the store.

use std::fmt;

use anteroom::json::DecodeError;
use deadpool_sqlite::rusqlite::{self, ErrorCode};
use deadpool_sqlite::{CreatePoolError, InteractError, PoolError};

#[derive(Debug)]
pub(crate) enum StoreError {
    /// Another room has the extension number.
    ExtensionNumberInUse,
    /// The database was made by a later version of this program.
    TooNew,
    /// What is stored is not a room.
    Damaged(DecodeError),
    Database(rusqlite::Error),
    /// The database was not reached at all.
    Unreachable(String),
}

/// The error of an insertion: the database itself tells whether an extension number is in use, so that two requests
/// at the same moment cannot both get it.
pub(super) fn conflict(error: rusqlite::Error) -> StoreError {
    match &error {
        rusqlite::Error::SqliteFailure(failure, Some(message))
            if failure.code == ErrorCode::ConstraintViolation
                && message.ends_with("conference_rooms.extension_number") =>
        {
            StoreError::ExtensionNumberInUse
        }
        _ => StoreError::Database(error),
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ExtensionNumberInUse => out.write_str("the extension number is in use"),
            Self::TooNew => out.write_str("the database was made by a later version"),
            Self::Damaged(error) => write!(out, "what is stored is not a room: {error}"),
            Self::Database(error) => write!(out, "the database failed: {error}"),
            Self::Unreachable(error) => write!(out, "the database was not reached: {error}"),
        }
    }
}

impl std::error::Error for StoreError {}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error)
    }
}

impl From<DecodeError> for StoreError {
    fn from(error: DecodeError) -> Self {
        Self::Damaged(error)
    }
}

impl From<CreatePoolError> for StoreError {
    fn from(error: CreatePoolError) -> Self {
        Self::Unreachable(error.to_string())
    }
}

impl From<PoolError> for StoreError {
    fn from(error: PoolError) -> Self {
        Self::Unreachable(error.to_string())
    }
}

impl From<InteractError> for StoreError {
    fn from(error: InteractError) -> Self {
        Self::Unreachable(error.to_string())
    }
}
