//! `market.onTick`: the newest price of an instrument, a few times a second at most.

use std::time::Duration;

use app::{instruments, market::Tick};
use futures::Stream;
use rspc::ErrorCode;
use serde::Serialize;
use superjson::Date;

use crate::{
    context::TenantCtx,
    dto::Amount,
    error::{ApiError, Refused},
};

/// Between two ticks that are sent: a person reads no faster.
const PAUSE: Duration = Duration::from_millis(250);

/// Of which instrument.
#[rspc::input]
pub(crate) struct Input {
    /// Such as `BINANCE`.
    #[garde(length(chars, min = 1, max = 32), pattern("^[^\\x00]*$"))]
    venue: String,
    /// Such as `BTCUSDT`.
    #[garde(length(chars, min = 1, max = 32), pattern("^[^\\x00]*$"))]
    symbol: String,
}

/// A trade at the market.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename = "Tick")]
pub(crate) struct TickDto {
    price: Amount,
    /// In the base currency.
    qty: Amount,
    at: Date,
}

impl From<Tick> for TickDto {
    fn from(tick: Tick) -> Self {
        Self { price: tick.price.into(), qty: tick.qty.into(), at: Date(tick.at) }
    }
}

/// Why there are no ticks to be had.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum TicksRefused {
    /// No such instrument.
    #[error("there is no such instrument")]
    UnknownInstrument,
}

#[rspc::codes]
impl rspc::Error for TicksRefused {
    fn code(&self) -> ErrorCode {
        match self {
            Self::UnknownInstrument => ErrorCode::NotFound,
        }
    }
}

/// The newest price, at once where one is known, and then as it changes, four times a second at most. Prices between are
/// left out, and none is kept for who is away.
#[rspc::procedure]
pub(super) async fn on_tick(
    ctx: TenantCtx,
    input: Input,
) -> Result<impl Stream<Item = Result<TickDto, Refused<TicksRefused>>>, Refused<TicksRefused>> {
    let instrument = instruments::find(&ctx.db, &input.venue, &input.symbol).await.map_err(app::Error::from);
    let instrument = instrument.map_err(ApiError::from)?;
    let instrument = instrument.ok_or(Refused::Own(TicksRefused::UnknownInstrument))?.id;
    let mut newest = ctx.app.market.conflated(instrument);
    // What is known already is news to who has just come.
    newest.mark_changed();
    Ok(async_stream::stream! {
        while newest.changed().await.is_ok() {
            let tick = *newest.borrow_and_update();
            if let Some(tick) = tick {
                yield Ok(tick.into());
                tokio::time::sleep(PAUSE).await;
            }
        }
    })
}
