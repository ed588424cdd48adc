//! The grammar of RFC 8259, family by family: texts with the verdict on each, which `serde_json` shares but where it says
//! otherwise. What is read with a type is never accepted where it is not JSON.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use anteroom::json::{self, Decode, DecodeError, Map, Number, Reader, Value};

/// What `serde_json` says.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Theirs {
    Same,
    Other,
}

use Theirs::{Other, Same};

/// Texts that are JSON, a family after each `#`. Between texts stands `¦`, `<7f>` is a byte by its number, and a line of texts
/// on which `serde_json` may say otherwise begins with `~`.
const JSON: &str = r##"
# Values that stand alone.
null¦true¦false¦7¦-7¦0.25¦"alone"¦""¦[]¦{}
# White space: these four, anywhere between tokens.
 7¦7 ¦<09>7¦7<09>¦<0d>7<0d>¦<0a>7<0a>¦ <0d><0a><09>7<09><0a><0d> ¦[ ]¦{ }¦[<0a>]¦{<09>}
[ 7 , 8 ]¦{ "a" : 7 , "b" : 8 }¦[<0d>7<0a>,<09>8 ]¦{<0a>"a"<09>:<0d>7}¦[[ ],[<09>]]
# Numbers.
0¦-0¦9¦10¦-10¦1234567890¦123456789012345678¦9007199254740993
9223372036854775807¦-9223372036854775808¦18446744073709551615¦18446744073709551616
-9223372036854775809¦98765432109876543210987654321098765432109876543210
0.0¦-0.0¦0.5¦5.0¦-5.50¦12345678.12345678¦0.00000000000000000000001
0e0¦0e5¦-0E-5¦5e0¦5E0¦5e+0¦5e-0¦5e00¦5e007¦5E+007¦5.5e5¦5.0E-10
~ 5e308¦5e-324¦5e-325¦5e-1000¦0e1000¦0.0e-99999999999999999999
~ 5e309¦-5e309¦5e400¦5E+99999¦-5.5e+123456789012345678901234567890
5e-123456789012345678901234567890¦[5e-99999,5e-99999]
# Strings.
"a"¦" "¦"a b"¦"'"¦"/"¦"//"¦"/**/"¦"[{,:}]"¦"null"¦"<7f>"
"é"¦"€"¦"😀"¦"<c2><80>"¦"<df><bf>"¦"<e0><a0><80>"¦"<ef><bf><bf>"¦"<f4><8f><bf><bf>"
"<c2><a0>"¦"<ef><bb><bf>"¦"<ef><bf><be>"¦"<ef><bf><bd>"¦"<e2><80><a8><e2><80><a9>"¦"<ee><80><80>"
"<ef><b7><90>"
"seven b"¦"eight by"¦"nine byte"¦"fifteen bytes !"¦"sixteen bytes !!"
# Escapes.
"\""¦"\\"¦"\/"¦"\b\f\n\r\t"¦"\\u0041"¦"\\\""¦"a\\"
"\u0041"¦"\u00e9"¦"\u20AC"¦"\uabcd\uABCD\uAbCd"¦"\u0000"¦"\u001f"
"\u007F"¦"\uD7FF"¦"\uE000"¦"\uFFFE"¦"\uFFFF"¦"\uFDD0"¦"\u0022\u005c"
# Pairs of surrogates.
"\uD800\uDC00"¦"\uDBFF\uDFFF"¦"\ud83d\uDE00"¦"x\ud83d\ude00y"¦"\ud83d\ude00\ud83d\ude00"
# Structures.
[null]¦[7,8]¦[[]]¦[[],[[]]]¦[{}]¦[""]¦[7,"a",null,true,{"a":[]}]
{"a":7}¦{"":7}¦{"a":7,"b":8}¦{"a":{"a":{}}}¦{"a":[{"a":7},{"a":8}]}
{"a":7,"A":8,"":9," ":10}¦{"\u0000":7}¦{"a\tb":7}¦{"é":7,"e<cc><81>":8}¦{"null":null}
"##;

