//! Reading alerts: JSON in the field names of TradingView, 3Commas and Altrady, `key=value` text, and the sentence
//! that TradingView writes when its user writes nothing.

mod fields;

use app::signals::Terms;
use chrono::{DateTime, Utc};
use prisma::{OrderType, Side, SignalAction, TimeInForce};
use rust_decimal::Decimal;
use serde_json::Value;

use self::fields::{Fields, amount, word};
use crate::dto::Moment;

/// What an alert says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Alert {
    /// None where only the symbol is named.
    pub(super) venue: Option<String>,
    pub(super) symbol: String,
    pub(super) action: SignalAction,
    pub(super) side: Option<Side>,
    pub(super) qty: Option<Decimal>,
    pub(super) target_qty: Option<Decimal>,
    pub(super) terms: Terms,
    pub(super) price: Option<Decimal>,
    pub(super) time: Option<DateTime<Utc>>,
    /// The sender's own name for the alert; or the alert itself, where it says its time. None where two equal
    /// alerts may be two signals.
    pub(super) dedup_key: Option<String>,
    /// The alert without its credentials.
    pub(super) raw: Value,
}

/// Names under which services send the same thing; TradingView's placeholders are names too.
const VENUE: &[&str] = &["exchange", "tv_exchange", "venue"];
const SYMBOL: &[&str] = &["ticker", "symbol", "tv_instrument", "instrument"];
const ACTION: &[&str] = &["action", "strategy.order.action", "order_action"];
const SIDE: &[&str] = &["side"];
const QTY: &[&str] = &["qty", "quantity", "contracts", "strategy.order.contracts", "amount", "order.amount"];
const PRICE: &[&str] = &["price", "strategy.order.price", "trigger_price", "signal_price", "close"];
const TARGET: &[&str] = &["target_qty", "target", "strategy.position_size", "position_size"];
const ORDER_TYPE: &[&str] = &["order_type", "orderType"];
const LIMIT: &[&str] = &["limit_price", "limitPrice", "limit"];
const TRIGGER: &[&str] = &["stop_price", "stopPrice", "stop"];
const TIME_IN_FORCE: &[&str] = &["time_in_force", "timeInForce", "tif"];
const REDUCE_ONLY: &[&str] = &["reduce_only", "reduceOnly"];
const POST_ONLY: &[&str] = &["post_only", "postOnly"];
const TIME: &[&str] = &["timenow", "timestamp", "time"];
/// The sender's own name for the alert.
const NAME: &[&str] = &["signal_id", "dedup_key", "dedupKey"];
/// An order's name in a strategy, which comes back with every entry: with a time it names the alert.
const ORDER: &[&str] = &["id", "strategy.order.id"];
/// Exchanges whose data is late carry these endings.
const DELAYED: &[&str] = &["_DL", "_DLY"];
/// The longest name that is kept.
const MAX_NAME: usize = 128;

impl Alert {
    /// Reads a body; the error is a sentence for the alert's author.
    pub(super) fn parse(body: &[u8]) -> Result<Self, String> {
        let text = std::str::from_utf8(body).map_err(|_| "the alert is not UTF-8 text")?;
        // Some senders begin with the mark of the byte order.
        let text = text.trim_start_matches('\u{feff}').trim();
        if text.is_empty() {
            return Err("the alert is empty".to_owned());
        }
        if text.contains('\0') || text.contains("\\u0000") {
            return Err("the alert holds the character U+0000, which cannot be stored".to_owned());
        }
        let fields = Fields::read(text)?;
        Self::from_fields(&fields, text)
    }

