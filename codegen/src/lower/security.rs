//! Who may call an operation.

use super::{Lowering, docs};
use crate::diagnostic::Code;
use crate::document::Cursor;
use crate::ir::{SchemeKind, SchemeUse, SecurityScheme};

impl<'a> Lowering<'a, '_> {
    /// The alternatives of an operation, its own or those of the whole document.
    pub(super) fn security(&mut self, root: Cursor<'a>, at: Cursor<'a>) -> Vec<Vec<SchemeUse>> {
        let Some(requirements) = at.get("security").or_else(|| root.get("security")) else {
            return Vec::new();
        };
        requirements
            .items()
            .map(|alternative| self.alternative(root, alternative))
            .collect()
    }

    fn alternative(&mut self, root: Cursor<'a>, at: Cursor<'a>) -> Vec<SchemeUse> {
        if at.entries().count() > 1 {
            self.unsupported(
                Code::UnsupportedSecurity,
                at,
                "several schemes that are needed together cannot be enforced yet",
            );
        }
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
        match declared.typed() {
            Some(openapiv3::SecurityScheme::HTTP {
                scheme,
                bearer_format,
                ..
            }) if scheme.eq_ignore_ascii_case("bearer") => {
                self.schemes.push(SecurityScheme {
                    name: name.to_owned(),
                    docs: docs(declared),
                    kind: SchemeKind::Bearer {
                        format: bearer_format,
                    },
                });
            }
            _ => {
                // Reported where it is declared, once: the report drops what is said twice.
                self.unsupported(
                    Code::UnsupportedSecurity,
                    declared,
                    format!("the security scheme `{name}` cannot be enforced yet"),
                );
                return None;
            }
        }
        Some(self.schemes.len() - 1)
    }
}
