//! Random values: one of any shape, and one of many Rust types.

pub(crate) mod any;
pub(crate) mod typed;

use chrono::DateTime;
use proptest::prelude::*;
use superjson::Date;

/// Every second or so from the year -1,000 to the year 12,000.
pub(crate) fn date() -> impl Strategy<Value = Date> {
    (-93_000_000_000_000_i64..316_000_000_000_000).prop_map(|milliseconds| {
        Date(DateTime::from_timestamp_millis(milliseconds).expect("a date in range"))
    })
}

/// Short texts that are rich in what paths and JSON escape.
pub(crate) fn text() -> impl Strategy<Value = String> {
    "[ab.\\\\\"\n\u{1}é😀7]{0,4}"
}
