//! `multipart/*` bodies, part by part as they come (RFC 2046, section 5.1; RFC 7578).

mod disposition;
mod file;
mod part;
mod source;
mod split;

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use http::HeaderMap;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};

pub use self::file::FilePart;
pub use self::part::{Part, PartField, PartRules};

use self::disposition::Disposition;
use self::part::PartKind;
use self::source::{Content, Source};
use self::split::Splitter;
use crate::body::{Complain, plural};
use crate::json::{Reader, to_string};
use crate::late::{Late, Refused};
use crate::server::Bounds;
use crate::validate::{Checker, Place, Root, Step, Unknown, Violation, Violations};
use crate::{Body, CollectError, Input, MediaType, Rejection};

/// A `multipart/*` body: its parts one after the other, as the client sends them.
///
/// Small parts are decoded and checked; a file is a [`FilePart`], whose content is a stream. What breaks the
/// description, whether a value, a part that is there twice or one that is missing at the end, is collected over the whole body
/// and told to the client, whatever the operation answers. What is not read is not looked at: an operation that stops before
/// the end takes the rest as it may be.
///
/// ```
/// use anteroom::{FilePart, Parts, Refused};
///
/// /// The names of all parts of a body whose schema names none.
/// async fn names(mut parts: Parts<FilePart>) -> Result<Vec<String>, Refused> {
///     let mut names = Vec::new();
///     while let Some(part) = parts.next().await? {
///         // Its content is not read, and so skipped.
///         names.push(part.name().to_owned());
///     }
///     Ok(names)
/// }
/// ```
pub struct Parts<T> {
    source: Source,
    late: Late,
    bounds: Bounds,
    /// Where the schema of the body is.
    schema: &'static str,
    /// How many parts each property had.
    counts: Vec<usize>,
    /// How many parts there were.
    count: usize,
    /// How many properties, which may have several.
    properties: usize,
    others: std::collections::HashMap<String, usize>,
    violations: Violations,
    malformed: bool,
    held: Option<Held>,
    is_over: bool,
    part: PhantomData<fn() -> T>,
}

/// A part that is small: as much of it as came.
struct Held {
    index: usize,
    /// Its place among those of its name.
    nth: usize,
    kind: PartKind,
    headers: Arc<HeaderMap>,
    name: String,
    body: Body,
    bytes: Vec<u8>,
}

impl<T: Part> Parts<T> {
    /// `None` where there can be no such boundary.
    pub(crate) fn new(
        body: Body,
        boundary: &str,
        schema: &'static str,
        late: Late,
        bounds: Bounds,
    ) -> Option<Self> {
        let splitter = Splitter::new(boundary)?;
        Some(Self {
            source: Source::new(body, splitter, late.clone(), schema, bounds.body),
            late,
            bounds,
            schema,
            counts: vec![0; T::RULES.object.properties.len()],
            count: 0,
            properties: 0,
            others: std::collections::HashMap::new(),
            violations: Violations::new(),
            malformed: false,
            held: None,
            is_over: false,
            part: PhantomData,
        })
    }

    /// The next part; `None` at the end, where all that must be there was.
    ///
    /// Once something is wrong no more parts are given: the rest is read for what else is. Nothing is lost where the future
    /// is dropped: the next one goes on.
    ///
    /// # Errors
    /// What the client is told. It is, whatever the operation answers.
    pub async fn next(&mut self) -> Result<Option<T>, Refused> {
        if self.is_over {
            return self.outcome();
        }
        loop {
            if self.held.is_none() {
                let Some((headers, content)) = self.source.head().await? else {
                    break;
                };
                self.count += 1;
                if self.count > self.bounds.parts {
                    let limit = self.bounds.parts;
                    return Err(self.refuse(Rejection::TooManyParts { limit }));
                }
                let file = self.begin(headers, content);
                if let Some(file) = file.filter(|_| self.violations.is_empty()) {
                    return Ok(Some(file));
                }
            }
            let part = self.hold().await?;
            if let Some(part) = part.filter(|_| self.violations.is_empty()) {
                return Ok(Some(part));
            }
        }
        self.is_over = true;
        self.check_whole();
        self.outcome()
    }

