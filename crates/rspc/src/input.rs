//! What a procedure takes: decoded once, unknown fields refused, then validated by its constraints.

use std::{collections::BTreeMap, fmt};

use serde::{Serialize, de::DeserializeOwned};

use crate::Names;

/// A procedure's input. `#[rspc::input]` derives it; `()` is "no input".
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

/// What is wrong with an input, as zod's `flatten()` says it: of the whole, and field by field.
/// Fields go by their names on the wire; a nested one by its first segment, its message saying the path.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FieldErrors {
    form_errors: Vec<String>,
    field_errors: BTreeMap<String, Vec<String>>,
}

impl FieldErrors {
    /// Adds a message; `path` is empty for the input as a whole, else wire names joined by dots.
    #[must_use]
    pub fn with(mut self, path: &str, message: impl Into<String>) -> Self {
        self.push(path, message.into());
        self
    }

    fn push(&mut self, path: &str, message: String) {
        match path.split_once(['.', '[']) {
            None if path.is_empty() => self.form_errors.push(message),
            None => self.field_errors.entry(path.to_owned()).or_default().push(message),
            Some((field, _)) => {
                self.field_errors.entry(field.to_owned()).or_default().push(format!("{path}: {message}"));
            }
        }
    }

    /// What `garde` found, its Rust names turned into wire names.
    pub fn from_report(report: &garde::Report, names: Names) -> Self {
        let mut errors = Self::default();
        for (path, error) in report.iter() {
            errors.push(&names.on_the_wire(&path.to_string()), error.message().to_owned());
        }
        errors
    }
}

impl fmt::Display for FieldErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of_fields = self
            .field_errors
            .iter()
            .flat_map(|(field, all)| all.iter().map(move |message| (Some(field), message)));
        let of_whole = self.form_errors.iter().map(|message| (None, message));
        for (at, (field, message)) in of_whole.chain(of_fields).enumerate() {
            let separator = if at == 0 { "" } else { "; " };
            match field {
                Some(field) if !message.starts_with(&format!("{field}.")) => {
                    write!(f, "{separator}{field}: {message}")?;
                }
                _ => write!(f, "{separator}{message}")?,
            }
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
            .with("legs.0.qty", "too small");
        assert_eq!(errors.to_string(), "nothing fits; legs.0.qty: too small; limit: too large");
        assert_eq!(
            serde_json::to_string(&errors).unwrap(),
            r#"{"formErrors":["nothing fits"],"fieldErrors":{"legs":["legs.0.qty: too small"],"limit":["too large"]}}"#
        );
    }
}