    fn from_fields(fields: &Fields, text: &str) -> Result<Self, String> {
        let symbol =
            fields.text(SYMBOL).ok_or("the alert names no symbol: add {{ticker}} to it")?.to_uppercase();
        // TradingView itself writes BINANCE:BTCUSDT.
        let (prefix, symbol) =
            symbol.split_once(':').map_or((None, symbol.as_str()), |(venue, rest)| (Some(venue), rest));
        let named = fields.only(VENUE)?.and_then(word).map(str::to_uppercase);
        if let (Some(venue), Some(prefix)) = (&named, prefix)
            && venue != prefix
        {
            return Err(format!(
                "the alert names the exchange {venue}, and in its symbol {prefix}: which one is meant?"
            ));
        }
        let venue = named.or(prefix.map(str::to_owned));
        if let Some(venue) = venue.as_deref().filter(|venue| DELAYED.iter().any(|end| venue.ends_with(end))) {
            return Err(format!("{venue} is delayed data: it is not traded on"));
        }
        let word = fields.text(ACTION).or_else(|| fields.text(SIDE));
        let word = word.ok_or("the alert names no action: add {{strategy.order.action}} to it")?;
        let (action, side) = meaning(word, fields.text(SIDE))?;
        let mut others = ACTION.iter().filter_map(|name| fields.text(&[name]));
        if let Some(other) = others.find(|other| meaning(other, fields.text(SIDE)) != Ok((action, side))) {
            return Err(format!("the alert's action is {word}, and {other}: which one is meant?"));
        }
        let read = |value: Option<&Value>, what: &str| {
            value.map(amount).transpose().map_err(|error| format!("{what}: {error}"))
        };
        let number = |names, what: &str| read(fields.only(names)?, what);
        let is_order = action == SignalAction::Order;
        let qty = if is_order { number(QTY, "quantity")? } else { None };
        let target_qty = if action == SignalAction::Target { number(TARGET, "target")? } else { None };
        let terms = if is_order {
            Terms {
                order_type: fields.text(ORDER_TYPE).map(order_type).transpose()?,
                limit_price: number(LIMIT, "limit price")?,
                trigger_price: number(TRIGGER, "stop price")?,
                time_in_force: fields.text(TIME_IN_FORCE).map(time_in_force).transpose()?,
                reduce_only: is_set(fields, REDUCE_ONLY)?,
                post_only: is_set(fields, POST_ONLY)?,
            }
        } else {
            Terms::default()
        };
        let time = fields.text(TIME).map(moment).transpose()?;
        Ok(Self {
            venue,
            symbol: symbol.to_owned(),
            action,
            side,
            qty,
            target_qty,
            terms,
            // A bar's close beside the price of an order in it: the order's counts.
            price: read(fields.find(PRICE).filter(|price| !price.is_null()), "price")?,
            time,
            dedup_key: dedup_key(fields, text)?,
            raw: fields.without_credentials(),
        })
    }
}

/// Under which name the alert is taken once. Without one, and without a time, two equal alerts may be two signals.
fn dedup_key(fields: &Fields, text: &str) -> Result<Option<String>, String> {
    let fits = |name: &String| name.chars().count() <= MAX_NAME;
    let own = fields.text(NAME).map(str::to_owned);
    if own.as_ref().is_some_and(|name| !fits(name)) {
        return Err(format!("the alert's own name is too long: at most {MAX_NAME} characters"));
    }
    let time = fields.text(TIME);
    let order = || fields.text(ORDER).zip(time).map(|(order, time)| format!("{order}@{time}")).filter(fits);
    Ok(own.or_else(order).or_else(|| time.map(|_| app::auth::fingerprint(text))))
}

/// A time as TradingView writes it, or as seconds or milliseconds since 1970.
fn moment(text: &str) -> Result<DateTime<Utc>, String> {
    /// Seconds reach this number in the year 5138, milliseconds reached it in 1973.
    const FIRST_IN_MILLISECONDS: i64 = 100_000_000_000;
    let counted = text.parse::<i64>().ok().and_then(|count| {
        let seconds = count < FIRST_IN_MILLISECONDS;
        if seconds { DateTime::from_timestamp(count, 0) } else { DateTime::from_timestamp_millis(count) }
    });
    let written = || DateTime::parse_from_rfc3339(text).ok().map(|time| time.to_utc());
    let time = counted.or_else(written).filter(|time| Moment::is_one(*time));
    time.ok_or_else(|| format!("the time {text:?} is not like 2026-01-31T09:30:00Z"))
}

fn meaning(action: &str, side: Option<&str>) -> Result<(SignalAction, Option<Side>), String> {
    let order = |side| Ok((SignalAction::Order, Some(side)));
    match action.to_lowercase().as_str() {
        "buy" | "long" | "enter_long" => order(Side::Buy),
        "sell" | "short" | "enter_short" => order(Side::Sell),
        "target" => Ok((SignalAction::Target, None)),
        "close" | "exit" | "flat" | "exit_long" | "exit_short" => Ok((SignalAction::Close, None)),
        "open" | "increase" => match side.map(str::to_lowercase).as_deref() {
            Some("long" | "buy") => order(Side::Buy),
            Some("short" | "sell") => order(Side::Sell),
            _ => Err(format!("{action:?} needs a side: long or short")),
        },
        other => Err(format!("the action {other:?} is not one of buy, sell, close, target")),
    }
}

