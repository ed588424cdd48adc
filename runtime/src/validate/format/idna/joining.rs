//! Letters that change their shape beside one another, as those of Arabic do: RFC 5892, appendix A.1.

use std::sync::LazyLock;

use super::is_match;
use crate::validate::pattern::Expression;

/// Letters that join on both sides: the joining type D of Unicode 16.
const DUAL: &str = concat!(
    r"\u{620}\u{626}\u{628}\u{62A}-\u{62E}\u{633}-\u{63F}\u{641}-\u{647}\u{649}\u{64A}",
    r"\u{66E}\u{66F}\u{678}-\u{687}\u{69A}-\u{6BF}\u{6C1}\u{6C2}\u{6CC}\u{6CE}\u{6D0}\u{6D1}",
    r"\u{6FA}-\u{6FC}\u{6FF}\u{712}-\u{714}\u{71A}-\u{71D}\u{71F}-\u{727}\u{729}\u{72B}",
    r"\u{72D}\u{72E}\u{74E}-\u{758}\u{75C}-\u{76A}\u{76D}-\u{770}\u{772}\u{775}-\u{777}",
    r"\u{77A}-\u{77F}\u{7CA}-\u{7EA}\u{841}-\u{845}\u{848}\u{84A}-\u{853}\u{855}\u{860}",
    r"\u{862}-\u{865}\u{868}\u{886}\u{889}-\u{88D}\u{8A0}-\u{8A9}\u{8AF}\u{8B0}",
    r"\u{8B3}-\u{8B8}\u{8BA}-\u{8C8}\u{1807}\u{1820}-\u{1878}\u{1887}-\u{18A8}\u{18AA}",
    r"\u{A840}-\u{A871}\u{10AC0}-\u{10AC4}\u{10AD3}-\u{10AD6}\u{10AD8}-\u{10ADC}",
    r"\u{10ADE}-\u{10AE0}\u{10AEB}-\u{10AEE}\u{10B80}\u{10B82}\u{10B86}-\u{10B88}",
    r"\u{10B8A}\u{10B8B}\u{10B8D}\u{10B90}\u{10BAD}\u{10BAE}\u{10D01}-\u{10D21}\u{10D23}",
    r"\u{10EC3}\u{10EC4}\u{10F30}-\u{10F32}\u{10F34}-\u{10F44}\u{10F51}-\u{10F53}",
    r"\u{10F70}-\u{10F73}\u{10F76}-\u{10F81}\u{10FB0}\u{10FB2}\u{10FB3}\u{10FB8}",
    r"\u{10FBB}\u{10FBC}\u{10FBE}\u{10FBF}\u{10FC1}\u{10FC4}\u{10FCA}\u{1E900}-\u{1E943}",
);

/// Those that join with what follows only: L.
const LEFT: &str = r"\u{A872}\u{10ACD}\u{10AD7}\u{10D00}\u{10FCB}";
/// Those that join with what stands before only: R.
const RIGHT: &str = concat!(
    r"\u{622}-\u{625}\u{627}\u{629}\u{62F}-\u{632}\u{648}\u{671}-\u{673}\u{675}-\u{677}",
    r"\u{688}-\u{699}\u{6C0}\u{6C3}-\u{6CB}\u{6CD}\u{6CF}\u{6D2}\u{6D3}\u{6D5}\u{6EE}\u{6EF}",
    r"\u{710}\u{715}-\u{719}\u{71E}\u{728}\u{72A}\u{72C}\u{72F}\u{74D}\u{759}-\u{75B}",
    r"\u{76B}\u{76C}\u{771}\u{773}\u{774}\u{778}\u{779}\u{840}\u{846}\u{847}\u{849}\u{854}",
    r"\u{856}-\u{858}\u{867}\u{869}\u{86A}\u{870}-\u{882}\u{88E}\u{8AA}-\u{8AC}\u{8AE}",
    r"\u{8B1}\u{8B2}\u{8B9}\u{10AC5}\u{10AC7}\u{10AC9}\u{10ACA}\u{10ACE}-\u{10AD2}\u{10ADD}",
    r"\u{10AE1}\u{10AE4}\u{10AEF}\u{10B81}\u{10B83}-\u{10B85}\u{10B89}\u{10B8C}",
    r"\u{10B8E}\u{10B8F}\u{10B91}\u{10BA9}-\u{10BAC}\u{10D22}\u{10EC2}\u{10F33}\u{10F54}",
    r"\u{10F74}\u{10F75}\u{10FB4}-\u{10FB6}\u{10FB9}\u{10FBA}\u{10FBD}\u{10FC2}\u{10FC3}",
    r"\u{10FC9}",
);

/// What ends in a letter that joins with what follows, but for marks, which change nothing.
static JOINS_ON: LazyLock<Option<Expression>> =
    LazyLock::new(|| Expression::new(&format!(r"[{DUAL}{LEFT}]\p{{Mn}}*\z")).ok());

/// What begins with a letter that joins with what stands before.
static JOINS_BACK: LazyLock<Option<Expression>> =
    LazyLock::new(|| Expression::new(&format!(r"\A\p{{Mn}}*[{DUAL}{RIGHT}]")).ok());

/// Whether the letters on both sides of a place would join there.
pub(super) fn would_join(before: &str, after: &str) -> bool {
    is_match(&JOINS_ON, before) && is_match(&JOINS_BACK, after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_join_on_their_sides() {
        // Alef joins with what stands before it only; marks are looked through.
        for (before, after) in [("ب", "ب"), ("ب", "ا"), ("ب\u{64e}", "\u{64e}ب")] {
            assert!(would_join(before, after), "{before} {after}");
        }
        for (before, after) in [
            ("ا", "ب"),
            ("", "ب"),
            ("ب", ""),
            ("a", "ب"),
            ("ب", "a"),
            ("ב", "ב"),
        ] {
            assert!(!would_join(before, after), "{before} {after}");
        }
    }
}
