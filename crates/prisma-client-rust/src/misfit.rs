//! Values that the database cannot take: which field they were for, and why.

use chrono::Datelike;
use rust_decimal::Decimal;
use serde_json::Value as Json;

use crate::error::Error;
use crate::model::{Column, Limit};
use crate::statement::{Origin, Parameter};
use crate::value::{Failure, Value};

/// A number or a time that its type cannot hold.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct OutOfRange(pub(crate) String);

/// A parameter that could not be written.
#[derive(Debug, thiserror::Error)]
#[error("{cause}")]
pub(crate) struct Misfit {
    pub(crate) origin: Option<Origin>,
    pub(crate) cause: Failure,
}

/// The error of a parameter that could not be written.
pub(crate) fn refused(cause: &(dyn std::error::Error + 'static)) -> Error {
    let misfit = cause.downcast_ref::<Misfit>();
    let (table, field) = place(misfit.and_then(|misfit| misfit.origin));
    let message = cause.to_string();
    if misfit.map_or_else(|| cause.is::<OutOfRange>(), |misfit| misfit.cause.is::<OutOfRange>()) {
        Error::OutOfRange { table, field, message }
    } else {
        Error::InvalidValue { table, field, message }
    }
}

/// Says which field's value it was that the server refused: the server itself does not.
pub(crate) fn explain(error: Error, parameters: &[Parameter]) -> Error {
    let refused = |doubt: Doubt| place(culprit(parameters, doubt));
    match error {
        Error::ValueTooLong { field: None, message, .. } => {
            let (table, field) = refused(Doubt::Length);
            Error::ValueTooLong { table, field, message }
        }
        Error::OutOfRange { field: None, message, .. } => {
            let (table, field) = refused(Doubt::Range);
            Error::OutOfRange { table, field, message }
        }
        Error::InvalidValue { field: None, message, .. } => {
            let (table, field) = refused(Doubt::Form);
            Error::InvalidValue { table, field, message }
        }
        other => other,
    }
}

fn place(origin: Option<Origin>) -> (Option<&'static str>, Option<&'static str>) {
    (origin.map(|origin| origin.table), origin.map(|origin| origin.column.field))
}

/// What the server did not like of some value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Doubt {
    Length,
    Range,
    Form,
}

/// The parameter that does not fit its column; or else the only one of which that cannot be known here.
fn culprit(parameters: &[Parameter], doubt: Doubt) -> Option<Origin> {
    let known = |parameter: &&Parameter| {
        parameter.origin.is_some_and(|origin| !fits(origin.column, &parameter.value, doubt))
    };
    if let Some(parameter) = parameters.iter().find(known) {
        return parameter.origin;
    }
    let mut doubtful = parameters.iter().filter_map(|parameter| {
        parameter.origin.filter(|origin| match doubt {
            Doubt::Length => false,
            Doubt::Range => origin.is_calculated,
            Doubt::Form => origin.column.sql_type == "xml" || is_enum(&parameter.value),
        })
    });
    let first = doubtful.next()?;
    doubtful.all(|other| std::ptr::eq(other.column, first.column)).then_some(first)
}

fn is_enum(value: &Value) -> bool {
    match value {
        Value::Enum(_) => true,
        Value::List(values) => values.iter().any(is_enum),
        _ => false,
    }
}

/// The year before which PostgreSQL has no days: 4714 BC, astronomically.
const FIRST_YEAR: i32 = -4713;

fn fits(column: &Column, value: &Value, doubt: Doubt) -> bool {
    match (doubt, value) {
        (_, Value::List(values)) => values.iter().all(|value| fits(column, value, doubt)),
        (Doubt::Length, Value::Text(text)) => match column.limit {
            // Blanks at the end are cut off, not refused.
            Some(Limit::Length(most)) => text.trim_end_matches(' ').chars().count() <= most,
            _ => true,
        },
        (Doubt::Form, Value::Text(text)) => {
            let is_as_long = !matches!(column.limit, Some(Limit::Exactly(length)) if text.len() != length);
            is_as_long && !text.contains('\0')
        }
        (Doubt::Form, Value::Json(json)) => !has_nul(json),
        (Doubt::Range, Value::Decimal(value)) => match column.limit {
            Some(Limit::Digits { precision, scale }) => has_digits(*value, precision, scale),
            _ => true,
        },
        (Doubt::Range, Value::DateTime(time)) => {
            column.sql_type.starts_with("time") && !column.sql_type.starts_with("timestamp")
                || time.year() > FIRST_YEAR
        }
        _ => true,
    }
}

/// Whether there are no more digits before the point than a column of such a type has.
fn has_digits(value: Decimal, precision: u32, scale: u32) -> bool {
    let most = 10_i128.checked_pow(precision.saturating_sub(scale));
    let most = most.and_then(|most| Decimal::try_from_i128_with_scale(most, 0).ok());
    most.is_none_or(|most| value.round_dp(scale).abs() < most)
}

fn has_nul(json: &Json) -> bool {
    match json {
        Json::String(text) => text.contains('\0'),
        Json::Array(members) => members.iter().any(has_nul),
        Json::Object(members) => members.iter().any(|(name, value)| name.contains('\0') || has_nul(value)),
        Json::Null | Json::Bool(_) | Json::Number(_) => false,
    }
}
