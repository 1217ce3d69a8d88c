//! The end of a turn: everything that changed in it, in few round trips, under numbers taken as late as can be.

use prisma::{TenantDb, bot_account, fill, order, order_event, position, risk_decision, signal};
use prisma_client_rust::{Assignment, Create, query::UpdateMany};
use trading::risk::RiskDecision;
use uuid::Uuid;

use super::{
    resting::{RESTING, rests},
    rows::row_verdict,
    turn::{Change, Kept, Turn},
};
use crate::{
    Error, Result,
    equity::BotEquity,
    orders::{FillRecord, Order},
    positions::Position,
    signals::{Refusal, Signal},
    stream::{Event, Reserved},
};

/// Writes and commits; rolls back where nothing changed.
pub(super) async fn finish(mut turn: Turn<'_>) -> Result<()> {
    if turn.is_idle() {
        return Ok(turn.tx.rollback().await?);
    }
    let writes_account =
        turn.account.change == Change::Updated || turn.positions.iter().any(Kept::is_changed);
    let changed = turn.new_fills.len()
        + turn.orders.values().filter(|kept| kept.is_changed()).count()
        + turn.positions.iter().filter(|kept| kept.is_changed()).count()
        + turn.signals.iter().filter(|kept| kept.is_changed()).count()
        + usize::from(writes_account);
    let reserved = Reserved::take(&turn.tx, turn.tenant, changed).await?;
    // The stream's head was waited for, perhaps behind whoever threw the switch.
    if turn.has_traded_on_paper() && turn.is_stale() {
        let before = turn.trading_states();
        turn.read_switches().await?;
        if turn.trading_states() != before {
            return Err(Error::Busy("the kill switch was thrown meanwhile"));
        }
    }
    let told = tell(&mut turn, &reserved, writes_account)?;
    let events = reserved.rows(&told.iter().map(Told::event).collect::<Vec<_>>())?;
    let db = TenantDb::clone(&turn.tx);
    let (orders, new_orders) = split(turn.orders.values(), new_order);
    let (positions, new_positions) = split(&turn.positions, new_position);
    let (signals, _) = split(&turn.signals, |_: &signal::Data| ());
    let (accounts, new_accounts) = split(writes_account.then_some(&turn.account), new_account);
    // What others point at comes first.
    let rows = (
        each(orders, |row| update_order(&db, row)),
        each(positions, |row| update_position(&db, row)),
        each(signals, |row| update_signal(&db, row)),
        each(accounts, |row| update_account(&db, row)),
        db.bot_account().create_many(new_accounts),
        db.order().create_many(new_orders),
        db.position().create_many(new_positions),
    );
    let of_rows = (
        db.fill().create_many(turn.new_fills.iter().map(new_fill)),
        db.order_event().create_many(turn.new_events.iter().map(new_order_event)),
        db.risk_decision().create_many(turn.decisions.iter().map(new_decision)),
        db.event().create_many(events),
    );
    // Whoever meets them before the commit waits for it, at the bot's lock.
    let changed = turn.orders.values().filter(|kept| kept.is_changed()).map(|kept| &kept.row);
    changed.filter(|row| RESTING.contains(&row.status)).for_each(|row| turn.app.work.rest(rests(row)));
    // In a box, for it has room for every query.
    Box::pin(turn.tx.commit_with((rows, of_rows))).await?;
    reserved.announce(&turn.app.hints);
    Ok(())
}

/// A statement for each row.
fn each<R, Q>(rows: Vec<R>, statement: impl Fn(R) -> Q) -> Vec<Q> {
    rows.into_iter().map(statement).collect()
}

/// What an event tells, owned until it is written.
enum Told {
    Fill(FillRecord),
    Order(Order),
    Position(Position),
    Equity(BotEquity),
    Signal(Signal),
}

impl Told {
    const fn event(&self) -> Event<'_> {
        match self {
            Self::Fill(fill) => Event::FillCreated(fill),
            Self::Order(order) => Event::OrderChanged(order),
            Self::Position(position) => Event::PositionChanged(position),
            Self::Equity(equity) => Event::EquityChanged(equity),
            Self::Signal(signal) => Event::SignalChanged(signal),
        }
    }
}