/// Texts that are not.
const NOT_JSON: &str = r##"
# Nothing, and too much.
¦<20>¦<0a>¦<09><0d><0a><20>
7 8¦7,8¦7,¦null null¦[] []¦[]]¦{}}¦{}{}¦[7]x¦"a"x¦"a" "b"¦[];
{"a":7}#¦{"a":7}//¦{"a":7}/**/¦[],¦true,¦7]¦]¦}¦,¦:¦[}¦{]
# White space that is none.
<0c>7¦7<0c>¦[<0c>]¦<0b>7¦<08>7¦<1e>7¦<c2><a0>7¦[7,<c2><a0>8]¦<e2><80><a8>7
<e2><81><a0>7¦<e3><80><80>7¦<c2><85>7¦\n7¦[\n7]
# NUL.
<00>¦<00>7¦7<00>¦[7<00>]¦[<00>]¦{"a"<00>:7}¦nul<00>¦12<00>
# A byte order mark, whole and in part; other encodings.
<ef><bb><bf>¦<ef><bb><bf>7¦<ef><bb><bf>{}¦<ef><bb>7¦<ef>7¦7<ef><bb><bf>
<ff><fe>[<00>]<00>¦<fe><ff><00>[<00>]¦[<00>]<00>¦<00>[<00>]¦<00><00><00>[¦[<00><00><00>
# Literals.
nul¦nulll¦nullnull¦tru¦truee¦fals¦falsy¦n¦t¦f¦[nul]¦[t]¦[tru,7]
Null¦NULL¦True¦TRUE¦False¦FALSE¦nUll¦undefined¦None¦nil¦yes
NaN¦nan¦-NaN¦[NaN]¦Infinity¦-Infinity¦+Infinity¦[Infinity]¦inf¦-inf¦1.#INF
# Numbers.
-¦--7¦-+7¦- 7¦+7¦+¦+-7¦[-]¦[-,7]¦-a¦-.¦-.5¦-e5
00¦01¦007¦-00¦-01¦-07.5¦00.5¦00e5¦[01]¦[-012]¦0123456789012345
.¦.5¦-.5¦5.¦-5.¦0.¦5.e5¦5..5¦5.5.5¦5.a¦5.-5¦5. 5¦[5.]¦[.5]
e5¦5e¦5E¦5e+¦5e-¦5E+¦5e+-5¦5e 5¦5 e5¦5ee5¦5e5e5¦5e5.5¦5e.5
0e¦0e+¦0.5e¦0.5e-¦5.5ea¦[5e]¦5ea¦5e0x5
0x5¦0xf¦0X5¦0b1¦0o7¦5h¦5f¦5d¦5L¦5n¦1_000¦1,000.5,¦1'000¦$5¦5%
1 000¦[1 000]¦5+5¦5-5¦2*3¦(5)¦５¦-５¦5٥¦½
[5a]¦[5a7]¦[12345678a]¦[123456789012345678a]¦[5<e5>]¦[5e1<e5>]¦[5e<e5>]¦[123456<ff>,7]
# Strings.
"¦"a¦a"¦'a'¦'¦`a`¦a¦[a]¦"a"b"¦"""¦["a]¦["a","b]
"<0a>"¦"<09>"¦"<0d>"¦"<00>"¦"<01>"¦"<1f>"¦"a<0c>b"¦"seven b<1f>"¦"eight by<0a>"
# Escapes.
"\"¦"\¦"\\\"¦\¦\"a"¦[\"a\"]¦"\'"¦"\a"¦"\v"¦"\0"
"\x41"¦"\101"¦"\N"¦"\ "¦"\<0a>"¦"\<00>"¦"\é"¦"\<e5>"¦"\U00000041"
"\u"¦"\u4"¦"\u41"¦"\u004"¦"\u004¦"\u{41}"¦"\u 041"¦"\u+041"¦"\u-041"
"\u004g"¦"\u00é"¦"\u<e5>"¦"\uD834\"¦"\uD834\u¦"\uD834\u"¦"\uD834\uDD1"
# Halves of pairs of surrogates.
"\uD800"¦"\uDBFF"¦"\uDC00"¦"\uDFFF"¦"\uD800a"¦"\uDC00\uD800"¦"\uD800\uD800"
"\uD800\u0041"¦"\uD800\n"¦"\uD800\uD800\uDC00"¦{"\uDC00":7}¦"\ud800\uE000"
# Bytes that are not UTF-8: alone, cut off, too long, halves of pairs, and beyond what there is.
<ff>¦<80>¦<e9>¦"<ff>"¦"<80>"¦"<bf>"¦"<e9>"¦"<c3>"¦"<e2><82>"¦"<f0><9f><98>"
"<c0><80>"¦"<c1><bf>"¦"<e0><80><af>"¦"<f0><80><80><af>"¦"<fc><83><bf><bf><bf><bf>"¦"<f8><88><80><80><80>"
"<ed><a0><80>"¦"<ed><bf><bf>"¦"<f4><90><80><80>"¦"<f5><80><80><80>"¦[<ff>]¦[7,<ff>]¦{"<b9>":7}
[7]<ff>¦{😀}¦[é]¦é¦{"a":7,<ff>}
# Arrays.
[¦[7¦[7,¦[7,]¦[,]¦[,7]¦[7,,8]¦[7,8,,]¦[7 8]¦[7:8]¦[7;8]¦["a" 7]¦["a":7]
["a"¦["a",¦[[]¦[[],¦[{}¦[{¦[7}¦[7,}¦[7<0a>,<0a>¦(7)¦<7>¦[*]¦[<null>]¦[7...]
# Objects.
{¦{"a"¦{"a":¦{"a":7¦{"a":7,¦{"a":7,}¦{,}¦{,"a":7}¦{"a":7,,"b":8}¦{"a"}
{"a","b"}¦{"a" 7}¦{"a"=7}¦{"a"=>7}¦{"a"::7}¦{"a":7:8}¦{:7}¦{"a":}¦{"a":,}
{"a":7 "b":8}¦{"a":7;"b":8}¦{"a":7 8}¦{"a":7,"b"}¦{"a":7,"b":}¦{"a":7]¦{"a":[7}
{a:7}¦{'a':7}¦{7:7}¦{null:7}¦{true:7}¦{[]:7}¦{{}:7}¦{"a":7,b:8}¦{"a":a}¦{-7}¦{"a":'b'}
{"a":"b"¦{"a":"b¦{"a¦{"a":7,"¦{"a":7,"b¦[{"a":7,"b":[{¦{}#¦{"a":7}"
# Comments.
/**/7¦7/**/¦//<0a>7¦7//¦#<0a>7¦7#¦[7/**/]¦[7,//<0a>8]¦{/**/}¦{"a":/**/7}¦--<0a>7¦<!-- -->7
# Names that stand twice, of which the RFC says only that they should not.
~ {"a":7,"a":7}¦{"a":7,"a":8}¦{"":7,"":8}¦{"a":7,"\u0061":8}¦[{"a":7,"b":8,"a":9}]
~ {"a":0,"a":-0}¦{"a":{"b":7,"b":8}}¦{"\ud83d\ude00":7,"😀":8}
"##;

/// The texts of a table, and whether `serde_json` says the same of them.
fn texts(table: &str) -> impl Iterator<Item = (Vec<u8>, Theirs)> {
    let lines = table.lines().skip(1).filter(|line| !line.starts_with('#'));
    lines.flat_map(|line| {
        let (line, theirs) = match line.strip_prefix("~ ") {
            Some(line) => (line, Other),
            None => (line, Same),
        };
        line.split('¦').map(move |text| (bytes(text), theirs))
    })
}

/// The bytes of a text of a table.
fn bytes(text: &str) -> Vec<u8> {
    let mut parts = text.split('<');
    let mut bytes = parts.next().unwrap().as_bytes().to_vec();
    for part in parts {
        match part.split_once('>') {
            Some((number, rest)) if number.len() == 2 => {
                bytes.push(u8::from_str_radix(number, 16).unwrap());
                bytes.extend(rest.bytes());
            }
            _ => bytes.extend(["<", part].concat().bytes()),
        }
    }
    bytes
}

/// Whether a text is JSON, by all the ways to read it. A type can find fault with what it says, never the reverse.
fn is_json(text: &[u8]) -> bool {
    fn refused<T: Decode>(text: &[u8]) -> bool {
        matches!(json::from_slice::<T>(text), Err(DecodeError::Syntax(_)))
    }
    let value = json::from_slice::<Value>(text);
    let mut reader = Reader::new(text);
    let skipped = reader.skip().is_some();
    assert_eq!(
        skipped && reader.finish().is_ok(),
        value.is_ok(),
        "{}",
        text.escape_ascii()
    );
    let refusals = [
        refused::<Value>(text),
        refused::<bool>(text),
        refused::<i8>(text),
        refused::<u64>(text),
        refused::<f32>(text),
        refused::<f64>(text),
        refused::<Number>(text),
        refused::<String>(text),
        refused::<Vec<i64>>(text),
        refused::<Vec<f64>>(text),
        refused::<Vec<Vec<Value>>>(text),
        refused::<Map<f64>>(text),
        refused::<Map<Map<String>>>(text),
    ];
    assert_eq!(refusals, [value.is_err(); 13], "{}", text.escape_ascii());
    if let Ok(value) = &value {
        let written = json::to_string(value);
        assert_eq!(
            json::from_str::<Value>(&written).as_ref(),
            Ok(value),
            "{written}"
        );
    }
    value.is_ok()
}

fn check(text: &[u8], expected: bool, theirs: Theirs) {
    let shown = text.escape_ascii();
    assert_eq!(is_json(text), expected, "{shown}");
    let other = serde_json::from_slice::<serde_json::Value>(text).is_ok() != expected;
    assert!(
        !other || theirs == Other,
        "{shown}: serde_json says otherwise"
    );
}

#[test]
fn json_is_accepted() {
    for (text, theirs) in texts(JSON) {
        check(&text, true, theirs);
        check(&[b"[", &*text, b"]"].concat(), true, theirs);
        check(&[b" { \"a\" : ", &*text, b" } "].concat(), true, theirs);
    }
}

#[test]
fn what_is_not_json_is_refused() {
    for (text, theirs) in texts(NOT_JSON) {
        check(&text, false, theirs);
        check(
            &[
                b"
", &*text,
            ]
            .concat(),
            false,
            theirs,
        );
    }
}

/// What is cut off anywhere is not JSON, unless it ends as a number.
#[test]
fn what_is_cut_off_is_refused() {
    let text = r#"{"a":[1,-2.5e+3,"b\u00e9\ud83d\ude00é",null,true,false,{"":[[]]}],"c":" "}"#;
    assert!(is_json(text.as_bytes()));
    for end in 0..text.len() {
        check(&text.as_bytes()[..end], false, Same);
    }
}

/// Where a byte of JSON is replaced by any other, `serde_json` finds the same.
#[test]
fn one_wrong_byte_is_found() {
    let text = br#"{"a":[10,-2.5e+3,"b\u00e9\n"],"c":null}"#;
    for at in 0..text.len() {
        for byte in 0..=255 {
            let mut text = text.to_vec();
            text[at] = byte;
            let theirs = serde_json::from_slice::<serde_json::Value>(&text).is_ok();
            let twice = text.starts_with(b"{\"c\"") || text.ends_with(b",\"a\":null}");
            assert_eq!(is_json(&text), theirs && !twice, "{}", text.escape_ascii());
        }
    }
}

#[test]
fn what_is_deep_is_refused_and_fills_no_stack() {
    for opening in ["[", "{\"a\":", "[{\"a\":", "[[],"] {
        for closing in ["", "]", "}"] {
            let text = opening.repeat(100_000) + &closing.repeat(100_000);
            assert!(!is_json(text.as_bytes()), "{opening}{closing}");
        }
    }
    let closed = "[".repeat(500) + &"]".repeat(500);
    assert!(!is_json(closed.as_bytes()));
}

#[test]
fn what_is_long_is_read() {
    let digits = "7".repeat(100_000);
    let texts = [
        digits.clone(),
        format!("-0.{digits}"),
        format!("7e-{digits}"),
        format!("7e+{digits}"),
        format!("\"{digits}\""),
        format!("[{digits},{digits}]"),
        format!("[7{}]", ",7".repeat(100_000)),
        format!("{}7{}", " ".repeat(100_000), "\n".repeat(100_000)),
        format!("{{\"{digits}\":7}}"),
        format!("\"{}\"", "\\u00e9\\n".repeat(50_000)),
    ];
    for text in texts {
        assert!(is_json(text.as_bytes()), "{}", &text[..10]);
        assert!(!is_json(&text.as_bytes()[..text.len() - 1]) || !text.ends_with(['"', ']', '}']));
    }
}
