//! The values of an object and of an array, one step further in; some of them left out, and others put in.

use std::borrow::Cow;

use serde::de::{DeserializeSeed, MapAccess, SeqAccess};
use superjson::{KeyDeserializer, Value};

use super::{
    fault::Fault,
    read::{Read, Source},
    walk::{Step, Walk},
};

/// One entry of an object.
pub(super) type Entry<'v> = (Cow<'v, str>, Value<'v>);

/// The entries of an object.
pub(super) struct Entries<'v> {
    walk: &'v Walk,
    /// How far in the object is; not of one that is made up as a whole, into which the walk takes no step.
    depth: Option<usize>,
    /// What the object has, the first one last.
    own: Vec<&'v Entry<'v>>,
    /// The fields of the struct that is read, where it is one.
    fields: Option<&'static [&'static str]>,
    /// The fields that are filled in, and have not been read yet.
    filled: Vec<Cow<'static, str>>,
    /// The value that comes next.
    next: Option<(Cow<'static, str>, Source<'v>)>,
}

impl<'v> Entries<'v> {
    /// Of an object of the input.
    pub(super) fn of_input(
        walk: &'v Walk,
        entries: impl IntoIterator<Item = &'v Entry<'v>>,
        fields: Option<&'static [&'static str]>,
    ) -> Self {
        if fields.is_none() {
            walk.enter_buffered();
        }
        // Of a struct, one of a name that it does not have is left to it to refuse, even if it is `undefined`.
        let is_there = |(key, value): &&Entry<'_>| {
            !matches!(value, Value::Undefined) || fields.is_some_and(|fields| !fields.contains(&&**key))
        };
        let mut own: Vec<_> = entries.into_iter().filter(is_there).collect();
        walk.see(own.len());
        own.reverse();
        let filled = walk.filled_here().into_iter().filter_map(|step| match step {
            Step::Field(name) => Some(Cow::Owned(name)),
            Step::Element(_) => None,
        });
        let filled = filled.collect();
        Self { walk, depth: Some(walk.depth()), own, fields, filled, next: None }
    }

    /// Of an object with these fields, each of which is made up in turn.
    pub(super) fn asked(walk: &'v Walk, fields: &[&'static str]) -> Self {
        let filled = fields.iter().rev().map(|field| Cow::Borrowed(*field)).collect();
        Self { walk, depth: Some(walk.depth()), own: Vec::new(), fields: Some(&[]), filled, next: None }
    }

    /// Of an object that has been made up.
    pub(super) fn sketched(walk: &'v Walk, entries: &'v [Entry<'v>]) -> Self {
        let own = entries.iter().rev().collect();
        Self { walk, depth: None, own, fields: None, filled: Vec::new(), next: None }
    }

    /// Whether all have been read.
    pub(super) const fn is_over(&self) -> bool {
        self.own.is_empty()
    }

    /// Whether an entry of the input is passed over.
    fn skips(&self, depth: usize, key: &str) -> bool {
        match self.fields {
            None => self.walk.leaves_out(depth, key),
            Some(fields) => {
                // What is wrong in the others is to be seen before these are.
                self.filled.iter().any(|filled| filled == key)
                    || (!fields.contains(&key) && self.walk.refuses_here(key, fields))
            }
        }
    }

    fn advance(&mut self) -> Option<Cow<'static, str>> {
        while let Some((key, value)) = self.own.pop() {
            let source = match self.depth {
                None => Source::Sketched(value),
                Some(depth) if self.skips(depth, key) => continue,
                Some(_) if let Some(filled) = self.filled.iter().position(|filled| filled == key) => {
                    self.filled.swap_remove(filled);
                    Source::Asked
                }
                Some(_) => {
                    self.walk.see_inside(value);
                    Source::Input(value)
                }
            };
            let key: Cow<'static, str> = Cow::Owned(key.to_string());
            self.next = Some((key.clone(), source));
            return Some(key);
        }
        let added = self.filled.pop()?;
        self.next = Some((added.clone(), Source::Asked));
        Some(added)
    }
}

impl<'de> MapAccess<'de> for Entries<'_> {
    type Error = Fault;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        let key = self.advance();
        key.map(|key| seed.deserialize(KeyDeserializer::new(key))).transpose()
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        let walk = self.walk;
        let (key, source) = self.next.take().unwrap_or((Cow::Borrowed(""), Source::Asked));
        let Some(depth) = self.depth else { return seed.deserialize(Read { walk, source }) };
        walk.enter(depth, Step::Field(key.into_owned()));
        let value = seed.deserialize(Read { walk, source })?;
        walk.leave();
        Ok(value)
    }
}

/// The elements of an array.
pub(super) struct Elements<'v> {
    walk: &'v Walk,
    /// How far in the array is, as of an object.
    depth: Option<usize>,
    own: std::slice::Iter<'v, Value<'v>>,
    /// How many are made up.
    asked: usize,
    filled: Vec<Step>,
    next: usize,
}

impl<'v> Elements<'v> {
    /// Of an array of the input.
    pub(super) fn of_input(walk: &'v Walk, elements: &'v [Value<'v>]) -> Self {
        let filled = walk.filled_here();
        Self { walk, depth: Some(walk.depth()), own: elements.iter(), asked: 0, filled, next: 0 }
    }

    /// Of so many elements, each of which is made up in turn.
    pub(super) fn asked(walk: &'v Walk, len: usize) -> Self {
        Self { walk, depth: Some(walk.depth()), own: [].iter(), asked: len, filled: Vec::new(), next: 0 }
    }

    /// Of an array that has been made up.
    pub(super) fn sketched(walk: &'v Walk, elements: &'v [Value<'v>]) -> Self {
        Self { walk, depth: None, own: elements.iter(), asked: 0, filled: Vec::new(), next: 0 }
    }

    /// Whether all have been read.
    pub(super) fn is_over(&self) -> bool {
        self.own.len() == 0
    }

    fn advance(&mut self) -> Option<(Step, Source<'v>)> {
        let step = Step::Element(self.next);
        let source = match self.own.next() {
            Some(_) if self.filled.contains(&step) => Source::Asked,
            Some(value) if self.depth.is_none() => Source::Sketched(value),
            Some(value) => {
                self.walk.see(1);
                self.walk.see_inside(value);
                Source::Input(value)
            }
            None if self.next < self.asked => Source::Asked,
            None => return None,
        };
        self.next += 1;
        Some((step, source))
    }
}

impl<'de> SeqAccess<'de> for Elements<'_> {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        let walk = self.walk;
        let Some((step, source)) = self.advance() else { return Ok(None) };
        if let Some(depth) = self.depth {
            walk.enter(depth, step);
        }
        let value = seed.deserialize(Read { walk, source })?;
        if self.depth.is_some() {
            walk.leave();
        }
        Ok(Some(value))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.own.len())
    }
}
