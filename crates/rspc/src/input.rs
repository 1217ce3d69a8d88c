//! What a procedure takes: decoded once, unknown fields refused, then validated by its constraints.

use std::{collections::BTreeMap, fmt};

use serde::{Serialize, Serializer, de::DeserializeOwned, ser::SerializeStruct};

use crate::Names;

/// A procedure's input. `#[rspc::input]` derives it; `()` is "no input". One value is an input as well, such as a
/// `String`, a number, a [`Date`](superjson::Date), with the feature `uuid` a `Uuid`, and so are an `Option`, a `Vec` and
/// a `BTreeMap` of inputs by `String`; but only an object has room for another field tomorrow.
///
/// It is read as its schema reads it: an array is no object, a variant without content is its name alone, NaN is in no
/// range, an unknown field is refused, though it be `undefined`. For clients that are not JavaScript it takes more:
/// `null` (and, where nothing is required, `{}`) for an input that is left out; superjson's dates, sets and maps without
/// their annotations; plain digits for a `bigint`. And what serde reads twice, in an enum that is tagged from inside or
/// not at all, no longer tells a `bigint` from a number.
///
/// A rule that no schema can say is told when it is compiled, and not dropped:
///
/// ```compile_fail
/// #[rspc::input]
/// struct Payment {
///     #[garde(credit_card)]
///     card: String,
/// }
/// ```
///
/// The server alone checks it where the field says so:
///
/// ```
/// #[rspc::input]
/// struct Peer {
///     #[rspc(server_only)]
///     #[garde(ip)]
///     address: String,
/// }
/// ```
///
/// So is a part whose constraints would be nobody's:
///
/// ```compile_fail
/// struct Part;
///
/// #[rspc::input]
/// struct Whole {
///     #[garde(dive)]
///     part: Part,
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no input of a procedure",
    note = "make it an `#[rspc::input]`, or a field of one"
)]
pub trait Input: DeserializeOwned + specta::Type + Send + 'static {
    /// Whether a call may leave the input out, as it may when every field has a default.
    const OPTIONAL: bool = false;

    /// Checks the constraints that the type alone does not hold.
    fn validate(&self) -> Result<(), FieldErrors> {
        Ok(())
    }
}

impl Input for () {
    const OPTIONAL: bool = true;
}

/// garde's check that goes with each range: NaN is in none. Of everything else it is always true.
#[doc(hidden)]
pub fn ordered<T: PartialOrd>(value: &T, (): &()) -> garde::Result {
    match value.partial_cmp(value) {
        Some(_) => Ok(()),
        None => Err(garde::Error::new("not a number")),
    }
}

/// What is wrong with an input, as zod's `flatten()` says it: of the whole, and field by field.
/// Fields go by their names on the wire; a nested one by its first segment, its message saying the path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldErrors(Vec<FieldError>);

/// What is wrong with one value in an input.
#[derive(Clone, Debug, PartialEq, Eq)]
struct FieldError {
    /// The path to it; empty for the input as a whole.
    path: String,
    /// How much of the path is the field of the input that it is in.
    field: usize,
    message: String,
}

impl FieldErrors {
    /// Adds a message; `path` is empty for the input as a whole, else wire names joined by dots.
    #[must_use]
    pub fn with(self, path: &str, message: impl Into<String>) -> Self {
        let field = path.find(['.', '[']).unwrap_or(path.len());
        self.inside(field, path.to_owned(), message.into())
    }

    /// Adds a message of what is inside a field, whose name is the beginning of the path.
    pub(crate) fn inside(mut self, field: usize, path: String, message: String) -> Self {
        self.0.push(FieldError { path, field, message });
        self
    }

    /// What `garde` found, its Rust names turned into wire names.
    pub fn from_report(report: &garde::Report, names: Names) -> Self {
        report.iter().fold(Self::default(), |errors, (path, error)| {
            errors.with(&names.on_the_wire(&path.to_string()), error.message())
        })
    }

    /// Whether nothing is wrong.
    pub(crate) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds what is wrong with an input inside this one.
    pub(crate) fn and_in(mut self, field: &str, inside: Self) -> Self {
        self.0.extend(inside.0.into_iter().map(|FieldError { path, message, .. }| {
            let separator = if path.is_empty() || path.starts_with('[') { "" } else { "." };
            FieldError { field: field.len(), path: format!("{field}{separator}{path}"), message }
        }));
        self
    }

    /// Adds what else is wrong, but for what is in one of these places.
    pub(crate) fn and(mut self, others: Self, without: &[String]) -> Self {
        let is_in = |path: &str, place: &String| {
            path.strip_prefix(place.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        };
        self.0.extend(others.0.into_iter().filter(|it| !without.iter().any(|place| is_in(&it.path, place))));
        self
    }
}

impl FieldError {
    /// The field, and what it is told: within it, by the path.
    fn flattened(&self) -> (&str, String) {
        let is_inside = self.field < self.path.len();
        let message = if is_inside { self.to_string() } else { self.message.clone() };
        (&self.path[..self.field], message)
    }
}

impl fmt::Display for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() {
            f.write_str(&self.message)
        } else {
            write!(f, "{}: {}", self.path, self.message)
        }
    }
}

impl Serialize for FieldErrors {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (mut of_form, mut of_fields) = (Vec::new(), BTreeMap::<_, Vec<_>>::new());
        for (field, message) in self.0.iter().map(FieldError::flattened) {
            if field.is_empty() { &mut of_form } else { of_fields.entry(field).or_default() }.push(message);
        }
        let mut flattened = serializer.serialize_struct("FieldErrors", 2)?;
        flattened.serialize_field("formErrors", &of_form)?;
        flattened.serialize_field("fieldErrors", &of_fields)?;
        flattened.end()
    }
}

impl fmt::Display for FieldErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The whole first, then the fields by their names.
        let mut all: Vec<&FieldError> = self.0.iter().collect();
        all.sort_by_key(|it| &it.path[..it.field]);
        for (at, error) in all.into_iter().enumerate() {
            let separator = if at == 0 { "" } else { "; " };
            write!(f, "{separator}{error}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flattens_by_first_segment_and_reads_as_a_sentence() {
        let errors = FieldErrors::default()
            .with("", "nothing fits")
            .with("limit", "too large")
            .with("legs.0.qty", "too small")
            .with("tags[1]", "too long");
        assert_eq!(
            errors.to_string(),
            "nothing fits; legs.0.qty: too small; limit: too large; tags[1]: too long"
        );
        assert_eq!(
            serde_json::to_string(&errors).unwrap(),
            r#"{"formErrors":["nothing fits"],"fieldErrors":{"legs":["legs.0.qty: too small"],"limit":["too large"],"tags":["tags[1]: too long"]}}"#
        );
    }
}
