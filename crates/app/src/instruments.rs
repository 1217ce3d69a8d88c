//! Instruments: what is traded, by venue and symbol, and their rules.

mod list;

use std::{
    collections::{BTreeSet, HashMap},
    fmt,
    time::Duration,
};

use moka::sync::Cache;
use prisma::{TenantDb, instrument};
use prisma_client_rust::Error as Database;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use trading::InstrumentSpec;
use uuid::Uuid;

pub use list::{Listed, list};

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

/// How long a row is good that was read: rules of instruments hardly ever change.
const KNOWN: Duration = Duration::from_secs(2);
/// Rows kept at most.
const KEPT: u64 = 4096;

/// The instruments that were asked for a moment ago.
pub struct Known {
    rows: Cache<Uuid, instrument::Data>,
    /// By venue and symbol.
    ids: Cache<(String, String), Uuid>,
}

impl Default for Known {
    fn default() -> Self {
        Self {
            rows: Cache::builder().max_capacity(KEPT).time_to_live(KNOWN).build(),
            ids: Cache::builder().max_capacity(KEPT).time_to_live(KNOWN).build(),
        }
    }
}

impl fmt::Debug for Known {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Known").finish_non_exhaustive()
    }
}

impl Known {
    /// The instruments with those ids, as of a moment ago; those that there are.
    pub(crate) async fn rows(
        &self,
        db: &TenantDb,
        ids: BTreeSet<Uuid>,
    ) -> Result<HashMap<Uuid, instrument::Data>> {
        let mut rows: HashMap<_, _> =
            ids.iter().filter_map(|id| self.rows.get(id).map(|row| (*id, row))).collect();
        let unknown: Vec<_> = ids.into_iter().filter(|id| !rows.contains_key(id)).collect();
        if !unknown.is_empty() {
            for row in db.instrument().find_many([instrument::id::in_vec(unknown)]).exec().await? {
                self.learn(&row);
                rows.insert(row.id, row);
            }
        }
        Ok(rows)
    }

    /// The same of one.
    pub(crate) async fn row(&self, db: &TenantDb, id: Uuid) -> Result<Option<instrument::Data>> {
        Ok(self.rows(db, [id].into()).await?.remove(&id))
    }

    /// The instrument of that venue and symbol, both in capitals, if it was asked for a moment ago.
    pub(crate) fn named(&self, named: &(String, String)) -> Option<instrument::Data> {
        self.rows.get(&self.ids.get(named)?)
    }

    /// Has the next who ask know it.
    pub(crate) fn learn(&self, row: &instrument::Data) {
        self.ids.insert((row.venue.clone(), row.symbol.clone()), row.id);
        self.rows.insert(row.id, row.clone());
    }
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
    Ok(rows_by_id(db, ids).await?.iter().map(|(id, row)| (*id, row.into())).collect())
}

/// The same with their rules.
pub(crate) async fn rows_by_id(
    db: &TenantDb,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, instrument::Data>> {
    let rows = db.instrument().find_many([instrument::id::in_vec(ids.into_iter().collect())]).exec().await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
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
