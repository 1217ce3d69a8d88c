//! The Rust types of Prisma's scalars: how each is decoded, and what may be asked of it.

use bytes::BytesMut;
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use postgres_types::{FromSql, IsNull, Kind, Type};
use rust_decimal::Decimal;
use tokio_postgres::Row;
use uuid::Uuid;

use crate::error::{Error, Result};
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

/// The type of a field: a scalar, or an option of one.
pub trait FieldType {
    /// The scalar inside.
    type Base: Scalar;
    /// The parameter for this value.
    fn into_value(self) -> Value;
}

impl<T: Scalar> FieldType for T {
    type Base = T;

    fn into_value(self) -> Value {
        Scalar::into_value(self)
    }
}

impl<T: Scalar> FieldType for Option<T> {
    type Base = T;

    fn into_value(self) -> Value {
        self.map_or(Value::Null, Scalar::into_value)
    }
}

/// A row's fields, in the order in which they were selected.
#[derive(Debug)]
pub struct Reader<'a> {
    row: &'a Row,
    index: usize,
}

impl<'a> Reader<'a> {
    /// A reader before the first column.
    pub fn new(row: &'a Row) -> Self {
        Self { row, index: 0 }
    }

    /// The next column, which is never null.
    pub fn required<T: Scalar>(&mut self) -> Result<T> {
        Ok(self.next::<Cell<T>>()?.0)
    }

    /// The next column, which may be null.
    pub fn optional<T: Scalar>(&mut self) -> Result<Option<T>> {
        Ok(self.next::<Option<Cell<T>>>()?.map(|cell| cell.0))
    }

    /// The next column, a list. Null reads as the empty list, as in Prisma.
    pub fn list<T: Scalar>(&mut self) -> Result<Vec<T>> {
        let cells = self.next::<Option<Vec<Cell<T>>>>()?.unwrap_or_default();
        Ok(cells.into_iter().map(|cell| cell.0).collect())
    }

    fn next<T: FromSql<'a>>(&mut self) -> Result<T> {
        let index = self.index;
        self.index += 1;
        self.row.try_get(index).map_err(|error| Error::Decode(error.to_string()))
    }
}

/// A row of known columns.
pub trait Decode: Sized + Send {
    /// Reads all columns, in order.
    fn decode(reader: &mut Reader<'_>) -> Result<Self>;
}

/// A value on its way out of a row, whatever its column's type.
struct Cell<T>(T);

impl<'a, T: Scalar> FromSql<'a> for Cell<T> {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> std::result::Result<Self, Failure> {
        T::decode(ty, raw).map(Self)
    }

    /// Refused while decoding instead: one Rust type reads several types of the database.
    fn accepts(_: &Type) -> bool {
        true
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
scalar!(String, Text);
scalar!(Uuid, Uuid);
scalar!(DateTime<Utc>, DateTime, decode_time);
scalar!(Decimal, Decimal);
scalar!(serde_json::Value, Json);
scalar!(Vec<u8>, Bytes);

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
        Type::FLOAT4 => f32::from_sql(ty, raw).map(f64::from),
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
