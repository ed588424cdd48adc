//! The name of an alternative: that of the union and its own, without the words that both have.

use heck::{ToSnakeCase, ToUpperCamelCase};

/// `DnsRecord` and `DnsARecord` are `DnsRecordARecord`.
pub(super) fn joined(union: &str, alternative: &str) -> String {
    let rest = rest(union, alternative).unwrap_or_else(|| alternative.to_owned());
    format!("{union}{rest}")
}

/// The words of the alternative that are its own.
fn rest(union: &str, alternative: &str) -> Option<String> {
    let (around, own) = (union.to_snake_case(), alternative.to_snake_case());
    let around: Vec<&str> = around.split('_').collect();
    let own: Vec<&str> = own.split('_').collect();
    let same = around.iter().zip(&own).take_while(|(a, b)| a == b).count();
    let overlap = || {
        let counts = 1..=around.len().min(own.len());
        let of = |count: &usize| around.get(around.len() - count..) == own.get(..*count);
        counts.rev().find(of).unwrap_or(0)
    };
    let shared = if same > 0 { same } else { overlap() };
    let rest = own.get(shared..).filter(|rest| !rest.is_empty())?.join("_");
    // Words that are written otherwise than they are split stay together.
    let rest = rest.to_upper_camel_case();
    let starts_well = rest.starts_with(|c: char| !c.is_numeric());
    (starts_well && alternative.ends_with(&rest)).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn says_what_is_the_same_once() {
        for (union, alternative, expected) in [
            ("DnsRecord", "DnsARecord", "DnsRecordARecord"),
            ("AnswerData", "DataOfCards", "AnswerDataOfCards"),
            ("Answer", "Text", "AnswerText"),
            ("Answer", "Answer", "AnswerAnswer"),
            ("Model", "ModelGpt4_1", "ModelModelGpt4_1"),
            ("Ip", "Ipv4", "IpIpv4"),
            ("V", "V4", "VV4"),
        ] {
            assert_eq!(joined(union, alternative), expected);
        }
    }
}
