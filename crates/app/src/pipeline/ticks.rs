//! What the market does: every tick is met by the bots whose resting orders it concerns, and positions are marked once
//! a second.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    time::Duration,
};

use chrono::TimeDelta;
use futures::{
    FutureExt,
    future::{BoxFuture, join_all},
};
use prisma::{PositionStatus, order, position};
use tokio::{
    sync::broadcast::error::RecvError,
    time::{Instant, MissedTickBehavior},
};
use tokio_util::sync::CancellationToken;
use trading::matching::Working;
use uuid::Uuid;

use super::{
    resting::{Print, RESTING, rests},
    turn::Turn,
    work::{Job, Resting},
};
use crate::{App, Result, market::Tick};

/// How old what is known of resting orders may be when a tick comes.
const FRESH: Duration = Duration::from_millis(250);
/// How often what is held is marked.
const MARK: Duration = Duration::from_secs(1);
/// Bots that meet a tick at once.
const AT_ONCE: usize = 4;
/// Rows read at most, of all tenants.
const MOST: i64 = 100_000;

/// Follows the market until `stop`.
pub(super) async fn run(app: &App, stop: &CancellationToken) {
    let mut ticks = app.market.subscribe();
    let (mut book, mut newest) = (Book::default(), HashMap::new());
    let mut marks = tokio::time::interval(MARK);
    marks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        let done = tokio::select! {
            () = stop.cancelled() => return,
            tick = ticks.recv() => match tick {
                Ok(tick) => {
                    newest.insert(tick.instrument, tick);
                    book.meet(app, &tick).await
                }
                Err(RecvError::Lagged(missed)) => {
                    tracing::warn!(missed, "resting orders did not see every tick");
                    Ok(())
                }
                Err(RecvError::Closed) => return,
            },
            _ = marks.tick() => mark_positions(app, &mut newest).await,
        };
        if let Err(error) = done {
            tracing::warn!(%error, "what the market did could not be stored");
        }
    }
}

/// The orders that rest, of all tenants, by what they trade.
#[derive(Default)]
struct Book {
    resting: HashMap<Uuid, Vec<(Job, Working)>>,
    read_at: Option<Instant>,
}

impl Book {
    async fn meet(&mut self, app: &App, tick: &Tick) -> Result<()> {
        if app.venue.paper_terms().is_none() {
            return Ok(());
        }
        if self.read_at.is_none_or(|at| at.elapsed() >= FRESH) {
            self.read(app).await?;
        }
        self.hear(app);
        let resting = self.resting.get(&tick.instrument).map(Vec::as_slice).unwrap_or_default();
        let concerned = resting.iter().filter(|(_, working)| working.concerns(tick.price, tick.price));
        let bots: BTreeSet<Job> = concerned.map(|(job, _)| *job).collect();
        let print = print(tick);
        each(bots.into_iter().map(|job| (job, meet(app, job, print).boxed())).collect()).await;
        Ok(())
    }

    /// Adds those that this process has brought to rest since.
    fn hear(&mut self, app: &App) {
        for order in app.work.take_resting() {
            self.add(order);
        }
    }

    /// Reads all of them.
    async fn read(&mut self, app: &App) -> Result<()> {
        self.read_at = Some(Instant::now());
        let resting = [order::status::in_vec(RESTING.to_vec())];
        let rows = app.system.order().find_many(resting).take(MOST).exec().await?;
        self.resting.clear();
        for row in &rows {
            self.add(rests(row));
        }
        Ok(())
    }

    fn add(&mut self, Resting { job, instrument, working }: Resting) {
        self.resting.entry(instrument).or_default().push((job, working));
    }
}

const fn print(tick: &Tick) -> Print {
    let Tick { instrument, price, qty, at, id } = *tick;
    Print { instrument, price, qty: Some(qty), at, seen_at: at, id }
}

/// Marks what is held in instruments whose price has moved, each position at most once a second.
async fn mark_positions(app: &App, newest: &mut HashMap<Uuid, Tick>) -> Result<()> {
    if newest.is_empty() {
        return Ok(());
    }
    let ticks = std::mem::take(newest);
    let moved = position::instrument_id::in_vec(ticks.keys().copied().collect());
    let open = [position::status::equals(PositionStatus::Open), moved];
    let rows = app.system.position().find_many(open).take(MOST).exec().await?;
    let mut bots: BTreeMap<Job, Vec<Print>> = BTreeMap::new();
    for row in rows {
        let Some(tick) = ticks.get(&row.instrument_id) else { continue };
        let is_due = row.marked_at + TimeDelta::milliseconds(900) <= tick.at && row.mark_price != tick.price;
        if is_due {
            bots.entry((row.tenant_id, row.bot_id)).or_default().push(print(tick));
        }
    }
    each(bots.into_iter().map(|(job, prints)| (job, mark(app, job, prints).boxed())).collect()).await;
    Ok(())
}

/// What is to be done for bots.
type Errands<'a> = Vec<(Job, BoxFuture<'a, Result<()>>)>;

/// Does it for each bot, a few at a time; one that fails is said, and met by the next tick.
async fn each(errands: Errands<'_>) {
    let mut errands = errands.into_iter();
    loop {
        let (jobs, work): (Vec<Job>, Vec<_>) = errands.by_ref().take(AT_ONCE).unzip();
        if jobs.is_empty() {
            return;
        }
        for ((tenant, bot), done) in jobs.into_iter().zip(join_all(work).await) {
            if let Err(error) = done {
                tracing::warn!(%tenant, %bot, %error, "a bot could not meet the market");
            }
        }
    }
}

async fn meet(app: &App, (tenant, bot): Job, print: Print) -> Result<()> {
    let mut turn = Turn::begin(app, tenant, bot).await?;
    turn.meet(&print).await?;
    turn.mark(&print)?;
    turn.finish().await
}

async fn mark(app: &App, (tenant, bot): Job, prints: Vec<Print>) -> Result<()> {
    let mut turn = Turn::begin(app, tenant, bot).await?;
    for print in &prints {
        turn.mark(print)?;
    }
    turn.finish().await
}
