//! Who may call: whoever knows the token.

use std::env::{self, VarError};

use anteroom::security::{Attempt, BearerToken, Denied};
use constant_time_eq::constant_time_eq;

use crate::api;

const VARIABLE: &str = "ROOMS_TOKEN";

/// The token that a request must bring.
pub(crate) enum Token {
    /// The user has chosen it.
    Given(String),
    /// It was made for this run.
    Fresh(String),
}

impl Token {
    /// Takes the token from the environment, or makes one.
    pub(crate) fn choose() -> Result<Self, String> {
        match env::var(VARIABLE) {
            Ok(token) if is_token(&token) => Ok(Self::Given(token)),
            Ok(_) | Err(VarError::NotUnicode(_)) => Err(format!(
                "{VARIABLE} must be made of letters, digits and -._~+/ (it may end with =)"
            )),
            Err(VarError::NotPresent) => fresh().map(Self::Fresh),
        }
    }

    /// How a shell writes the token. A token of the user's is not shown.
    pub(crate) fn in_shell(&self) -> String {
        match self {
            Self::Given(_) => format!("${VARIABLE}"),
            Self::Fresh(token) => token.clone(),
        }
    }

    fn is(&self, token: &str) -> bool {
        let (Self::Given(own) | Self::Fresh(own)) = self;
        constant_time_eq(own.as_bytes(), token.as_bytes())
    }
}

impl api::Authenticator for Token {
    type Principal = ();

    async fn bearer_auth(&self, token: BearerToken, _: &Attempt<'_>) -> Result<(), Denied> {
        if self.is(token.as_str()) {
            Ok(())
        } else {
            Err(Denied::unauthenticated())
        }
    }
}

/// What can be sent as a bearer token at all (RFC 6750, section 2.1).
fn is_token(text: &str) -> bool {
    let text = text.trim_end_matches('=');
    let belongs = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/".contains(&byte);
    !text.is_empty() && text.bytes().all(belongs)
}

/// A token of 256 random bits.
fn fresh() -> Result<String, String> {
    let mut bits = [0; 32];
    getrandom::fill(&mut bits).map_err(|error| format!("there is no randomness: {error}"))?;
    Ok(bits.map(|byte| format!("{byte:02x}")).concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_token_is_the_token() {
        let token = Token::Given("abc".into());
        assert!(token.is("abc"));
        for other in ["", "ab", "abd", "abcd", "ABC"] {
            assert!(!token.is(other), "{other}");
        }
    }

    #[test]
    fn fresh_tokens_differ() {
        let (one, other) = (fresh().unwrap(), fresh().unwrap());
        assert!(is_token(&one) && one.len() == 64 && one != other);
    }

    #[test]
    fn a_token_can_be_sent() {
        for (text, expected) in [
            ("aZ9-._~+/==", true),
            ("", false),
            ("=", false),
            ("a b", false),
            ("é", false),
        ] {
            assert_eq!(is_token(text), expected, "{text}");
        }
    }
}
