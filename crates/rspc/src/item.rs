//! What a subscription yields: plain values, tracked ones that a client resumes after, and shared ones that are
//! encoded once for all subscribers.

use std::sync::{Arc, OnceLock};

use bytes::Bytes;
use futures::stream::BoxStream;
use serde::Serialize;
use specta::{Types, datatype::DataType};

use crate::{Encoding, ErrorCode, Failure, TrackedForm, Transformer};

/// A subscription's values, encoded.
pub type ItemStream = BoxStream<'static, Result<Item, Failure>>;

/// One encoded value of a subscription.
#[derive(Clone, Debug)]
pub struct Item {
    /// What a client resumes after, where the item is tracked.
    pub id: Option<Arc<str>>,
    /// The value as a complete document, in the form that [`Encoding::tracked`] asked for.
    pub document: Bytes,
}

/// A value with an id that a reconnecting client resumes after. In TypeScript `{ id: string; data: T }`.
#[derive(Clone, Debug)]
pub struct Tracked<T> {
    /// The resume position: not empty, and without line breaks.
    pub id: String,
    /// The value.
    pub data: T,
}

/// What a subscription's stream may yield: any value, a [`Tracked`] one, or a [`Shared`] one of either kind.
pub trait StreamItem: Send + 'static {
    /// Encodes the item.
    fn encode(&self, encoding: Encoding) -> Result<Item, Failure>;
    /// The item's type.
    fn definition(types: &mut Types) -> DataType;
}

impl<T: Serialize + specta::Type + Send + 'static> StreamItem for T {
    fn encode(&self, encoding: Encoding) -> Result<Item, Failure> {
        Ok(Item { id: None, document: encoding.document(self)?.into() })
    }
    fn definition(types: &mut Types) -> DataType {
        <T as specta::Type>::definition(types)
    }
}

impl<T: Serialize + specta::Type + Send + 'static> StreamItem for Tracked<T> {
    fn encode(&self, encoding: Encoding) -> Result<Item, Failure> {
        sendable(&self.id)?;
        let document = match encoding.tracked {
            TrackedForm::Bare => encoding.document(&self.data)?,
            TrackedForm::Envelope => encoding.document(&Envelope { id: &self.id, data: &self.data })?,
        };
        Ok(Item { id: Some(self.id.as_str().into()), document: document.into() })
    }
    fn definition(types: &mut Types) -> DataType {
        <Envelope<String, T> as specta::Type>::definition(types)
    }
}

/// Refuses an id that a client could not send back: an event stream's lines end where it does.
fn sendable(id: &str) -> Result<(), Failure> {
    let refused = |why: &'static str| Err(Failure::new(ErrorCode::InternalServerError, why));
    if id.is_empty() {
        return refused(
            "`id` must not be an empty string as empty string is the same as not setting the id at all",
        );
    }
    if id.contains(['\0', '\n', '\r']) {
        return refused(
            "`id` must not contain line breaks or null characters as they are not allowed in a Server-Sent Events id",
        );
    }
    Ok(())
}

/// A tracked value as a client sees it.
#[derive(Serialize, specta::Type)]
#[specta(inline)]
struct Envelope<I, T> {
    id: I,
    data: T,
}

/// A value that many subscribers are sent: encoded by the first of them, in each form once.
pub struct Shared<T>(Arc<Encodings<T>>);

struct Encodings<T> {
    value: T,
    encoded: [OnceLock<Item>; 4],
}

impl<T> Shared<T> {
    /// Shares a value.
    pub fn new(value: T) -> Self {
        Self(Arc::new(Encodings { value, encoded: Default::default() }))
    }

    /// The value.
    pub fn get(&self) -> &T {
        &self.0.value
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T: StreamItem + Sync> StreamItem for Shared<T> {
    fn encode(&self, encoding: Encoding) -> Result<Item, Failure> {
        let plain = usize::from(encoding.transformer == Transformer::Plain);
        let bare = usize::from(encoding.tracked == TrackedForm::Bare);
        let slot = &self.0.encoded[plain * 2 + bare];
        if let Some(item) = slot.get() {
            return Ok(item.clone());
        }
        // Two that come at once both encode; the first to finish is kept.
        let item = self.0.value.encode(encoding)?;
        Ok(slot.get_or_init(|| item).clone())
    }
    fn definition(types: &mut Types) -> DataType {
        T::definition(types)
    }
}
