//! The deserialiser of a value that stands in the input, or is made up in its place: one type for all of them, so that
//! a type's own reader is compiled for it once.

use std::borrow::Cow;

use serde::{
    Deserializer,
    de::{Error as _, Expected, Visitor, value::StrDeserializer},
};
use superjson::Value;

use super::{
    entries::{Elements, Entries},
    fault::Fault,
    stand_in,
    walk::Walk,
};

/// A value, and where the walk is.
#[derive(Clone, Copy)]
pub(super) struct Read<'v> {
    pub(super) walk: &'v Walk,
    pub(super) source: Source<'v>,
}

/// Where a value comes from.
#[derive(Clone, Copy)]
pub(super) enum Source<'v> {
    /// It stands in the input.
    Input(&'v Value<'v>),
    /// It is made up of what is asked for.
    Asked,
    /// It has been made up, whatever is asked for, and so has all that is in it.
    Sketched(&'v Value<'v>),
}

impl<'v> Read<'v> {
    /// The value itself: made up, where there is none.
    fn or(self, made_up: impl FnOnce(&Walk) -> Value<'static>) -> Cow<'v, Value<'v>> {
        match self.source {
            Source::Input(value) | Source::Sketched(value) => Cow::Borrowed(value),
            Source::Asked => Cow::Owned(made_up(self.walk)),
        }
    }

    fn entries(self, fields: Option<&'static [&'static str]>) -> Result<Entries<'v>, &'v Value<'v>> {
        match self.source {
            Source::Asked => Ok(Entries::asked(self.walk, fields.unwrap_or_default())),
            Source::Input(Value::Object(entries)) => Ok(Entries::of_input(self.walk, entries, fields)),
            Source::Sketched(Value::Object(entries)) => Ok(Entries::sketched(self.walk, entries)),
            Source::Input(other) | Source::Sketched(other) => Err(other),
        }
    }

    fn elements(self, len: usize) -> Result<Elements<'v>, &'v Value<'v>> {
        match self.source {
            Source::Asked => Ok(Elements::asked(self.walk, len)),
            Source::Input(Value::Array(elements)) => Ok(Elements::of_input(self.walk, elements)),
            Source::Sketched(Value::Array(elements)) => Ok(Elements::sketched(self.walk, elements)),
            Source::Input(other) | Source::Sketched(other) => Err(other),
        }
    }

    fn list<'de, V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Fault> {
        match self.elements(len) {
            Ok(elements) => visit_seq(elements, visitor),
            Err(other) => Err(misfit(other, &visitor)),
        }
    }
}

/// What is said of a value that is of another kind than is asked for.
pub(super) fn misfit(value: &Value<'_>, expected: &dyn Expected) -> Fault {
    match value {
        Value::Unfit(message) => Fault::custom(message),
        other => Fault::invalid_type(other.unexpected(), expected),
    }
}

/// What is said where something of an object or an array is left when its reader has all that it wants.
fn trailing(is_over: bool) -> Result<(), Fault> {
    if is_over { Ok(()) } else { Err(Fault::custom("trailing characters")) }
}

pub(super) fn visit_map<'de, V: Visitor<'de>>(
    mut entries: Entries<'_>,
    visitor: V,
) -> Result<V::Value, Fault> {
    let value = visitor.visit_map(&mut entries)?;
    trailing(entries.is_over()).map(|()| value)
}

fn visit_seq<'de, V: Visitor<'de>>(mut elements: Elements<'_>, visitor: V) -> Result<V::Value, Fault> {
    let value = visitor.visit_seq(&mut elements)?;
    trailing(elements.is_over()).map(|()| value)
}

macro_rules! numbers {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            match &*self.or(stand_in::number) {
                Value::Unsigned(number) => visitor.visit_u64(*number),
                Value::Signed(number) => visitor.visit_i64(*number),
                Value::Float(number) => visitor.visit_f64(*number),
                other => Err(misfit(other, &visitor)),
            }
        }
    )*};
}

