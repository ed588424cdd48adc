//! The evaluation of an operation's security requirements.

use http::StatusCode;
use http::request::Parts;

use super::challenge::challenge;
use super::{Alternative, Attempt, Denial, Denied, SchemeMeta, SchemeUse, Verify};
use crate::OperationInfo;

/// A request and what is asked of it.
pub(crate) struct Door<'a> {
    pub(crate) operation: &'a OperationInfo,
    pub(crate) schemes: &'static [SchemeMeta],
    pub(crate) realm: Option<&'a str>,
    pub(crate) parts: &'a Parts,
    /// What was read of the body, if the operation says that it shall be.
    pub(crate) body: &'a [u8],
}

/// Tries the alternatives in the document's order.
///
/// `Ok(None)` means that an alternative without schemes lets the caller in anonymously. That is so
/// only if no credentials came: whoever presents wrong ones is told, instead of being served
/// as a stranger.
pub(crate) async fn admit<V: Verify>(
    verifier: &V,
    door: &Door<'_>,
) -> Result<Option<V::Principal>, Denial> {
    let mut refusals = Refusals::new(door.realm);
    let mut anonymous = false;
    for alternative in door.operation.meta().security {
        if alternative.is_empty() {
            anonymous = true;
            continue;
        }
        match all_of(verifier, door, alternative, &mut refusals).await {
            Ok(principal) => return Ok(Some(principal)),
            Err(denied) => refusals.note(denied),
        }
    }
    let nothing_presented = refusals.worst.as_ref().is_none_or(Denied::is_missing);
    if anonymous && nothing_presented {
        Ok(None)
    } else {
        Err(refusals.into_denial())
    }
}

/// The same where the principal is needed: anonymous callers are denied.
pub(crate) async fn require<V: Verify>(
    verifier: &V,
    door: &Door<'_>,
) -> Result<V::Principal, Denial> {
    let principal = admit(verifier, door).await?;
    principal.ok_or_else(|| Refusals::new(door.realm).into_denial())
}

/// All schemes of one alternative.
async fn all_of<V: Verify>(
    verifier: &V,
    door: &Door<'_>,
    alternative: Alternative,
    refusals: &mut Refusals<'_>,
) -> Result<V::Principal, Denied> {
    let mut together = Together {
        door,
        alternative,
        current: 0,
    };
    let verified = match alternative {
        [alone] => match together.attempt(0) {
            Ok(attempt) => verifier.verify(alone.scheme, &attempt).await,
            Err(denied) => Err(denied),
        },
        _ => verifier.verify_together(&mut together).await,
    };
    verified.inspect_err(|denied| {
        let usage = alternative.get(together.current);
        if let Some(usage) = usage
            && let Some(scheme) = door.schemes.get(usage.scheme)
        {
            refusals.challenge(scheme, usage, denied);
        }
    })
}

/// A request at the door, for the schemes that must be met together.
pub struct Together<'a> {
    door: &'a Door<'a>,
    alternative: Alternative,
    /// The one that is met now, by its place.
    current: usize,
}

impl<'a> Together<'a> {
    /// The schemes in the order of the document: indices into [`Api::SCHEMES`](crate::Api::SCHEMES).
    pub fn schemes(&self) -> Vec<usize> {
        self.alternative.iter().map(|usage| usage.scheme).collect()
    }

    /// The request for one of them, by its place. It is the one that is complained of from here on.
    ///
    /// # Errors
    /// [`Denied`] where there is no such scheme.
    pub fn attempt(&mut self, place: usize) -> Result<Attempt<'a>, Denied> {
        self.current = place;
        let usage = self.alternative.get(place);
        let usage = usage.ok_or_else(Denied::unauthenticated)?;
        let scheme = self.door.schemes.get(usage.scheme);
        Ok(Attempt {
            operation: self.door.operation,
            scheme: scheme.ok_or_else(Denied::unauthenticated)?.name,
            scopes: usage.scopes,
            parts: self.door.parts,
            body: self.door.body,
        })
    }
}

impl std::fmt::Debug for Together<'_> {
    /// Without the request, which may hold secrets.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut out = out.debug_struct("Together");
        out.field("operation", self.door.operation)
            .field("alternative", &self.alternative)
            .finish_non_exhaustive()
    }
}

/// What the alternatives that failed have to say.
struct Refusals<'a> {
    realm: Option<&'a str>,
    worst: Option<Denied>,
    challenges: Vec<http::HeaderValue>,
}

impl<'a> Refusals<'a> {
    const fn new(realm: Option<&'a str>) -> Self {
        Self {
            realm,
            worst: None,
            challenges: Vec::new(),
        }
    }

    /// Each challenge is told once.
    fn challenge(&mut self, scheme: &SchemeMeta, usage: &SchemeUse, denied: &Denied) {
        let challenge = challenge(scheme, usage, self.realm, denied);
        if let Some(challenge) = challenge.filter(|new| !self.challenges.contains(new)) {
            self.challenges.push(challenge);
        }
    }

    fn note(&mut self, denied: Denied) {
        if self
            .worst
            .as_ref()
            .is_none_or(|worst| denied.progress() > worst.progress())
        {
            self.worst = Some(denied);
        }
    }

    fn into_denial(mut self) -> Denial {
        let denied = self.worst.unwrap_or_else(Denied::missing);
        let status = denied.status();
        if status == StatusCode::SERVICE_UNAVAILABLE {
            self.challenges.clear();
        }
        Denial {
            status,
            detail: denied.into_detail(),
            challenges: self.challenges,
        }
    }
}
