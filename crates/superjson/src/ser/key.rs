//! The text that `serde_json` makes of a map's key.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::Value;

/// A key that can be asked for its text.
pub(super) trait MapKey {
    fn text(&self) -> Result<String, serde_json::Error>;
}

/// Any serializable key, not yet turned into text.
pub(super) struct LazyKey<'a, K: ?Sized>(pub(super) &'a K);

impl<K: Serialize + ?Sized> MapKey for LazyKey<'_, K> {
    fn text(&self) -> Result<String, serde_json::Error> {
        key_text(self.0)
    }
}

/// Lets `serde_json` itself turn the key into text, as the only key of an object.
pub(super) fn key_text<K: Serialize + ?Sized>(key: &K) -> Result<String, serde_json::Error> {
    let mut object = serde_json::value::Serializer.serialize_map(Some(1))?;
    object.serialize_entry(key, &())?;
    Ok(match object.end()? {
        Value::Object(object) => object.into_iter().next().map(|(key, _)| key).unwrap_or_default(),
        _ => String::new(),
    })
}
