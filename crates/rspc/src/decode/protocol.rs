//! The fields that `@trpc/*` adds to any input: taken out before the input is decoded, a resume position put in.

use std::{borrow::Cow, cell::RefCell, fmt, marker::PhantomData};

use serde::{
    Deserializer,
    de::{self, DeserializeOwned, DeserializeSeed, IgnoredAny, IntoDeserializer, MapAccess, Visitor},
};
use serde_path_to_error::Track;

use super::absent::{Resume, Text};

/// What `@trpc/*` adds to any input: not the procedure's business unless it declares the field itself.
const PROTOCOL_FIELDS: [&str; 2] = ["direction", "lastEventId"];
pub(super) const LAST_EVENT_ID: &str = "lastEventId";

/// Deserialises `T`, hiding the protocol fields that `T` does not declare.
pub(super) struct Wire<'r, T> {
    pub(super) resume: Option<&'r str>,
    pub(super) into: PhantomData<T>,
}

impl<T> Clone for Wire<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Wire<'_, T> {}

impl<'de, T: DeserializeOwned> DeserializeSeed<'de> for Wire<'_, T> {
    type Value = T;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        T::deserialize(Protocol { inner: deserializer, resume: self.resume })
    }
}

/// The same, noting in `track` how far it came.
pub(super) struct Traced<'r, T> {
    pub(super) track: &'r RefCell<Track>,
    pub(super) resume: Option<&'r str>,
    pub(super) into: PhantomData<T>,
}

impl<T> Clone for Traced<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Traced<'_, T> {}

impl<'de, T: DeserializeOwned> DeserializeSeed<'de> for Traced<'_, T> {
    type Value = T;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        let mut track = self.track.borrow_mut();
        *track = Track::new();
        let inner = Protocol { inner: deserializer, resume: self.resume };
        T::deserialize(serde_path_to_error::Deserializer::new(inner, &mut track))
    }
}

/// A deserialiser whose top-level struct loses undeclared protocol fields and gains the resume position.
struct Protocol<'r, D> {
    inner: D,
    resume: Option<&'r str>,
}

macro_rules! pass {
    ($($name:ident($($arg:ident: $ty:ty),*))*) => {$(
        fn $name<V: Visitor<'de>>(self, $($arg: $ty,)* visitor: V) -> Result<V::Value, D::Error> {
            self.inner.$name($($arg,)* visitor)
        }
    )*};
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Protocol<'_, D> {
    type Error = D::Error;

    /// Asks for anything, since an object may also be left out, and an array is none.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        let resume = self.resume.filter(|_| fields.contains(&LAST_EVENT_ID));
        self.inner.deserialize_any(TopLevel { visitor, fields, resume })
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_any(NoInput { visitor })
    }

    pass! { deserialize_any() deserialize_bool() deserialize_i8() deserialize_i16() deserialize_i32()
    deserialize_i64() deserialize_i128() deserialize_u8() deserialize_u16() deserialize_u32() deserialize_u64()
    deserialize_u128() deserialize_f32() deserialize_f64() deserialize_char() deserialize_str()
    deserialize_string() deserialize_bytes() deserialize_byte_buf() deserialize_option()
    deserialize_unit_struct(name: &'static str) deserialize_newtype_struct(name: &'static str) deserialize_seq()
    deserialize_tuple(len: usize) deserialize_tuple_struct(name: &'static str, len: usize) deserialize_map()
    deserialize_enum(name: &'static str, variants: &'static [&'static str]) deserialize_identifier()
    deserialize_ignored_any() }

    fn is_human_readable(&self) -> bool {
        self.inner.is_human_readable()
    }
}

/// A procedure without input takes `undefined`, `null`, and an object of nothing but protocol fields.
struct NoInput<V> {
    visitor: V,
}

impl<'de, V: Visitor<'de>> Visitor<'de> for NoInput<V> {
    type Value = V::Value;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no input")
    }
    fn visit_unit<E: de::Error>(self) -> Result<V::Value, E> {
        self.visitor.visit_unit()
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<V::Value, A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            if !PROTOCOL_FIELDS.contains(&key.as_str()) {
                return Err(de::Error::unknown_field(&key, &[]));
            }
            map.next_value::<IgnoredAny>()?;
        }
        self.visitor.visit_unit()
    }
}

struct TopLevel<'r, V> {
    visitor: V,
    fields: &'static [&'static str],
    resume: Option<&'r str>,
}

impl<'de, V: Visitor<'de>> Visitor<'de> for TopLevel<'_, V> {
    type Value = V::Value;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }
    fn visit_unit<E: de::Error>(self) -> Result<V::Value, E> {
        self.visitor.visit_map(Resume { id: self.resume, error: PhantomData })
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        self.visitor.visit_map(Visible { map, declared: self.fields, resume: self.resume, resumed: false })
    }
}

/// The fields of the object, without undeclared protocol fields; the resume position replaces the client's.
struct Visible<'r, A> {
    map: A,
    declared: &'static [&'static str],
    resume: Option<&'r str>,
    resumed: bool,
}

impl<A> Visible<'_, A> {
    fn hides(&self, key: &str) -> bool {
        PROTOCOL_FIELDS.contains(&key)
            && (!self.declared.contains(&key) || (key == LAST_EVENT_ID && self.resume.is_some()))
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Visible<'_, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        while let Some(key) = self.map.next_key_seed(Name)? {
            if self.hides(key.as_ref()) {
                self.map.next_value::<IgnoredAny>()?;
                continue;
            }
            return match key {
                Cow::Borrowed(key) => seed.deserialize(de::value::BorrowedStrDeserializer::new(key)),
                Cow::Owned(key) => seed.deserialize(key.into_deserializer()),
            }
            .map(Some);
        }
        if self.resume.is_some() && !self.resumed {
            self.resumed = true;
            return seed.deserialize(LAST_EVENT_ID.into_deserializer()).map(Some);
        }
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        match self.resume.filter(|_| self.resumed) {
            Some(id) => seed.deserialize(Text { text: id, error: PhantomData }),
            None => self.map.next_value_seed(seed),
        }
    }
}

/// A key, borrowed from the request where it holds no escape.
struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Cow<'de, str>;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Name {
    type Value = Cow<'de, str>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field name")
    }
    fn visit_borrowed_str<E: de::Error>(self, key: &'de str) -> Result<Self::Value, E> {
        Ok(key.into())
    }
    fn visit_str<E: de::Error>(self, key: &str) -> Result<Self::Value, E> {
        Ok(key.to_owned().into())
    }
}
