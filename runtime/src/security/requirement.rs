//! The evaluation of an operation's security requirements.

use http::StatusCode;
use http::request::Parts;

use super::challenge::challenge;
use super::{Alternative, Attempt, Denial, Denied, SchemeMeta, SchemeUse, Verify};
use crate::OperationInfo;

/// Tries the alternatives in the document's order.
///
/// `Ok(None)` means that an alternative without schemes lets the caller in anonymously. That is so
/// only if no credentials came: whoever presents wrong ones is told, instead of being served
/// as a stranger.
pub(crate) async fn admit<V: Verify>(
    verifier: &V,
    operation: &OperationInfo,
    schemes: &'static [SchemeMeta],
    realm: Option<&str>,
    parts: &Parts,
) -> Result<Option<V::Principal>, Denial> {
    let mut refusals = Refusals {
        realm,
        worst: None,
        challenges: Vec::new(),
    };
    let mut anonymous = false;
    for alternative in operation.meta().security {
        if alternative.is_empty() {
            anonymous = true;
            continue;
        }
        match all_of(
            verifier,
            operation,
            schemes,
            parts,
            alternative,
            &mut refusals,
        )
        .await
        {
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
    operation: &OperationInfo,
    schemes: &'static [SchemeMeta],
    realm: Option<&str>,
    parts: &Parts,
) -> Result<V::Principal, Denial> {
    let principal = admit(verifier, operation, schemes, realm, parts).await?;
    principal.ok_or_else(|| {
        Refusals {
            realm,
            worst: None,
            challenges: Vec::new(),
        }
        .into_denial()
    })
}

/// All schemes of one alternative.
async fn all_of<V: Verify>(
    verifier: &V,
    operation: &OperationInfo,
    schemes: &'static [SchemeMeta],
    parts: &Parts,
    alternative: Alternative,
    refusals: &mut Refusals<'_>,
) -> Result<V::Principal, Denied> {
    let mut principal = None;
    for usage in alternative {
        let Some(scheme) = schemes.get(usage.scheme) else {
            return Err(Denied::unauthenticated());
        };
        let attempt = Attempt {
            operation,
            scheme: scheme.name,
            scopes: usage.scopes,
            parts,
        };
        let verified = match verifier.verify(usage.scheme, &attempt).await {
            Ok(verified) => verified,
            Err(denied) => {
                refusals.challenge(scheme, usage, &denied);
                return Err(denied);
            }
        };
        let combined = match principal {
            None => Ok(verified),
            Some(first) => verifier.combine(first, verified),
        };
        principal = Some(combined.inspect_err(|denied| {
            refusals.challenge(scheme, usage, denied);
        })?);
    }
    principal.ok_or_else(Denied::unauthenticated)
}

/// What the alternatives that failed have to say.
struct Refusals<'a> {
    realm: Option<&'a str>,
    worst: Option<Denied>,
    challenges: Vec<http::HeaderValue>,
}

impl Refusals<'_> {
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
