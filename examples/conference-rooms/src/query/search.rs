//! The `search` parameter.

use super::Sql;

/// The condition that a room's subject, extension number, dial-in number or invitees contain the text.
///
/// Upper and lower case are the same. PINs and tokens are no words of a room, so they are not searched; a filter can name them.
pub(crate) fn search(text: &str) -> Sql {
    let mut condition = Sql::new("contains(tolower(");
    condition.push("concat_ws(char(10), room ->> '$.subject', room ->> '$.extension_number', ");
    condition.push("room ->> '$.numbers', room ->> '$.external_invitees')), ");
    condition.bind(text.to_lowercase());
    condition.push(")");
    condition
}
