//! An input that was left out, and the resume position that may stand in its place.

use std::marker::PhantomData;

use serde::{
    Deserializer,
    de::{self, DeserializeSeed, IntoDeserializer, MapAccess, Visitor},
    forward_to_deserialize_any,
};

use super::protocol::LAST_EVENT_ID;

/// An input that was left out: nothing for `()` and `Option`, an object without fields for a struct.
pub(super) struct Absent<'r, E> {
    pub(super) resume: Option<&'r str>,
    pub(super) error: PhantomData<E>,
}

impl<'de, E: de::Error> Deserializer<'de> for Absent<'_, E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, E> {
        Err(E::custom("an input is required"))
    }
    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_unit()
    }
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_none()
    }
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, E> {
        let id = self.resume.filter(|_| fields.contains(&LAST_EVENT_ID));
        visitor.visit_map(Resume { id, error: PhantomData })
    }

    forward_to_deserialize_any! { bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf
    unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any }
}

/// An object that holds the resume position, or nothing.
pub(super) struct Resume<'r, E> {
    pub(super) id: Option<&'r str>,
    pub(super) error: PhantomData<E>,
}

impl<'de, E: de::Error> MapAccess<'de> for Resume<'_, E> {
    type Error = E;
    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, E> {
        self.id.map(|_| seed.deserialize(LAST_EVENT_ID.into_deserializer())).transpose()
    }
    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, E> {
        let text = self.id.take().unwrap_or_default();
        seed.deserialize(Text { text, error: PhantomData })
    }
}

/// A string that is there: also where an `Option` is asked for.
pub(super) struct Text<'r, E> {
    pub(super) text: &'r str,
    pub(super) error: PhantomData<E>,
}

impl<'de, E: de::Error> Deserializer<'de> for Text<'_, E> {
    type Error = E;
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_str(self.text)
    }
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_some(self)
    }
    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, E> {
        visitor.visit_newtype_struct(self)
    }
    forward_to_deserialize_any! { bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf
    unit unit_struct seq tuple tuple_struct map struct enum identifier ignored_any }
}