    /// What came of it all.
    fn outcome(&mut self) -> Result<Option<T>, Refused> {
        if let Some(rejection) = self.late.rejection() {
            return Err(Refused::new(rejection.clone()));
        }
        let errors = std::mem::take(&mut self.violations);
        match (self.malformed, errors.is_empty()) {
            (false, true) => Ok(None),
            (false, false) => Err(self.refuse(Rejection::Invalid(errors))),
            (true, _) => Err(self.refuse(Rejection::Malformed {
                syntax: None,
                errors,
            })),
        }
    }

    fn refuse(&mut self, rejection: Rejection) -> Refused {
        self.is_over = true;
        self.held = None;
        self.late.reject(rejection.clone());
        Refused::new(rejection)
    }

    /// Looks at the head of a part. A file is given at once, another part is to be held.
    fn begin(&mut self, headers: HeaderMap, content: Content) -> Option<T> {
        let Some(disposition) = Disposition::of(&headers) else {
            self.complain_of_head("Content-Disposition must have the form of RFC 7578");
            return None;
        };
        let name = disposition.name.unwrap_or_default();
        let (index, field) = self.find(&name)?;
        let nth = self.note(index, &name, field);
        let is_sound = self.check_head(index, &name, nth, field, &headers);
        let body = Body::new(content);
        let headers = Arc::new(headers);
        if field.kind == PartKind::File {
            if let Some(size) = field.size {
                let nth = field.items.map(|_| nth);
                self.source
                    .measure(size, self.complainer(index, &name, nth));
            }
            let file = FilePart {
                name: name.clone(),
                file_name: disposition.file_name,
                headers: Arc::clone(&headers),
                body,
            };
            let mut input = Input::of_head(&headers, self.bounds);
            let taken = T::file(index, &mut input, file);
            self.note_head(index, &name, field.items.map(|_| nth), input);
            return taken.filter(|_| is_sound);
        }
        if !is_sound {
            return None;
        }
        self.held = Some(Held {
            index,
            nth,
            kind: field.kind_of(&headers),
            headers,
            name,
            body,
            bytes: Vec::new(),
        });
        None
    }

    /// Reads the part that is held to its end, and decodes it.
    async fn hold(&mut self) -> Result<Option<T>, Refused> {
        let limit = self.bounds.part_size;
        while let Some(held) = &mut self.held {
            match held.body.chunk().await {
                Ok(Some(bytes)) if (held.bytes.len() + bytes.len()) as u64 > limit => {
                    return Err(self.refuse(Rejection::PartTooLarge { limit }));
                }
                Ok(Some(bytes)) => held.bytes.extend_from_slice(&bytes),
                Ok(None) => return Ok(self.held.take().and_then(|held| self.decode(&held))),
                Err(CollectError::Broken(error)) => {
                    return Err(match error.downcast::<Refused>() {
                        Ok(refused) => *refused,
                        Err(_) => self.refuse(Rejection::Unreadable),
                    });
                }
                Err(error) => {
                    let rejection = Rejection::of_body(&error, self.bounds.body);
                    return Err(self.refuse(rejection));
                }
            }
        }
        Ok(None)
    }

    /// What the parts of a name are; `None` where they are skipped.
    fn find(&mut self, name: &str) -> Option<(usize, PartField)> {
        let rules = T::RULES;
        let properties = rules.object.properties;
        if let Some(index) = properties.iter().position(|known| known.name == name) {
            let skipped = properties.get(index).is_some_and(|known| known.passed_over);
            let field = rules.fields.get(index).copied().filter(|_| !skipped)?;
            return Some((index, field));
        }
        match rules.object.unknown {
            Unknown::Keep => Some((properties.len(), rules.others?)),
            Unknown::Skip => None,
            Unknown::Refuse => {
                let mut checker = Checker::new().root(Root::body(self.schema));
                checker.enter(rules.object);
                checker.not_allowed(Step::Additional(name));
                self.violations.append(checker.into_violations());
                None
            }
        }
    }

