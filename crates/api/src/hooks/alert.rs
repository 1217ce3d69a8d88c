//! Reading alerts: JSON in the field names of TradingView, 3Commas and Altrady, `key=value` text, and the sentence
//! that TradingView writes when its user writes nothing.

use chrono::{DateTime, Utc};
use prisma::{Side, SignalAction};
use rust_decimal::Decimal;
use serde_json::{Map, Value};

use crate::dto::lenient;

/// What an alert says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Alert {
    /// None where only the symbol is named.
    pub(super) venue: Option<String>,
    pub(super) symbol: String,
    pub(super) action: SignalAction,
    pub(super) side: Option<Side>,
    pub(super) qty: Option<Decimal>,
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
const ACTION: &[&str] = &["action", "strategy.order.action", "order_action", "side"];
const SIDE: &[&str] = &["side"];
const QTY: &[&str] = &["qty", "quantity", "contracts", "strategy.order.contracts", "amount", "order.amount"];
const PRICE: &[&str] = &["price", "strategy.order.price", "trigger_price", "signal_price", "close"];
const TIME: &[&str] = &["timenow", "timestamp", "time"];
const ID: &[&str] = &["signal_id", "dedup_key", "dedupKey", "id", "strategy.order.id"];
/// Never stored.
const CREDENTIALS: &[&str] = &["secret", "api_key", "api_secret", "passphrase", "password", "token"];
/// Exchanges whose data is late carry these endings.
const DELAYED: &[&str] = &["_DL", "_DLY"];

impl Alert {
    /// Reads a body; the error is a sentence for the alert's author.
    pub(super) fn parse(body: &[u8]) -> Result<Self, String> {
        let text = std::str::from_utf8(body).map_err(|_| "the alert is not UTF-8 text")?.trim();
        if text.is_empty() {
            return Err("the alert is empty".to_owned());
        }
        if text.contains('\0') || text.contains("\\u0000") {
            return Err("the alert holds the character U+0000, which cannot be stored".to_owned());
        }
        let fields = match serde_json::from_str::<Value>(text) {
            Ok(Value::Object(object)) => object,
            Ok(_) => return Err("a JSON alert must be an object".to_owned()),
            Err(error) if text.starts_with('{') => {
                return Err(format!("the alert's JSON is broken: {error}"));
            }
            Err(_) => default_sentence(text).or_else(|| pairs(text)).ok_or(
                "the alert says nothing that can be traded: send JSON, or text such as \
                 action=buy ticker=BTCUSDT exchange=BINANCE contracts=0.01 price=67250.1",
            )?,
        };
        Self::from_fields(&fields, text)
    }

    fn from_fields(fields: &Map<String, Value>, text: &str) -> Result<Self, String> {
        let venue = string(fields, VENUE).map(|venue| venue.to_uppercase());
        if let Some(venue) = venue.as_deref().filter(|venue| DELAYED.iter().any(|end| venue.ends_with(end))) {
            return Err(format!("{venue} is delayed data: it is not traded on"));
        }
        let symbol = string(fields, SYMBOL).ok_or("the alert names no symbol: add {{ticker}} to it")?;
        let word =
            string(fields, ACTION).ok_or("the alert names no action: add {{strategy.order.action}} to it")?;
        let (action, side) = meaning(&word, string(fields, SIDE).as_deref())?;
        let amount = |names, what: &str| match find(fields, names) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => lenient(value).map(Some).map_err(|error| format!("{what}: {error}")),
        };
        let qty = if action == SignalAction::Order { amount(QTY, "quantity")? } else { None };
        let time = match string(fields, TIME) {
            None => None,
            Some(time) => Some(
                DateTime::parse_from_rfc3339(&time)
                    .map_err(|_| format!("the time {time:?} is not like 2026-01-31T09:30:00Z"))?
                    .to_utc(),
            ),
        };
        let dedup_key = find(fields, ID)
            .map(|id| id.as_str().map_or_else(|| id.to_string(), str::to_owned))
            .filter(|id| (1..=128).contains(&id.chars().count()))
            .map(|id| match string(fields, TIME) {
                // An order's id in a strategy comes back with every entry.
                Some(time) => format!("{id}@{time}").chars().take(128).collect(),
                None => id,
            })
            .or_else(|| time.is_some().then(|| app::auth::fingerprint(text)));
        Ok(Self {
            venue,
            symbol: symbol.to_uppercase(),
            action,
            side,
            qty,
            price: amount(PRICE, "price")?,
            time,
            dedup_key,
            raw: Value::Object(
                fields
                    .iter()
                    .filter(|(key, _)| !CREDENTIALS.contains(&key.as_str()))
                    .map(|(key, value)| (key.clone(), value.clone()))
                    .collect(),
            ),
        })
    }
}

fn meaning(action: &str, side: Option<&str>) -> Result<(SignalAction, Option<Side>), String> {
    let order = |side| Ok((SignalAction::Order, Some(side)));
    match action.to_lowercase().as_str() {
        "buy" | "long" | "enter_long" => order(Side::Buy),
        "sell" | "short" | "enter_short" => order(Side::Sell),
        "close" | "exit" | "flat" | "exit_long" | "exit_short" => Ok((SignalAction::Close, None)),
        "open" | "increase" => match side.map(str::to_lowercase).as_deref() {
            Some("long" | "buy") => order(Side::Buy),
            Some("short" | "sell") => order(Side::Sell),
            _ => Err(format!("{action:?} needs a side: long or short")),
        },
        other => Err(format!("the action {other:?} is not one of buy, sell, close")),
    }
}

/// The first of the names that is there; one with a dot is also looked for inside an object.
fn find<'a>(fields: &'a Map<String, Value>, names: &[&str]) -> Option<&'a Value> {
    names.iter().find_map(|name| {
        fields.get(*name).or_else(|| {
            let (outer, inner) = name.split_once('.')?;
            fields.get(outer)?.as_object()?.get(inner)
        })
    })
}

fn string(fields: &Map<String, Value>, names: &[&str]) -> Option<String> {
    let text = find(fields, names)?.as_str()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// `MACD (12, 26): order buy @ 0.5 filled on BTCUSDT. New strategy position is 0.5`
fn default_sentence(text: &str) -> Option<Map<String, Value>> {
    let (_, rest) = text.split_once("order ")?;
    let (action, rest) = rest.split_once(" @ ")?;
    let (contracts, rest) = rest.split_once(" filled on ")?;
    let ticker = rest.split(['.', ' ', '\n']).next()?;
    let entries = [("action", action), ("contracts", contracts), ("ticker", ticker), ("text", text)];
    Some(entries.into_iter().map(|(key, value)| (key.to_owned(), Value::from(value.trim()))).collect())
}

/// `key=value` or `key: value`, apart by commas, semicolons, new lines, or blanks.
fn pairs(text: &str) -> Option<Map<String, Value>> {
    let mut fields = Map::new();
    for part in text.split([',', ';', '\n']) {
        let words = if part.contains('=') { part.split_whitespace().collect() } else { vec![part] };
        for word in words {
            let (key, value) = word.split_once('=').or_else(|| word.split_once(':'))?;
            fields.insert(key.trim().to_lowercase(), Value::from(value.trim()));
        }
    }
    (!fields.is_empty()).then_some(fields)
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
        ] {
            let refusal = parse(body).unwrap_err();
            assert!(refusal.contains(why), "{body}: {refusal}");
        }
    }
}
