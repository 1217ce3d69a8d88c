//! The serializer around another one, which knows markers and odd floats.

use std::cell::RefCell;
use std::fmt::Display;

use serde::ser::{self, Serialize};

use super::annotations::Annotations;
use super::compound::{Elements, Entries, Fields};
use super::path::Path;
use super::variant::{VariantElements, VariantFields};
use crate::types;

/// Where the serializer is, and where it notes what it meets.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) annotations: &'a RefCell<Annotations>,
    pub(super) path: &'a Path<'a>,
}

impl<'a> Context<'a> {
    /// The same document at another place.
    pub(super) fn at<'b>(self, path: &'b Path<'b>) -> Context<'b>
    where
        'a: 'b,
    {
        Context { annotations: self.annotations, path }
    }

    fn leaf<E: ser::Error>(self, name: &str) -> Result<(), E> {
        self.annotations.borrow_mut().leaf(self.path, name)
    }
}

/// A value at its place, for handing to a serializer that knows of no places.
pub(super) struct Placed<'a, T: ?Sized> {
    pub(super) value: &'a T,
    pub(super) context: Context<'a>,
}

impl<T: Serialize + ?Sized> Serialize for Placed<'_, T> {
    #[inline]
    fn serialize<S: ser::Serializer>(&self, inner: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(Serializer { inner, context: self.context })
    }
}

pub(super) struct Serializer<'a, S> {
    pub(super) inner: S,
    pub(super) context: Context<'a>,
}

/// What superjson writes for the floats that JSON cannot hold.
#[inline]
fn odd_float(value: f64) -> Option<&'static str> {
    if value.is_nan() {
        Some("NaN")
    } else if value == f64::INFINITY {
        Some("Infinity")
    } else if value == f64::NEG_INFINITY {
        Some("-Infinity")
    } else if value == 0.0 && value.is_sign_negative() {
        Some("-0")
    } else {
        None
    }
}

macro_rules! as_they_are {
    ($($method:ident: $type:ty,)*) => {$(
        #[inline]
        fn $method(self, value: $type) -> Result<S::Ok, S::Error> {
            self.inner.$method(value)
        }
    )*};
}

impl<'a, S: ser::Serializer> ser::Serializer for Serializer<'a, S> {
    type Ok = S::Ok;
    type Error = S::Error;
    type SerializeSeq = Elements<'a, S::SerializeSeq>;
    type SerializeTuple = Elements<'a, S::SerializeTuple>;
    type SerializeTupleStruct = Elements<'a, S::SerializeTupleStruct>;
    type SerializeTupleVariant = VariantElements<'a, S::SerializeTupleVariant>;
    type SerializeMap = Entries<'a, S::SerializeMap>;
    type SerializeStruct = Fields<'a, S::SerializeStruct>;
    type SerializeStructVariant = VariantFields<'a, S::SerializeStructVariant>;

    as_they_are! {
        serialize_bool: bool,
        serialize_i8: i8,
        serialize_i16: i16,
        serialize_i32: i32,
        serialize_i64: i64,
        serialize_i128: i128,
        serialize_u8: u8,
        serialize_u16: u16,
        serialize_u32: u32,
        serialize_u64: u64,
        serialize_u128: u128,
        serialize_char: char,
        serialize_str: &str,
        serialize_bytes: &[u8],
        serialize_unit_struct: &'static str,
    }

    #[inline]
    fn serialize_f32(self, value: f32) -> Result<S::Ok, S::Error> {
        match odd_float(value.into()) {
            None => self.inner.serialize_f32(value),
            Some(text) => {
                self.context.leaf("number")?;
                self.inner.serialize_str(text)
            }
        }
    }

    #[inline]
    fn serialize_f64(self, value: f64) -> Result<S::Ok, S::Error> {
        match odd_float(value) {
            None => self.inner.serialize_f64(value),
            Some(text) => {
                self.context.leaf("number")?;
                self.inner.serialize_str(text)
            }
        }
    }

    #[inline]
    fn serialize_none(self) -> Result<S::Ok, S::Error> {
        self.inner.serialize_none()
    }

    #[inline]
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<S::Ok, S::Error> {
        let context = self.context;
        self.inner.serialize_some(&Placed { value, context })
    }

    #[inline]
    fn serialize_unit(self) -> Result<S::Ok, S::Error> {
        self.inner.serialize_unit()
    }

    #[inline]
    fn serialize_unit_variant(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
    ) -> Result<S::Ok, S::Error> {
        self.inner.serialize_unit_variant(name, index, variant)
    }

    #[inline]
    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        let context = self.context;
        let Some(transformation) = types::transformation(name) else {
            return self.inner.serialize_newtype_struct(name, &Placed { value, context });
        };
        if name != types::MAP && name != types::SET {
            context.leaf(transformation)?;
            return self.inner.serialize_newtype_struct(name, value);
        }
        let outer = context.annotations.borrow_mut().enter(context.path, transformation)?;
        let context = context.at(&Path::Container);
        let written = self.inner.serialize_newtype_struct(name, &Placed { value, context })?;
        context.annotations.borrow_mut().leave(&outer);
        Ok(written)
    }

    #[inline]
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        let path = Path::Field(self.context.path, variant);
        let context = self.context.at(&path);
        self.inner.serialize_newtype_variant(name, index, variant, &Placed { value, context })
    }

    #[inline]
    fn serialize_seq(self, len: Option<usize>) -> Result<Self::SerializeSeq, S::Error> {
        Ok(Elements::new(self.inner.serialize_seq(len)?, self.context))
    }

    #[inline]
    fn serialize_tuple(self, len: usize) -> Result<Self::SerializeTuple, S::Error> {
        Ok(Elements::new(self.inner.serialize_tuple(len)?, self.context))
    }

    #[inline]
    fn serialize_tuple_struct(
        self,
        name: &'static str,
        len: usize,
    ) -> Result<Self::SerializeTupleStruct, S::Error> {
        Ok(Elements::new(self.inner.serialize_tuple_struct(name, len)?, self.context))
    }

    #[inline]
    fn serialize_tuple_variant(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        len: usize,
    ) -> Result<Self::SerializeTupleVariant, S::Error> {
        let inner = self.inner.serialize_tuple_variant(name, index, variant, len)?;
        Ok(VariantElements::new(inner, self.context, variant))
    }

    #[inline]
    fn serialize_map(self, len: Option<usize>) -> Result<Self::SerializeMap, S::Error> {
        Ok(Entries::new(self.inner.serialize_map(len)?, self.context))
    }

    #[inline]
    fn serialize_struct(self, name: &'static str, len: usize) -> Result<Self::SerializeStruct, S::Error> {
        Ok(Fields::new(self.inner.serialize_struct(name, len)?, self.context))
    }

    #[inline]
    fn serialize_struct_variant(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        len: usize,
    ) -> Result<Self::SerializeStructVariant, S::Error> {
        let inner = self.inner.serialize_struct_variant(name, index, variant, len)?;
        Ok(VariantFields::new(inner, self.context, variant))
    }

    #[inline]
    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<S::Ok, S::Error> {
        self.inner.collect_str(value)
    }

    fn is_human_readable(&self) -> bool {
        self.inner.is_human_readable()
    }
}
