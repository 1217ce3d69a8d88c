//! The queries: what is to be asked is put together, then `exec` sends it.

mod create;
mod delete;
mod find;
mod update;

pub use create::{CreateMany, CreateOne, Upsert};
pub use delete::{DeleteMany, DeleteOne};
pub use find::{Count, FindFirst, FindMany, FindUnique};
pub use update::{UpdateMany, UpdateOne};

use tokio_postgres::Row;

use crate::error::{Error, Result};
use crate::model::Model;
use crate::scalar::{Decode, Reader};

fn decode<M: Model>(row: &Row) -> Result<M::Data> {
    M::Data::decode(&mut Reader::new(row))
}

/// The row of a statement that concerns exactly one.
fn the_row<M: Model>(rows: &[Row]) -> Result<M::Data> {
    decode::<M>(rows.first().ok_or(Error::NotFound { table: M::TABLE.name })?)
}
