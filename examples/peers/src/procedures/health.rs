//! `health.ping`: the least that a call can cost.

use serde::Serialize;
use superjson::Date;

use crate::context::{Ctx, Refusal, now};

#[derive(Serialize, specta::Type)]
pub(super) struct Pong {
    ok: bool,
    time: Date,
}

pub(super) async fn ping(_: Ctx) -> Result<Pong, Refusal> {
    Ok(Pong { ok: true, time: now() })
}
