//! A bot's work: its signals in their order.
//!
//! A turn stores what came of the last errands to the venue, decides signals until one has to wait for what becomes of the
//! ones before it, and commits; so a signal that trades costs one transaction at most, and of many that wait a part of one.
//! On paper none has to wait: what becomes of an order is known within the turn.

use chrono::TimeDelta;
use futures::future::join_all;
use prisma::{OrderStatus, SignalStatus};
use tokio_util::sync::CancellationToken;
use trading::OrderEvent;
use uuid::Uuid;

use super::{
    dispatch::{Dispatch, Outcome, wants_end},
    give_up::give_up,
    turn::{CLAIM, Turn},
};
use crate::{App, Error, Result};

/// How long another worker's errand is left to that worker.
const PATIENCE: TimeDelta = TimeDelta::seconds(2);

/// Orders that leave together at most: half of what a turn reads, so that it stores what came of some and makes the next.
const ERRANDS: usize = CLAIM / 2;

/// How far the bot's work came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Progress {
    Finished,
    /// The venue gave no answer, or another worker has the bot: it is looked at again later.
    Waits,
}

/// What a turn came to.
enum Next {
    Nothing,
    Wait,
    Errands(Vec<Dispatch>),
}

/// Finishes the bot's signals, oldest first.
pub(super) async fn work_on(
    app: &App,
    tenant: Uuid,
    bot: Uuid,
    stop: &CancellationToken,
) -> Result<Progress> {
    let mut outcomes: Vec<(Uuid, Outcome)> = Vec::new();
    loop {
        let stopping = stop.is_cancelled();
        if stopping && outcomes.is_empty() {
            return Ok(Progress::Finished);
        }
        let mut turn = Turn::begin(app, tenant, bot).await?;
        let unanswered = outcomes.iter().any(|(_, outcome)| matches!(outcome, Outcome::Unknown(_)));
        if let Err((order, error)) = settle(&mut turn, &outcomes).await {
            give_up_order(app, turn, order, &error).await?;
            outcomes.retain(|(settled, _)| *settled != order);
            continue;
        }
        outcomes.clear();
        if stopping || unanswered {
            turn.finish().await?;
            return Ok(Progress::Waits);
        }
        match next(&mut turn).await {
            Ok(Next::Nothing) => {
                let may_be_more = turn.signals.len() >= CLAIM;
                turn.finish().await?;
                if !may_be_more {
                    return Ok(Progress::Finished);
                }
            }
            Ok(Next::Wait) => {
                turn.finish().await?;
                return Ok(Progress::Waits);
            }
            Ok(Next::Errands(errands)) => {
                turn.finish().await?;
                // They leave in their order.
                let sent = errands.iter().map(async |errand| (errand.order(), errand.send(app).await));
                outcomes = join_all(sent).await;
            }
            Err((_, error)) if error.is_transient() => return Err(error),
            Err((signal, error)) => {
                // What else the turn did is done again, without the signal.
                drop(turn);
                give_up(app, tenant, bot, signal, &error).await?;
            }
        }
    }
}

/// Stores what came of errands, up to one of which it cannot be stored.
async fn settle(turn: &mut Turn<'_>, outcomes: &[(Uuid, Outcome)]) -> Result<(), (Uuid, Error)> {
    for (order, outcome) in outcomes {
        turn.settle(*order, outcome).await.map_err(|error| (*order, error))?;
    }
    Ok(())
}

/// Ends wishes to end orders, then signals, until what the venue says has to be known.
async fn next(turn: &mut Turn<'_>) -> Result<Next, (Uuid, Error)> {
    let ending = turn.orders.values().map(|kept| &kept.row).find(|row| wants_end(row));
    if let Some(row) = ending {
        let (id, signal, status) = (row.id, row.signal_id, row.status);
        return end(turn, id, status).await.map_err(|error| (signal, error));
    }
    let (mut index, mut errands) = (0, Vec::new());
    while let Some(kept) = turn.signals.get(index) {
        index += 1;
        let (id, status) = (kept.row.id, kept.row.status);
        let errand = match status {
            _ if errands.len() >= ERRANDS => break,
            _ if !errands.is_empty() && !turn.waits_for_nothing(id).map_err(|error| (id, error))? => break,
            SignalStatus::Received => {
                errands.extend(turn.carry_out(id).await.map_err(|error| (id, error))?);
                continue;
            }
            SignalStatus::Accepted => {
                let order = turn.orders.values().find(|kept| kept.row.signal_id == id).map(|kept| &kept.row);
                match order {
                    None => Err(Error::row(id, "an accepted signal has no live order")),
                    Some(row) if is_anothers(turn, row) => return Ok(Next::Wait),
                    Some(row) => {
                        let order = row.id;
                        turn.resolution(order).await
                    }
                }
            }
            _ => continue,
        };
        return errand.map(|errand| Next::Errands(vec![errand])).map_err(|error| (id, error));
    }
    Ok(if errands.is_empty() { Next::Nothing } else { Next::Errands(errands) })
}

impl Turn<'_> {
    /// Decides a signal and sends what it asks for: now, or by the errand that is to follow the commit.
    async fn carry_out(&mut self, signal: Uuid) -> Result<Option<Dispatch>> {
        match self.decide(signal).await? {
            Some(order) => self.submit(order).await,
            None => Ok(None),
        }
    }
}

/// Whether somebody else has sent the order a moment ago, and will store what comes of it.
fn is_anothers(turn: &Turn<'_>, row: &prisma::order::Data) -> bool {
    row.status == OrderStatus::Submitted && row.submitted_at.is_some_and(|at| turn.now - at < PATIENCE)
}

async fn end(turn: &mut Turn<'_>, id: Uuid, status: OrderStatus) -> Result<Next> {
    let now = turn.now;
    match status {
        // No venue has heard of it.
        OrderStatus::Initialized => {
            turn.apply(
                id,
                OrderEvent::Denied,
                now,
                Some("canceled: It was canceled before it was sent.".into()),
            )
            .await?;
            return Box::pin(next(turn)).await.map_err(|(_, error)| error);
        }
        OrderStatus::PendingCancel => {}
        _ => turn.apply(id, OrderEvent::PendingCancel, now, None).await?,
    }
    Ok(Next::Errands(vec![turn.cancellation(id).await?]))
}

/// What the venue told of an order cannot be: the order's signal is given up, and the bot goes on.
async fn give_up_order(app: &App, turn: Turn<'_>, order: Uuid, error: &Error) -> Result<()> {
    let (tenant, bot) = (turn.tenant, turn.bot.id);
    let signal = turn.orders.get(&order).map(|kept| kept.row.signal_id);
    drop(turn);
    match signal {
        Some(signal) if !error.is_transient() => give_up(app, tenant, bot, signal, error).await,
        _ => Err(Error::Busy("an order's outcome could not be stored")),
    }
}
