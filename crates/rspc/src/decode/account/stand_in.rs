//! Something that fits, whatever it is: made of what a type asks for, and of what it said of the last attempt.

use std::borrow::Cow;

use superjson::Value;

use super::{fault::Kind, walk::Walk};

/// Texts of the forms that types check as they read, the usual ones first.
const USUAL: [&str; 4] = ["", "00000000-0000-0000-0000-000000000000", "1970-01-01T00:00:00.000Z", "0"];
const OTHERS: [&str; 10] = [
    "a",
    "A",
    "AAA",
    "1970-01-01",
    "00:00:00",
    "1970-01-01T00:00:00",
    "a@a.aa",
    "https://a.aa/",
    "127.0.0.1",
    "::1",
];

/// How many values are tried of a type that says nothing of what it wants.
const VALUES: usize = 48;

/// The text to try; between the usual ones and the others, those of the patterns that the input's types declare.
fn text(walk: &Walk, attempt: usize) -> Value<'static> {
    let usual = USUAL.get(attempt).map(|text| Cow::Borrowed(*text));
    let declared = || walk.declared().get(attempt - USUAL.len()).map(|text| Cow::Owned(text.clone()));
    let other = || OTHERS.get(attempt - USUAL.len() - walk.declared().len()).map(|text| Cow::Borrowed(*text));
    let text = usual.or_else(declared).or_else(other);
    text.map_or_else(|| Value::Unfit("no text fits".to_owned()), Value::Text)
}

/// What is known of a value that is to be made up.
#[derive(Clone, Default)]
pub(super) struct Sketch {
    /// How many attempts have failed.
    attempt: usize,
    /// The names that it may be one of.
    names: &'static [&'static str],
    /// The fields that it has to have, where it is an object of an enum that is tagged from inside.
    fields: Vec<(&'static str, Self)>,
}

impl Sketch {
    /// Learns from a failed attempt; whether there is another one to make.
    pub(super) fn learn(&mut self, fault: &Kind) -> bool {
        match fault {
            Kind::Missing(field) => {
                self.fields.push((field, Self::default()));
                return self.fields.len() <= VALUES;
            }
            Kind::Variant(names) if self.fields.is_empty() && self.names.is_empty() => {
                (self.names, self.attempt) = (names, 0);
                return true;
            }
            _ => {}
        }
        // A field that an enum has buffered is not told apart: the last one that was added does not fit.
        if let Some((_, field)) = self.fields.last_mut() {
            return field.learn(fault);
        }
        self.attempt += 1;
        self.attempt < if self.names.is_empty() { VALUES } else { 2 * self.names.len() }
    }
}

/// A value of a type that has not said what it wants.
pub(super) enum Anything {
    /// An object of one field, which is made up in turn.
    Variant(&'static str),
    Value(Value<'static>),
}

/// A number. Of those that may not be zero, the next one.
pub(super) fn number(walk: &Walk) -> Value<'static> {
    Value::Unsigned(u64::from(walk.sketch().attempt > 0))
}

/// One of the names that are known to be asked for, or else a text.
pub(super) fn name_or_text(walk: &Walk) -> Value<'static> {
    let Sketch { attempt, names, .. } = walk.sketch();
    match names.get(attempt) {
        Some(name) => Value::Text(Cow::Borrowed(name)),
        None if names.is_empty() => text(walk, attempt),
        None => Value::Unfit("no name fits".to_owned()),
    }
}

/// One of these variants.
pub(super) fn variant(walk: &Walk, variants: &[&'static str]) -> Value<'static> {
    let name = variants.get(walk.sketch().attempt).copied().unwrap_or_default();
    Value::Text(Cow::Borrowed(name))
}

/// An enum, mostly: the empty object has it say its tag, and a text its names.
pub(super) fn anything(walk: &Walk) -> Anything {
    let sketch = walk.sketch();
    let Sketch { attempt, names, ref fields } = sketch;
    if !fields.is_empty() || attempt < names.len() {
        return Anything::Value(buffered(walk, sketch));
    }
    if let Some(name) = names.get(attempt - names.len()) {
        return Anything::Variant(name);
    }
    Anything::Value(match attempt {
        // Of an object without fields, which one tells it apart.
        0 => Value::Object(Vec::new()),
        _ => any(walk, attempt - 1),
    })
}

/// A value that is buffered before anybody says what it is.
fn buffered(walk: &Walk, sketch: Sketch) -> Value<'static> {
    let Sketch { attempt, names, fields } = sketch;
    if !fields.is_empty() {
        let entries = fields.into_iter().map(|(name, field)| (name.into(), buffered(walk, field)));
        return Value::Object(entries.collect());
    }
    names.get(attempt).map_or_else(|| any(walk, attempt), |name| Value::Text(Cow::Borrowed(name)))
}

/// One value after the other, for a type that says nothing of what it wants.
fn any(walk: &Walk, attempt: usize) -> Value<'static> {
    match attempt {
        // Of a name, it is told which there are.
        0 => Value::Text(Cow::Borrowed(USUAL[0])),
        1 => Value::Unsigned(0),
        2 => Value::Bool(false),
        3 => Value::Null,
        4 => Value::Array(Vec::new()),
        5 => Value::Object(Vec::new()),
        _ => text(walk, attempt - 5),
    }
}
