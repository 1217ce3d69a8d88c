//! Candles as text, line by line: each line is a candle, or a trade that becomes part of one, or is refused with its
//! number, its field and the reason.
//!
//! Bytes come in pieces of any size, and a line is kept only until it ends; one that does not end is refused. Lines are
//! `time, open, high, low, close, volume`, in that order or in the order that a first line names, separated by commas,
//! semicolons or tabs; what comes after is left alone. A first line that names `time, price, qty` says that the lines are
//! trades, in the order of their time. A time is RFC 3339, or seconds, milliseconds or microseconds since 1970.

use chrono::DateTime;
use rust_decimal::Decimal;
use trading::{
    Candle, Interval,
    candle::{Aggregator, CandleError, Millis},
    money,
};

/// Bytes of a line. A candle has a hundred.
const LONGEST: usize = 1_024;

/// The fields of a candle, in the order in which they are expected where no line names them.
const FIELDS: [&str; 6] = ["time", "open", "high", "low", "close", "volume"];

/// The fields of a trade.
const TRADE: [&str; 3] = ["time", "price", "qty"];

/// Other names of the first.
const TIMES: [&str; 7] = ["open_time", "opentime", "open time", "timestamp", "date", "datetime", "unix"];

/// Other names of a trade's last.
const QUANTITIES: [&str; 4] = ["quantity", "amount", "size", "volume"];

/// Why a line is no candle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// From 1.
    pub line: u64,
    /// Which field, by its name here; none where it is the whole line.
    pub field: Option<&'static str>,
    /// What is wrong with it.
    pub reason: String,
}

/// Makes candles of bytes.
#[derive(Debug)]
pub struct Decoder {
    interval: Interval,
    line: Vec<u8>,
    /// The line under way is longer than any may be.
    overlong: bool,
    number: u64,
    columns: Columns,
    /// The candle that trades make, so far.
    traded: Aggregator,
    /// The time of the last trade.
    latest: Millis,
}