/// Gives every changed row the number of its event.
fn tell(turn: &mut Turn<'_>, reserved: &Reserved, with_account: bool) -> Result<Vec<Told>> {
    let bot = turn.bot_ref();
    let mut told = Vec::new();
    let mut next = 0..;
    let mut number = || reserved.seq(next.next().unwrap_or_default());
    for row in &turn.new_fills {
        let seq = number();
        told.push(Told::Fill(FillRecord::new(
            row,
            bot.clone(),
            turn.instrument(row.instrument_id)?.into(),
            seq,
        )));
    }
    for kept in turn.orders.values_mut().filter(|kept| kept.is_changed()) {
        kept.row.seq = number();
    }
    for kept in turn.orders.values().filter(|kept| kept.is_changed()) {
        let instrument = turn.instrument(kept.row.instrument_id)?.into();
        told.push(Told::Order(Order::new(kept.row.clone(), bot.clone(), instrument)));
    }
    for kept in turn.positions.iter_mut().filter(|kept| kept.is_changed()) {
        kept.row.seq = number();
    }
    for kept in turn.positions.iter().filter(|kept| kept.is_changed()) {
        let instrument = turn.instrument(kept.row.instrument_id)?;
        told.push(Told::Position(Position::new(&kept.row, bot.clone(), instrument)?));
    }
    if with_account {
        told.push(Told::Equity(BotEquity::new(&turn.account.row, bot.clone(), turn.now, number())?));
    }
    for kept in turn.signals.iter_mut().filter(|kept| kept.is_changed()) {
        kept.row.seq = number();
    }
    for kept in turn.signals.iter().filter(|kept| kept.is_changed()) {
        let instrument = turn.instrument(kept.row.instrument_id)?.into();
        let mut signal = Signal::new(kept.row.clone(), bot.clone(), instrument);
        let refused = turn
            .decisions
            .iter()
            .find(|(id, decision)| *id == kept.row.id && decision.verdict == trading::risk::Verdict::Refused);
        signal.refusal = refused.map(|(_, decision)| Refusal {
            rule: decision.rule.as_str().to_owned(),
            limit: decision.limit.clone(),
            observed: decision.observed.clone(),
        });
        told.push(Told::Signal(signal));
    }
    Ok(told)
}

/// Rows to update, and rows to store.
fn split<'r, T: 'r, C>(
    rows: impl IntoIterator<Item = &'r Kept<T>>,
    create: impl Fn(&'r T) -> C,
) -> (Vec<&'r T>, Vec<C>) {
    let (mut updates, mut creates) = (Vec::new(), Vec::new());
    for kept in rows {
        match kept.change {
            Change::None => {}
            Change::Updated => updates.push(&kept.row),
            Change::Created => creates.push(create(&kept.row)),
        }
    }
    (updates, creates)
}

fn new_order(row: &order::Data) -> Create<order::Model> {
    order::create(
        row.bot_id,
        row.signal_id,
        row.instrument_id,
        row.client_order_id.clone(),
        row.side,
        row.r#type,
        row.time_in_force,
        row.qty,
        row.status,
        row.seq,
        [
            order::id::set(row.id),
            order::venue_order_id::set(row.venue_order_id.clone()),
            order::price::set(row.price),
            order::trigger_price::set(row.trigger_price),
            order::reduce_only::set(row.reduce_only),
            order::post_only::set(row.post_only),
            order::previous_status::set(row.previous_status),
            order::filled_qty::set(row.filled_qty),
            order::avg_price::set(row.avg_price),
            order::reason::set(row.reason.clone()),
            order::submitted_at::set(row.submitted_at),
            order::events::set(row.events),
            order::created_at::set(row.created_at),
        ],
    )
}

fn update_order<'t>(db: &'t TenantDb, row: &order::Data) -> UpdateMany<'t, order::Model> {
    let changes = [
        order::status::set(row.status),
        order::previous_status::set(row.previous_status),
        order::venue_order_id::set(row.venue_order_id.clone()),
        order::filled_qty::set(row.filled_qty),
        order::avg_price::set(row.avg_price),
        order::reason::set(row.reason.clone()),
        order::submitted_at::set(row.submitted_at),
        order::events::set(row.events),
        order::seq::set(row.seq),
    ];
    db.order().update_many([order::id::equals(row.id)], changes)
}

