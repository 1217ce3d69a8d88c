//! The runtime of generated Prisma clients: pool, tenant transactions, query building, migrations.
//!
//! Generated code is data (a [`Table`] a model, an alias a field) and thin typed functions; everything
//! that does something is here, once. A statement is built by a pure function of `statement`, run by a
//! [`Session`], and decoded by index.

mod actions;
mod assignment;
pub mod catalogue;
mod error;
mod field;
mod filter;
pub mod migrate;
mod model;
mod order;
mod pool;
pub mod query;
mod scalar;
mod session;
mod source;
mod statement;
mod tenant_key;
mod transaction;
mod url;
mod value;

pub use actions::Actions;
pub use assignment::{Assignment, Create, Update};
pub use error::{Error, Result};
pub use field::{Field, ListField, Plain, Unique};
pub use filter::{Filter, UniqueFilter, and, not, or};
pub use model::{Column, Generated, Model, Table};
pub use order::{Order, OrderBy};
pub use pool::{Config, Pool, Usage};
pub use scalar::{Decode, Enumeration, FieldType, Number, Ordered, Reader, Scalar};
pub use session::Session;
pub use source::{Source, SystemSource};
pub use statement::Lock;
pub use tenant_key::TenantKey;
pub use transaction::{IsolationLevel, Transaction};
pub use value::{Failure, Value};

/// Everything that generated code names.
pub mod prelude {
    pub use bytes::BytesMut;
    pub use chrono::{DateTime, Utc};
    pub use postgres_types::{FromSql, IsNull, ToSql, Type, to_sql_checked};
    pub use rust_decimal::Decimal;
    pub use serde_json::Value as Json;
    pub use uuid::Uuid;

    pub use crate::{
        Assignment, Column, Create, Decode, Enumeration, Failure, Field, Generated, ListField, Model, Reader,
        Result, Scalar, Table, TenantKey, Unique, UniqueFilter, Value,
    };
}
