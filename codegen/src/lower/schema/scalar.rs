//! The rules of scalars: those of all schemas at a position together.

use anteroom::validate::{Format, Kinds};

use super::position::Position;
use crate::document::Cursor;
use crate::ir::{IntegerShape, IntegerWidth, NumberShape, NumberWidth, StringShape};
use crate::parse::{Node, Number};

pub(super) fn string(position: &Position<'_>) -> StringShape {
    let counts = |keyword| position.all(keyword).filter_map(Cursor::u64);
    StringShape {
        format: formats(position, Kinds::STRING).next(),
        min_length: counts("minLength").max().filter(|length| *length > 0),
        max_length: counts("maxLength").min(),
        pattern: position
            .all("pattern")
            .find_map(Cursor::str)
            .map(str::to_owned),
        is_binary: position
            .all("format")
            .any(|format| format.str() == Some("binary")),
    }
}

/// How many bytes there must and may be, of what is no text: the bounds of its length, if there are any. What is encoded has
/// other bytes than characters.
pub(crate) fn byte_count(position: &Position<'_>) -> Option<(u64, Option<u64>)> {
    let is_encoded = position.all("contentEncoding").next().is_some();
    let counted = counted(position, "minLength", "maxLength");
    counted.filter(|_| !is_encoded)
}

/// The same of the items of a list.
pub(crate) fn item_count(position: &Position<'_>) -> Option<(u64, Option<u64>)> {
    counted(position, "minItems", "maxItems")
}

/// Whether a schema says something of the items of a list that only all of them together tell, other than their number.
pub(crate) fn says_more_of_all(position: &Position<'_>) -> bool {
    const OTHERS: [&str; 5] = ["contains", "if", "not", "prefixItems", "unevaluatedItems"];
    let is_unique = |at: Cursor<'_>| matches!(at.node(), Node::Bool(true));
    position.all("uniqueItems").any(is_unique)
        || OTHERS
            .iter()
            .any(|keyword| position.all(keyword).next().is_some())
}

fn counted(position: &Position<'_>, min: &str, max: &str) -> Option<(u64, Option<u64>)> {
    let counts = |keyword| position.all(keyword).filter_map(Cursor::u64);
    let (min, max) = (counts(min).max().unwrap_or_default(), counts(max).min());
    (min > 0 || max.is_some()).then_some((min, max))
}

/// The format that values must have.
pub(super) fn format(at: Cursor<'_>) -> Option<Format> {
    let asserted = at.document().reading.formats;
    let format = asserted.then(|| Format::by_name(at.str()?))??;
    format.is_checked().then_some(format)
}

/// All formats that a schema asks for.
pub(super) fn formats_of(at: Cursor<'_>) -> impl Iterator<Item = Format> {
    let format = at.get("format").and_then(format);
    format.into_iter().chain(encoding(at))
}

/// Those of all schemas that speak of values of a kind. A type says the first.
fn formats(position: &Position<'_>, kind: Kinds) -> impl Iterator<Item = Format> {
    let formats = position.cursors().flat_map(formats_of);
    formats.filter(move |format| format.kinds().fits(kind))
}

/// The format that `contentEncoding` of 3.1 stands for.
pub(super) fn encoding(at: Cursor<'_>) -> Option<Format> {
    if !at.document().reading.formats {
        return None;
    }
    let encoding = at.get_str("contentEncoding")?;
    (encoding == "base64").then_some(Format::Byte)
}

