//! The macros that a user of generated code writes.

/// Takes in the code that was generated from a document: `include_api!("rooms")` is the file `rooms.rs` in the
/// build script's output folder.
///
/// The generated file holds plain items, so give it a module of its own:
///
/// ```ignore
/// mod api {
///     anteroom::include_api!("rooms");
/// }
/// ```
#[macro_export]
macro_rules! include_api {
    ($name:literal) => {
        // Of an API, a program may need little: what it leaves unused, or to itself, is no mistake of its own.
        #[allow(dead_code, unreachable_pub, unused_imports)]
        mod generated {
            include!(concat!(env!("OUT_DIR"), "/", $name, ".rs"));
        }

        #[allow(unreachable_pub, unused_imports)]
        pub use self::generated::*;
    };
}

/// Implements what every enum of strings has: `as_str`, `Display`, `FromStr` and [`Encode`](crate::Encode).
///
/// The enum is `Copy`, has a variant for each of the values of its `RULES`, an [`EnumRules`](crate::validate::EnumRules),
/// and all of them in that order in `ALL`.
///
/// ```
/// use anteroom::validate::EnumRules;
///
/// #[derive(Clone, Copy, Debug, PartialEq)]
/// enum Mode {
///     Audio,
///     Video,
/// }
///
/// impl Mode {
///     const RULES: EnumRules = EnumRules::at("#/components/schemas/Mode", &["AUDIO", "VIDEO"]);
///     const ALL: [Self; 2] = [Self::Audio, Self::Video];
/// }
///
/// anteroom::text_enum!(Mode);
///
/// assert_eq!(Mode::Video.as_str(), "VIDEO");
/// assert_eq!(Mode::Video.to_string(), "VIDEO");
/// assert_eq!("AUDIO".parse(), Ok(Mode::Audio));
/// assert!("RADIO".parse::<Mode>().is_err());
/// ```
#[macro_export]
macro_rules! text_enum {
    ($name:ident) => {
        impl $name {
            /// The value as it is written in the document.
            pub const fn as_str(self) -> &'static str {
                Self::RULES.values[self as usize]
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                formatter.pad(self.as_str())
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::validate::Violations;

            fn from_str(text: &str) -> ::core::result::Result<Self, $crate::validate::Violations> {
                Self::RULES.parse(text).map(|index| Self::ALL[index])
            }
        }

        impl $crate::json::Encode for $name {
            fn encode(&self, writer: &mut $crate::json::Writer) {
                writer.string(self.as_str());
            }
        }
    };
}

/// Implements `serde::Serialize` and `serde::Deserialize` for types that are [`Encode`](crate::Encode) and
/// [`Decode`](crate::Decode).
///
/// The bridge goes over JSON, so it serves self-describing formats (JSON, YAML, TOML, MessagePack), and it checks what
/// it reads just as the type's `Decode` does. The caller needs no dependency on serde. Without the feature `serde` of
/// this crate the macro expands to nothing.
///
/// ```
/// use anteroom::json::{Decode, Encode, Reader, Writer};
///
/// #[derive(Debug, PartialEq)]
/// struct Seats(i32);
///
/// impl Decode for Seats {
///     fn decode(reader: &mut Reader<'_>) -> Option<Self> {
///         i32::decode(reader).map(Self)
///     }
/// }
///
/// impl Encode for Seats {
///     fn encode(&self, writer: &mut Writer) {
///         self.0.encode(writer);
///     }
/// }
///
/// anteroom::serde_bridge!(Seats);
///
/// # #[cfg(feature = "serde")] {
/// assert_eq!(serde_json::from_str::<Seats>("12").unwrap(), Seats(12));
/// assert_eq!(serde_json::to_string(&Seats(12)).unwrap(), "12");
/// # }
/// ```
#[cfg(feature = "serde")]
#[macro_export]
macro_rules! serde_bridge {
    ($($name:ty),+ $(,)?) => {$(
        impl $crate::__codegen::serde::Serialize for $name {
            fn serialize<S>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error>
            where
                S: $crate::__codegen::serde::Serializer,
            {
                $crate::__codegen::serialize(self, serializer)
            }
        }

        impl<'de> $crate::__codegen::serde::Deserialize<'de> for $name {
            fn deserialize<D>(deserializer: D) -> ::core::result::Result<Self, D::Error>
            where
                D: $crate::__codegen::serde::Deserializer<'de>,
            {
                $crate::__codegen::deserialize(deserializer)
            }
        }
    )+};
}

/// Without the feature `serde`: nothing.
#[cfg(not(feature = "serde"))]
#[macro_export]
macro_rules! serde_bridge {
    ($($name:ty),+ $(,)?) => {};
}
