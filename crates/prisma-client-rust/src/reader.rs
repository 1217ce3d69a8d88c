//! Decoding a row: its columns by position, and the rows that belong to it.

use postgres_types::{FromSql, Type};
use tokio_postgres::Row;

use crate::error::{Error, Result};
use crate::fetch::{Children, Fetched};
use crate::scalar::Scalar;
use crate::shape::Read;
use crate::value::Failure;

/// A row of known columns.
pub trait Decode: Sized + Send + 'static {
    /// Reads all columns, in order.
    fn decode(reader: &mut Reader<'_>) -> Result<Self>;
}

/// A row's columns and relations, each in the order in which they were selected.
#[derive(Debug)]
pub struct Reader<'a> {
    row: &'a Row,
    column: usize,
    /// Where the columns are, where they are not in order.
    positions: Option<&'a [usize]>,
    children: &'a [Children],
    position: usize,
}

impl<'a> Reader<'a> {
    /// A reader before the first column of a row that nothing belongs to.
    pub fn new(row: &'a Row) -> Self {
        Self { row, column: 0, positions: None, children: &[], position: 0 }
    }

    /// The same, of columns at those positions.
    pub(crate) fn in_order(self, positions: &'a [usize]) -> Self {
        Self { positions: Some(positions), ..self }
    }

    /// A reader before the first column of that row.
    pub(crate) fn of(fetched: &'a Fetched, position: usize) -> Self {
        Self {
            row: &fetched.rows[position],
            column: 0,
            positions: None,
            children: &fetched.children,
            position,
        }
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

    /// The rows of the next relation.
    pub(crate) fn many<T>(&mut self, read: &Read<T>) -> Result<Vec<T>> {
        let rows: Vec<_> = self.related()?.collect();
        rows.into_iter().map(|mut reader| read(&mut reader)).collect()
    }

    /// The row of the next relation, where there is one.
    pub(crate) fn maybe<T>(&mut self, read: &Read<T>) -> Result<Option<T>> {
        let row = self.related()?.next();
        row.map(|mut reader| read(&mut reader)).transpose()
    }

    /// The one row of the next relation.
    pub(crate) fn one<T>(&mut self, read: &Read<T>) -> Result<T> {
        // The foreign key says that there is one; it was deleted in between, or another tenant's.
        self.maybe(read)?.ok_or_else(|| Error::Decode("the row of a required relation is missing".to_owned()))
    }

    fn related(&mut self) -> Result<impl Iterator<Item = Reader<'a>> + use<'a>> {
        let (children, rest) = self
            .children
            .split_first()
            .ok_or_else(|| Error::Decode("more relations are decoded than were selected".to_owned()))?;
        self.children = rest;
        Ok(children.of(self.position))
    }

    fn next<T: FromSql<'a>>(&mut self) -> Result<T> {
        let column = self.positions.map_or(self.column, |positions| positions[self.column]);
        self.column += 1;
        self.row.try_get(column).map_err(|error| Error::Decode(error.to_string()))
    }
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
