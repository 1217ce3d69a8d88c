//! `Date`: an instant, in the text that `Date.prototype.toISOString` gives.

use std::fmt;

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};
use serde::de::{self, Deserialize, Deserializer, Visitor};
use serde::ser::{Serialize, Serializer};

use super::DATE;

/// A JavaScript `Date`.
///
/// JavaScript counts whole milliseconds: what is finer is cut off in writing.
///
/// ```
/// use superjson::Date;
///
/// let at = Date("2026-01-02T03:04:05.6789Z".parse()?);
/// assert_eq!(
///     String::from_utf8(superjson::to_vec(&at)?)?,
///     r#"{"json":"2026-01-02T03:04:05.678Z","meta":{"values":["Date"],"v":1}}"#,
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(pub DateTime<Utc>);

impl From<DateTime<Utc>> for Date {
    fn from(instant: DateTime<Utc>) -> Self {
        Self(instant)
    }
}

impl From<Date> for DateTime<Utc> {
    fn from(date: Date) -> Self {
        date.0
    }
}

/// As `Date.prototype.toISOString` prints it.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(IsoText::of(&self.0).as_str())
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(DATE, IsoText::of(&self.0).as_str())
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct DateVisitor;

        impl Visitor<'_> for DateVisitor {
            type Value = Date;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a date as in 2026-01-02T03:04:05.678Z")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Date, E> {
                parse_iso(text.as_bytes())
                    .or_else(|| text.parse().ok())
                    .map(Date)
                    .ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
            }
        }

        deserializer.deserialize_str(DateVisitor)
    }
}

/// `2026-01-02T03:04:05.678Z`, or `+010000-01-01T00:00:00.000Z` for a year outside 0 to 9999.
///
/// Written by hand because chrono's formatting costs more than all the rest of a row.
struct IsoText {
    bytes: [u8; Self::LONGEST],
    start: usize,
}

impl IsoText {
    const LONGEST: usize = 27;
    const SIGN_AND_TWO_DIGITS: usize = 3;

    fn of(instant: &DateTime<Utc>) -> Self {
        let instant = instant.naive_utc();
        let year = instant.year();
        let mut bytes = *b"+000000-00-00T00:00:00.000Z";
        put(&mut bytes[1..7], year.unsigned_abs());
        put(&mut bytes[8..10], instant.month());
        put(&mut bytes[11..13], instant.day());
        put(&mut bytes[14..16], instant.hour());
        put(&mut bytes[17..19], instant.minute());
        put(&mut bytes[20..22], instant.second());
        // chrono counts on past 1,000 ms in a leap second, which JavaScript does not have.
        put(&mut bytes[23..26], (instant.nanosecond() / 1_000_000).min(999));
        if year < 0 {
            bytes[0] = b'-';
        }
        let start = if (0..=9999).contains(&year) { Self::SIGN_AND_TWO_DIGITS } else { 0 };
        Self { bytes, start }
    }

    fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[self.start..]).unwrap_or_default()
    }
}

/// Fills `field` with the decimal digits of `number`.
fn put(field: &mut [u8], mut number: u32) {
    for digit in field.iter_mut().rev() {
        *digit = b'0' + (number % 10) as u8;
        number /= 10;
    }
}

/// Reads the 24 bytes that JavaScript writes; every other form is left to chrono.
fn parse_iso(text: &[u8]) -> Option<DateTime<Utc>> {
    let text: &[u8; 24] = text.try_into().ok()?;
    let separators = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':'), (19, b'.'), (23, b'Z')];
    if separators.iter().any(|&(at, separator)| text[at] != separator) {
        return None;
    }
    let year = i32::try_from(number(&text[..4])?).ok()?;
    let day = NaiveDate::from_ymd_opt(year, number(&text[5..7])?, number(&text[8..10])?)?;
    let time = day.and_hms_milli_opt(
        number(&text[11..13])?,
        number(&text[14..16])?,
        number(&text[17..19])?,
        number(&text[20..23])?,
    )?;
    Some(time.and_utc())
}

fn number(digits: &[u8]) -> Option<u32> {
    digits
        .iter()
        .try_fold(0, |number, digit| digit.is_ascii_digit().then(|| number * 10 + u32::from(digit - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(milliseconds: i64) -> Date {
        Date(DateTime::from_timestamp_millis(milliseconds).unwrap())
    }

    #[test]
    fn prints_what_to_iso_string_prints() {
        assert_eq!(date(0).to_string(), "1970-01-01T00:00:00.000Z");
        assert_eq!(date(-1).to_string(), "1969-12-31T23:59:59.999Z");
        assert_eq!(date(1_700_000_000_123).to_string(), "2023-11-14T22:13:20.123Z");
        assert_eq!(date(-62_167_219_200_000).to_string(), "0000-01-01T00:00:00.000Z");
        assert_eq!(date(-62_198_755_200_000).to_string(), "-000001-01-01T00:00:00.000Z");
        assert_eq!(date(253_402_300_800_000).to_string(), "+010000-01-01T00:00:00.000Z");
    }

    #[test]
    fn reads_back_what_it_prints() {
        for milliseconds in [0, -1, 1_700_000_000_123, -62_198_755_200_000, 253_402_300_800_000] {
            let text = format!("\"{}\"", date(milliseconds));
            assert_eq!(serde_json::from_str::<Date>(&text).unwrap(), date(milliseconds));
        }
    }

    #[test]
    fn reads_other_offsets_and_finer_fractions() {
        let read = |text: &str| serde_json::from_str::<Date>(text).unwrap().to_string();
        assert_eq!(read(r#""2026-01-02T05:04:05+02:00""#), "2026-01-02T03:04:05.000Z");
        assert_eq!(read(r#""2026-01-02T03:04:05.123456Z""#), "2026-01-02T03:04:05.123Z");
    }

    #[test]
    fn refuses_days_that_do_not_exist() {
        for text in ["2026-02-30T00:00:00.000Z", "2026-01-01T24:00:00.000Z", "2026-01-01", "", "now"] {
            assert!(serde_json::from_str::<Date>(&format!("\"{text}\"")).is_err(), "{text}");
        }
    }

    #[test]
    fn shows_a_leap_second_as_its_last_millisecond() {
        let leap = "2016-12-31T23:59:60.500Z".parse::<DateTime<Utc>>().unwrap();
        assert_eq!(Date(leap).to_string(), "2016-12-31T23:59:59.999Z");
    }
}
