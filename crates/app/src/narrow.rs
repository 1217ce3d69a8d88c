//! What the lists of trading are narrowed down to: a bot, instruments, a time.

use chrono::{DateTime, Utc};
use prisma::{TenantDb, instrument};
use prisma_client_rust::Filter;
use uuid::Uuid;

use crate::Result;

/// Which rows of a list; all of them, where nothing is said.
#[derive(Clone, Debug, Default)]
pub struct Narrow {
    /// Those of one bot.
    pub bot: Option<Uuid>,
    /// At that venue; case does not matter.
    pub venue: Option<String>,
    /// Of that symbol; case does not matter.
    pub symbol: Option<String>,
    /// Not before.
    pub from: Option<DateTime<Utc>>,
    /// Before.
    pub to: Option<DateTime<Utc>>,
}

impl Narrow {
    /// The instruments that are meant, as a filter of rows that name one; none where all of them are.
    pub(crate) async fn instruments<M>(
        &self,
        db: &TenantDb,
        one: impl Fn(Uuid) -> Filter<M>,
        several: impl Fn(Vec<Uuid>) -> Filter<M>,
    ) -> Result<Option<Filter<M>>> {
        let named = [
            self.venue.as_ref().map(|venue| instrument::venue::equals(venue.to_uppercase())),
            self.symbol.as_ref().map(|symbol| instrument::symbol::equals(symbol.to_uppercase())),
        ];
        if named.iter().all(Option::is_none) {
            return Ok(None);
        }
        let rows = db.instrument().find_many(named.into_iter().flatten()).exec().await?;
        let ids: Vec<Uuid> = rows.into_iter().map(|row| row.id).collect();
        // The rows of one instrument are in an index in the order of their time, those of several are not.
        Ok(Some(if let [id] = ids[..] { one(id) } else { several(ids) }))
    }
}
