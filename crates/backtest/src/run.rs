//! The run: candle by candle, what was wanted is traded, the account is valued, the strategy is asked.

use std::{ops::ControlFlow, time::Duration};

use rust_decimal::Decimal;
use trading::{
    AmountError, Candle, Order, OrderDraft, OrderEvent, PositionError,
    candle::{Millis, gaps},
    matching::{ArrivalError, Moment, MomentId, Place, Quote, Terms, Working, arrive},
    money,
    risk::{Bounds, Case, Decision, Exposure, Intent, Limits, Scope, decide},
    statistics::Trades,
    strategy::Target,
};

use crate::{
    account::Account,
    curve::Curve,
    report::{Report, Summary},
    settings::{Settings, SettingsError},
};

/// Candles between two looks at whether somebody wants it stopped.
const STRIDE: usize = 4_096;

/// Why there is no report.
#[derive(Debug, thiserror::Error)]
pub enum BacktestError {
    /// Somebody stopped it.
    #[error("it was stopped")]
    Canceled,
    /// There is nothing to try it on.
    #[error("there are no candles in that time")]
    NoCandles,
    /// The settings make no sense.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// An execution cannot be booked.
    #[error(transparent)]
    Position(#[from] PositionError),
    /// A number left the range of amounts.
    #[error(transparent)]
    Amount(#[from] AmountError),
    /// An order did what no order does.
    #[error("an order broke its own rules: {0}")]
    Order(String),
}

/// Runs a strategy over candles that are in the order of their time. `progress` is told now and then how many of them
/// are done, and may stop it.
pub fn run(
    settings: Settings,
    candles: &[Candle],
    mut progress: impl FnMut(usize) -> ControlFlow<()>,
) -> Result<Report, BacktestError> {
    let settings = settings.checked()?;
    let first = candles.first().ok_or(BacktestError::NoCandles)?;
    let mut strategy = settings.strategy.clone();
    let mut run =
        Run { account: Account::new(settings.cash), orders: 0, refused: 0, first_refusal: None, settings };
    let mut curve = Curve::new(first.open_time, run.settings.cash, candles.len());
    let (length, mut exposed) = (run.settings.interval.millis(), 0);
    // What is wanted, and since when.
    let mut wanted: Option<(Target, Millis)> = None;
    for (index, candle) in candles.iter().enumerate() {
        if index % STRIDE == 0 && progress(index).is_break() {
            return Err(BacktestError::Canceled);
        }
        if let Some((target, since)) = wanted.take() {
            run.pursue(target, candle, candle.open_time - since)?;
        }
        let over = candle.open_time + length;
        curve.mark(candle.open_time, over, run.account.equity(candle.close, &run.settings.instrument)?)?;
        exposed += usize::from(!run.account.position.is_flat());
        wanted = strategy.on_candle(candle).map(|target| (target, over));
    }
    let missing = gaps(candles, run.settings.interval).map(|gap| u64::from(gap.missing)).sum();
    run.report(curve, candles, missing, exposed)
}

struct Run {
    settings: Settings,
    account: Account,
    orders: u64,
    refused: u32,
    first_refusal: Option<String>,
}

impl Run {
    /// What was wanted, at the open of the candle that is there now: decided as live, and traded at once.
    fn pursue(&mut self, target: Target, candle: &Candle, age: Millis) -> Result<(), BacktestError> {
        let Settings { qty, max_leverage, .. } = self.settings;
        let signed_qty = target.signed_qty(qty);
        let position = self.account.position;
        let instrument = &self.settings.instrument;
        let bounds = [Bounds {
            scope: Scope::Bot,
            limits: Limits { max_leverage, ..Limits::default() },
            exposure: Exposure {
                total_notional: instrument.notional(position.signed_qty, candle.open)?.abs(),
                equity: Some(self.account.equity(candle.open, instrument)?),
                ..Exposure::default()
            },
        }];
        let case = Case {
            position,
            last_price: Some(candle.open),
            signal_age: Duration::from_millis(age.max(0).unsigned_abs()),
            bounds: &bounds,
            ..Case::unbounded(Intent::Target { signed_qty }, instrument)
        };
        match decide(&case) {
            Decision::Accept(draft) => self.trade(draft, candle),
            Decision::Nothing => Ok(()),
            Decision::Refuse(refusal) => {
                self.refused += 1;
                self.first_refusal.get_or_insert_with(|| refusal.to_string());
                Ok(())
            }
        }
    }

    /// Sends an order to the venue of paper, which answers at once.
    fn trade(&mut self, draft: OrderDraft, candle: &Candle) -> Result<(), BacktestError> {
        self.orders += 1;
        let Settings { instrument, terms, .. } = &self.settings;
        let terms = Terms { slippage_bps: self.drawn_slippage()?, ..*terms };
        let id = format!("backtest-{}", self.orders);
        let mut order = Order::new(&id, draft);
        let broken = |error: trading::OrderError| BacktestError::Order(error.to_string());
        order.apply(OrderEvent::Submitted).map_err(broken)?;
        let held_qty = self.account.position.signed_qty;
        let moment = Moment { id: MomentId::Arrival, quote: Quote::last(candle.open), held_qty };
        let events = match arrive(&id, &mut Working::new(draft), &moment, Place { instrument, terms: &terms })
        {
            Ok(events) => events,
            Err(ArrivalError::Amount(error)) => return Err(error.into()),
            Err(refusal) => {
                self.refused += 1;
                self.first_refusal.get_or_insert_with(|| refusal.to_string());
                return Ok(());
            }
        };
        for event in events {
            if let OrderEvent::Filled(fill) = &event {
                self.account.book(fill, candle.open_time, instrument)?;
            }
            order.apply(event).map_err(broken)?;
        }
        Ok(())
    }

    /// How far the order slips: anywhere up to what the terms say.
    fn drawn_slippage(&self) -> Result<Decimal, AmountError> {
        const PARTS: u64 = 1_000_000;
        let most = self.settings.terms.slippage_bps;
        if most.is_zero() {
            return Ok(most);
        }
        let drawn = mix(self.settings.seed ^ mix(self.orders)) % (PARTS + 1);
        money::share(most, drawn.into(), PARTS.into())
    }

    fn report(
        self,
        curve: Curve,
        candles: &[Candle],
        missing: u64,
        exposed: usize,
    ) -> Result<Report, BacktestError> {
        let (equity, max_drawdown, returns) = curve.finish()?;
        let summary = Summary {
            candles: candles.len(),
            missing,
            exposed,
            cash: self.settings.cash,
            equity: equity.last().map_or(self.settings.cash, |point| point.equity),
            fees: self.account.position.fees,
            max_drawdown,
            refused: self.refused,
            first_refusal: self.first_refusal,
            returns,
            closed: Trades::of(&self.account.results)?,
        };
        Ok(Report { trades: self.account.trades, equity, summary })
    }
}

/// The finaliser of `SplitMix64` (Steele, Lea and Flood, 2014).
const fn mix(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
