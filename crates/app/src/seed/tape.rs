//! What the demo bots wanted over the last two days: the same each time, refusals among it.

use prisma::{Side, SignalAction, SignalSource};
use rust_decimal::{Decimal, dec};
use serde_json::json;
use uuid::Uuid;

use crate::signals::{NewSignal, Terms};

/// One line of the tape.
pub(super) struct Line {
    /// Which of the team's bots.
    pub(super) bot: usize,
    /// How long ago.
    pub(super) minutes_ago: i64,
    symbol: &'static str,
    /// None closes the position.
    order: Option<(Side, Decimal)>,
    price: Decimal,
}

impl Line {
    /// The same each time, so that a line is traded once.
    pub(super) fn dedup_key(&self) -> String {
        format!("demo-{}-{}", self.symbol, self.minutes_ago)
    }

    /// The signal that the bot sends.
    pub(super) fn signal(&self, bot: Uuid) -> NewSignal {
        let (side, qty) = self.order.unzip();
        NewSignal {
            bot,
            source: SignalSource::Api,
            dedup_key: self.dedup_key(),
            venue: "BINANCE".to_owned(),
            symbol: self.symbol.to_owned(),
            action: if self.order.is_some() { SignalAction::Order } else { SignalAction::Close },
            side,
            qty,
            target_qty: None,
            terms: Terms::default(),
            price: Some(self.price),
            occurred_at: None,
            raw: json!({ "demo": true }),
        }
    }
}

const fn line(
    bot: usize,
    minutes_ago: i64,
    symbol: &'static str,
    order: Option<(Side, Decimal)>,
    price: Decimal,
) -> Line {
    Line { bot, minutes_ago, symbol, order, price }
}

/// The lines, oldest first.
pub(super) fn tape() -> Vec<Line> {
    use Side::{Buy, Sell};
    vec![
        line(0, 2870, "BTCUSDT", Some((Buy, dec!(0.12))), dec!(65420.10)),
        line(1, 2815, "SOLUSDT", Some((Sell, dec!(45))), dec!(158.62)),
        line(0, 2700, "ETHUSDT", Some((Buy, dec!(1.8))), dec!(3388.45)),
        line(1, 2590, "SOLUSDT", None, dec!(155.10)),
        line(0, 2480, "BTCUSDT", Some((Buy, dec!(0.08))), dec!(65890.00)),
        line(1, 2360, "ETHUSDT", Some((Sell, dec!(2.5))), dec!(3421.80)),
        line(0, 2240, "BTCUSDT", None, dec!(66310.55)),
        line(0, 2110, "BTCUSDT", Some((Buy, dec!(0.9))), dec!(66280.00)),
        line(1, 1985, "ETHUSDT", Some((Sell, dec!(1.2))), dec!(3440.05)),
        line(0, 1870, "ETHUSDT", Some((Sell, dec!(1.8))), dec!(3462.30)),
        line(1, 1740, "ETHUSDT", None, dec!(3455.70)),
        line(0, 1620, "SOLUSDT", Some((Buy, dec!(60))), dec!(156.35)),
        line(0, 1505, "BTCUSDT", Some((Buy, dec!(0.15))), dec!(66405.90)),
        line(1, 1390, "BTCUSDT", Some((Sell, dec!(0.1))), dec!(66712.40)),
        line(0, 1275, "SOLUSDT", Some((Sell, dec!(90))), dec!(159.88)),
        line(1, 1150, "SOLUSDT", Some((Buy, dec!(0.004))), dec!(159.20)),
        line(0, 1040, "SOLUSDT", None, dec!(157.95)),
        line(1, 915, "BTCUSDT", None, dec!(66290.00)),
        line(0, 790, "ETHUSDT", Some((Buy, dec!(2.2))), dec!(3449.15)),
        line(1, 655, "SOLUSDT", Some((Buy, dec!(80))), dec!(158.74)),
        line(0, 530, "BTCUSDT", Some((Buy, dec!(0.1))), dec!(66830.25)),
        line(1, 410, "ETHUSDT", Some((Sell, dec!(3))), dec!(3474.60)),
        line(1, 300, "BTCUSDT", None, dec!(67010.00)),
        line(0, 185, "ETHUSDT", Some((Buy, dec!(1.1))), dec!(3468.90)),
        line(1, 95, "SOLUSDT", Some((Buy, dec!(40))), dec!(161.05)),
        line(0, 22, "BTCUSDT", Some((Sell, dec!(0.05))), dec!(67198.70)),
    ]
}
