//! What a procedure answers: encoded at once into the transport's buffer, or as a stream of encoded items.

use std::any::TypeId;

use serde::Serialize;
use superjson::{Document, Segment, Undefined};

use crate::{ErrorCode, Failure, ItemStream, Transformer};

/// An encoded value. With superjson, `json` holds the value and `document` its annotations, for the transport to
/// join: what stood in `json` before (an envelope's beginning) is kept.
#[derive(Debug, Default)]
pub struct Encoded {
    /// The value, after whatever the transport had written.
    pub json: Vec<u8>,
    /// What superjson has to say about the value.
    pub document: Document,
    /// Whether the procedure answered nothing at all: `undefined` in TypeScript.
    pub undefined: bool,
}

/// How the transport wants values written.
#[derive(Clone, Copy, Debug, Default)]
pub struct Encoding {
    /// Plain JSON or superjson.
    pub transformer: Transformer,
    /// Whether a tracked item's value is wrapped with its id.
    pub tracked: TrackedForm,
    /// Where the value stands in a document that holds more than it; empty where it is the document.
    pub path: &'static [Segment<'static>],
}

/// How a tracked item is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TrackedForm {
    /// The data alone; the transport has a place of its own for the id (SSE).
    #[default]
    Bare,
    /// `{"id":…,"data":…}` (WebSocket).
    Envelope,
}

impl Encoding {
    /// Appends `value` to `json`. Fails where a map's key is not a string or a `Serialize` refuses.
    pub fn encode<T: Serialize + 'static>(self, value: &T, json: Vec<u8>) -> Result<Encoded, Failure> {
        if TypeId::of::<T>() == TypeId::of::<()>() {
            let encoded = match self.transformer {
                Transformer::Plain => self.append(&(), json),
                Transformer::Superjson => self.append(&Undefined, json),
            };
            return encoded.map(|encoded| Encoded { undefined: true, ..encoded });
        }
        self.append(value, json)
    }

    /// Encodes `value` as a document of its own, complete.
    pub fn document<T: Serialize>(self, value: &T) -> Result<Vec<u8>, Failure> {
        let mut buffer = Vec::with_capacity(256);
        if self.transformer == Transformer::Plain {
            return self.append(value, buffer).map(|encoded| encoded.json);
        }
        superjson::append(&mut buffer, value).map_err(|error| unencodable(&error))?;
        Ok(buffer)
    }

    fn append<T: Serialize>(self, value: &T, mut json: Vec<u8>) -> Result<Encoded, Failure> {
        let mut document = Document::new();
        match self.transformer {
            Transformer::Plain => {
                serde_json::to_writer(&mut json, value).map_err(|error| unencodable(&error))?;
            }
            Transformer::Superjson => {
                document.append_value(&mut json, self.path, value).map_err(|error| unencodable(&error))?;
            }
        }
        Ok(Encoded { json, document, undefined: false })
    }
}

fn unencodable(error: &dyn std::error::Error) -> Failure {
    Failure::new(ErrorCode::InternalServerError, format!("The answer cannot be encoded: {error}"))
}

/// What a call came to.
pub enum Reply {
    /// One value.
    Once(Encoded),
    /// A subscription's values.
    Stream(ItemStream),
}
