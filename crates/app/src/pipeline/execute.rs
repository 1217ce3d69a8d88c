//! The second step: the order goes to the venue, and what came of it is stored at once.

use chrono::{DateTime, Utc};
use prisma::{Liquidity, OrderStatus, PositionStatus, SignalStatus, TenantDb, order, position, signal};
use rust_decimal::Decimal;
use trading::{Effect, Fill, Order, OrderDraft, OrderEvent, StoredOrder};
use uuid::Uuid;
use venues::{Market, Submission, SubmitOutcome};

use super::{Case, give_up::conclude, rule_side, rule_time_in_force, rule_type};
use crate::{
    App, Error, Result, instruments,
    positions::Position,
    signals::Signal,
    stream::{Event, Reserved},
};

/// Whether the signal is finished, or has to be asked about again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Progress {
    Finished,
    /// The venue gave no answer; the order stays SUBMITTED and its client order id is asked about.
    Unknown,
}

/// Brings an ACCEPTED signal's order to the venue and stores the outcome.
pub(super) async fn execute(
    app: &App,
    db: &TenantDb,
    tenant: Uuid,
    bot: Uuid,
    signal: Uuid,
) -> Result<Progress> {
    let Some(case) = mark_submitted(db, bot, signal).await? else { return Ok(Progress::Finished) };
    let row = case.order.as_ref().ok_or_else(|| Error::row(signal, "an accepted signal has no order"))?;
    let draft = draft(row);
    let rules = instruments::rules(&case.instrument)?;
    // No transaction is open and no connection held while the venue works.
    let outcome = app
        .venue
        .submit(Submission {
            client_order_id: &row.client_order_id,
            instrument: &rules,
            order: &draft,
            market: Market { last_price: case.last_price.unwrap_or_default(), now: app.ambient.now() },
        })
        .await;
    match outcome {
        SubmitOutcome::Filled { venue_order_id, fill, executed_at } => {
            store_fill(app, db, tenant, &case, venue_order_id, fill, executed_at).await?;
        }
        SubmitOutcome::Rejected { reason } => reject(app, db, tenant, &case, &reason).await?,
        SubmitOutcome::Unknown { reason } => {
            tracing::warn!(
                order = row.client_order_id,
                reason,
                "the venue did not say what became of an order"
            );
            return Ok(Progress::Unknown);
        }
    }
    Ok(Progress::Finished)
}

/// Stores that the venue is about to hear of the order; nothing if the signal is finished already.
async fn mark_submitted(db: &TenantDb, bot: Uuid, signal: Uuid) -> Result<Option<Case>> {
    let tx = db.begin().await?;
    let mut case = Case::lock(&tx, bot, signal).await?;
    if case.signal.status != SignalStatus::Accepted {
        tx.rollback().await?;
        return Ok(None);
    }
    if let Some(row) = case.order.as_mut().filter(|row| row.status == OrderStatus::Initialized) {
        let submitted = [order::status::set(OrderStatus::Submitted)];
        *row = tx.order().update(order::id::equals(row.id), submitted).exec().await?;
    }
    tx.commit().await?;
    Ok(Some(case))
}

