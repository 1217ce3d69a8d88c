//! The deserializer around `serde_json`'s, at a place where something is annotated.

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, Expected, Unexpected, Visitor};

use super::Text;
use super::annotations::{Place, Transformation};
use super::visitor::AnnotatedVisitor;
use crate::types::is_decimal;

/// A deserializer, or the seed of one, that stands at a place in the annotations.
pub(super) struct Annotated<'t, I> {
    pub(super) inner: I,
    pub(super) place: Place<'t>,
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Annotated<'_, S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        self.inner.deserialize(Annotated { inner: deserializer, place: self.place })
    }
}

/// The number that superjson has a word for.
pub(super) fn annotated_number<E: Error>(text: &str) -> Result<f64, E> {
    match text {
        "NaN" => Ok(f64::NAN),
        "Infinity" => Ok(f64::INFINITY),
        "-Infinity" => Ok(f64::NEG_INFINITY),
        "-0" => Ok(-0.0),
        other => Err(E::invalid_value(Unexpected::Str(other), &"NaN, Infinity, -Infinity or -0")),
    }
}

/// Of a text that is annotated as a bigint.
pub(super) fn no_digits<E: Error>(text: &str) -> E {
    E::invalid_value(Unexpected::Str(text), &"the decimal digits of a bigint")
}

impl<'de, D: Deserializer<'de>> Annotated<'_, D> {
    fn text(self) -> Result<Cow<'de, str>, D::Error> {
        Text::deserialize(self.inner).map(|Text(text)| text)
    }

    fn number(self) -> Result<f64, D::Error> {
        annotated_number(&self.text()?)
    }

    fn digits(self) -> Result<Cow<'de, str>, D::Error> {
        let text = self.text()?;
        if is_decimal(&text) { Ok(text) } else { Err(no_digits(&text)) }
    }

    /// As the narrowest integer that every visitor knows; as digits where it is wider.
    fn visit_bigint<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        let digits = self.digits()?;
        match (digits.parse(), digits.parse()) {
            (Ok(integer), _) => visitor.visit_i64(integer),
            (_, Ok(integer)) => visitor.visit_u64(integer),
            _ => visitor.visit_str(&digits),
        }
    }
}

macro_rules! others {
    ($($method:ident($($argument:ident: $type:ty),*),)*) => {$(
        fn $method<V: Visitor<'de>>(self, $($argument: $type,)* visitor: V) -> Result<V::Value, D::Error> {
            match self.place.transformation() {
                Transformation::Number => visitor.visit_f64(self.number()?),
                Transformation::BigInt => Err(no_bigint(&visitor)),
                Transformation::None | Transformation::Undefined => {
                    let visitor = AnnotatedVisitor { inner: visitor, place: self.place, fields: None };
                    self.inner.$method($($argument,)* visitor)
                }
            }
        }
    )*};
}

macro_rules! integers {
    ($($method:ident,)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
            match self.place.transformation() {
                // JavaScript's rounding gives -0, which is as good an integer as 0.
                Transformation::Number => match self.number()? {
                    0.0 => visitor.visit_u64(0),
                    other => visitor.visit_f64(other),
                },
                Transformation::BigInt => Err(no_bigint(&visitor)),
                Transformation::None | Transformation::Undefined => self.inner.$method(visitor),
            }
        }
    )*};
}

macro_rules! floats {
    ($($method:ident,)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
            match self.place.transformation() {
                Transformation::Number => visitor.visit_f64(self.number()?),
                Transformation::BigInt => Err(no_bigint(&visitor)),
                Transformation::None | Transformation::Undefined => self.inner.$method(visitor),
            }
        }
    )*};
}

/// JavaScript's `bigint` is no `number`, and nothing else either.
fn no_bigint<E: Error>(expected: &dyn Expected) -> E {
    E::invalid_type(Unexpected::Other("bigint"), expected)
}

macro_rules! wide_integers {
    ($($method:ident, $visit:ident;)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
            match self.place.transformation() {
                Transformation::Number => visitor.visit_f64(self.number()?),
                Transformation::BigInt => {
                    let digits = self.digits()?;
                    match digits.parse() {
                        Ok(integer) => visitor.$visit(integer),
                        Err(_) => visitor.visit_str(&digits),
                    }
                }
                Transformation::None | Transformation::Undefined => self.inner.$method(visitor),
            }
        }
    )*};
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Annotated<'_, D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        match self.place.transformation() {
            Transformation::Number => visitor.visit_f64(self.number()?),
            Transformation::BigInt => self.visit_bigint(visitor),
            Transformation::None | Transformation::Undefined => {
                let visitor = AnnotatedVisitor { inner: visitor, place: self.place, fields: None };
                self.inner.deserialize_any(visitor)
            }
        }
    }

    others! {
        deserialize_bool(),
        deserialize_char(),
        deserialize_str(),
        deserialize_string(),
        deserialize_bytes(),
        deserialize_byte_buf(),
        deserialize_unit(),
        deserialize_unit_struct(name: &'static str),
        deserialize_seq(),
        deserialize_tuple(len: usize),
        deserialize_tuple_struct(name: &'static str, len: usize),
        deserialize_map(),
        deserialize_enum(name: &'static str, variants: &'static [&'static str]),
        deserialize_identifier(),
    }

    floats! {
        deserialize_f32,
        deserialize_f64,
    }

    integers! {
        deserialize_i8,
        deserialize_i16,
        deserialize_i32,
        deserialize_i64,
        deserialize_u8,
        deserialize_u16,
        deserialize_u32,
        deserialize_u64,
    }

    wide_integers! {
        deserialize_i128, visit_i128;
        deserialize_u128, visit_u128;
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        match self.place.transformation() {
            Transformation::Number | Transformation::BigInt => visitor.visit_some(self),
            Transformation::None | Transformation::Undefined => {
                let visitor = AnnotatedVisitor { inner: visitor, place: self.place, fields: None };
                self.inner.deserialize_option(visitor)
            }
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        match self.place.transformation() {
            Transformation::Number | Transformation::BigInt => visitor.visit_newtype_struct(self),
            Transformation::None | Transformation::Undefined => {
                let visitor = AnnotatedVisitor { inner: visitor, place: self.place, fields: None };
                self.inner.deserialize_newtype_struct(name, visitor)
            }
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        match self.place.transformation() {
            Transformation::Number => visitor.visit_f64(self.number()?),
            Transformation::BigInt => Err(no_bigint(&visitor)),
            Transformation::None | Transformation::Undefined => {
                let visitor = AnnotatedVisitor { inner: visitor, place: self.place, fields: Some(fields) };
                self.inner.deserialize_struct(name, fields, visitor)
            }
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_ignored_any(visitor)
    }

    fn is_human_readable(&self) -> bool {
        self.inner.is_human_readable()
    }
}
