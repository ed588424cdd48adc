//! The rules of scalar schemas.

use crate::document::Cursor;
use crate::ir::{IntegerShape, IntegerWidth, NumberShape, NumberWidth, StringFormat, StringShape};
use crate::parse::Number;

pub(super) fn string(at: Cursor<'_>) -> StringShape {
    StringShape {
        format: at.get_str("format").and_then(StringFormat::from_name),
        min_length: at.get_u64("minLength").filter(|length| *length > 0),
        max_length: at.get_u64("maxLength"),
        pattern: at.get_str("pattern").map(str::to_owned),
    }
}

/// The width comes from the format alone: a bound that is widened later must not change a public
/// type.
pub(super) fn integer(at: Cursor<'_>) -> IntegerShape {
    let width = match at.get_str("format") {
        Some("int8") => IntegerWidth::I8,
        Some("int16") => IntegerWidth::I16,
        Some("int32") => IntegerWidth::I32,
        Some("uint8") => IntegerWidth::U8,
        Some("uint16") => IntegerWidth::U16,
        Some("uint32") => IntegerWidth::U32,
        Some("uint64") => IntegerWidth::U64,
        _ => IntegerWidth::I64,
    };
    let bounds = Bounds::of(at);
    IntegerShape {
        width,
        minimum: bounds.minimum.map(ceiling),
        maximum: bounds.maximum.map(floor),
        // A value above 1.5 is a value above 1; below 1.5, below 2.
        exclusive_minimum: bounds.exclusive_minimum.map(floor),
        exclusive_maximum: bounds.exclusive_maximum.map(ceiling),
        multiple_of: at
            .get("multipleOf")
            .and_then(Cursor::number)
            .and_then(Number::as_i128)
            .and_then(|divisor| u128::try_from(divisor).ok())
            .filter(|divisor| *divisor > 1),
    }
}

pub(super) fn number(at: Cursor<'_>) -> NumberShape {
    let bounds = Bounds::of(at);
    let text = |number: Option<&Number>| number.map(|number| number.text().to_owned());
    NumberShape {
        width: match at.get_str("format") {
            Some("float") => NumberWidth::F32,
            _ => NumberWidth::F64,
        },
        minimum: text(bounds.minimum),
        maximum: text(bounds.maximum),
        exclusive_minimum: text(bounds.exclusive_minimum),
        exclusive_maximum: text(bounds.exclusive_maximum),
        multiple_of: text(at.get("multipleOf").and_then(Cursor::number)),
    }
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
