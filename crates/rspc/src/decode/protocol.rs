//! The fields that `@trpc/*` adds to any input: taken out before the input is decoded, a resume position put in.

use std::{borrow::Cow, fmt, marker::PhantomData};

use serde::{
    Deserializer,
    de::{self, DeserializeOwned, DeserializeSeed, IgnoredAny, IntoDeserializer, MapAccess, Visitor},
};

use super::{
    absent::{Resume, Text},
    strict::Part,
};

pub(super) const LAST_EVENT_ID: &str = "lastEventId";

/// Whether `@trpc/*` adds the field to any input: not the procedure's business unless it declares the field itself.
#[inline]
fn is_protocols(field: &str) -> bool {
    matches!(field, "direction" | LAST_EVENT_ID)
}

/// Whether a struct of these fields is not to see the field; a resume position stands in place of the client's.
#[inline]
pub(super) fn hides(field: &str, declared: &[&str], resumed: bool) -> bool {
    is_protocols(field) && (!declared.contains(&field) || (resumed && field == LAST_EVENT_ID))
}

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

macro_rules! whole {
    ($($name:ident)*) => {$(
        fn $name<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
            Part(self.inner).$name(visitor)
        }
    )*};
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Protocol<'_, D> {
    type Error = D::Error;

    /// An object may also be left out.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        let resume = self.resume.filter(|_| fields.contains(&LAST_EVENT_ID));
        self.inner.deserialize_option(MaybeLeftOut { visitor, name, fields, resume })
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_any(NoInput { visitor })
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_option(Optional { visitor, resume: self.resume })
    }

    // What is read of an input that is no object is as strict as what is in one.

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        Part(self.inner).deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        Part(self.inner).deserialize_map(visitor)
    }

    whole! { deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_u8 deserialize_u16
    deserialize_u32 deserialize_u64 }

    pass! { deserialize_any() deserialize_bool() deserialize_i128()
    deserialize_u128() deserialize_f32() deserialize_f64() deserialize_char() deserialize_str()
    deserialize_string() deserialize_bytes() deserialize_byte_buf()
    deserialize_unit_struct(name: &'static str) deserialize_newtype_struct(name: &'static str)
    deserialize_tuple(len: usize) deserialize_tuple_struct(name: &'static str, len: usize)
    deserialize_enum(name: &'static str, variants: &'static [&'static str]) deserialize_identifier()
    deserialize_ignored_any() }

    fn is_human_readable(&self) -> bool {
        self.inner.is_human_readable()
    }
}

/// Takes an input that may be null.
struct Optional<'r, V> {
    visitor: V,
    resume: Option<&'r str>,
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Optional<'_, V> {
    type Value = V::Value;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.visitor.expecting(f)
    }
    fn visit_none<E: de::Error>(self) -> Result<V::Value, E> {
        self.visitor.visit_none()
    }
    fn visit_unit<E: de::Error>(self) -> Result<V::Value, E> {
        self.visitor.visit_none()
    }
    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<V::Value, D::Error> {
        self.visitor.visit_some(Protocol { inner, resume: self.resume })
    }
}

/// A procedure without input takes `undefined`, `null`, and an object of nothing but protocol fields.
pub(super) struct NoInput<V> {
    pub(super) visitor: V,
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
            if !is_protocols(&key) {
                return Err(de::Error::unknown_field(&key, &[]));
            }
            map.next_value::<IgnoredAny>()?;
        }
        self.visitor.visit_unit()
    }
}

/// Takes an object, or null in its place.
struct MaybeLeftOut<'r, V> {
    visitor: V,
    name: &'static str,
    fields: &'static [&'static str],
    resume: Option<&'r str>,
}

impl<'de, V: Visitor<'de>> Visitor<'de> for MaybeLeftOut<'_, V> {
    type Value = V::Value;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }
    fn visit_none<E: de::Error>(self) -> Result<V::Value, E> {
        self.visitor.visit_map(Resume { id: self.resume, error: PhantomData })
    }
    fn visit_unit<E: de::Error>(self) -> Result<V::Value, E> {
        self.visit_none()
    }
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        let Self { visitor, name, fields, resume } = self;
        deserializer.deserialize_struct(name, fields, TopLevel { visitor, fields, resume })
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

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Visible<'_, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        while let Some(key) = self.map.next_key_seed(Name)? {
            if hides(&key, self.declared, self.resume.is_some()) {
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
