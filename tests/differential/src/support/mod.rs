//! JSON as the arguments and the answers of a typed client.
#![expect(missing_docs, reason = "the names are the test's own")]

mod columns;
mod json;

use std::fmt;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use chrono::{DateTime, SecondsFormat, Utc};
use prisma_client_rust::shape::Selected;
use prisma_client_rust::{
    Computation, Computed, Error, FieldType, Filter, Having, Model, OrderBy, Projected, Reader, Scalar,
    Selection, and,
};
use rust_decimal::Decimal;
use serde_json::{Map, Value};
use uuid::Uuid;

pub use columns::{columns_compared, lists_compared, ordered_compared, referred, texts_compared};
pub use json::{is_any_null, is_path, json_path};

/// Why a query was not answered.
#[derive(Debug)]
pub enum Failure {
    /// The database, or the client, refused it.
    Refused(Error),
    /// The test asked for something that the driver does not know.
    Unknown(String),
}

pub type Answer<T> = Result<T, Failure>;

impl Failure {
    /// Prisma's code of such an error.
    pub fn class(&self) -> &'static str {
        match self {
            Self::Unknown(_) => "driver",
            Self::Refused(error) => error.code().unwrap_or("other"),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(error) => error.fmt(f),
            Self::Unknown(what) => f.write_str(what),
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Refused(error)
    }
}

pub fn unknown(what: &str) -> Failure {
    Failure::Unknown(format!("the driver does not know {what:?}"))
}

/// A value as the client takes it, and as the test compares it.
pub trait Plain: Sized {
    fn read(value: &Value) -> Answer<Self>;
    fn write(&self) -> Value;
}

pub fn read<T: Plain>(value: &Value) -> Answer<T> {
    T::read(value)
}

pub fn write<T: Plain>(value: &T) -> Value {
    value.write()
}

/// Types that serde reads and writes as the test does.
macro_rules! plain {
    ($($type:ty),+) => {
        $(impl $crate::support::Plain for $type {
            fn read(value: &serde_json::Value) -> $crate::support::Answer<Self> {
                serde_json::from_value(value.clone()).map_err(|error| {
                    $crate::support::unknown(&format!("{value} as {}: {error}", stringify!($type)))
                })
            }

            fn write(&self) -> serde_json::Value {
                serde_json::to_value(self).unwrap_or_default()
            }
        })+
    };
}
pub(crate) use plain;

plain!(bool, i32, String, Uuid);

impl Plain for Value {
    fn read(value: &Value) -> Answer<Self> {
        Ok(if value["$null"] == "JsonNull" { Value::Null } else { value.clone() })
    }

    fn write(&self) -> Value {
        self.clone()
    }
}

impl Plain for f64 {
    fn read(value: &Value) -> Answer<Self> {
        value.as_f64().ok_or_else(|| unknown("a number"))
    }

    fn write(&self) -> Value {
        // As JavaScript writes it: a whole number has no point.
        let whole = (self.fract() == 0.0).then(|| self.to_string().parse::<i64>().ok()).flatten();
        whole.map_or_else(|| Value::from(*self), Value::from)
    }
}

macro_rules! as_text {
    ($type:ty, |$value:ident| $write:expr) => {
        impl Plain for $type {
            fn read(value: &Value) -> Answer<Self> {
                text(value)?.parse().map_err(|_| unknown(&value.to_string()))
            }

            fn write(&self) -> Value {
                let $value = self;
                Value::String($write)
            }
        }
    };
}

impl Plain for i64 {
    fn read(value: &Value) -> Answer<Self> {
        let number = value.as_i64().or_else(|| value.as_str()?.parse().ok());
        number.ok_or_else(|| unknown(&value.to_string()))
    }

    fn write(&self) -> Value {
        Value::String(self.to_string())
    }
}

as_text!(Decimal, |value| value.normalize().to_string());
as_text!(DateTime<Utc>, |value| value.to_rfc3339_opts(SecondsFormat::Millis, true));

impl Plain for Vec<u8> {
    fn read(value: &Value) -> Answer<Self> {
        BASE64_STANDARD.decode(text(value)?).map_err(|_| unknown("base64"))
    }

    fn write(&self) -> Value {
        Value::String(BASE64_STANDARD.encode(self))
    }
}

impl<T: Plain> Plain for Option<T> {
    fn read(value: &Value) -> Answer<Self> {
        if value.is_null() { Ok(None) } else { T::read(value).map(Some) }
    }

