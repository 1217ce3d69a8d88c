//! The inputs of a request: of one call as they are, of a batch one slice a call, nothing copied.

use std::{borrow::Cow, collections::BTreeMap};

use bytes::Bytes;
use percent_encoding::percent_decode_str;
use rspc::{ErrorCode, Failure};
use serde_json::value::RawValue;

/// A path, its escapes decoded.
pub(crate) fn path(raw: &str) -> Result<Cow<'_, str>, Failure> {
    let malformed = || Failure::new(ErrorCode::BadRequest, format!("Invalid URL-encoding in path \"{raw}\""));
    let escapes_hold = raw
        .split('%')
        .skip(1)
        .all(|rest| rest.len() >= 2 && rest.as_bytes().iter().take(2).all(u8::is_ascii_hexdigit));
    if !escapes_hold {
        return Err(malformed());
    }
    percent_decode_str(raw).decode_utf8().map_err(|_| malformed())
}

/// A parameter of the query string, decoded; the first of its name.
pub(crate) fn parameter<'q>(query: &'q str, name: &str) -> Option<Cow<'q, str>> {
    query.split('&').find_map(|pair| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        (key == name || decoded(key) == name).then(|| decoded(value))
    })
}

/// A name or a value of the query string: `+` is a space, a malformed escape stands for itself.
fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains(['%', '+']) {
        return text.into();
    }
    let spaced = text.replace('+', " ");
    percent_decode_str(&spaced).decode_utf8_lossy().into_owned().into()
}

/// The inputs of `count` calls. `None` is a call without input.
pub(crate) fn split(body: Bytes, batch: bool, count: usize) -> Result<Vec<Option<Bytes>>, Failure> {
    if body.is_empty() {
        return Ok(vec![None; count]);
    }
    if !batch {
        return Ok(vec![Some(body)]);
    }
    let table: BTreeMap<Cow<'_, str>, &RawValue> = serde_json::from_slice(&body).map_err(|error| {
        if error.is_data() {
            Failure::new(ErrorCode::BadRequest, "\"input\" needs to be an object when doing a batch call")
        } else {
            Failure::new(ErrorCode::ParseError, format!("The request is not valid JSON: {error}"))
        }
    })?;
    let slice =
        |index: usize| table.get(index.to_string().as_str()).map(|raw| body.slice_ref(raw.get().as_bytes()));
    Ok((0..count).map(slice).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_leaves_undefined_inputs_out() {
        let body = Bytes::from_static(br#"{"0":{"a":1},"2":null}"#);
        let inputs = split(body, true, 4).unwrap();
        assert_eq!(
            inputs,
            [Some(Bytes::from_static(b"{\"a\":1}")), None, Some(Bytes::from_static(b"null")), None]
        );
        assert_eq!(split(Bytes::new(), true, 2).unwrap(), [None, None]);
        assert_eq!(split(Bytes::from_static(b"[1]"), true, 1).unwrap_err().code(), ErrorCode::BadRequest);
        assert_eq!(split(Bytes::from_static(b"{"), true, 1).unwrap_err().code(), ErrorCode::ParseError);
    }

    #[test]
    fn paths_are_decoded_once_and_strictly() {
        assert_eq!(path("a.b%2Cc%2512").unwrap(), "a.b,c%12");
        for malformed in ["a%2", "a%zz", "a%ff", "%"] {
            assert!(path(malformed).is_err(), "{malformed}");
        }
    }
}