/// What is wrong with a line: the field, where it is one, and the reason.
type Wrong = (Option<&'static str>, String);

/// Where each field stands, and what separates them.
#[derive(Clone, Debug)]
enum Columns {
    /// No line has been read.
    Unknown,
    /// As the first line says, or as is expected.
    Known { separator: u8, line: Line },
}

/// What a line is, and where each of its fields stands.
#[derive(Clone, Copy, Debug)]
enum Line {
    Candle([usize; 6]),
    Trade([usize; 3]),
}

impl Decoder {
    /// Of candles of that length.
    pub const fn new(interval: Interval) -> Self {
        Self {
            interval,
            line: Vec::new(),
            overlong: false,
            number: 0,
            columns: Columns::Unknown,
            traded: Aggregator::new(interval),
            latest: Millis::MIN,
        }
    }

    /// Takes the next bytes; `each` is given every candle and every refusal that they end.
    pub fn push(&mut self, mut bytes: &[u8], mut each: impl FnMut(Result<Candle, Refused>)) {
        while let Some(end) = bytes.iter().position(|byte| *byte == b'\n') {
            self.keep(&bytes[..end]);
            self.end_line(&mut each);
            bytes = &bytes[end + 1..];
        }
        self.keep(bytes);
    }

    /// There are no more bytes. Answers how many lines there were, whatever was in them.
    pub fn finish(mut self, mut each: impl FnMut(Result<Candle, Refused>)) -> u64 {
        if self.overlong || !self.line.is_empty() {
            self.end_line(&mut each);
        }
        if let Some(last) = self.traded.current() {
            each(Ok(last.candle));
        }
        self.number
    }

    fn keep(&mut self, bytes: &[u8]) {
        if self.line.len() + bytes.len() > LONGEST {
            self.overlong = true;
            self.line.clear();
        }
        if !self.overlong {
            self.line.extend_from_slice(bytes);
        }
    }

    fn end_line(&mut self, each: &mut impl FnMut(Result<Candle, Refused>)) {
        self.number += 1;
        let line = std::mem::take(&mut self.line);
        if std::mem::take(&mut self.overlong) {
            each(Err(self.refused(None, format!("longer than {LONGEST} bytes"))));
        } else {
            match std::str::from_utf8(&line) {
                Ok(text) => {
                    // What some programs put before the first line.
                    let text = if self.number == 1 { text.trim_start_matches('\u{feff}') } else { text };
                    if let Some(candle) = self.candle(text.trim()) {
                        each(candle);
                    }
                }
                Err(_) => each(Err(self.refused(None, "not text in UTF-8".to_owned()))),
            }
        }
        self.line = line;
        self.line.clear();
    }

    /// The line's candle, or the one that its trade is the first after; none of an empty line, of one that names the
    /// fields, and of another trade.
    fn candle(&mut self, line: &str) -> Option<Result<Candle, Refused>> {
        if line.is_empty() {
            return None;
        }
        let (separator, kind) = match &self.columns {
            Columns::Known { separator, line } => (*separator, *line),
            Columns::Unknown => {
                let separator = [b',', b';', b'\t'].into_iter().find(|byte| line.as_bytes().contains(byte));
                let separator = separator.unwrap_or(b',');
                let named = match named(line, separator) {
                    Named::All(kind) => Some(kind),
                    Named::None => None,
                    Named::Without(field) => {
                        return Some(Err(
                            self.refused(Some(field), "the first line does not name it".to_owned())
                        ));
                    }
                };
                let kind = named.unwrap_or(Line::Candle([0, 1, 2, 3, 4, 5]));
                self.columns = Columns::Known { separator, line: kind };
                if named.is_some() {
                    return None;
                }
                (separator, kind)
            }
        };
        let read = match kind {
            Line::Candle(places) => self.whole(&Fields::of(line, separator, FIELDS, places)).map(Some),
            Line::Trade(places) => self.trade(&Fields::of(line, separator, TRADE, places)),
        };
        read.map_err(|(field, reason)| self.refused(field, reason)).transpose()
    }

    /// Takes a trade; answers the candle before, where it begins another.
    fn trade(&mut self, fields: &Fields<'_, 3>) -> Result<Option<Candle>, Wrong> {
        let [time, price, qty] = TRADE.map(Some);
        let at = fields.time(true)?;
        if at < self.latest {
            return Err((time, "before that of a line before; trades have to be in their order".to_owned()));
        }
        let trade = Candle::of_trade(self.interval.open_of(at), fields.amount(1)?, fields.amount(2)?);
        trade.check(self.interval).map_err(|error| {
            (if error == CandleError::NegativeVolume { qty } else { price }, error.to_string())
        })?;
        let before = self.traded.push(&trade).map_err(|error| (qty, error.to_string()))?;
        self.latest = at;
        Ok(before.map(|before| before.candle))
    }

    fn whole(&self, fields: &Fields<'_, 6>) -> Result<Candle, Wrong> {
        let candle = Candle {
            open_time: fields.time(false)?,
            open: fields.amount(1)?,
            high: fields.amount(2)?,
            low: fields.amount(3)?,
            close: fields.amount(4)?,
            volume: fields.amount(5)?,
        };
        candle.check(self.interval).map_err(|error| {
            let field = match error {
                CandleError::OffInterval => Some(FIELDS[0]),
                CandleError::AboveHigh => Some(FIELDS[2]),
                CandleError::BelowLow => Some(FIELDS[3]),
                CandleError::NegativeVolume => Some(FIELDS[5]),
                CandleError::PriceNotPositive => None,
            };
            (field, error.to_string())
        })?;
        Ok(candle)
    }

    const fn refused(&self, field: Option<&'static str>, reason: String) -> Refused {
        Refused { line: self.number, field, reason }
    }
}

/// The texts of a line's fields, the time first.
struct Fields<'a, const N: usize> {
    names: [&'static str; N],
    texts: [Option<&'a str>; N],
}

impl<'a, const N: usize> Fields<'a, N> {
    fn of(line: &'a str, separator: u8, names: [&'static str; N], places: [usize; N]) -> Self {
        let mut texts = [None; N];
        for (index, text) in line.split(char::from(separator)).enumerate() {
            for (kept, place) in texts.iter_mut().zip(places) {
                if place == index {
                    *kept = Some(text.trim().trim_matches('"').trim());
                }
            }
        }
        Self { names, texts }
    }

    fn text(&self, index: usize) -> Result<&'a str, Wrong> {
        let text = self.texts[index].filter(|text| !text.is_empty());
        text.ok_or_else(|| (Some(self.names[index]), "it is missing".to_owned()))
    }

    fn amount(&self, index: usize) -> Result<Decimal, Wrong> {
        money::parse(self.text(index)?).map_err(|error| (Some(self.names[index]), error.to_string()))
    }

    fn time(&self, rounds: bool) -> Result<Millis, Wrong> {
        time(self.text(0)?, rounds).map_err(|reason| (Some(self.names[0]), reason.to_owned()))
    }
}