    fn write(&self) -> Value {
        self.as_ref().map_or(Value::Null, Plain::write)
    }
}

/// Lists; bytes are none.
macro_rules! lists {
    ($($type:ty),+) => {
        $(impl $crate::support::Plain for Vec<$type> {
            fn read(value: &serde_json::Value) -> $crate::support::Answer<Self> {
                $crate::support::each(value, $crate::support::read::<$type>)
            }

            fn write(&self) -> serde_json::Value {
                serde_json::Value::Array(self.iter().map($crate::support::write).collect())
            }
        })+
    };
}

pub(crate) use lists;

lists!(bool, i32, i64, f64, String, Uuid, Decimal, DateTime<Utc>, Value, Vec<u8>);

pub fn text(value: &Value) -> Answer<&str> {
    value.as_str().ok_or_else(|| unknown(&value.to_string()))
}

pub fn present(value: &Value) -> Option<&Value> {
    (!value.is_null()).then_some(value)
}

pub fn entries(value: &Value) -> Answer<impl Iterator<Item = (&str, &Value)>> {
    let object = value.as_object().ok_or_else(|| unknown(&value.to_string()))?;
    Ok(object.iter().map(|(key, value)| (key.as_str(), value)))
}

/// The members of a list; anything else is a list of one, null is none.
pub fn list(value: &Value) -> &[Value] {
    match value {
        Value::Null => &[],
        Value::Array(values) => values,
        value => std::slice::from_ref(value),
    }
}

pub fn each<T>(value: &Value, read: impl Fn(&Value) -> Answer<T>) -> Answer<Vec<T>> {
    list(value).iter().map(read).collect()
}

pub fn all<M>(filters: impl Iterator<Item = Answer<Filter<M>>>) -> Answer<Filter<M>> {
    Ok(and(filters.collect::<Answer<Vec<_>>>()?))
}

/// `{ gt: 1, lt: 5 }`, or a value, which is `{ equals: value }`.
pub fn operators<M>(value: &Value, one: &dyn Fn(&str, &Value) -> Answer<Filter<M>>) -> Answer<Filter<M>> {
    let Some(object) = value.as_object().filter(|_| referred(value).is_none()) else {
        return one("equals", value);
    };
    json_operators(&Value::Object(object.clone()), one)
}

/// As `operators`, of a field whose own values are objects.
pub fn json_operators<M>(
    value: &Value,
    one: &dyn Fn(&str, &Value) -> Answer<Filter<M>>,
) -> Answer<Filter<M>> {
    let filters = entries(value)?.filter(|(name, _)| *name != "mode");
    let filter = all(filters.map(|(name, value)| one(name, value)))?;
    Ok(if value["mode"] == "insensitive" { filter.insensitive() } else { filter })
}

/// `{ increment: 1 }`, or a value, which is `{ set: value }`.
pub fn operations(value: &Value) -> Vec<(&str, &Value)> {
    match value.as_object() {
        Some(object) => object.iter().map(|(name, value)| (name.as_str(), value)).collect(),
        None => vec![("set", value)],
    }
}

/// `asc`, `desc`, or `{ sort, nulls }`.
pub fn directed<M>(value: &Value, asc: OrderBy<M>, desc: OrderBy<M>) -> Answer<OrderBy<M>> {
    let sort = value.get("sort").unwrap_or(value);
    let order = if sort == "asc" { asc } else { desc };
    Ok(match value["nulls"].as_str() {
        Some("first") => order.nulls_first(),
        Some("last") => order.nulls_last(),
        _ => order,
    })
}

/// Parts that become an object.
pub fn assemble<M>(parts: Vec<(String, Selected<Value>)>) -> Selection<M, Value> {
    let (names, parts): (Vec<_>, Vec<_>) = parts.into_iter().unzip();
    let (parts, reads): (Vec<_>, Vec<_>) = parts.into_iter().map(Selected::into_parts).unzip();
    Selection::new(parts, move |reader| {
        let members = names.iter().zip(&reads).map(|(name, read)| Ok((name.clone(), read(reader)?)));
        Ok(Value::Object(members.collect::<prisma_client_rust::Result<Map<_, _>>>()?))
    })
}

