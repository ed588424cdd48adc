//! Punycode: RFC 3492, with the parameters of its section 5. Labels are short, so that its quadratic time is nothing.

const BASE: u32 = 36;
const LEAST: u32 = 1;
const MOST: u32 = 26;

/// How the numbers of a code are written, which changes with each.
struct State {
    /// The character that comes next.
    code: u32,
    bias: u32,
    is_first: bool,
}

impl State {
    const START: Self = Self {
        code: 0x80,
        bias: 72,
        is_first: true,
    };

    /// The worth at which the digit with that index is the last.
    fn threshold(&self, index: u32) -> u32 {
        (BASE * (index + 1))
            .saturating_sub(self.bias)
            .clamp(LEAST, MOST)
    }

    /// Section 6.1.
    fn adapt(&mut self, delta: u32, count: u32) {
        let mut delta = delta / if self.is_first { 700 } else { 2 };
        self.is_first = false;
        delta += delta / count;
        let mut steps = 0;
        while delta > (BASE - LEAST) * MOST / 2 {
            delta /= BASE - LEAST;
            steps += BASE;
        }
        self.bias = steps + (BASE - LEAST + 1) * delta / (delta + 38);
    }
}

/// The text that a code stands for; `None` if it is no code. Capital letters are not expected.
pub(super) fn decode(code: &str) -> Option<String> {
    let (plain, rest) = code.rsplit_once('-').unwrap_or(("", code));
    let mut text: Vec<char> = plain.chars().collect();
    let mut digits = rest.bytes().map(|byte| match byte {
        b'a'..=b'z' => Some(u32::from(byte - b'a')),
        b'0'..=b'9' => Some(u32::from(byte - b'0') + 26),
        _ => None,
    });
    let mut state = State::START;
    let mut place = 0u32;
    while digits.len() > 0 {
        let before = place;
        let mut weight = 1u32;
        for index in 0.. {
            let digit = digits.next()??;
            place = place.checked_add(digit.checked_mul(weight)?)?;
            let threshold = state.threshold(index);
            if digit < threshold {
                break;
            }
            weight = weight.checked_mul(BASE - threshold)?;
        }
        let count = u32::try_from(text.len() + 1).ok()?;
        state.adapt(place - before, count);
        state.code = state.code.checked_add(place / count)?;
        place %= count;
        text.insert(usize::try_from(place).ok()?, char::from_u32(state.code)?);
        place += 1;
    }
    Some(text.into_iter().collect())
}

/// The code of a text; `None` if it is too long for one.
pub(super) fn encode(text: &str) -> Option<String> {
    let mut code: String = text.chars().filter(char::is_ascii).collect();
    let mut done = u32::try_from(code.len()).ok()?;
    if done > 0 {
        code.push('-');
    }
    let mut state = State::START;
    let mut delta = 0u32;
    while let Some(next) = text
        .chars()
        .map(u32::from)
        .filter(|&found| found >= state.code)
        .min()
    {
        delta = delta.checked_add((next - state.code).checked_mul(done + 1)?)?;
        state.code = next;
        for found in text.chars().map(u32::from) {
            if found < next {
                delta = delta.checked_add(1)?;
            }
            if found == next {
                write(delta, &state, &mut code);
                state.adapt(delta, done + 1);
                delta = 0;
                done += 1;
            }
        }
        delta = delta.checked_add(1)?;
        state.code += 1;
    }
    Some(code)
}

/// Writes one number.
fn write(mut number: u32, state: &State, code: &mut String) {
    let digit = |worth: u32| char::from_digit((worth + 10) % 36, 36).map_or('0', |digit| digit);
    for index in 0.. {
        let threshold = state.threshold(index);
        if number < threshold {
            break;
        }
        number -= threshold;
        code.push(digit(threshold + number % (BASE - threshold)));
        number /= BASE - threshold;
    }
    code.push(digit(number));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        let pairs = [
            ("bücher", "bcher-kva"),
            ("ü", "tda"),
            ("실례", "9n2bp8q"),
            ("他们为什么不说中文", "ihqwcrb4cv8a8dqg056pqjye"),
            ("3年b組金八先生", "3b-ww4c5e180e575a65lsy2b"),
            ("a", "a-"),
            ("", ""),
        ];
        for (text, code) in pairs {
            assert_eq!(encode(text).as_deref(), Some(code));
            assert_eq!(decode(code).as_deref(), Some(text));
        }
    }

    #[test]
    fn what_is_no_code_gives_nothing() {
        for code in ["b", "9999999999", "é", "bcher-kv!", "\u{fffd}", "zzzzzzzz"] {
            assert_eq!(decode(code), None, "{code}");
        }
    }
}