/// What a first line says of the fields.
enum Named {
    /// Where each stands.
    All(Line),
    /// Nothing: it is a candle already.
    None,
    /// It names some, and not this one.
    Without(&'static str),
}

fn named(line: &str, separator: u8) -> Named {
    let names: Vec<String> = line
        .split(char::from(separator))
        .map(|name| name.trim().trim_matches('"').trim().to_lowercase())
        .collect();
    let place = |name: &str, others: &[&str]| {
        let exact = names.iter().position(|one| one == name);
        exact.or_else(|| names.iter().position(|one| others.contains(&one.as_str())))
    };
    let time = place(FIELDS[0], &TIMES);
    if place("price", &[]).is_some() {
        let found = [time, place("price", &[]), place("qty", &QUANTITIES)];
        return all(TRADE, found, Line::Trade);
    }
    let found = std::array::from_fn(|field| if field == 0 { time } else { place(FIELDS[field], &[]) });
    if found.iter().all(Option::is_none) { Named::None } else { all(FIELDS, found, Line::Candle) }
}

fn all<const N: usize>(
    names: [&'static str; N],
    found: [Option<usize>; N],
    line: fn([usize; N]) -> Line,
) -> Named {
    match found.iter().position(Option::is_none) {
        Some(missing) => Named::Without(names[missing]),
        None => Named::All(line(found.map(Option::unwrap_or_default))),
    }
}

/// The first and the last time that a candle may have: from 1970 on, before the year 2100.
const TIME: std::ops::Range<Millis> = 0..4_102_444_800_000;

/// A moment; one between two milliseconds is refused, or is the one before where `rounds`.
fn time(text: &str, rounds: bool) -> Result<Millis, &'static str> {
    const WRONG: &str = "neither RFC 3339 nor seconds, milliseconds or microseconds since 1970";
    let millis = if text.bytes().all(|byte| byte.is_ascii_digit()) {
        let number: i64 = text.parse().map_err(|_| WRONG)?;
        // Seconds until the year 5138, milliseconds until then, microseconds from then on.
        match number {
            0..100_000_000_000 => number * 1_000,
            100_000_000_000..100_000_000_000_000 => number,
            _ if rounds || number % 1_000 == 0 => number / 1_000,
            _ => return Err("more precise than a millisecond"),
        }
    } else {
        let text = if text.contains(['T', 't']) { text.to_owned() } else { text.replacen(' ', "T", 1) };
        let zoned = DateTime::parse_from_rfc3339(&text)
            .or_else(|_| DateTime::parse_from_rfc3339(&format!("{text}Z")));
        zoned.map_err(|_| WRONG)?.timestamp_millis()
    };
    if TIME.contains(&millis) { Ok(millis) } else { Err("before 1970 or after 2099") }
}

#[cfg(test)]
mod tests;
