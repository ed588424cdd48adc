//! Takes examples around: text, value, text.

use anteroom::json::{self, Decode, DecodeError, Encode, Map, Reader, Value, Writer};
use anteroom::validate::Checker;
use anteroom::{DateTime, Validate};

struct Runner {
    document: &'static str,
    cases: std::str::Lines<'static>,
    accepted: usize,
    refused: usize,
    left_out: usize,
    failures: usize,
}

/// What may be null: std's type has no `Decode`, since what null means depends on where it stands.
struct Nullable<T>(Option<T>);

impl<T: Decode> Decode for Nullable<T> {
    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        reader.nullable(T::decode).map(Self)
    }
}

impl<T: Encode> Encode for Nullable<T> {
    fn encode(&self, writer: &mut Writer) {
        self.0.encode(writer);
    }
}

impl<T: Validate> Validate for Nullable<T> {
    fn check(&self, checker: &mut Checker<'_>) {
        if let Some(value) = &self.0 {
            value.check(checker);
        }
    }
}

/// What became of an example.
type Outcome = Result<Written, DecodeError>;

struct Written {
    text: String,
    violations: Vec<String>,
}

fn around<T: Decode + Encode + Validate>(text: &str) -> Outcome {
    let value: T = json::from_str(text)?;
    let violations = value.validate().err();
    let violations = violations.iter().flat_map(|all| all.iter());
    Ok(Written {
        text: json::to_string(&value),
        violations: violations.map(|violation| violation.to_string()).collect(),
    })
}

impl Runner {
    fn document(&mut self, document: &'static str, untold: usize, cases: &'static str) {
        *self = Self {
            document,
            cases: cases.lines(),
            accepted: 0,
            refused: 0,
            left_out: 0,
            failures: self.failures,
        };
        if untold > 0 {
            println!("{document}: nothing is generated for {untold} examples");
        }
    }

    fn examples_of<T: Decode + Encode + Validate>(&mut self) {
        let name = std::any::type_name::<T>();
        while let Some(case) = self.cases.next().filter(|case| !case.is_empty()) {
            let mut fields = case.splitn(3, '\t');
            let mut field = || fields.next().unwrap_or_default();
            let (expected, pointer, text) = (field(), field(), field());
            self.example(name, expected, pointer, text, around::<T>(text));
        }
    }

    fn example(&mut self, ty: &str, expected: &str, pointer: &str, text: &str, outcome: Outcome) {
        let complaints = match (expected, outcome) {
            ("accepted", Err(error)) => vec![format!("is refused: {error}")],
            ("refused", Ok(_)) => vec!["is accepted, against the warning".to_owned()],
            ("accepted", Ok(written)) => {
                self.accepted += 1;
                let mut complaints = written.violations;
                let (given, written) = (parse(text), parse(&written.text));
                self.compare(&given, &written, "", &mut complaints);
                complaints
            }
            _ => {
                self.refused += 1;
                Vec::new()
            }
        };
        for complaint in &complaints {
            println!("{}: {pointer}: {ty}: {complaint}", self.document);
        }
        self.failures += usize::from(!complaints.is_empty());
    }

    /// Complains of what is not the same, but for the forms that have one way to be written.
    fn compare(&mut self, given: &Value, written: &Value, at: &str, complaints: &mut Vec<String>) {
        match (given, written) {
            (Value::Object(given), Value::Object(written)) => {
                self.compare_objects(given, written, at, complaints);
            }
            (Value::Array(given), Value::Array(written)) if given.len() == written.len() => {
                for (index, (given, written)) in given.iter().zip(written).enumerate() {
                    self.compare(given, written, &format!("{at}/{index}"), complaints);
                }
            }
            (Value::String(given), Value::String(written)) if is_same_text(given, written) => {}
            _ if given == written => {}
            _ => complaints.push(format!("{at} is written as {written:?}, not {given:?}")),
        }
    }

    fn compare_objects(
        &mut self,
        given: &Map<Value>,
        written: &Map<Value>,
        at: &str,
        complaints: &mut Vec<String>,
    ) {
        for (name, given) in given {
            match written.get(name) {
                Some(written) => self.compare(given, written, &format!("{at}/{name}"), complaints),
                // A property that the schema does not speak of is read over.
                None => self.left_out += 1,
            }
        }
        for (name, _) in written {
            if given.get(name).is_none() {
                complaints.push(format!("{at}/{name} is added"));
            }
        }
    }

    fn end_of_document(&mut self) {
        println!(
            "{:30} {:>5} examples go around, {:>4} are refused, {:>4} properties are read over",
            self.document, self.accepted, self.refused, self.left_out
        );
    }
}

fn parse(text: &str) -> Value {
    json::from_str(text).expect("it is JSON")
}

/// A fraction of a second, the case of a UUID and the form of an address are written in one way.
fn is_same_text(given: &str, written: &str) -> bool {
    let moment = |text: &str| json::from_str::<DateTime>(&format!("{text:?}")).ok();
    let address = |text: &str| text.parse::<std::net::Ipv6Addr>().ok();
    given == written
        || moment(given).is_some_and(|given| moment(written) == Some(given))
        || (given.len() == 36 && given.to_lowercase() == written)
        || address(given).is_some_and(|given| address(written) == Some(given))
}

fn main() {
    let mut runner = Runner {
        document: "",
        cases: "".lines(),
        accepted: 0,
        refused: 0,
        left_out: 0,
        failures: 0,
    };
    run(&mut runner);
    if runner.failures > 0 {
        println!("{} examples failed", runner.failures);
        std::process::exit(1);
    }
}
