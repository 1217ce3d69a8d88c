//! Work that takes its time, counted while it lives: what a client leaves has to stop.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use futures::{Stream, StreamExt, stream};
use rspc::{Failure, Router, Tracked};

use crate::{context::Context, plain};

/// How much work of each name is alive.
#[derive(Clone, Default)]
pub(crate) struct Life(Arc<Mutex<HashMap<String, u32>>>);

/// One piece of work; it counts until it is dropped.
struct Alive {
    life: Life,
    name: String,
}

impl Life {
    fn count(&self, name: &str) -> u32 {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(name).copied().unwrap_or_default()
    }

    fn begin(&self, name: String) -> Alive {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(name.clone()).or_default() += 1;
        Alive { life: self.clone(), name }
    }
}

impl Drop for Alive {
    fn drop(&mut self) {
        let mut counts = self.life.0.lock().unwrap_or_else(PoisonError::into_inner);
        *counts.entry(std::mem::take(&mut self.name)).or_default() -= 1;
    }
}

#[rspc::input]
struct Name {
    name: String,
}

#[rspc::input]
struct Wait {
    milliseconds: u32,
}

#[rspc::input]
struct After {
    last_event_id: Option<String>,
}

pub(crate) fn router() -> Router<Context, ()> {
    Router::new()
        .query("wait", plain(), wait)
        .query("count", plain(), count)
        .query("hold", plain(), hold)
        .subscription("follow", plain(), follow)
        .subscription("ticks", plain(), ticks)
}

async fn wait(_: Context, input: Wait) -> Result<u32, Failure> {
    tokio::time::sleep(Duration::from_millis(input.milliseconds.into())).await;
    Ok(input.milliseconds)
}

async fn count(context: Context, input: Name) -> Result<u32, Failure> {
    Ok(context.life.count(&input.name))
}

/// Answers when the client has gone.
async fn hold(context: Context, input: Name) -> Result<(), Failure> {
    let _alive = context.life.begin(input.name);
    std::future::pending().await
}

/// Counts up every few milliseconds, without end.
async fn follow(context: Context, input: Name) -> Result<impl Stream<Item = Result<u32, Failure>>, Failure> {
    let alive = context.life.begin(input.name);
    Ok(stream::iter(0..).then(move |tick| {
        let _held = &alive;
        async move {
            tokio::time::sleep(Duration::from_millis(5)).await;
            Ok(tick)
        }
    }))
}

/// Every number after the last, tracked, every few milliseconds.
async fn ticks(
    _: Context,
    input: After,
) -> Result<impl Stream<Item = Result<Tracked<u32>, Failure>>, Failure> {
    let last = input.last_event_id.and_then(|id| id.parse::<u32>().ok()).unwrap_or_default();
    Ok(stream::iter(last + 1..).then(|at| async move {
        tokio::time::sleep(Duration::from_millis(5)).await;
        Ok(Tracked { id: at.to_string(), data: at })
    }))
}
