//! Enums: the variant's name is a step to its content.

use serde::de::{DeserializeSeed, EnumAccess, VariantAccess, Visitor};

use super::Text;
use super::annotations::Place;
use super::deserializer::Annotated;
use super::key::KeyDeserializer;
use super::visitor::AnnotatedVisitor;

/// The choice of a variant.
pub(super) struct AnnotatedEnum<'t, A> {
    pub(super) inner: A,
    pub(super) place: Place<'t>,
}

impl<'de, 't, A: EnumAccess<'de>> EnumAccess<'de> for AnnotatedEnum<'t, A> {
    type Error = A::Error;
    type Variant = AnnotatedVariant<'t, A::Variant>;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self::Variant), A::Error> {
        let (Text(name), inner) = self.inner.variant()?;
        let place = self.place.child(&name);
        let variant = seed.deserialize(KeyDeserializer::new(name))?;
        Ok((variant, AnnotatedVariant { inner, place }))
    }
}

/// The content of the chosen variant.
pub(super) struct AnnotatedVariant<'t, A> {
    inner: A,
    place: Option<Place<'t>>,
}

impl<'de, A: VariantAccess<'de>> VariantAccess<'de> for AnnotatedVariant<'_, A> {
    type Error = A::Error;

    fn unit_variant(self) -> Result<(), A::Error> {
        self.inner.unit_variant()
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, A::Error> {
        match self.place {
            None => self.inner.newtype_variant_seed(seed),
            Some(place) => self.inner.newtype_variant_seed(Annotated { inner: seed, place }),
        }
    }

    fn tuple_variant<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, A::Error> {
        match self.place {
            None => self.inner.tuple_variant(len, visitor),
            Some(place) => {
                self.inner.tuple_variant(len, AnnotatedVisitor { inner: visitor, place, fields: None })
            }
        }
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, A::Error> {
        match self.place {
            None => self.inner.struct_variant(fields, visitor),
            Some(place) => {
                let visitor = AnnotatedVisitor { inner: visitor, place, fields: Some(fields) };
                self.inner.struct_variant(fields, visitor)
            }
        }
    }
}
