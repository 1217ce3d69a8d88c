//! An instrument on the wire, with all that it allows.

use app::instruments::Listed;
use serde::Serialize;
use superjson::Date;
use uuid::Uuid;

use super::Amount;

/// Something that can be traded at a venue, and the rules of trading it.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
#[serde(rename = "Instrument")]
pub(crate) struct InstrumentRulesDto {
    id: Uuid,
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
    /// The smallest quantity of an order.
    min_qty: Amount,
    /// The largest quantity of an order; null where there is no limit.
    max_qty: Option<Amount>,
    /// The smallest value of an order, in the quote currency.
    min_notional: Amount,
    /// What one unit of quantity is worth at a price of one.
    multiplier: Amount,
    /// The last price that is known; null where none is.
    last_price: Option<Amount>,
    /// When it was.
    last_price_at: Option<Date>,
}

impl From<Listed> for InstrumentRulesDto {
    fn from(listed: Listed) -> Self {
        let (row, last) = (listed.row, listed.last_price);
        Self {
            id: row.id,
            venue: row.venue,
            symbol: row.symbol,
            base: row.base,
            quote: row.quote,
            price_tick: row.price_tick.into(),
            lot_step: row.lot_step.into(),
            min_qty: row.min_qty.into(),
            max_qty: row.max_qty.map(Amount),
            min_notional: row.min_notional.into(),
            multiplier: row.multiplier.into(),
            last_price: last.map(|(price, _)| price.into()),
            last_price_at: last.map(|(_, at)| Date(at)),
        }
    }
}