fn new_position(row: &position::Data) -> Create<position::Model> {
    position::create(
        row.bot_id,
        row.instrument_id,
        row.status,
        row.signed_qty,
        row.open_cost,
        row.gross_realized,
        row.fees,
        row.mark_price,
        row.marked_at,
        row.opened_at,
        row.seq,
        [
            position::id::set(row.id),
            position::funding::set(row.funding),
            position::closed_at::set(row.closed_at),
            position::created_at::set(row.created_at),
        ],
    )
}

fn update_position<'t>(db: &'t TenantDb, row: &position::Data) -> UpdateMany<'t, position::Model> {
    let changes = [
        position::status::set(row.status),
        position::signed_qty::set(row.signed_qty),
        position::open_cost::set(row.open_cost),
        position::gross_realized::set(row.gross_realized),
        position::fees::set(row.fees),
        position::funding::set(row.funding),
        position::mark_price::set(row.mark_price),
        position::marked_at::set(row.marked_at),
        position::closed_at::set(row.closed_at),
        position::seq::set(row.seq),
    ];
    db.position().update_many([position::id::equals(row.id)], changes)
}

fn update_signal<'t>(db: &'t TenantDb, row: &signal::Data) -> UpdateMany<'t, signal::Model> {
    let changes = [
        signal::status::set(row.status),
        signal::reject_reason::set(row.reject_reason.clone()),
        signal::seq::set(row.seq),
    ];
    db.signal().update_many([signal::id::equals(row.id)], changes)
}

fn new_account(row: &bot_account::Data) -> Create<bot_account::Model> {
    bot_account::create(row.bot_id, row.day, amounts(row))
}

fn update_account<'t>(db: &'t TenantDb, row: &bot_account::Data) -> UpdateMany<'t, bot_account::Model> {
    let day: Assignment<_> = bot_account::day::set(row.day);
    let changes = amounts(row).into_iter().chain([day]);
    db.bot_account().update_many([bot_account::bot_id::equals(row.bot_id)], changes.map(Into::into))
}

fn amounts(row: &bot_account::Data) -> [Assignment<bot_account::Model>; 7] {
    [
        bot_account::realized::set(row.realized),
        bot_account::unrealized::set(row.unrealized),
        bot_account::exposure::set(row.exposure),
        bot_account::open_positions::set(row.open_positions),
        bot_account::peak::set(row.peak),
        bot_account::day_open::set(row.day_open),
        bot_account::last_loss_at::set(row.last_loss_at),
    ]
}

fn new_fill(row: &fill::Data) -> Create<fill::Model> {
    fill::create(
        row.bot_id,
        row.order_id,
        row.position_id,
        row.instrument_id,
        row.trade_id.clone(),
        row.side,
        row.qty,
        row.price,
        row.fee,
        row.fee_currency.clone(),
        row.liquidity,
        row.executed_at,
        [fill::id::set(row.id), fill::created_at::set(row.created_at)],
    )
}

fn new_order_event(row: &order_event::Data) -> Create<order_event::Model> {
    let payload = row.payload.clone();
    order_event::create(row.order_id, row.seq, row.r#type.clone(), row.status, payload, row.at, [])
}

fn new_decision((signal, decision): &(Uuid, RiskDecision)) -> Create<risk_decision::Model> {
    let (verdict, rule) = (row_verdict(decision.verdict), decision.rule.as_str());
    let (limit, observed) = (decision.limit.clone(), decision.observed.clone());
    risk_decision::create(*signal, verdict, rule, limit, observed, decision.message.clone(), [])
}
