//! Filters that compare two fields of a row.

use prisma_client_rust::{Compared, ComparedList, Filter, Ordered, Scalar};
use serde_json::Value;

use super::{Answer, unknown};

/// The field that stands where a value could.
pub fn referred(value: &Value) -> Option<&str> {
    value.get("$field")?.as_str()
}

/// The field that is referred to: one value, or a list of them.
type Other<M, T> = (Option<Compared<M, T>>, Option<ComparedList<M, T>>);

pub fn columns_compared<M, T: Scalar>(
    operator: &str,
    column: Compared<M, T>,
    other: Other<M, T>,
) -> Answer<Filter<M>> {
    Ok(match (operator, other) {
        ("equals", (Some(other), _)) => column.equals(other),
        ("in", (_, Some(list))) => column.in_list(list),
        ("notIn", (_, Some(list))) => column.not_in_list(list),
        (other, _) => return Err(unknown(other)),
    })
}

pub fn ordered_compared<M, T: Ordered>(
    operator: &str,
    column: Compared<M, T>,
    other: Other<M, T>,
) -> Answer<Filter<M>> {
    Ok(match (operator, other) {
        ("lt", (Some(other), _)) => column.lt(other),
        ("lte", (Some(other), _)) => column.lte(other),
        ("gt", (Some(other), _)) => column.gt(other),
        ("gte", (Some(other), _)) => column.gte(other),
        (operator, other) => return columns_compared(operator, column, other),
    })
}

pub fn texts_compared<M>(
    operator: &str,
    column: Compared<M, String>,
    other: Other<M, String>,
) -> Answer<Filter<M>> {
    Ok(match (operator, other) {
        ("contains", (Some(other), _)) => column.contains(other),
        ("startsWith", (Some(other), _)) => column.starts_with(other),
        ("endsWith", (Some(other), _)) => column.ends_with(other),
        (operator, other) => return ordered_compared(operator, column, other),
    })
}

pub fn lists_compared<M, T: Scalar>(
    operator: &str,
    column: ComparedList<M, T>,
    other: Other<M, T>,
) -> Answer<Filter<M>> {
    Ok(match (operator, other) {
        ("equals", (_, Some(list))) => column.equals(list),
        ("has", (Some(other), _)) => column.has(other),
        ("hasEvery", (_, Some(list))) => column.has_every(list),
        ("hasSome", (_, Some(list))) => column.has_some(list),
        (other, _) => return Err(unknown(other)),
    })
}
