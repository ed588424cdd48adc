//! Who may call an operation.

use openapiv3::APIKeyLocation;

use super::word::word;
use super::{Lowering, docs};
use crate::diagnostic::{Code, quote};
use crate::document::Cursor;
use crate::ir::{ParameterIn, SchemeKind, SchemeUse, SecurityScheme, is_token};

impl<'a> Lowering<'a, '_> {
    /// The alternatives of an operation, its own or those of the whole document.
    pub(super) fn security(&mut self, root: Cursor<'a>, at: Cursor<'a>) -> Vec<Vec<SchemeUse>> {
        let Some(requirements) = at.get("security").or_else(|| root.get("security")) else {
            return Vec::new();
        };
        let alternatives: Vec<_> = requirements
            .items()
            .map(|alternative| self.alternative(root, alternative))
            .collect();
        // Nothing but `{}` asks for nothing.
        if alternatives.iter().all(Vec::is_empty) {
            return Vec::new();
        }
        alternatives
    }

    fn alternative(&mut self, root: Cursor<'a>, at: Cursor<'a>) -> Vec<SchemeUse> {
        at.entries()
            .filter_map(|(name, scopes)| {
                Some(SchemeUse {
                    scheme: self.scheme(root, name)?,
                    scopes: scopes
                        .items()
                        .filter_map(Cursor::str)
                        .map(str::to_owned)
                        .collect(),
                })
            })
            .collect()
    }

    /// The index of a scheme, which is lowered where it is first used.
    fn scheme(&mut self, root: Cursor<'a>, name: &str) -> Option<usize> {
        if let Some(index) = self.schemes.iter().position(|scheme| scheme.name == name) {
            return Some(index);
        }
        let declared = root
            .get("components")?
            .get("securitySchemes")?
            .get(name)?
            .follow();
        let kind = match kind(declared)? {
            Ok(kind) => kind,
            Err(message) => {
                // Reported where it is declared, once: the report drops what is said twice.
                self.unsupported(Code::UnsupportedSecurity, declared, message);
                return None;
            }
        };
        self.schemes.push(SecurityScheme {
            name: name.to_owned(),
            docs: docs(declared),
            kind,
        });
        Some(self.schemes.len() - 1)
    }
}

/// `None` for what is no security scheme, which was reported.
fn kind(at: Cursor<'_>) -> Option<Result<SchemeKind, String>> {
    let text = |name| at.get_str(name).unwrap_or_default().to_owned();
    Some(match at.get_str("type")? {
        "mutualTLS" => Ok(SchemeKind::MutualTls),
        "http" => {
            let scheme = text("scheme");
            match scheme.to_ascii_lowercase().as_str() {
                "bearer" => Ok(SchemeKind::Bearer {
                    format: at.get_str("bearerFormat").map(str::to_owned),
                }),
                "basic" => Ok(SchemeKind::Basic),
                _ if is_token(&scheme) => Ok(SchemeKind::Http { scheme }),
                _ => Err(format!("{} is no name of an HTTP scheme", quote(&scheme))),
            }
        }
        "apiKey" => {
            let name = text("name");
            let location = match word(at.get_str("in")?)? {
                APIKeyLocation::Query => ParameterIn::Query,
                APIKeyLocation::Header => ParameterIn::Header,
                APIKeyLocation::Cookie => ParameterIn::Cookie,
            };
            if location == ParameterIn::Query || is_token(&name) {
                Ok(SchemeKind::ApiKey { location, name })
            } else {
                let location = location.as_str();
                Err(format!("{} is no name of a {location}", quote(&name)))
            }
        }
        "oauth2" => Ok(SchemeKind::OAuth2),
        "openIdConnect" => Ok(SchemeKind::OpenIdConnect {
            url: text("openIdConnectUrl"),
        }),
        _ => return None,
    })
}
