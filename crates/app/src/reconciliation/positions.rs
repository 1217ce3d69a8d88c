//! A tenant's positions are held against the replay of their fills.

use chrono::TimeDelta;
use prisma::{IsolationLevel, PositionStatus, TenantDb, fill, position};
use prisma_client_rust::or;
use trading::Position;
use uuid::Uuid;

use crate::{App, Error, Result, instruments, pipeline::rows::trade, positions::account};

/// Positions that are closed for longer change no more, and were looked at while they were open.
const LOOKED_BACK: TimeDelta = TimeDelta::days(1);
/// Positions that are read at one time.
const BATCH: i64 = 50;
/// Fills that are read at one time.
const FILLS: i64 = 5_000;

/// Replays the fills of every position that is open, or was a moment ago.
pub(super) async fn reconcile(app: &App, db: &TenantDb, differences: &mut Vec<String>) -> Result<()> {
    let since = app.ambient.now() - LOOKED_BACK;
    let mut after: Option<Uuid> = None;
    loop {
        let lately = or([position::status::equals(PositionStatus::Open), position::closed_at::gte(since)]);
        let filters = [Some(lately), after.map(position::id::gt)].into_iter().flatten();
        // A position and its fills, as they are at one moment.
        let tx = db.begin_with(IsolationLevel::RepeatableRead).await?;
        let rows = tx.position().find_many(filters).order_by(position::id::asc()).take(BATCH).exec().await?;
        let Some(last) = rows.last() else { return Ok(tx.rollback().await?) };
        after = Some(last.id);
        for row in &rows {
            let (stored, replayed) = (account(row), replay(app, &tx, row).await?);
            let is_closed = row.status == PositionStatus::Closed;
            if stored != replayed || is_closed != replayed.is_flat() {
                differences.push(format!(
                    "Position {} is {}; its fills make {}.",
                    row.id,
                    named(&stored),
                    named(&replayed)
                ));
            }
        }
        tx.rollback().await?;
    }
}

/// What the position's fills make, in the order in which they were booked: so their ids are made.
async fn replay(app: &App, tx: &TenantDb, row: &position::Data) -> Result<Position> {
    let instrument = app.instruments.row(tx, row.instrument_id).await?;
    let instrument = instrument.ok_or_else(|| Error::row(row.instrument_id, "the instrument is missing"))?;
    let rules = instruments::rules(&instrument)?;
    // Funding comes without fills.
    let mut replayed = Position { funding: row.funding, ..Position::FLAT };
    let mut after: Option<Uuid> = None;
    loop {
        let filters = [Some(fill::position_id::equals(row.id)), after.map(fill::id::gt)];
        let fills = tx.fill().find_many(filters.into_iter().flatten()).order_by(fill::id::asc());
        let fills = fills.take(FILLS).exec().await?;
        let Some(last) = fills.last() else { return Ok(replayed) };
        after = Some(last.id);
        for fill in &fills {
            replayed = replayed.after(&trade(fill), &rules).map_err(|error| Error::row(fill.id, error))?;
        }
    }
}

fn named(position: &Position) -> String {
    let Position { signed_qty, open_cost, gross_realized, fees, .. } = position;
    format!(
        "{} for {}, with {} earned before {} of fees",
        signed_qty.normalize(),
        open_cost.normalize(),
        gross_realized.normalize(),
        fees.normalize()
    )
}
