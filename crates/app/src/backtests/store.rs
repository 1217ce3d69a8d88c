//! What a worker writes of a backtest: that it has it, how far it is, what came out. Each write is refused once another
//! worker has it.

use backtest::{Report, Trade};
use chrono::TimeDelta;
use prisma::{BacktestStatus, Side, TenantDb, backtest as model, backtest_equity, backtest_trade};
use prisma_client_rust::Lock;
use serde_json::json;
use uuid::Uuid;

use super::{Statistics, is_over, named_one};
use crate::{
    App, Error, Result,
    market::at,
    stream::{Event, Reserved},
};

/// How long a worker that is not heard of keeps a backtest.
const LEASE: TimeDelta = TimeDelta::seconds(10);
/// How often one is begun that nobody brings to an end.
const ATTEMPTS: i32 = 5;
/// Rows that one statement stores.
const BATCH: usize = 2_000;

/// A backtest that a worker has.
#[derive(Clone, Copy, Debug)]
pub(super) struct Claim {
    pub(super) tenant: Uuid,
    pub(super) id: Uuid,
    /// Higher than that of whoever had it before.
    attempt: i32,
}

/// What came of a backtest.
pub(super) enum Outcome {
    Finished(Box<Report>),
    Canceled,
    Failed(String),
}

/// Takes a backtest that waits, or whose worker is not heard of any more; none where another was faster.
pub(super) async fn claim(app: &App, tenant: Uuid, id: Uuid) -> Result<Option<Claim>> {
    let db = app.client.tenant(tenant);
    let now = app.ambient.now();
    let tx = db.begin().await?;
    let row = tx.backtest().find_unique(model::id::equals(id)).lock(Lock::ForUpdate).exec().await?;
    let free = |row: &model::Data| match row.status {
        BacktestStatus::Queued => true,
        BacktestStatus::Running => row.leased_until.is_none_or(|until| until < now),
        _ => false,
    };
    let Some(row) = row.filter(free) else { return Ok(None) };
    let (attempt, reserved) = (row.attempt + 1, Reserved::take(&tx, tenant, 1).await?);
    let given_up = attempt > ATTEMPTS;
    let mut changes = vec![
        model::attempt::set(attempt),
        model::seq::set(reserved.seq(0)),
        model::candles_done::set(0),
        model::started_at::set(Some(row.started_at.unwrap_or(now))),
    ];
    if given_up {
        let error = "It was begun five times, and each time whoever computed it was not heard of any more.";
        changes.push(model::status::set(BacktestStatus::Failed));
        changes.push(model::error::set(Some(error.to_owned())));
        changes.push(model::finished_at::set(Some(now)));
    } else {
        changes.push(model::status::set(BacktestStatus::Running));
        changes.push(model::leased_until::set(Some(now + LEASE)));
    }
    let row = tx.backtest().update(model::id::equals(id), changes).exec().await?;
    let begun = named_one(&tx, row).await?;
    reserved.write(&tx, &[Event::BacktestChanged(&begun)]).await?;
    tx.commit().await?;
    reserved.announce(&app.hints);
    Ok((!given_up).then_some(Claim { tenant, id, attempt }))
}

/// The row, where the claim holds.
fn held(claim: &Claim) -> [prisma_client_rust::Filter<model::Model>; 3] {
    [
        model::id::equals(claim.id),
        model::attempt::equals(claim.attempt),
        model::status::equals(BacktestStatus::Running),
    ]
}

/// Says that it is still computed; answers whether it is to be stopped, and none where another has it.
pub(super) async fn renew(app: &App, db: &TenantDb, claim: &Claim, done: i32) -> Result<Option<bool>> {
    let until = app.ambient.now() + LEASE;
    let changes = [model::candles_done::set(done), model::leased_until::set(Some(until))];
    if db.backtest().update_many(held(claim), changes).exec().await? == 0 {
        return Ok(None);
    }
    let row = db.backtest().find_unique(model::id::equals(claim.id)).exec().await?;
    Ok(row.map(|row| row.cancel_requested))
}

/// Says how many candles there are.
pub(super) async fn total(db: &TenantDb, claim: &Claim, candles: usize) -> Result<()> {
    let total = i32::try_from(candles).unwrap_or(i32::MAX);
    db.backtest().update_many(held(claim), [model::candles_total::set(total)]).exec().await?;
    Ok(())
}

/// Lets another worker begin it at once.
pub(super) async fn give_back(app: &App, db: &TenantDb, claim: &Claim) -> Result<()> {
    // That it was begun is no reason to give it up.
    let changes = [model::leased_until::set(Some(app.ambient.now() - LEASE)), model::attempt::decrement(1)];
    db.backtest().update_many(held(claim), changes).exec().await?;
    Ok(())
}

/// Stores what came out, all of it or nothing.
pub(super) async fn finish(app: &App, db: &TenantDb, claim: &Claim, outcome: Outcome) -> Result<()> {
    let tx = db.begin().await?;
    let row = tx.backtest().find_unique(model::id::equals(claim.id)).lock(Lock::ForUpdate).exec().await?;
    if row.is_none_or(|row| row.attempt != claim.attempt || is_over(row.status)) {
        return Ok(tx.rollback().await?);
    }
    let mut changes = vec![model::finished_at::set(Some(app.ambient.now()))];
    match outcome {
        Outcome::Finished(report) => {
            let Report { trades, equity, summary } = *report;
            executions(&tx, claim.id, &trades).await?;
            let points =
                equity.iter().map(|point| backtest_equity::create(claim.id, at(point.at), point.equity, []));
            tx.backtest_equity().create_many(points).exec().await?;
            let candles = i32::try_from(summary.candles).unwrap_or(i32::MAX);
            changes.push(model::status::set(BacktestStatus::Finished));
            changes.push(model::candles_done::set(candles));
            changes.push(model::candles_total::set(candles));
            changes.push(model::statistics::set(Some(json!(Statistics::from(summary)))));
        }
        Outcome::Canceled => changes.push(model::status::set(BacktestStatus::Canceled)),
        Outcome::Failed(error) => {
            changes.push(model::status::set(BacktestStatus::Failed));
            changes.push(model::error::set(Some(error)));
        }
    }
    let reserved = Reserved::take(&tx, claim.tenant, 1).await?;
    changes.push(model::seq::set(reserved.seq(0)));
    let row = tx.backtest().update(model::id::equals(claim.id), changes).exec().await?;
    let over = named_one(&tx, row).await?;
    reserved.write(&tx, &[Event::BacktestChanged(&over)]).await?;
    tx.commit().await?;
    reserved.announce(&app.hints);
    Ok(())
}

async fn executions(tx: &TenantDb, id: Uuid, trades: &[Trade]) -> Result<(), Error> {
    let mut number = 0;
    for batch in trades.chunks(BATCH) {
        let rows: Vec<_> = batch
            .iter()
            .map(|trade| {
                number += 1;
                let Trade { at: time, side, qty, price, fee, realized, signed_qty } = *trade;
                let side = match side {
                    trading::Side::Buy => Side::Buy,
                    trading::Side::Sell => Side::Sell,
                };
                backtest_trade::create(id, number, at(time), side, qty, price, fee, realized, signed_qty, [])
            })
            .collect();
        tx.backtest_trade().create_many(rows).exec().await?;
    }
    Ok(())
}
