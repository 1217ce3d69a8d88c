//! A statement's parameter, encoded for whatever type the server expects there.

use std::error::Error as StdError;

use bytes::BytesMut;
use chrono::{DateTime, Utc};
use postgres_types::{IsNull, Kind, ToSql, Type, to_sql_checked};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use uuid::Uuid;

use crate::misfit::OutOfRange;
use crate::native;

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
    /// A value as the database sent it, in its binary form.
    Raw(Box<[u8]>),
}

impl Value {
    pub(crate) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
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
            Self::Text(value) => native::write_text(value, ty, out).unwrap_or_else(|| encode(value, ty, out)),
            Self::Uuid(value) => encode(value, ty, out),
            Self::DateTime(value) => encode_time(value, ty, out),
            Self::Decimal(value) => encode_decimal(*value, ty, out),
            Self::Json(value) => encode(value, ty, out),
            Self::Bytes(value) => encode(value, ty, out),
            Self::Enum(name) => encode_name(name, ty, out),
            Self::List(values) => encode(values, ty, out),
            Self::Raw(bytes) => {
                out.extend_from_slice(bytes);
                Ok(IsNull::No)
            }
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
        Type::INT2 => narrowed::<i16>(value, ty)?.to_sql(ty, out),
        Type::INT4 => narrowed::<i32>(value, ty)?.to_sql(ty, out),
        Type::OID => narrowed::<u32>(value, ty)?.to_sql(ty, out),
        // A sum or a product with a decimal column.
        Type::NUMERIC => Decimal::from(value).to_sql(ty, out),
        _ => encode(&value, ty, out),
    }
}

fn encode_float(value: f64, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Failure> {
    match *ty {
        Type::FLOAT4 => {
            #[expect(clippy::cast_possible_truncation, reason = "a `real` column keeps that many digits")]
            let narrow = value as f32;
            // Digits may get lost, but no number becomes infinite, or nothing.
            if (value.is_finite() && narrow.is_infinite()) || (value != 0.0 && narrow == 0.0) {
                return Err(out_of_range(value, ty));
            }
            narrow.to_sql(ty, out)
        }
        _ => encode(&value, ty, out),
    }
}

fn encode_decimal(value: Decimal, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Failure> {
    match *ty {
        Type::MONEY => native::write_money(value, out),
        // What money is multiplied by.
        Type::FLOAT8 => value.to_f64().ok_or_else(|| out_of_range(value, ty))?.to_sql(ty, out),
        _ => encode(&value, ty, out),
    }
}

fn narrowed<T: TryFrom<i64>>(value: i64, ty: &Type) -> Result<T, Failure> {
    T::try_from(value).map_err(|_| out_of_range(value, ty))
}

pub(crate) fn out_of_range(value: impl std::fmt::Display, ty: &Type) -> Failure {
    OutOfRange(format!("{value} is out of range for {ty}")).into()
}

fn encode_time(value: &DateTime<Utc>, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Failure> {
    match *ty {
        Type::TIMESTAMP => value.naive_utc().to_sql(ty, out),
        Type::DATE => value.date_naive().to_sql(ty, out),
        Type::TIME => value.time().to_sql(ty, out),
        Type::TIMETZ => native::write_time(value, out),
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
