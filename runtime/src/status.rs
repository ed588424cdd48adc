//! Status codes by class (RFC 9110, section 15), so that an answer that is declared as `4XX` cannot
//! leave with another class.

use std::fmt;

use http::StatusCode;

mod sealed {
    pub trait Sealed {}
}

/// A set of status codes as a type. It is implemented by the types of this crate only.
pub trait StatusClass: sealed::Sealed + Copy + fmt::Debug + Send + Sync + 'static {
    /// The code.
    fn code(self) -> StatusCode;
}

/// A status code that is not in the class that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutOfClass {
    class: &'static str,
}

impl fmt::Display for OutOfClass {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "the status code is not one of {}", self.class)
    }
}

impl std::error::Error for OutOfClass {}

macro_rules! class {
    ($(#[$doc:meta])* $name:ident, $text:literal, $holds:expr, [$($code:ident)*]) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(StatusCode);

        impl $name {
            $(
                #[doc = concat!("See [`StatusCode::", stringify!($code), "`].")]
                pub const $code: Self = Self(StatusCode::$code);
            )*

            /// The code.
            pub const fn code(self) -> StatusCode {
                self.0
            }
        }

        impl sealed::Sealed for $name {}

        impl StatusClass for $name {
            fn code(self) -> StatusCode {
                self.0
            }
        }

        impl TryFrom<StatusCode> for $name {
            type Error = OutOfClass;

            fn try_from(code: StatusCode) -> Result<Self, OutOfClass> {
                let holds: fn(StatusCode) -> bool = $holds;
                if holds(code) { Ok(Self(code)) } else { Err(OutOfClass { class: $text }) }
            }
        }

        impl TryFrom<u16> for $name {
            type Error = OutOfClass;

            fn try_from(code: u16) -> Result<Self, OutOfClass> {
                let code = StatusCode::from_u16(code).map_err(|_| OutOfClass { class: $text })?;
                Self::try_from(code)
            }
        }

        impl From<$name> for StatusCode {
            fn from(status: $name) -> Self {
                status.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(out)
            }
        }
    };
}

class! {
    /// Any status, for `default` answers.
    Status, "100 to 999", |_| true, []
}

class! {
    /// `1XX`
    InformationalStatus, "1XX", |code| code.is_informational(), [CONTINUE SWITCHING_PROTOCOLS PROCESSING]
}

class! {
    /// `2XX`
    SuccessStatus, "2XX", |code| code.is_success(), [
        OK CREATED ACCEPTED NON_AUTHORITATIVE_INFORMATION NO_CONTENT RESET_CONTENT PARTIAL_CONTENT MULTI_STATUS
        ALREADY_REPORTED IM_USED
    ]
}

class! {
    /// `3XX`
    RedirectionStatus, "3XX", |code| code.is_redirection(), [
        MULTIPLE_CHOICES MOVED_PERMANENTLY FOUND SEE_OTHER NOT_MODIFIED TEMPORARY_REDIRECT PERMANENT_REDIRECT
    ]
}

class! {
    /// `4XX`
    ///
    /// ```
    /// use anteroom::ClientStatus;
    /// use anteroom::http::StatusCode;
    ///
    /// assert_eq!(ClientStatus::try_from(StatusCode::GONE), Ok(ClientStatus::GONE));
    /// assert!(ClientStatus::try_from(StatusCode::OK).is_err());
    /// ```
    ClientStatus, "4XX", |code| code.is_client_error(), [
        BAD_REQUEST UNAUTHORIZED PAYMENT_REQUIRED FORBIDDEN NOT_FOUND METHOD_NOT_ALLOWED NOT_ACCEPTABLE
        PROXY_AUTHENTICATION_REQUIRED REQUEST_TIMEOUT CONFLICT GONE LENGTH_REQUIRED PRECONDITION_FAILED
        PAYLOAD_TOO_LARGE URI_TOO_LONG UNSUPPORTED_MEDIA_TYPE RANGE_NOT_SATISFIABLE EXPECTATION_FAILED
        IM_A_TEAPOT MISDIRECTED_REQUEST UNPROCESSABLE_ENTITY LOCKED FAILED_DEPENDENCY TOO_EARLY UPGRADE_REQUIRED
        PRECONDITION_REQUIRED TOO_MANY_REQUESTS REQUEST_HEADER_FIELDS_TOO_LARGE UNAVAILABLE_FOR_LEGAL_REASONS
    ]
}

class! {
    /// `5XX`
    ServerStatus, "5XX", |code| code.is_server_error(), [
        INTERNAL_SERVER_ERROR NOT_IMPLEMENTED BAD_GATEWAY SERVICE_UNAVAILABLE GATEWAY_TIMEOUT
        HTTP_VERSION_NOT_SUPPORTED VARIANT_ALSO_NEGOTIATES INSUFFICIENT_STORAGE LOOP_DETECTED NOT_EXTENDED
        NETWORK_AUTHENTICATION_REQUIRED
    ]
}

/// One status that the document declares alone: `Code<404>`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Code<const CODE: u16>;

impl<const CODE: u16> sealed::Sealed for Code<CODE> {}

impl<const CODE: u16> StatusClass for Code<CODE> {
    fn code(self) -> StatusCode {
        // Generated code has three-digit codes only, for which this cannot fail.
        StatusCode::from_u16(CODE).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

impl<const CODE: u16> From<Code<CODE>> for StatusCode {
    fn from(status: Code<CODE>) -> Self {
        status.code()
    }
}

macro_rules! widen {
    ($($name:ident)*) => {$(
        impl From<$name> for Status {
            fn from(status: $name) -> Self {
                Self(status.0)
            }
        }
    )*};
}

widen! { InformationalStatus SuccessStatus RedirectionStatus ClientStatus ServerStatus }

impl<const CODE: u16> From<Code<CODE>> for Status {
    fn from(status: Code<CODE>) -> Self {
        Self(status.code())
    }
}

impl Status {
    /// Any code.
    pub const fn new(code: StatusCode) -> Self {
        Self(code)
    }
}
