//! Equity on the wire.

use app::equity::{BotEquity, Currencies, Curve, CurvePoint};
use serde::Serialize;
use superjson::Date;

use super::{Amount, BotDto};

/// What a bot's trading came to.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
#[serde(rename = "BotEquity")]
pub(crate) struct BotEquityDto {
    bot: BotDto,
    /// What every amount is in, such as `USDT`: the currency of the bot's account, else of the team's.
    currency: String,
    /// Profit of what was closed, less fees, plus funding, ever.
    realized: Amount,
    /// Profit of what is open, at the last marks.
    unrealized: Amount,
    /// What both came to since midnight (UTC).
    today: Amount,
    /// The value of what is held, long and short.
    exposure: Amount,
    open_positions: i32,
    at: Date,
}

impl BotEquityDto {
    pub(crate) fn new(equity: BotEquity, currencies: &Currencies) -> Self {
        Self {
            currency: currencies.of(Some(equity.bot.id)).to_owned(),
            bot: equity.bot.into(),
            realized: equity.realized.into(),
            unrealized: equity.unrealized.into(),
            today: equity.today.into(),
            exposure: equity.exposure.into(),
            open_positions: equity.open_positions,
            at: Date(equity.at),
        }
    }
}

/// What was there at a moment.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename = "EquityCurvePoint")]
pub(crate) struct EquityPointDto {
    at: Date,
    equity: Amount,
}

impl From<CurvePoint> for EquityPointDto {
    fn from(point: CurvePoint) -> Self {
        Self { at: Date(point.at), equity: point.equity.into() }
    }
}

/// How the team or a bot stands, and how it came there.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
#[serde(rename = "Equity")]
pub(crate) struct EquityDto {
    /// What every amount is in, such as `USDT`: the currency of the bot's account, else of the team's.
    currency: String,
    /// What it began with.
    starting_balance: Amount,
    /// What it is worth.
    equity: Amount,
    /// What it earned since midnight (UTC).
    today: Amount,
    /// Each bot that has traded, or the one.
    bots: Vec<BotEquityDto>,
    /// How it came there, oldest first.
    points: Vec<EquityPointDto>,
    /// The stream position that it was read at: give it to a subscription as `lastEventId`.
    as_of: String,
}

impl From<Curve> for EquityDto {
    fn from(curve: Curve) -> Self {
        let bots = curve.bots.into_iter().map(|bot| BotEquityDto::new(bot, &curve.currencies));
        Self {
            bots: bots.collect(),
            currency: curve.currency,
            starting_balance: curve.starting_balance.into(),
            equity: curve.equity.into(),
            today: curve.today.into(),
            points: curve.points.into_iter().map(EquityPointDto::from).collect(),
            as_of: curve.as_of.to_string(),
        }
    }
}
