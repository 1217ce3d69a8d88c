//! A statement's parameter, encoded for whatever type the server expects there.

use std::error::Error as StdError;

use bytes::BytesMut;
use chrono::{DateTime, Utc};
use postgres_types::{IsNull, Kind, ToSql, Type, to_sql_checked};
use rust_decimal::Decimal;
use uuid::Uuid;

/// A value of any Prisma scalar type.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the variants are Prisma's scalar types")]
pub enum Value {
    Null,
    Boolean(bool),
    Int(i32),
    BigInt(i64),
    Float(f64),
    Text(String),
    Uuid(Uuid),
    DateTime(DateTime<Utc>),
    Decimal(Decimal),
    Json(serde_json::Value),
    Bytes(Vec<u8>),
    /// The database's name of an enum's value.
    Enum(&'static str),
    List(Vec<Value>),
}

/// What reading or writing a value may fail with.
pub type Failure = Box<dyn StdError + Sync + Send>;

impl ToSql for Value {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Failure> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Boolean(value) => encode(value, ty, out),
            Self::Int(value) => encode_integer(i64::from(*value), ty, out),
            Self::BigInt(value) => encode_integer(*value, ty, out),
            Self::Float(value) => encode_float(*value, ty, out),
            Self::Text(value) => encode(value, ty, out),
            Self::Uuid(value) => encode(value, ty, out),
            Self::DateTime(value) => encode_time(value, ty, out),
            Self::Decimal(value) => encode(value, ty, out),
            Self::Json(value) => encode(value, ty, out),
            Self::Bytes(value) => encode(value, ty, out),
            Self::Enum(name) => encode_name(name, ty, out),
            Self::List(values) => encode(values, ty, out),
        }
    }

    /// Refused while encoding instead, where the value is known.
    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

fn encode<T: ToSql>(value: &T, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Failure> {
    if T::accepts(ty) { value.to_sql(ty, out) } else { Err(mismatch(std::any::type_name::<T>(), ty)) }
}

fn encode_integer(value: i64, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Failure> {
    match *ty {
        Type::INT2 => i16::try_from(value)?.to_sql(ty, out),
        Type::INT4 => i32::try_from(value)?.to_sql(ty, out),
        Type::OID => u32::try_from(value)?.to_sql(ty, out),
        // A sum or a product with a decimal column.
        Type::NUMERIC => Decimal::from(value).to_sql(ty, out),
        _ => encode(&value, ty, out),
    }
}

fn encode_float(value: f64, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Failure> {
    match *ty {
        #[expect(clippy::cast_possible_truncation, reason = "a `real` column keeps that many digits")]
        Type::FLOAT4 => (value as f32).to_sql(ty, out),
        _ => encode(&value, ty, out),
    }
}

fn encode_time(value: &DateTime<Utc>, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Failure> {
    match *ty {
        Type::TIMESTAMP => value.naive_utc().to_sql(ty, out),
        Type::DATE => value.date_naive().to_sql(ty, out),
        Type::TIME => value.time().to_sql(ty, out),
        _ => encode(value, ty, out),
    }
}

pub(crate) fn encode_name(name: &str, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Failure> {
    match ty.kind() {
        Kind::Enum(_) => {
            out.extend_from_slice(name.as_bytes());
            Ok(IsNull::No)
        }
        _ => Err(mismatch("an enum", ty)),
    }
}

fn mismatch(given: &str, ty: &Type) -> Failure {
    format!("{given} does not fit a parameter of type {ty}").into()
}
