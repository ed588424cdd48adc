//! Who may call. The secret of every scheme is `right`; a token's text is a list of its scopes.

use anteroom::http::Extensions;
use anteroom::security::{ApiKey, Attempt, BasicCredentials, BearerToken, Credentials, Denied};

use crate::api;

/// Tells who calls.
#[derive(Debug)]
pub struct Callers;

/// The certificate that the TLS layer has checked; whoever terminates TLS puts it into the extensions of the request.
#[derive(Clone, Debug)]
pub struct Certificate {
    /// Whom it names.
    pub subject: String,
}

/// The names of a caller, one for each scheme.
pub(crate) type Names = Vec<String>;

/// What the key in the head tells: nothing but that it is right.
#[derive(Debug)]
pub struct Key;

/// What a user's name and password tell.
#[derive(Debug)]
pub struct User {
    name: String,
}

fn is_right(secret: &str) -> Result<(), Denied> {
    match secret {
        "right" => Ok(()),
        _ => Err(Denied::unauthenticated()),
    }
}

fn known(secret: &str, name: &str) -> Result<Names, Denied> {
    is_right(secret).map(|()| vec![name.to_owned()])
}

/// A token has the scopes that it lists: `read+write`.
fn scoped(token: &str, attempt: &Attempt<'_>) -> Result<Names, Denied> {
    let scopes: Vec<&str> = token.split('+').collect();
    if !scopes.iter().all(|scope| ["read", "write"].contains(scope)) {
        return Err(Denied::unauthenticated());
    }
    let mut wanted = attempt.scopes().iter();
    match wanted.all(|scope| scopes.contains(scope)) {
        true => Ok(vec![attempt.scheme().to_owned()]),
        false => Err(Denied::forbidden()),
    }
}

impl api::Authenticator for Callers {
    type Principal = Names;
    type HeaderKey = Key;
    type Basic = User;

    async fn header_key(&self, key: ApiKey, _: &Attempt<'_>) -> Result<Key, Denied> {
        is_right(key.as_str()).map(|()| Key)
    }

    async fn query_key(&self, key: ApiKey, _: &Attempt<'_>) -> Result<Names, Denied> {
        known(key.as_str(), "query key")
    }

    async fn cookie_key(&self, key: ApiKey, _: &Attempt<'_>) -> Result<Names, Denied> {
        known(key.as_str(), "cookie key")
    }

    async fn basic(&self, given: BasicCredentials, _: &Attempt<'_>) -> Result<User, Denied> {
        is_right(given.password())?;
        Ok(User {
            name: given.user().to_owned(),
        })
    }

    async fn bearer(&self, token: BearerToken, _: &Attempt<'_>) -> Result<Names, Denied> {
        known(token.as_str(), "bearer")
    }

    async fn other(&self, given: Credentials, _: &Attempt<'_>) -> Result<Names, Denied> {
        known(given.as_str(), "other")
    }

    async fn oauth(&self, token: BearerToken, attempt: &Attempt<'_>) -> Result<Names, Denied> {
        scoped(token.as_str(), attempt)
    }

    async fn open_id(&self, token: BearerToken, attempt: &Attempt<'_>) -> Result<Names, Denied> {
        scoped(token.as_str(), attempt)
    }

    async fn certificate(&self, extensions: &Extensions, _: &Attempt<'_>) -> Result<Names, Denied> {
        let certificate = extensions.get::<Certificate>().ok_or(Denied::missing())?;
        Ok(vec![certificate.subject.clone()])
    }

    fn principal_of_header_key(&self, _: Key) -> Result<Names, Denied> {
        Ok(vec!["header key".to_owned()])
    }

    fn principal_of_basic(&self, user: User) -> Result<Names, Denied> {
        Ok(vec![user.name])
    }

    fn principal_of_basic_and_header_key(&self, user: User, _: Key) -> Result<Names, Denied> {
        Ok(vec![user.name, "header key".to_owned()])
    }
}
