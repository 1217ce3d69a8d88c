//! `health.ping`: the version and the time of the server.

use serde::Serialize;
use superjson::Date;

use crate::{ApiCtx, error::ApiError};

/// A sign of life.
#[derive(Debug, Serialize, specta::Type)]
pub(crate) struct Ping {
    /// The server's version.
    version: &'static str,
    /// The server's clock.
    time: Date,
}

/// The version and the time of the server.
#[rspc::procedure]
pub(super) async fn ping(ctx: ApiCtx) -> Result<Ping, ApiError> {
    Ok(Ping { version: env!("CARGO_PKG_VERSION"), time: Date(ctx.api.app.ambient.now()) })
}
