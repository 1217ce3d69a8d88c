//! Arrays and objects: each part is read at its own place, or plainly where nothing is annotated.

use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess};

use super::Text;
use super::annotations::{Place, Transformation};
use super::deserializer::Annotated;
use super::key::KeyDeserializer;
use crate::ser::{INDEX_DIGITS, index_text};

/// The elements of an array.
pub(super) struct AnnotatedSeq<'t, A> {
    inner: A,
    place: Place<'t>,
    next: usize,
}

impl<'t, A> AnnotatedSeq<'t, A> {
    pub(super) fn new(inner: A, place: Place<'t>) -> Self {
        Self { inner, place, next: 0 }
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for AnnotatedSeq<'_, A> {
    type Error = A::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        let place = self.place.child(index_text(&mut [0; INDEX_DIGITS], self.next));
        self.next += 1;
        match place {
            None => self.inner.next_element_seed(seed),
            Some(place) => self.inner.next_element_seed(Annotated { inner: seed, place }),
        }
    }

    fn size_hint(&self) -> Option<usize> {
        self.inner.size_hint()
    }
}

/// The entries of an object, without those that are `undefined`. Of a struct, one of a name that it does not have is
/// left to it to refuse.
pub(super) struct AnnotatedMap<'t, A> {
    inner: A,
    place: Place<'t>,
    fields: Option<&'static [&'static str]>,
    /// Where the value of the last key stands.
    value: Option<Place<'t>>,
}

impl<'t, A> AnnotatedMap<'t, A> {
    pub(super) fn new(inner: A, place: Place<'t>, fields: Option<&'static [&'static str]>) -> Self {
        Self { inner, place, fields, value: None }
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for AnnotatedMap<'_, A> {
    type Error = A::Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        while let Some(Text(key)) = self.inner.next_key()? {
            self.value = self.place.child(&key);
            match self.value.map(Place::transformation) {
                Some(Transformation::Undefined) if self.fields.is_none_or(|all| all.contains(&&*key)) => {
                    self.inner.next_value::<IgnoredAny>()?;
                }
                _ => return seed.deserialize(KeyDeserializer::new(key)).map(Some),
            }
        }
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        match self.value.take() {
            None => self.inner.next_value_seed(seed),
            Some(place) => self.inner.next_value_seed(Annotated { inner: seed, place }),
        }
    }
}