    /// Counts a part, and gives its place among those of its name. There must not be too many.
    fn note(&mut self, index: usize, name: &str, field: PartField) -> usize {
        let nth = match self.counts.get_mut(index) {
            Some(count) => {
                *count += 1;
                *count - 1
            }
            // Those without a name are nothing but parts.
            None if name.is_empty() => 0,
            None => {
                let count = self.others.entry(name.to_owned()).or_default();
                *count += 1;
                *count - 1
            }
        };
        self.properties += usize::from(nth == 0);
        match field.items {
            None if nth > 0 => self.complain_of(index, name, None, "type", "must not be repeated"),
            Some((_, Some(max))) if nth as u64 == max => {
                let message = format!("must have at most {max} item{}", plural(max));
                self.complain_of(index, name, None, "maxItems", &message);
            }
            _ => {}
        }
        nth
    }

    /// Whether a part has the header fields that it must have.
    fn check_head(
        &mut self,
        index: usize,
        name: &str,
        nth: usize,
        field: PartField,
        headers: &HeaderMap,
    ) -> bool {
        let before = self.violations.len();
        let nth = field.items.map(|_| nth);
        if headers.get_all(CONTENT_DISPOSITION).iter().count() > 1 {
            let message = "must have one Content-Disposition";
            self.complain_of(index, name, nth, "headers", message);
        }
        if field.kind != PartKind::File && !is_utf_8(headers) {
            self.complain_of(index, name, nth, "encoding", "must be UTF-8");
        }
        let given = headers.get(CONTENT_TYPE).map(|value| value.to_str());
        if given.is_some_and(|given| !given.is_ok_and(|given| field.takes(given))) {
            let message = field.media_type_message();
            self.complain_of(index, name, nth, "contentType", &message);
        }
        let encoded = headers.get("content-transfer-encoding");
        let is_plain = |value: &[u8]| {
            [&b"binary"[..], b"8bit", b"7bit"]
                .iter()
                .any(|known| known.eq_ignore_ascii_case(value))
        };
        if encoded.is_some_and(|value| !is_plain(value.as_bytes())) {
            let message = "must be sent without Content-Transfer-Encoding";
            self.complain_of(index, name, nth, "encoding", message);
        }
        self.violations.len() == before
    }

    fn decode(&mut self, held: &Held) -> Option<T> {
        let Held {
            index,
            nth,
            kind,
            headers,
            name,
            bytes,
            ..
        } = held;
        let mut input = Input::of_head(headers, self.bounds);
        let (index, nth, bytes) = (*index, *nth, bytes.as_slice());
        let field = T::RULES.field(index)?;
        let nth = field.items.map(|_| nth);
        let Ok(text) = std::str::from_utf8(bytes) else {
            self.malformed = true;
            self.complain_of(index, name, nth, "encoding", "must be UTF-8");
            return None;
        };
        let mut checker = Checker::new().root(Root::body(self.schema));
        enter::<T>(&mut checker, index, name, nth);
        let (value, outcome, malformed) = match kind {
            PartKind::Json => {
                let reader = Reader::new(bytes).depth_limit(self.bounds.depth);
                read::<T>(index, name, &mut input, reader.with_checker(checker))
            }
            _ => {
                let json = to_string(text);
                read::<T>(
                    index,
                    name,
                    &mut input,
                    Reader::text(json.as_bytes()).with_checker(checker),
                )
            }
        };
        self.note_head(index, name, nth, input);
        self.malformed |= malformed;
        match outcome {
            Some(violations) => self.violations.append(violations),
            None => {
                self.malformed = true;
                self.complain_of(index, name, nth, "content", "must be JSON");
            }
        }
        value
    }