/// `_count`: an object of numbers.
pub fn counted(parts: Vec<(String, Selected<i64>)>) -> Selected<Value> {
    let (names, counts): (Vec<_>, Vec<_>) = parts.into_iter().unzip();
    Selected::counts(counts, move |reader| {
        let members = names.iter().map(|name| Ok((name.clone(), Value::from(reader.required::<i64>()?))));
        Ok(Value::Object(members.collect::<prisma_client_rust::Result<Map<_, _>>>()?))
    })
}

type Read = Box<dyn Fn(&mut Reader<'_>) -> prisma_client_rust::Result<Value>>;

/// A computed value, of whatever type.
pub struct One<M> {
    aggregates: Vec<Projected>,
    read: Read,
    model: std::marker::PhantomData<M>,
}

pub fn one<M: 'static, T: FieldType + Plain + 'static>(computed: Computed<M, T>) -> One<M> {
    One {
        aggregates: computed.aggregates(),
        read: Box::new(move |reader| Ok(computed.read(reader)?.write())),
        model: std::marker::PhantomData,
    }
}

/// The same, of whole numbers that JavaScript has as numbers.
pub fn whole<M: 'static, T: FieldType + Plain + 'static>(computed: Computed<M, T>) -> One<M> {
    let One { aggregates, read, model } = one(computed);
    One { aggregates, read: Box::new(move |reader| Ok(numbers(read(reader)?))), model }
}

/// Whole numbers that are texts as the numbers that they say.
pub fn numbers(value: Value) -> Value {
    match value {
        Value::String(text) => text.parse::<i64>().map_or(Value::String(text), Value::from),
        Value::Array(values) => values.into_iter().map(numbers).collect(),
        other => other,
    }
}

/// Any number of them.
pub struct Many<M>(pub Vec<One<M>>);

impl<M> Computation<M> for Many<M> {
    type Output = Vec<Value>;

    fn aggregates(&self) -> Vec<Projected> {
        self.0.iter().flat_map(|one| one.aggregates.clone()).collect()
    }

    fn read(&self, reader: &mut Reader<'_>) -> prisma_client_rust::Result<Vec<Value>> {
        self.0.iter().map(|one| (one.read)(reader)).collect()
    }
}

/// What is to be computed: `by`, and `_count`, `_sum` and so on, as pairs of function and field.
pub fn computations(args: &Value) -> Answer<Vec<(String, String)>> {
    let mut names = Vec::new();
    for field in list(&args["by"]) {
        names.push(("by".to_owned(), text(field)?.to_owned()));
    }
    for function in ["_count", "_sum", "_avg", "_min", "_max"] {
        if let Some(fields) = present(&args[function]) {
            for (field, _) in entries(fields)? {
                names.push((function.to_owned(), field.to_owned()));
            }
        }
    }
    Ok(names)
}

/// The values as Prisma gives them: keys on top, everything else by its function.
pub fn named(names: &[(String, String)], values: Vec<Value>) -> Value {
    let mut row = Map::new();
    for ((function, field), value) in names.iter().zip(values) {
        if function == "by" {
            row.insert(field.clone(), value);
        } else {
            let of = row.entry(function.clone()).or_insert_with(|| Value::Object(Map::new()));
            of[field] = value;
        }
    }
    Value::Object(row)
}

pub fn compared<M: Model, T: FieldType>(value: &Value, computed: Computed<M, T>) -> Answer<Having<M>>
where
    T::Base: Plain + Scalar,
{
    let (operator, value) = entries(value)?.next().ok_or_else(|| unknown("no comparison"))?;
    Ok(match operator {
        "equals" if value.is_null() => computed.is_null(),
        "not" if value.is_null() => computed.is_not_null(),
        "in" => computed.in_vec(each(value, read)?),
        "notIn" => computed.not_in_vec(each(value, read)?),
        "equals" => computed.equals(read(value)?),
        "not" => computed.not(read(value)?),
        "lt" => computed.lt(read(value)?),
        "lte" => computed.lte(read(value)?),
        "gt" => computed.gt(read(value)?),
        "gte" => computed.gte(read(value)?),
        other => return Err(unknown(other)),
    })
}

pub fn text_compared<M: Model, T: FieldType<Base = String>>(
    value: &Value,
    computed: Computed<M, T>,
) -> Answer<Having<M>> {
    let (operator, part) = entries(value)?.next().ok_or_else(|| unknown("no comparison"))?;
    Ok(match operator {
        "contains" => computed.contains(text(part)?),
        "startsWith" => computed.starts_with(text(part)?),
        "endsWith" => computed.ends_with(text(part)?),
        _ => return compared(value, computed),
    })
}
