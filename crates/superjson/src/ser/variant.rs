//! Enum variants with several parts, whose name is a step of its own: `{"Limit":[…]}`, `{"Limit":{…}}`.

use serde::ser::{self, Serialize};

use super::path::Path;
use super::serializer::{Context, Placed};

/// The elements of a tuple variant.
pub(super) struct VariantElements<'a, C> {
    inner: C,
    context: Context<'a>,
    variant: &'static str,
    next: usize,
}

impl<'a, C> VariantElements<'a, C> {
    pub(super) fn new(inner: C, context: Context<'a>, variant: &'static str) -> Self {
        Self { inner, context, variant, next: 0 }
    }
}

impl<C: ser::SerializeTupleVariant> ser::SerializeTupleVariant for VariantElements<'_, C> {
    type Ok = C::Ok;
    type Error = C::Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), C::Error> {
        let variant = Path::Field(self.context.path, self.variant);
        let path = Path::Element(&variant, self.next);
        self.next += 1;
        self.inner.serialize_field(&Placed { value, context: self.context.at(&path) })
    }

    fn end(self) -> Result<C::Ok, C::Error> {
        self.inner.end()
    }
}

/// The fields of a struct variant.
pub(super) struct VariantFields<'a, C> {
    inner: C,
    context: Context<'a>,
    variant: &'static str,
}

impl<'a, C> VariantFields<'a, C> {
    pub(super) fn new(inner: C, context: Context<'a>, variant: &'static str) -> Self {
        Self { inner, context, variant }
    }
}

impl<C: ser::SerializeStructVariant> ser::SerializeStructVariant for VariantFields<'_, C> {
    type Ok = C::Ok;
    type Error = C::Error;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), C::Error> {
        let variant = Path::Field(self.context.path, self.variant);
        let path = Path::Field(&variant, key);
        self.inner.serialize_field(key, &Placed { value, context: self.context.at(&path) })
    }

    fn skip_field(&mut self, key: &'static str) -> Result<(), C::Error> {
        self.inner.skip_field(key)
    }

    fn end(self) -> Result<C::Ok, C::Error> {
        self.inner.end()
    }
}
