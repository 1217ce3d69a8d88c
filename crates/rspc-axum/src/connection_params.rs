//! What a client says of itself once, in an address or in a socket's first message, because it can set no headers.

use std::collections::BTreeMap;

use rspc::{ErrorCode, Failure};
use serde_json::Value;

/// The parameters by name.
pub(crate) type ConnectionParams = BTreeMap<String, String>;

/// Of an address: JSON.
pub(crate) fn from_text(text: &str) -> Result<ConnectionParams, Failure> {
    let value = serde_json::from_str(text)
        .map_err(|_| Failure::new(ErrorCode::ParseError, "Not JSON-parsable query params"))?;
    from_value(Some(value))
}

/// Of a socket's first message: `{"method":"connectionParams","data":…}`.
pub(crate) fn from_message(message: &[u8]) -> Result<ConnectionParams, Failure> {
    match serde_json::from_slice(message) {
        Ok(Value::Object(mut fields)) => from_value(fields.remove("data")),
        Ok(_) | Err(_) => Err(malformed_message()),
    }
}

/// What is no such message at all.
pub(crate) fn malformed_message() -> Failure {
    Failure::new(ErrorCode::ParseError, "Malformed TRPCConnectionParamsMessage")
}

/// Null, or an object of strings.
fn from_value(value: Option<Value>) -> Result<ConnectionParams, Failure> {
    let shape = || Failure::new(ErrorCode::ParseError, "Invalid connection params shape");
    match value {
        Some(Value::Null) => Ok(ConnectionParams::new()),
        Some(Value::Object(fields)) => {
            let named = |(name, value)| match value {
                Value::String(text) => Ok((name, text)),
                _ => Err(shape()),
            };
            fields.into_iter().map(named).collect()
        }
        _ => Err(shape()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_by_name_or_nothing() {
        let message =
            |text: &str| from_message(text.as_bytes()).map_err(|failure| failure.message().to_owned());
        let named = ConnectionParams::from([("a".to_owned(), "b".to_owned())]);
        assert_eq!(message(r#"{"method":"connectionParams","data":{"a":"b"}}"#), Ok(named));
        assert_eq!(message(r#"{"data":null}"#), Ok(ConnectionParams::new()));
        let shape = Err("Invalid connection params shape".to_owned());
        for wrong in [r#"{"data":{"a":1}}"#, r#"{"data":[]}"#, "{}"] {
            assert_eq!(message(wrong), shape, "{wrong}");
        }
        for wrong in ["", "[]", "{", "1"] {
            assert_eq!(message(wrong), Err("Malformed TRPCConnectionParamsMessage".to_owned()), "{wrong}");
        }
        assert_eq!(from_text("{").unwrap_err().message(), "Not JSON-parsable query params");
    }
}