fn order_type(word: &str) -> Result<OrderType, String> {
    match word.to_lowercase().replace(['-', ' '], "_").as_str() {
        "market" => Ok(OrderType::Market),
        "limit" => Ok(OrderType::Limit),
        "stop" | "stop_market" => Ok(OrderType::Stop),
        "stop_limit" => Ok(OrderType::StopLimit),
        "take_profit" | "take_profit_market" => Ok(OrderType::TakeProfit),
        "take_profit_limit" => Ok(OrderType::TakeProfitLimit),
        other => Err(format!(
            "the order type {other:?} is not one of market, limit, stop, stop_limit, take_profit, take_profit_limit"
        )),
    }
}

fn time_in_force(word: &str) -> Result<TimeInForce, String> {
    match word.to_lowercase().as_str() {
        "gtc" => Ok(TimeInForce::Gtc),
        "ioc" => Ok(TimeInForce::Ioc),
        "fok" => Ok(TimeInForce::Fok),
        other => Err(format!("the time in force {other:?} is not one of gtc, ioc, fok")),
    }
}

/// Whether the field says yes; JSON says it without quotes. A word that is neither yes nor no is refused, since an order
/// that was meant to reduce alone would open a position.
fn is_set(fields: &Fields, names: &[&str]) -> Result<bool, String> {
    let Some((name, value)) = names.iter().find_map(|name| Some((name, fields.find(&[name])?))) else {
        return Ok(false);
    };
    match value {
        Value::Null => Ok(false),
        Value::Bool(yes) => Ok(*yes),
        Value::String(word) if word.eq_ignore_ascii_case("true") => Ok(true),
        Value::String(word) if word.eq_ignore_ascii_case("false") => Ok(false),
        other => Err(format!("{name}: {other} is neither true nor false")),
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    fn parse(body: &str) -> Result<Alert, String> {
        Alert::parse(body.as_bytes())
    }

    #[test]
    fn reads_a_strategy_alert_with_placeholders_filled() {
        let alert = parse(
            r#"{"exchange":"BINANCE","ticker":"BTCUSDT","action":"buy","contracts":"0.015","price":67250.10,
                "timenow":"2026-11-20T10:00:00Z","comment":"entry"}"#,
        )
        .unwrap();
        assert_eq!((alert.venue.as_deref(), alert.symbol.as_str()), (Some("BINANCE"), "BTCUSDT"));
        assert_eq!((alert.action, alert.side), (SignalAction::Order, Some(Side::Buy)));
        assert_eq!((alert.qty, alert.price), (Some(dec!(0.015)), Some(dec!(67250.10))));
        assert!(alert.time.is_some() && alert.dedup_key.is_some());
    }

    #[test]
    fn reads_three_commas_and_forgets_its_secret() {
        let alert = parse(
            r#"{"secret":"s3cret","max_lag":"300","timestamp":"2026-11-20T10:00:00Z","trigger_price":"3480.5",
                "tv_exchange":"BINANCE","tv_instrument":"ETHUSDT","action":"enter_short","bot_uuid":"x",
                "order":{"amount":"1.5","currency_type":"base"}}"#,
        )
        .unwrap();
        assert_eq!(
            (alert.side, alert.qty, alert.price),
            (Some(Side::Sell), Some(dec!(1.5)), Some(dec!(3480.5)))
        );
        assert!(!alert.raw.to_string().contains("s3cret"));
    }

    #[test]
    fn reads_altrady() {
        let alert = parse(
            r#"{"api_key":"k","api_secret":"s","exchange":"BINANCE","symbol":"SOLUSDT","side":"long","action":"close",
                "signal_id":"a1","signal_price":"162.4"}"#,
        )
        .unwrap();
        assert_eq!((alert.action, alert.side, alert.qty), (SignalAction::Close, None, None));
        assert_eq!(alert.dedup_key.as_deref(), Some("a1"));
    }

    #[test]
    fn reads_text() {
        let expected = |alert: Alert| {
            assert_eq!(
                (alert.symbol.as_str(), alert.side, alert.qty),
                ("BTCUSDT", Some(Side::Sell), Some(dec!(0.5)))
            );
        };
        expected(
            parse("MACD (12, 26, 9): order sell @ 0.5 filled on BTCUSDT. New strategy position is -0.5")
                .unwrap(),
        );
        expected(parse("action=sell ticker=BTCUSDT exchange=BINANCE contracts=0.5 price=67000").unwrap());
        expected(parse("Action: sell\nTicker: btcusdt\nExchange: BINANCE\nContracts: 0.5").unwrap());
    }

    #[test]
    fn an_orders_name_alone_does_not_make_two_alerts_one() {
        let key = |body: &str| parse(body).unwrap().dedup_key;
        assert_eq!(key(r#"{"id":"Long","ticker":"X","action":"buy"}"#), None);
        let timed = key(r#"{"id":"Long","ticker":"X","action":"buy","time":"2026-11-20T10:00:00Z"}"#);
        assert_eq!(timed.as_deref(), Some("Long@2026-11-20T10:00:00Z"));
        assert_eq!(
            key(r#"{"id":"Long","ticker":"X","action":"buy","timestamp":1700000000}"#).as_deref(),
            Some("Long@1700000000")
        );
        assert_eq!(key(r#"{"dedup_key":"a-1","ticker":"X","action":"buy"}"#).as_deref(), Some("a-1"));
    }

    #[test]
    fn numbers_keep_every_digit() {
        let qty = |number: &str| {
            parse(&format!(r#"{{"ticker":"X","action":"buy","contracts":{number}}}"#)).map(|alert| alert.qty)
        };
        assert_eq!(qty("0.00001").unwrap(), Some(dec!(0.00001)));
        assert_eq!(qty("1e-7").unwrap(), Some(dec!(0.0000001)));
        assert_eq!(qty("1234567890123.123456789012").unwrap(), Some(dec!(1234567890123.123456789012)));
        assert!(qty("0.1234567890123").is_err());
    }

    #[test]
    fn what_is_said_twice_in_the_same_sense_is_taken() {
        let body = r#"{"ticker":"BINANCE:X","exchange":"binance","venue":"BINANCE","action":"buy","qty":"0.10","contracts":0.1,
            "price":"101","close":"100"}"#;
        let alert = parse(body).unwrap();
        assert_eq!(
            (alert.venue.as_deref(), alert.qty, alert.price),
            (Some("BINANCE"), Some(dec!(0.1)), Some(dec!(101)))
        );
    }

    #[test]
    fn names_with_a_venue_or_a_point_stay_whole() {
        let alert = parse(r#"{"ticker":"BINANCE:SOLUSDT","action":"buy"}"#).unwrap();
        assert_eq!((alert.venue.as_deref(), alert.symbol.as_str()), (Some("BINANCE"), "SOLUSDT"));
        let alert = parse("RSI: order buy @ 0.5 filled on SOLUSDT.P. New strategy position is 0.5").unwrap();
        assert_eq!(alert.symbol, "SOLUSDT.P");
    }

    #[test]
    fn credentials_are_forgotten_wherever_they_stand() {
        let body = r#"{"ticker":"X","action":"buy","auth":{"Secret":"s3cret"},"list":[{"API_KEY":"s3cret"}],"PASSPHRASE":"s3cret"}"#;
        let kept = parse(body).unwrap().raw.to_string();
        assert!(!kept.contains("s3cret") && kept.contains("list"), "{kept}");
    }

    #[test]
    fn refuses_with_a_sentence() {
        for (body, why) in [
            ("", "empty"),
            ("hello", "nothing that can be traded"),
            ("action=buy ticker=BTC\0", "U+0000"),
            (r#"{"ticker":"X","action":"buy","comment":"\u0000"}"#, "U+0000"),
            ("{", "broken"),
            ("[1]", "must be an object"),
            (r#"{"ticker":"BTCUSDT"}"#, "no action"),
            (r#"{"action":"buy"}"#, "no symbol"),
            (r#"{"ticker":"X","action":"dance"}"#, "not one of"),
            (r#"{"ticker":"X","action":"buy","contracts":"NaN"}"#, "quantity"),
            (r#"{"ticker":"X","action":"buy","contracts":true}"#, "not a number"),
            (r#"{"ticker":"X","exchange":"NASDAQ_DLY","action":"buy"}"#, "delayed"),
            (r#"{"ticker":"X","action":"buy","time":"yesterday"}"#, "not like"),
            (r#"{"ticker":"X","action":"buy","time":-9223372036854775808}"#, "not like"),
            (r#"{"ticker":"X","action":"buy","time":-8210298412799999}"#, "not like"),
            (r#"{"ticker":"X","action":"buy","reduce_only":"yes"}"#, "neither true nor false"),
            (r#"{"ticker":"X","action":"buy","postOnly":1}"#, "neither true nor false"),
            (r#"{"ticker":"X","action":"buy","contracts":"0.01","qty":"3"}"#, "which one is meant"),
            (r#"{"ticker":"X","action":"buy","order_action":"sell"}"#, "which one is meant"),
            (r#"{"ticker":"X","action":"buy","action":"sell"}"#, "action comes twice"),
            (r#"{"ticker":"BINANCE:X","exchange":"KRAKEN","action":"buy"}"#, "which one is meant"),
            ("action=buy ticker=X Action=sell", "action twice"),
        ] {
            let refusal = parse(body).unwrap_err();
            assert!(refusal.contains(why), "{body}: {refusal}");
        }
    }
}