    /// What can be said at the end only.
    fn check_whole(&mut self) {
        let rules = T::RULES;
        let counts = std::mem::take(&mut self.counts);
        let has = |index: usize| counts.get(index).is_some_and(|count| *count > 0);
        let mut checker = Checker::new().root(Root::body(self.schema));
        checker.enter(rules.object);
        for (index, property) in rules.object.properties.iter().enumerate() {
            if property.required && !has(index) {
                checker.missing(property.name);
            }
            let items = rules.fields.get(index).and_then(|field| field.items);
            let count = counts.get(index).copied().unwrap_or_default() as u64;
            if let Some((min, _)) = items.filter(|(min, _)| count > 0 && count < *min) {
                checker.property(property.name);
                let message = format_args!("must have at least {min} item{}", plural(min));
                checker.violation("minItems", message);
            }
        }
        rules.object.check_dependent_required(&mut checker, has);
        rules.object.check_size(self.properties, &mut checker);
        checker.leave();
        self.violations.append(checker.into_violations());
    }

    /// Records what is wrong with the header fields of a part.
    fn note_head(&mut self, index: usize, name: &str, nth: Option<usize>, input: Input<'_>) {
        let (found, malformed) = input.into_found();
        self.malformed |= malformed;
        if found.is_empty() {
            return;
        }
        let mut checker = Checker::new();
        enter::<T>(&mut checker, index, name, nth);
        let pointer = checker.here();
        for violation in found.iter() {
            let message = match violation.place {
                Place::Parameter { name, pointer, .. } => {
                    format!("its header field {name}{pointer} {}", violation.message)
                }
                Place::Body { .. } => violation.message.to_owned(),
            };
            self.violations.push(Violation {
                place: Place::Body { pointer: &pointer },
                message: &message,
                ..violation
            });
        }
    }

    fn complain_of_head(&mut self, message: &str) {
        self.malformed = true;
        self.complain(|checker| checker.violation_here("multipart", format_args!("{message}")));
    }

    /// Records a violation of the schema of a part.
    fn complain_of(
        &mut self,
        index: usize,
        name: &str,
        nth: Option<usize>,
        keyword: &'static str,
        message: &str,
    ) {
        self.complain(|checker| {
            checker.leave();
            enter::<T>(checker, index, name, nth);
            checker.violation(keyword, format_args!("{message}"));
        });
    }

    /// Makes a violation of the schema of a part that is read elsewhere.
    fn complainer(&self, index: usize, name: &str, nth: Option<usize>) -> Complain {
        let (schema, name) = (self.schema, name.to_owned());
        Box::new(move |keyword, message| {
            let mut checker = Checker::new().root(Root::body(schema));
            enter::<T>(&mut checker, index, &name, nth);
            checker.violation(keyword, format_args!("{message}"));
            checker.into_violations()
        })
    }

    /// `say` records a violation; the checker is in the object.
    fn complain(&mut self, say: impl FnOnce(&mut Checker<'_>)) {
        let mut checker = Checker::new().root(Root::body(self.schema));
        checker.enter(T::RULES.object);
        say(&mut checker);
        self.violations.append(checker.into_violations());
    }
}

/// Whether a part that is a text is one that can be read.
fn is_utf_8(headers: &HeaderMap) -> bool {
    let given = headers.get(CONTENT_TYPE).and_then(|it| it.to_str().ok());
    let given = given.and_then(MediaType::parse);
    given.is_none_or(|given| given.is_utf_8())
}

/// Goes to a part, or to one of the items that it has.
fn enter<T: Part>(checker: &mut Checker<'_>, index: usize, name: &str, nth: Option<usize>) {
    checker.enter(T::RULES.object);
    match T::RULES.object.properties.get(index) {
        Some(property) => checker.property(property.name),
        None => checker.additional(name),
    }
    if let Some(nth) = nth {
        checker.enter_schema("");
        checker.item(nth);
    }
}

/// The value, the violations unless the text is no JSON, and whether a text in it is malformed.
fn read<T: Part>(
    index: usize,
    name: &str,
    input: &mut Input<'_>,
    mut reader: Reader<'_>,
) -> (Option<T>, Option<Violations>, bool) {
    let value = T::decode(index, name, input, &mut reader);
    let malformed = reader.checker().is_malformed();
    (value, reader.finish().ok(), malformed)
}

impl<T> fmt::Debug for Parts<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Parts").finish_non_exhaustive()
    }
}
