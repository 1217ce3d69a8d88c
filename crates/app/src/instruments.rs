//! Instruments: what is traded, by venue and symbol, and their rules.

use std::collections::HashMap;

use prisma::{TenantDb, instrument};
use prisma_client_rust::Error as Database;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use trading::InstrumentSpec;
use uuid::Uuid;

use crate::{Error, Result};

/// An instrument as a reader sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstrumentRef {
    /// The venue, such as `BINANCE`.
    pub venue: String,
    /// The symbol at the venue, such as `BTCUSDT`.
    pub symbol: String,
    /// The currency that a quantity counts.
    pub base: String,
    /// The currency that a price counts.
    pub quote: String,
    /// The smallest step of a price.
    pub price_tick: Decimal,
    /// The smallest step of a quantity.
    pub lot_step: Decimal,
}

impl From<&instrument::Data> for InstrumentRef {
    fn from(row: &instrument::Data) -> Self {
        Self {
            venue: row.venue.clone(),
            symbol: row.symbol.clone(),
            base: row.base.clone(),
            quote: row.quote.clone(),
            price_tick: row.price_tick,
            lot_step: row.lot_step,
        }
    }
}

/// The rules of a stored instrument.
pub fn rules(row: &instrument::Data) -> Result<trading::Instrument> {
    let spec = InstrumentSpec {
        symbol: row.symbol.clone(),
        base: row.base.clone(),
        quote: row.quote.clone(),
        price_tick: row.price_tick,
        lot_step: row.lot_step,
        min_qty: row.min_qty,
        max_qty: row.max_qty,
        min_notional: row.min_notional,
        multiplier: row.multiplier,
    };
    trading::Instrument::new(spec).map_err(|error| Error::row(row.id, error))
}

/// The instrument of that name; case does not matter.
pub async fn find(db: &TenantDb, venue: &str, symbol: &str) -> Result<Option<instrument::Data>, Database> {
    let named = instrument::venue_symbol::equals(venue.to_uppercase(), symbol.to_uppercase());
    db.instrument().find_unique(named).exec().await
}

/// The instruments with those ids.
pub async fn by_id(
    db: &TenantDb,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, InstrumentRef>> {
    let rows = db.instrument().find_many([instrument::id::in_vec(ids.into_iter().collect())]).exec().await?;
    Ok(rows.iter().map(|row| (row.id, row.into())).collect())
}

/// The venue of that symbol, where there is one venue alone.
pub async fn only_venue(db: &TenantDb, symbol: &str) -> Result<Option<String>> {
    let named = [instrument::symbol::equals(symbol.to_uppercase())];
    let rows = db.instrument().find_many(named).take(2).exec().await?;
    Ok(match rows.as_slice() {
        [only] => Some(only.venue.clone()),
        _ => None,
    })
}
