//! The Rust types of Prisma's scalars: how each is decoded, and what may be asked of it.

use bytes::BytesMut;
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use postgres_types::{FromSql, IsNull, Kind, Type};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::error::Result;
use crate::native;
use crate::reader::Reader;
use crate::value::{Failure, Value, encode_name};

/// A type that one column can hold.
pub trait Scalar: Sized + Send {
    /// Reads the binary form of a value that is not null.
    fn decode(ty: &Type, raw: &[u8]) -> std::result::Result<Self, Failure>;
    /// The parameter for this value.
    fn into_value(self) -> Value;
}

/// A scalar with an order: `lt`, `lte`, `gt`, `gte`.
pub trait Ordered: Scalar {}

/// A scalar to calculate with: `increment`, `decrement`, `multiply`, `divide`.
pub trait Number: Scalar {}

/// The type of a field: a scalar, an option of one, or a list of them.
pub trait FieldType: Sized {
    /// The scalar inside.
    type Base: Scalar;
    /// The parameter for this value.
    fn into_value(self) -> Value;
    /// Reads the next column.
    fn read(reader: &mut Reader<'_>) -> Result<Self>;
}

impl<T: Scalar> FieldType for T {
    type Base = T;

    fn read(reader: &mut Reader<'_>) -> Result<Self> {
        reader.required()
    }

    fn into_value(self) -> Value {
        Scalar::into_value(self)
    }
}

impl<T: Scalar> FieldType for Option<T> {
    type Base = T;

    fn read(reader: &mut Reader<'_>) -> Result<Self> {
        reader.optional()
    }

    fn into_value(self) -> Value {
        self.map_or(Value::Null, Scalar::into_value)
    }
}

/// Null reads as the empty list.
impl<T: Scalar> FieldType for Vec<T> {
    type Base = T;

    fn read(reader: &mut Reader<'_>) -> Result<Self> {
        reader.list()
    }

    fn into_value(self) -> Value {
        Value::List(self.into_iter().map(Scalar::into_value).collect())
    }
}

fn decode<'a, T: FromSql<'a>>(ty: &Type, raw: &'a [u8]) -> std::result::Result<T, Failure> {
    if T::accepts(ty) {
        T::from_sql(ty, raw)
    } else {
        Err(format!("a column of type {ty} does not read as {}", std::any::type_name::<T>()).into())
    }
}

macro_rules! scalar {
    ($type:ty, $variant:ident) => {
        scalar!($type, $variant, decode);
    };
    ($type:ty, $variant:ident, $decode:path) => {
        impl Scalar for $type {
            fn decode(ty: &Type, raw: &[u8]) -> std::result::Result<Self, Failure> {
                $decode(ty, raw)
            }

            fn into_value(self) -> Value {
                Value::$variant(self)
            }
        }
    };
}

scalar!(bool, Boolean);
scalar!(i32, Int, decode_int);
scalar!(i64, BigInt, decode_big_int);
scalar!(f64, Float, decode_float);
scalar!(String, Text, decode_text);
scalar!(Uuid, Uuid);
scalar!(DateTime<Utc>, DateTime, decode_time);
scalar!(Decimal, Decimal, decode_decimal);
scalar!(serde_json::Value, Json);
scalar!(Vec<u8>, Bytes);

/// A value of a type that only the database knows.
impl Scalar for Value {
    fn decode(_: &Type, raw: &[u8]) -> std::result::Result<Self, Failure> {
        Ok(Self::Raw(raw.into()))
    }

    fn into_value(self) -> Value {
        self
    }
}

impl Ordered for i32 {}
impl Ordered for i64 {}
impl Ordered for f64 {}
impl Ordered for String {}
impl Ordered for Uuid {}
impl Ordered for DateTime<Utc> {}
impl Ordered for Decimal {}

impl Number for i32 {}
impl Number for i64 {}
impl Number for f64 {}
impl Number for Decimal {}

fn decode_int(ty: &Type, raw: &[u8]) -> std::result::Result<i32, Failure> {
    match *ty {
        Type::INT2 => i16::from_sql(ty, raw).map(i32::from),
        Type::OID => Ok(i32::try_from(u32::from_sql(ty, raw)?)?),
        _ => decode(ty, raw),
    }
}

fn decode_big_int(ty: &Type, raw: &[u8]) -> std::result::Result<i64, Failure> {
    match *ty {
        Type::OID => u32::from_sql(ty, raw).map(i64::from),
        Type::INT4 => i32::from_sql(ty, raw).map(i64::from),
        _ => decode(ty, raw),
    }
}

fn decode_float(ty: &Type, raw: &[u8]) -> std::result::Result<f64, Failure> {
    match *ty {
        Type::FLOAT4 => read_real(ty, raw),
        _ => decode(ty, raw),
    }
}

/// The number that its digits say: 0.1 of a `real` is 0.1, not the nearest that has half as many bits.
fn read_real(ty: &Type, raw: &[u8]) -> std::result::Result<f64, Failure> {
    Ok(f32::from_sql(ty, raw)?.to_string().parse()?)
}

fn decode_text(ty: &Type, raw: &[u8]) -> std::result::Result<String, Failure> {
    native::read_text(ty, raw).unwrap_or_else(|| decode(ty, raw))
}

fn decode_decimal(ty: &Type, raw: &[u8]) -> std::result::Result<Decimal, Failure> {
    match *ty {
        Type::MONEY => native::read_money(raw),
        _ => decode(ty, raw),
    }
}

/// Prisma's `DateTime` has one type for four of the database; what a column leaves out is midnight, or
/// the first day of 1970.
fn decode_time(ty: &Type, raw: &[u8]) -> std::result::Result<DateTime<Utc>, Failure> {
    match *ty {
        Type::TIMESTAMP => NaiveDateTime::from_sql(ty, raw).map(|time| time.and_utc()),
        Type::DATE => NaiveDate::from_sql(ty, raw).map(|date| date.and_time(NaiveTime::MIN).and_utc()),
        Type::TIME => NaiveTime::from_sql(ty, raw).map(|time| NaiveDate::default().and_time(time).and_utc()),
        Type::TIMETZ => native::read_time(raw),
        _ => decode(ty, raw),
    }
}

/// An enum of the schema, known to the database by the names of its values.
pub trait Enumeration: Sized + Copy + Send + 'static {
    /// The enum's name in the schema, for messages.
    const NAME: &'static str;
    /// The database's name of this value.
    fn name(self) -> &'static str;
    /// The value of that name.
    fn from_name(name: &str) -> Option<Self>;

    /// Reads a value; a name that the schema does not know is an error.
    fn read(raw: &[u8]) -> std::result::Result<Self, Failure> {
        let name = std::str::from_utf8(raw)?;
        Self::from_name(name).ok_or_else(|| format!("{name:?} is not a value of {}", Self::NAME).into())
    }

    /// Writes the value's name.
    fn write(self, ty: &Type, out: &mut BytesMut) -> std::result::Result<IsNull, Failure> {
        encode_name(self.name(), ty, out)
    }

    /// Whether the type is an enum of the database.
    fn is_enum(ty: &Type) -> bool {
        matches!(ty.kind(), Kind::Enum(_))
    }
}
