//! Inputs that are decoded where they stand in a batch, before their calls.

use std::{
    any::Any,
    marker::PhantomData,
    panic::{AssertUnwindSafe, catch_unwind},
};

use serde::de::{DeserializeSeed, IgnoredAny};

use super::{Transformer, protocol::Wire};
use crate::Input;

/// An input that its procedure has decoded, and not validated yet. [`Procedure::decode`](crate::Procedure::decode)
/// makes it.
#[derive(Debug)]
pub struct Decoded(Box<dyn Any + Send>);

impl Decoded {
    /// Decodes the input that `text` begins with, and says at which byte it ends.
    ///
    /// Why there is none is not said: the call says it, when it reads the same bytes.
    pub(crate) fn first<I: Input>(text: &str, transformer: Transformer) -> Option<(Self, usize)> {
        let seed = Wire { resume: None, into: PhantomData::<I> };
        let read = || match transformer {
            Transformer::Superjson => superjson::from_prefix_seed(text, seed).ok(),
            Transformer::Plain => {
                let mut json = serde_json::Deserializer::from_str(text);
                let input = seed.deserialize(&mut json).ok()?;
                Some((input, json.into_iter::<IgnoredAny>().byte_offset()))
            }
        };
        // A panic, too, is of the call.
        let (input, end) = catch_unwind(AssertUnwindSafe(read)).ok()??;
        Some((Self(Box::new(input)), end))
    }

    /// The input, where it is one of this type.
    pub(crate) fn into_input<I: Input>(self) -> Option<I> {
        self.0.downcast().ok().map(|input| *input)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(specta::Type)]
    struct Explosive;

    impl<'de> serde::Deserialize<'de> for Explosive {
        fn deserialize<D: serde::Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
            panic!("on purpose")
        }
    }

    impl Input for Explosive {}

    #[test]
    fn what_cannot_be_decoded_is_left_to_the_call() {
        for transformer in [Transformer::Plain, Transformer::Superjson] {
            assert!(Decoded::first::<Explosive>(r#"{"json":1}"#, transformer).is_none());
            assert!(Decoded::first::<()>("[1]", transformer).is_none());
        }
        let (decoded, end) = Decoded::first::<()>(r#"{"json":null},"#, Transformer::Superjson).unwrap();
        assert_eq!((decoded.into_input::<()>(), end), (Some(()), 13));
    }
}
