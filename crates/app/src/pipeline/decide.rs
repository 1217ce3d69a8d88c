//! The first step: the risk check of a signal, and the intent that follows from it.

use std::time::Duration;

use prisma::{BotStatus, OrderStatus, SignalAction, SignalSource, SignalStatus, instrument, order, signal};
use rust_decimal::Decimal;
use trading::{
    Fill, Instrument, Liquidity, OrderDraft, OrderEvent, OrderType, PositionError, money,
    risk::{self, Decision, Intent, Refusal, Rule, WorkingQty},
};
use uuid::Uuid;

use super::{
    resting::Print,
    rows::{row_side, row_time_in_force, row_type, rule_bot_status, rule_side},
    stake::left,
    turn::{Change, Kept, LIVE, Turn},
};
use crate::{Error, Result, instruments, signals::Terms};

impl Turn<'_> {
    /// Decides a RECEIVED signal: ACCEPTED with an order that is about to be sent, and which; or the signal is done.
    pub(super) async fn decide(&mut self, id: Uuid) -> Result<Option<Uuid>> {
        let Some(signal) = self.signal_mut(id).map(|kept| kept.row.clone()) else { return Ok(None) };
        let row = self.instrument(signal.instrument_id)?.clone();
        let instrument = instruments::rules(&row)?;
        let last_price = self.last_price(&signal, &row).await?;
        let mut bounds = self.bounds(row.id).await?;
        // What its sender saw, the bot's resting orders have seen too; unless nobody listens to it.
        if let Some(price) = signal.price
            && self.rests_in(row.id)
            && risk::admit(&self.case(&signal, &instrument, &bounds, last_price)?).is_ok()
        {
            let (at, seen_at) = (signal.received_at, signal.occurred_at.min(signal.received_at));
            let id = at.timestamp_micros().unsigned_abs();
            self.meet(&Print { instrument: row.id, price, qty: None, at, seen_at, id }).await?;
            bounds = self.bounds(row.id).await?;
        }
        let case = self.case(&signal, &instrument, &bounds, last_price)?;
        let mut decision = risk::decide(&case);
        if let Decision::Accept(draft) = decision
            && let Err(error) = self.foresee(&signal, &draft, last_price, &instrument)
        {
            decision = Decision::Refuse(out_of_range(&error));
        }
        let record = decision.record(&case);
        self.decisions.push((id, record));
        let now = self.now;
        let order = match decision {
            Decision::Accept(draft) => Some(self.store_intent(&signal, &draft)),
            Decision::Refuse(_) | Decision::Nothing => None,
        };
        let Some(kept) = self.signal_mut(id) else { return Ok(None) };
        let row = kept.change();
        row.updated_at = now;
        row.status = match decision {
            Decision::Accept(_) => SignalStatus::Accepted,
            Decision::Nothing => SignalStatus::Executed,
            Decision::Refuse(refusal) => {
                row.reject_reason = Some(format!("{}: {}", refusal.rule, refusal.message));
                SignalStatus::Rejected
            }
        };
        Ok(order)
    }

    fn case<'a>(
        &'a self,
        signal: &signal::Data,
        instrument: &'a Instrument,
        bounds: &'a [risk::Bounds],
        last_price: Option<Decimal>,
    ) -> Result<risk::Case<'a>> {
        Ok(risk::Case {
            intent: intent(signal)?,
            // What a person asks for holds, whatever the bot reports; and of a person's own orders, whatever it is at.
            bot: match signal.source {
                SignalSource::Manual => risk::BotStatus::Running,
                _ => rule_bot_status(self.bot.desired_status),
            },
            switches: self.trading_states(),
            instrument,
            position: self.held(signal.instrument_id),
            working: self.working(signal.instrument_id, None)?,
            on_its_way: self.on_its_way(signal.instrument_id)?,
            last_price,
            signal_age: (self.now - signal.occurred_at).abs().to_std().unwrap_or(Duration::MAX),
            pair_lock: self.pair_lock(signal.instrument_id),
            bounds,
        })
    }

    /// Whether a signal may be decided before it is known what becomes of the orders that this turn has made: it asks for
    /// an order at the market that may open a position, nothing bounds the bot, and it would pass with nothing held.
    pub(super) fn waits_for_nothing(&self, id: Uuid) -> Result<bool> {
        let Some(signal) = self.signals.iter().map(|kept| &kept.row).find(|row| row.id == id) else {
            return Ok(false);
        };
        let is_bounded = !self.limits.is_empty()
            || !self.locks.is_empty()
            || self.bot.max_order_notional.is_some()
            || self.trading_states() != risk::Switches::ACTIVE
            || self.bot.desired_status != BotStatus::Running;
        let intent = intent(signal)?;
        let Intent::Order(draft) = intent else { return Ok(false) };
        let is_plain = draft.order_type == OrderType::Market && !draft.reduce_only;
        if is_bounded || !is_plain || signal.status != SignalStatus::Received || signal.price.is_none() {
            return Ok(false);
        }
        let instrument = self.rules(signal.instrument_id)?;
        let case = risk::Case { last_price: signal.price, ..risk::Case::unbounded(intent, &instrument) };
        Ok(matches!(risk::decide(&case), Decision::Accept(_)))
    }

    /// Whether the venue has answered every other order of the instrument that this turn has made.
    pub(super) fn is_alone(&self, order: &order::Data) -> bool {
        self.unanswered(order.instrument_id).all(|row| row.id == order.id)
    }

    /// Orders in the instrument that this turn has made and of which the venue has not said anything.
    fn unanswered(&self, instrument: Uuid) -> impl Iterator<Item = &order::Data> {
        let made = self.orders.values().filter(|kept| kept.change == Change::Created).map(|kept| &kept.row);
        made.filter(move |row| row.instrument_id == instrument && row.status == OrderStatus::Submitted)
    }

    /// What the bot's orders may still add in the instrument, without one of them.
    pub(super) fn working(&self, instrument: Uuid, without: Option<Uuid>) -> Result<WorkingQty> {
        let mut others =
            self.adding().filter(|row| row.instrument_id == instrument && Some(row.id) != without);
        others.try_fold(WorkingQty::NONE, |working, row| {
            working.with(rule_side(row.side), left(row)).map_err(|error| Error::row(row.id, error))
        })
    }

    /// What orders at the market are still to change of what the bot holds.
    fn on_its_way(&self, instrument: Uuid) -> Result<Decimal> {
        let rows = self.orders.values().map(|kept| &kept.row);
        let mut at_market = rows.filter(|row| {
            row.instrument_id == instrument
                && LIVE.contains(&row.status)
                && row.r#type == prisma::OrderType::Market
        });
        at_market.try_fold(Decimal::ZERO, |sum, row| {
            money::add(sum, rule_side(row.side).signed(left(row))).map_err(|error| Error::row(row.id, error))
        })
    }

    /// The signal's own price, else the newest one that is known.
    pub(super) async fn last_price(
        &self,
        signal: &signal::Data,
        instrument: &instrument::Data,
    ) -> Result<Option<Decimal>> {
        match signal.price {
            Some(price) => Ok(Some(price)),
            None => self.newest_price(instrument).await,
        }
    }

    /// The newest price known here: of the market, or of a signal of the bot that carried one. What another bot saw is not
    /// the bot's to trade at, nor what was refused anybody's.
    pub(super) async fn newest_price(&self, instrument: &instrument::Data) -> Result<Option<Decimal>> {
        let priced = [
            signal::bot_id::equals(self.bot.id),
            signal::instrument_id::equals(instrument.id),
            signal::price::is_not_null(),
            signal::status::not(SignalStatus::Rejected),
        ];
        let newest = self.tx.signal().find_first(priced).order_by(signal::received_at::desc()).exec().await?;
        let own = newest.and_then(|signal| signal.price.map(|price| (signal.received_at, price)));
        let stored = instrument.last_price_at.zip(instrument.last_price);
        let told = self.app.market.latest(instrument.id).map(|tick| (tick.at, tick.price));
        Ok(own.max(stored).max(told).map(|(_, price)| price).or(instrument.last_price))
    }

    /// Whether the position after the fill, at the price that the order names or the last one, is one that can be
    /// stored and shown.
    fn foresee(
        &self,
        signal: &signal::Data,
        draft: &OrderDraft,
        last_price: Option<Decimal>,
        instrument: &Instrument,
    ) -> Result<(), PositionError> {
        let price = draft.named_price().or(last_price).unwrap_or_default();
        let fill = |side, qty| Fill {
            trade_id: String::new(),
            side,
            qty,
            price,
            fee: Decimal::ZERO,
            fee_currency: instrument.spec().quote.clone(),
            liquidity: Liquidity::Taker,
        };
        let mut before = self.held(signal.instrument_id);
        for row in self.unanswered(signal.instrument_id) {
            before = before.after(&fill(rule_side(row.side), row.qty), instrument)?;
        }
        let after = before.after(&fill(draft.side, draft.qty), instrument)?;
        after.unrealized(price, instrument)?;
        after.average_price(instrument)?;
        after.net()?;
        Ok(())
    }

    /// Stores the order under the name that the venue will know it by: INITIALIZED, and at once SUBMITTED, for nothing
    /// but the commit lies between it and the venue, and on paper not even that.
    fn store_intent(&mut self, signal: &signal::Data, draft: &OrderDraft) -> Uuid {
        let (id, now) = (self.new_id(), self.now);
        let row = order::Data {
            id,
            tenant_id: self.tenant,
            bot_id: self.bot.id,
            signal_id: signal.id,
            instrument_id: signal.instrument_id,
            client_order_id: client_order_id(signal.id),
            venue_order_id: None,
            side: row_side(draft.side),
            r#type: row_type(draft.order_type),
            time_in_force: row_time_in_force(draft.time_in_force),
            qty: draft.qty,
            price: draft.price,
            trigger_price: draft.trigger_price,
            reduce_only: draft.reduce_only,
            post_only: draft.post_only,
            status: OrderStatus::Submitted,
            previous_status: None,
            filled_qty: Decimal::ZERO,
            avg_price: None,
            reason: None,
            cancel_requested_at: None,
            submitted_at: Some(now),
            events: 0,
            seq: 0,
            created_at: now,
            updated_at: now,
        };
        self.orders.insert(id, Kept::created(row));
        self.note(id, &OrderEvent::Submitted, now, None);
        id
    }
}

