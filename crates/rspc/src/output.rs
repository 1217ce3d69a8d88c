//! What a procedure answers: encoded at once into the transport's buffer, or as a stream of encoded items.

use std::any::TypeId;

use futures::stream::BoxStream;
use serde::Serialize;
use specta::{Types, datatype::DataType};
use superjson::{Document, Segment, Undefined};

use crate::{ErrorCode, Failure, Transformer};

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
    pub fn encode<T: Serialize + 'static>(self, value: &T, mut json: Vec<u8>) -> Result<Encoded, Failure> {
        let undefined = TypeId::of::<T>() == TypeId::of::<()>();
        let mut document = Document::new();
        match self.transformer {
            Transformer::Plain => {
                serde_json::to_writer(&mut json, value).map_err(|error| unencodable(&error))?;
            }
            Transformer::Superjson => {
                let written = if undefined {
                    document.append_value(&mut json, self.path, &Undefined)
                } else {
                    document.append_value(&mut json, self.path, value)
                };
                written.map_err(|error| unencodable(&error))?;
            }
        }
        Ok(Encoded { json, document, undefined })
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

/// A subscription's values, encoded.
pub type ItemStream = BoxStream<'static, Result<Item, Failure>>;

/// One encoded value of a subscription.
#[derive(Debug)]
pub struct Item {
    /// What a client resumes after, where the item is tracked.
    pub id: Option<String>,
    /// The value, in the form that [`Encoding::tracked`] asked for.
    pub value: Encoded,
}

/// A value with an id that a reconnecting client resumes after. In TypeScript `{ id: string; data: T }`.
#[derive(Clone, Debug)]
pub struct Tracked<T> {
    /// The resume position, never empty.
    pub id: String,
    /// The value.
    pub data: T,
}

/// What a subscription's stream may yield: any value, or a [`Tracked`] one.
pub trait StreamItem: Send + 'static {
    /// Encodes the item.
    fn encode(self, encoding: Encoding) -> Result<Item, Failure>;
    /// The item's type.
    fn definition(types: &mut Types) -> DataType;
}

impl<T: Serialize + specta::Type + Send + 'static> StreamItem for T {
    fn encode(self, encoding: Encoding) -> Result<Item, Failure> {
        Ok(Item { id: None, value: encoding.encode(&self, Vec::new())? })
    }
    fn definition(types: &mut Types) -> DataType {
        <T as specta::Type>::definition(types)
    }
}

impl<T: Serialize + specta::Type + Send + 'static> StreamItem for Tracked<T> {
    fn encode(self, encoding: Encoding) -> Result<Item, Failure> {
        let value = match encoding.tracked {
            TrackedForm::Bare => encoding.encode(&self.data, Vec::new())?,
            TrackedForm::Envelope => {
                let Self { id, data } = self;
                let envelope = Envelope { id, data };
                let value = encoding.encode(&envelope, Vec::new())?;
                return Ok(Item { id: Some(envelope.id), value });
            }
        };
        Ok(Item { id: Some(self.id), value })
    }
    fn definition(types: &mut Types) -> DataType {
        <Envelope<T> as specta::Type>::definition(types)
    }
}

#[derive(Serialize, specta::Type)]
#[specta(inline)]
struct Envelope<T> {
    id: String,
    data: T,
}
