//! Bots and instruments as other things name them.

use app::{instruments::InstrumentRef, signals::BotRef};
use serde::Serialize;

use super::{Amount, BotId};

/// A bot, by name.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename = "BotRef")]
pub(crate) struct BotDto {
    id: BotId,
    name: String,
}

impl From<BotRef> for BotDto {
    fn from(bot: BotRef) -> Self {
        Self { id: bot.id.into(), name: bot.name }
    }
}

/// An instrument, by name, and how finely its numbers are written.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
#[serde(rename = "InstrumentRef")]
pub(crate) struct InstrumentDto {
    /// Such as `BINANCE`.
    venue: String,
    /// Such as `BTCUSDT`.
    symbol: String,
    /// The currency that a quantity counts.
    base: String,
    /// The currency that a price counts.
    quote: String,
    /// The smallest step of a price.
    price_tick: Amount,
    /// The smallest step of a quantity.
    lot_step: Amount,
}

impl From<InstrumentRef> for InstrumentDto {
    fn from(instrument: InstrumentRef) -> Self {
        Self {
            venue: instrument.venue,
            symbol: instrument.symbol,
            base: instrument.base,
            quote: instrument.quote,
            price_tick: instrument.price_tick.into(),
            lot_step: instrument.lot_step.into(),
        }
    }
}