/// The width comes from the format alone: a bound that is widened later must not change a public
/// type.
pub(super) fn integer(position: &Position<'_>) -> IntegerShape {
    let bounds: Vec<Bounds<'_>> = position.cursors().map(Bounds::of).collect();
    let of = |pick: fn(&Bounds<'_>) -> Option<i128>| bounds.iter().filter_map(pick);
    IntegerShape {
        width: formats(position, Kinds::INTEGER)
            .find_map(IntegerWidth::of)
            .unwrap_or(IntegerWidth::I64),
        minimum: of(|bounds| bounds.minimum.map(ceiling)).max(),
        maximum: of(|bounds| bounds.maximum.map(floor)).min(),
        // A value above 1.5 is a value above 1; below 1.5, below 2.
        exclusive_minimum: of(|bounds| bounds.exclusive_minimum.map(floor)).max(),
        exclusive_maximum: of(|bounds| bounds.exclusive_maximum.map(ceiling)).min(),
        multiple_of: position
            .all("multipleOf")
            .filter_map(|divisor| u128::try_from(divisor.number()?.as_i128()?).ok())
            .filter(|divisor| *divisor > 0)
            .fold(None, |all, divisor| {
                all.map_or(Some(divisor), |all| least_common_multiple(all, divisor))
            })
            .filter(|divisor| *divisor > 1),
    }
}

/// What is a multiple of both; `None` beyond all integers.
fn least_common_multiple(one: u128, other: u128) -> Option<u128> {
    let (mut divisor, mut rest) = (one, other);
    while rest != 0 {
        (divisor, rest) = (rest, divisor % rest);
    }
    (one / divisor).checked_mul(other)
}

pub(super) fn number(position: &Position<'_>) -> NumberShape {
    let bounds: Vec<Bounds<'_>> = position.cursors().map(Bounds::of).collect();
    let highest = |pick: fn(&Bounds<'_>) -> Option<String>| {
        bounds.iter().filter_map(pick).max_by(|a, b| compare(a, b))
    };
    let lowest = |pick: fn(&Bounds<'_>) -> Option<String>| {
        bounds.iter().filter_map(pick).min_by(|a, b| compare(a, b))
    };
    let is_single = formats(position, Kinds::NUMBER).any(|format| format == Format::Float);
    NumberShape {
        width: if is_single {
            NumberWidth::F32
        } else {
            NumberWidth::F64
        },
        minimum: highest(|bounds| text(bounds.minimum)),
        maximum: lowest(|bounds| text(bounds.maximum)),
        exclusive_minimum: highest(|bounds| text(bounds.exclusive_minimum)),
        exclusive_maximum: lowest(|bounds| text(bounds.exclusive_maximum)),
        multiple_of: position
            .all("multipleOf")
            .find_map(|divisor| text(divisor.number())),
        format: formats(position, Kinds::NUMBER).find(|format| IntegerWidth::of(*format).is_some()),
    }
}

fn text(number: Option<&Number>) -> Option<String> {
    number.map(|number| number.text().to_owned())
}

/// Compares two decimals of the document as numbers.
fn compare(one: &str, other: &str) -> std::cmp::Ordering {
    let number = |text: &str| text.parse().unwrap_or(f64::NAN);
    number(one).total_cmp(&number(other))
}

/// The four bounds as 2020-12 has them; 3.0 writes the exclusive ones as flags.
struct Bounds<'a> {
    minimum: Option<&'a Number>,
    maximum: Option<&'a Number>,
    exclusive_minimum: Option<&'a Number>,
    exclusive_maximum: Option<&'a Number>,
}

impl<'a> Bounds<'a> {
    fn of(at: Cursor<'a>) -> Self {
        let number = |key| at.get(key).and_then(Cursor::number);
        let (minimum, maximum) = (number("minimum"), number("maximum"));
        // A flag or a number, whatever the version says: what is meant is plain.
        let split = |bound, key| match at.get_bool(key) {
            Some(true) => (None, bound),
            _ => (bound, number(key)),
        };
        let (minimum, exclusive_minimum) = split(minimum, "exclusiveMinimum");
        let (maximum, exclusive_maximum) = split(maximum, "exclusiveMaximum");
        Self {
            minimum,
            maximum,
            exclusive_minimum,
            exclusive_maximum,
        }
    }
}

fn ceiling(number: &Number) -> i128 {
    number
        .as_i128()
        .unwrap_or_else(|| toward(number, f64::ceil))
}

fn floor(number: &Number) -> i128 {
    number
        .as_i128()
        .unwrap_or_else(|| toward(number, f64::floor))
}

/// A bound with a fraction, or one beyond all integer types, which saturates as it should.
#[allow(
    clippy::cast_possible_truncation,
    reason = "`as` saturates, which is what is wanted"
)]
fn toward(number: &Number, round: fn(f64) -> f64) -> i128 {
    round(number.as_f64().unwrap_or_default()) as i128
}
