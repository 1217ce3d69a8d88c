//! Moments that callers name: dates that the database keeps and every calendar shows.

use chrono::{DateTime, Datelike, Utc};
use serde::{Deserialize, Deserializer, de};
use specta::{Type, Types, datatype::DataType};
use superjson::Date;

/// A date of the years 1 to 9999. JavaScript, PostgreSQL and Python each know others, and not the same ones.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moment(pub(crate) DateTime<Utc>);

impl Moment {
    /// Whether it is within these years.
    pub(crate) fn is_one(time: DateTime<Utc>) -> bool {
        (1..=9999).contains(&time.year())
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Date(time) = Date::deserialize(deserializer)?;
        if Self::is_one(time) {
            Ok(Self(time))
        } else {
            Err(de::Error::custom("the year has to be one from 1 to 9999"))
        }
    }
}

/// In TypeScript it is any other date.
impl Type for Moment {
    fn definition(types: &mut Types) -> DataType {
        Date::definition(types)
    }
}
