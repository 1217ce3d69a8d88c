//! Inputs that are one value, or a list of them.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use superjson::{BigInt, Date};

use crate::{FieldErrors, Input};

macro_rules! values {
    ($($value:ty)*) => {$(
        impl Input for $value {}
    )*};
}

values! { bool char String i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 Date }

#[cfg(feature = "uuid")]
values! { uuid::Uuid }

impl<T> Input for BigInt<T> where Self: DeserializeOwned + specta::Type + Send + 'static {}

/// A call may leave it out, or send null.
impl<T: Input> Input for Option<T> {
    const OPTIONAL: bool = true;

    fn validate(&self) -> Result<(), FieldErrors> {
        self.as_ref().map_or(Ok(()), Input::validate)
    }
}

/// An element goes by its index.
impl<T: Input> Input for Vec<T> {
    fn validate(&self) -> Result<(), FieldErrors> {
        of_each(self.iter().enumerate())
    }
}

/// A value goes by its key.
impl<T: Input> Input for BTreeMap<String, T> {
    fn validate(&self) -> Result<(), FieldErrors> {
        of_each(self)
    }
}

/// What is wrong with each of several inputs.
fn of_each<'t, K: ToString, T: Input>(
    values: impl IntoIterator<Item = (K, &'t T)>,
) -> Result<(), FieldErrors> {
    let mut all = FieldErrors::default();
    for (key, value) in values {
        if let Err(errors) = value.validate() {
            all = all.and_in(&key.to_string(), errors);
        }
    }
    if all.is_empty() { Ok(()) } else { Err(all) }
}
