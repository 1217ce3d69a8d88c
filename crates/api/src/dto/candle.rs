//! A candle on the wire.

use app::market::CandlePage;
use serde::Serialize;
use superjson::Date;

use super::Amount;

/// What a price did in an interval.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
#[serde(rename = "Candle")]
pub(crate) struct CandleDto {
    /// When it begins.
    open_time: Date,
    open: Amount,
    high: Amount,
    low: Amount,
    close: Amount,
    /// Traded, in the base currency.
    volume: Amount,
    /// Shorter candles that it is made of and that are not there: what they saw is not in it. 0 where it is whole.
    missing: u32,
}

impl CandleDto {
    /// The candles of a page, in the order of their time.
    pub(crate) fn of_page(page: &CandlePage) -> Vec<Self> {
        let whole = page.parts;
        let dto = |aggregate: &app::market::Aggregate| {
            let candle = &aggregate.candle;
            Self {
                open_time: Date(app::market::at(candle.open_time)),
                open: candle.open.into(),
                high: candle.high.into(),
                low: candle.low.into(),
                close: candle.close.into(),
                volume: candle.volume.into(),
                missing: whole.saturating_sub(aggregate.parts),
            }
        };
        page.candles.iter().map(dto).collect()
    }
}