macro_rules! wide_integers {
    ($($method:ident, $visit:ident;)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            match &*self.or(stand_in::number) {
                Value::Unsigned(number) => visitor.visit_u64(*number),
                Value::Signed(number) => visitor.visit_i64(*number),
                Value::Float(number) => visitor.visit_f64(*number),
                Value::BigInt(digits) => match digits.parse() {
                    Ok(number) => visitor.$visit(number),
                    Err(_) => visitor.visit_str(digits),
                },
                other => Err(misfit(other, &visitor)),
            }
        }
    )*};
}

macro_rules! texts {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            match &*self.or(stand_in::name_or_text) {
                Value::Text(text) => visitor.visit_str(text),
                other => Err(misfit(other, &visitor)),
            }
        }
    )*};
}

impl<'de> Deserializer<'de> for Read<'_> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let made_up;
        let (read, value) = match self.source {
            Source::Input(value) | Source::Sketched(value) => (self, value),
            Source::Asked => match stand_in::anything(self.walk) {
                stand_in::Anything::Variant(name) => {
                    return visit_map(Entries::asked(self.walk, &[name]), visitor);
                }
                stand_in::Anything::Value(value) => {
                    made_up = value;
                    (Read { walk: self.walk, source: Source::Sketched(&made_up) }, &made_up)
                }
            },
        };
        match value {
            Value::Null | Value::Undefined => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Unsigned(number) => visitor.visit_u64(*number),
            Value::Signed(number) => visitor.visit_i64(*number),
            Value::Float(number) => visitor.visit_f64(*number),
            Value::BigInt(digits) => match (digits.parse(), digits.parse()) {
                (Ok(number), _) => visitor.visit_i64(number),
                (_, Ok(number)) => visitor.visit_u64(number),
                _ => visitor.visit_str(digits),
            },
            Value::Text(text) => visitor.visit_str(text),
            Value::Array(_) => read.list(0, visitor),
            Value::Object(_) => read.deserialize_map(visitor),
            Value::Unfit(_) => Err(misfit(value, &visitor)),
        }
    }

    numbers! { deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_u8 deserialize_u16
    deserialize_u32 deserialize_u64 deserialize_f32 deserialize_f64 }

    wide_integers! {
        deserialize_i128, visit_i128;
        deserialize_u128, visit_u128;
    }

    texts! { deserialize_str deserialize_string deserialize_identifier }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &*self.or(|_| Value::Bool(false)) {
            Value::Bool(value) => visitor.visit_bool(*value),
            other => Err(misfit(other, &visitor)),
        }
    }
    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &*self.or(|_| Value::Text("a".into())) {
            Value::Text(text) => visitor.visit_str(text),
            other => Err(misfit(other, &visitor)),
        }
    }
    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &*self.or(|_| Value::Text("".into())) {
            Value::Text(text) => visitor.visit_bytes(text.as_bytes()),
            _ => self.list(0, visitor),
        }
    }
    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_bytes(visitor)
    }
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.source {
            Source::Asked | Source::Input(Value::Null | Value::Undefined) => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }
    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &*self.or(|_| Value::Null) {
            Value::Null | Value::Undefined => visitor.visit_unit(),
            other => Err(misfit(other, &visitor)),
        }
    }
    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_unit(visitor)
    }
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.list(0, visitor)
    }
    fn deserialize_tuple<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Fault> {
        self.list(len, visitor)
    }
    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        len: usize,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.list(len, visitor)
    }
    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.entries(None) {
            Ok(entries) => visit_map(entries, visitor),
            Err(other) => Err(misfit(other, &visitor)),
        }
    }
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match self.entries(Some(fields)) {
            Ok(entries) => visit_map(entries, visitor),
            Err(_) => self.list(0, visitor),
        }
    }
    /// Of a bare name only: an input's own enums are asked for as anything.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match &*self.or(|walk| stand_in::variant(walk, variants)) {
            Value::Text(name) => visitor.visit_enum(StrDeserializer::new(name)),
            other => Err(misfit(other, &visitor)),
        }
    }
    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }
}
