//! Arrays, structs and maps: each hands its parts on with their place.

use serde::ser::{self, Serialize};

use super::key::{LazyKey, key_text};
use super::path::Path;
use super::serializer::{Context, Placed};

/// The elements of an array.
pub(super) struct Elements<'a, C> {
    inner: C,
    context: Context<'a>,
    next: usize,
}

impl<'a, C> Elements<'a, C> {
    #[inline]
    pub(super) fn new(inner: C, context: Context<'a>) -> Self {
        Self { inner, context, next: 0 }
    }
}

macro_rules! elements {
    ($($trait:ident::$method:ident,)*) => {$(
        impl<C: ser::$trait> ser::$trait for Elements<'_, C> {
            type Ok = C::Ok;
            type Error = C::Error;

            #[inline]
            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), C::Error> {
                let path = Path::Element(self.context.path, self.next);
                self.next += 1;
                self.inner.$method(&Placed { value, context: self.context.at(&path) })
            }

            #[inline]
            fn end(self) -> Result<C::Ok, C::Error> {
                self.inner.end()
            }
        }
    )*};
}

elements! {
    SerializeSeq::serialize_element,
    SerializeTuple::serialize_element,
    SerializeTupleStruct::serialize_field,
}

/// The fields of a struct.
pub(super) struct Fields<'a, C> {
    inner: C,
    context: Context<'a>,
}

impl<'a, C> Fields<'a, C> {
    #[inline]
    pub(super) fn new(inner: C, context: Context<'a>) -> Self {
        Self { inner, context }
    }
}

impl<C: ser::SerializeStruct> ser::SerializeStruct for Fields<'_, C> {
    type Ok = C::Ok;
    type Error = C::Error;

    #[inline]
    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), C::Error> {
        let path = Path::Field(self.context.path, key);
        self.inner.serialize_field(key, &Placed { value, context: self.context.at(&path) })
    }

    #[inline]
    fn skip_field(&mut self, key: &'static str) -> Result<(), C::Error> {
        self.inner.skip_field(key)
    }

    #[inline]
    fn end(self) -> Result<C::Ok, C::Error> {
        self.inner.end()
    }
}

/// The entries of a map.
pub(super) struct Entries<'a, C> {
    inner: C,
    context: Context<'a>,
    /// The key of the value to come, where the two are given apart.
    key: String,
}

impl<'a, C> Entries<'a, C> {
    #[inline]
    pub(super) fn new(inner: C, context: Context<'a>) -> Self {
        Self { inner, context, key: String::new() }
    }
}

impl<C: ser::SerializeMap> ser::SerializeMap for Entries<'_, C> {
    type Ok = C::Ok;
    type Error = C::Error;

    fn serialize_key<K: Serialize + ?Sized>(&mut self, key: &K) -> Result<(), C::Error> {
        self.key = key_text(key).map_err(ser::Error::custom)?;
        self.inner.serialize_key(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), C::Error> {
        let path = Path::Field(self.context.path, &self.key);
        self.inner.serialize_value(&Placed { value, context: self.context.at(&path) })
    }

    #[inline]
    fn serialize_entry<K: Serialize + ?Sized, T: Serialize + ?Sized>(
        &mut self,
        key: &K,
        value: &T,
    ) -> Result<(), C::Error> {
        let lazy = LazyKey(key);
        let path = Path::Entry(self.context.path, &lazy);
        self.inner.serialize_entry(key, &Placed { value, context: self.context.at(&path) })
    }

    #[inline]
    fn end(self) -> Result<C::Ok, C::Error> {
        self.inner.end()
    }
}