/// What the signal wants, as the rules say it.
fn intent(signal: &signal::Data) -> Result<Intent> {
    let wrong = || Error::row(signal.id, "its fields do not go with its action");
    Ok(match (signal.action, signal.side, signal.qty, signal.target_qty) {
        (SignalAction::Order, Some(side), Some(qty), None) => {
            let terms = Terms {
                order_type: Some(signal.order_type),
                limit_price: signal.limit_price,
                trigger_price: signal.trigger_price,
                time_in_force: signal.time_in_force,
                reduce_only: signal.reduce_only,
                post_only: signal.post_only,
            };
            Intent::Order(terms.draft(side, qty))
        }
        (SignalAction::Close, None, None, None) if signal.source == SignalSource::Manual => Intent::Flatten,
        (SignalAction::Close, None, None, None) => Intent::Close,
        (SignalAction::Target, None, None, Some(signed_qty)) => Intent::Target { signed_qty },
        _ => return Err(wrong()),
    })
}

fn out_of_range(error: &PositionError) -> Refusal {
    Refusal {
        rule: Rule::AmountRange,
        limit: "12 places, 16 digits before the point".into(),
        observed: error.to_string(),
        message: format!(
            "The position after this order could not be kept: {error}. Send a smaller quantity."
        ),
    }
}

/// One signal, one order: the venue knows it by this name however often it is asked.
pub(crate) fn client_order_id(signal: Uuid) -> String {
    format!("tw-{}", signal.simple())
}

/// The signal whose order has that name.
pub(crate) fn signal_of(client_order_id: &str) -> Option<Uuid> {
    client_order_id.strip_prefix("tw-").and_then(|id| Uuid::try_parse(id).ok())
}
