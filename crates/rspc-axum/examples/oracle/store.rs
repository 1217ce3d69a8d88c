//! Values by key, so that a mutation can be seen to have happened, and how often.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use rspc::{Failure, Router};

use crate::{context::Context, plain};

/// The values of each key, in the order in which they came.
#[derive(Clone, Default)]
pub(crate) struct Store(Arc<Mutex<HashMap<String, Vec<String>>>>);

#[rspc::input]
struct Key {
    key: String,
}

#[rspc::input]
struct Entry {
    key: String,
    value: String,
}

pub(crate) fn router() -> Router<Context, ()> {
    Router::new().mutation("put", plain(), put).query("all", plain(), all)
}

async fn put(context: Context, input: Entry) -> Result<(), Failure> {
    let mut values = context.store.0.lock().unwrap_or_else(PoisonError::into_inner);
    values.entry(input.key).or_default().push(input.value);
    Ok(())
}

async fn all(context: Context, input: Key) -> Result<Vec<String>, Failure> {
    let values = context.store.0.lock().unwrap_or_else(PoisonError::into_inner);
    Ok(values.get(&input.key).cloned().unwrap_or_default())
}
