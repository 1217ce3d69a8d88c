//! The deserialiser of the input as a whole: what [`Wire`](super::super::protocol::Wire) does, on its value.

use serde::{Deserializer, de::Visitor};
use superjson::Value;

use super::{
    super::{
        protocol::{LAST_EVENT_ID, NoInput, hides},
        strict::Part,
    },
    entries::{Entries, Entry},
    fault::Fault,
    read::{Read, Source, misfit, visit_map},
    walk::Walk,
};

/// An input.
#[derive(Clone, Copy)]
pub(super) struct Root<'v> {
    pub(super) walk: &'v Walk,
    pub(super) value: &'v Value<'v>,
    /// The resume position that is put into it.
    pub(super) resume: Option<&'v Entry<'v>>,
}

impl<'v> Root<'v> {
    fn read(self) -> Read<'v> {
        Read { walk: self.walk, source: Source::Input(self.value) }
    }
}

macro_rules! pass {
    ($($name:ident($($arg:ident: $ty:ty),*))*) => {$(
        fn $name<V: Visitor<'de>>(self, $($arg: $ty,)* visitor: V) -> Result<V::Value, Fault> {
            self.read().$name($($arg,)* visitor)
        }
    )*};
}

macro_rules! part {
    ($($name:ident)*) => {$(
        fn $name<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            Part(self.read()).$name(visitor)
        }
    )*};
}

impl<'de> Deserializer<'de> for Root<'_> {
    type Error = Fault;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let Value::Object(entries) = self.value else { return Err(misfit(self.value, &"an object")) };
        let resume = self.resume.filter(|_| fields.contains(&LAST_EVENT_ID));
        let visible = entries.iter().filter(|(key, _)| !hides(key, fields, resume.is_some()));
        visit_map(Entries::of_input(self.walk, visible.chain(resume), Some(fields)), visitor)
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.read().deserialize_any(NoInput { visitor })
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.value {
            Value::Null | Value::Undefined => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    part! { deserialize_seq deserialize_map deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
    deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 }

    pass! { deserialize_any() deserialize_bool() deserialize_i128() deserialize_u128() deserialize_f32()
    deserialize_f64() deserialize_char() deserialize_str() deserialize_string() deserialize_bytes()
    deserialize_byte_buf() deserialize_unit_struct(name: &'static str)
    deserialize_newtype_struct(name: &'static str) deserialize_tuple(len: usize)
    deserialize_tuple_struct(name: &'static str, len: usize)
    deserialize_enum(name: &'static str, variants: &'static [&'static str]) deserialize_identifier()
    deserialize_ignored_any() }
}