fn draft(row: &order::Data) -> OrderDraft {
    OrderDraft {
        side: rule_side(row.side),
        order_type: rule_type(row.r#type),
        time_in_force: rule_time_in_force(row.time_in_force),
        qty: row.qty,
        price: row.price,
        reduce_only: row.reduce_only,
    }
}

/// One transaction: the order's new state, its fill, the position, the signal's outcome, and their events.
async fn store_fill(
    app: &App,
    db: &TenantDb,
    tenant: Uuid,
    seen: &Case,
    venue_order_id: String,
    trade: Fill,
    executed_at: DateTime<Utc>,
) -> Result<()> {
    let tx = db.begin().await?;
    let case = Case::lock(&tx, seen.bot.id, seen.signal.id).await?;
    let Some(row) = case.order.as_ref().filter(|row| row.status == OrderStatus::Submitted) else {
        return Ok(tx.rollback().await?);
    };
    let broken = |error: &dyn std::fmt::Display| Error::row(row.id, error);
    let mut order = restore(row);
    order.apply(OrderEvent::Accepted { venue_order_id }).map_err(|error| broken(&error))?;
    let effect = order.apply(OrderEvent::Filled(trade.clone())).map_err(|error| broken(&error))?;
    if effect == Effect::Unchanged {
        return Ok(tx.rollback().await?);
    }
    let rules = instruments::rules(&case.instrument)?;
    let after = case.account().after(&trade, &rules).map_err(|error| broken(&error))?;

    let reserved = Reserved::take(&tx, tenant, 2).await?;
    let position_row = store_position(&tx, &case, after, trade.price, executed_at, reserved.seq(0)).await?;
    let outcome = [
        order::status::set(row_status(order.status())),
        order::venue_order_id::set(order.venue_order_id().map(str::to_owned)),
        order::filled_qty::set(order.filled_qty().map_err(|error| broken(&error))?),
        order::avg_price::set(order.average_price().map_err(|error| broken(&error))?),
        order::seq::set(reserved.seq(1)),
    ];
    tx.order().update(order::id::equals(row.id), outcome).exec().await?;
    let stored = tx.fill().create(
        case.bot.id,
        row.id,
        position_row.id,
        case.instrument.id,
        trade.trade_id,
        row.side,
        trade.qty,
        trade.price,
        trade.fee,
        trade.fee_currency,
        match trade.liquidity {
            trading::Liquidity::Maker => Liquidity::Maker,
            trading::Liquidity::Taker => Liquidity::Taker,
        },
        executed_at,
        [],
    );
    stored.exec().await?;
    let executed = [signal::status::set(SignalStatus::Executed), signal::seq::set(reserved.seq(1))];
    let signal_row = tx.signal().update(signal::id::equals(case.signal.id), executed).exec().await?;

    let held = Position::new(&position_row, case.bot_ref(), &case.instrument)?;
    let signal = Signal::new(signal_row, case.bot_ref(), (&case.instrument).into());
    reserved.write(&tx, &[Event::PositionChanged(&held), Event::SignalChanged(&signal)]).await?;
    tx.commit().await?;
    reserved.announce(&app.hints);
    Ok(())
}

async fn store_position(
    tx: &TenantDb,
    case: &Case,
    after: trading::Position,
    mark: Decimal,
    at: DateTime<Utc>,
    seq: i64,
) -> Result<position::Data> {
    let status = if after.is_flat() { PositionStatus::Closed } else { PositionStatus::Open };
    let closed_at = after.is_flat().then_some(at);
    let Some(row) = &case.position else {
        let optional = vec![position::funding::set(after.funding), position::closed_at::set(closed_at)];
        let opened = tx.position().create(
            case.bot.id,
            case.instrument.id,
            status,
            after.signed_qty,
            after.open_cost,
            after.gross_realized,
            after.fees,
            mark,
            at,
            at,
            seq,
            optional,
        );
        return Ok(opened.exec().await?);
    };
    let changes = [
        position::status::set(status),
        position::signed_qty::set(after.signed_qty),
        position::open_cost::set(after.open_cost),
        position::gross_realized::set(after.gross_realized),
        position::fees::set(after.fees),
        position::funding::set(after.funding),
        position::mark_price::set(mark),
        position::marked_at::set(at),
        position::closed_at::set(closed_at),
        position::seq::set(seq),
    ];
    Ok(tx.position().update(position::id::equals(row.id), changes).exec().await?)
}

/// The venue refused: the order is REJECTED, and so is the signal.
async fn reject(app: &App, db: &TenantDb, tenant: Uuid, seen: &Case, reason: &str) -> Result<()> {
    let tx = db.begin().await?;
    let case = Case::lock(&tx, seen.bot.id, seen.signal.id).await?;
    let Some(row) = case.order.as_ref().filter(|row| row.status == OrderStatus::Submitted) else {
        return Ok(tx.rollback().await?);
    };
    let mut order = restore(row);
    order.apply(OrderEvent::Rejected).map_err(|error| Error::row(row.id, error))?;
    conclude(app, tx, tenant, &case, format!("venue: {reason}")).await
}

/// A SUBMITTED order as the rules know it; it has no fills yet.
fn restore(row: &order::Data) -> Order {
    let stored = StoredOrder {
        client_order_id: row.client_order_id.clone(),
        venue_order_id: row.venue_order_id.clone(),
        draft: draft(row),
        status: trading::OrderStatus::Submitted,
        previous_status: None,
    };
    Order::restore(stored, Vec::new())
}

const fn row_status(status: trading::OrderStatus) -> OrderStatus {
    use trading::OrderStatus as Rule;
    match status {
        Rule::Initialized => OrderStatus::Initialized,
        Rule::Denied => OrderStatus::Denied,
        Rule::Submitted => OrderStatus::Submitted,
        Rule::Accepted => OrderStatus::Accepted,
        Rule::Rejected => OrderStatus::Rejected,
        Rule::Canceled => OrderStatus::Canceled,
        Rule::Expired => OrderStatus::Expired,
        Rule::Triggered => OrderStatus::Triggered,
        Rule::PendingUpdate => OrderStatus::PendingUpdate,
        Rule::PendingCancel => OrderStatus::PendingCancel,
        Rule::PartiallyFilled => OrderStatus::PartiallyFilled,
        Rule::Filled => OrderStatus::Filled,
    }
}
