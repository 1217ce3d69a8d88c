//! The runtime of generated Prisma clients: pool, tenant transactions, query building, migrations.
//!
//! Generated code is data (a [`Table`] a model, an alias a field) and thin typed functions; everything
//! that does something is here, once. A statement is built by a pure function of `statement`, run by a
//! [`Session`], and decoded by index.
//!
#![doc = include_str!("../README.md")]

mod actions;
mod aggregate;
mod assignment;
mod batch;
pub mod catalogue;
mod column;
mod constraint;
mod error;
mod fetch;
mod field;
mod filter;
mod hook;
mod ids;
mod interactive;
mod json;
mod lease;
mod listen;
mod metrics;
pub mod migrate;
mod misfit;
mod model;
mod native;
mod nested;
mod order;
mod pipeline;
mod pool;
pub mod query;
mod raw;
mod reader;
mod related;
mod relation;
mod scalar;
mod select;
mod session;
pub mod shape;
mod source;
mod statement;
mod tenant_key;
mod transaction;
mod url;
mod value;
mod write;

pub use actions::Actions;
pub use aggregate::{Computation, Computed, Extreme, Having, Projected, Summable, count};
pub use assignment::{Assignment, Create, CreateWithout, Link, NestedWrite, NewRow, Row, Update};
pub use batch::{Batch, BatchTransaction, OrThrow, Query, Timeout};
pub use column::{Compared, ComparedList};
pub use error::{Error, Result};
pub use field::{Field, FieldName, ListField, Plain, Unique};
pub use filter::{Filter, UniqueFilter, and, not, or};
pub use hook::{Action, Condition, Hook, Operation, Outcome, Replacement, SoftDelete};
pub use interactive::{Database, InteractiveTransaction, RetriedTransaction, Retry};
pub use json::JsonPath;
pub use listen::{Listener, Notification};
pub use metrics::{Metrics, WAIT_BOUNDS};
pub use model::{Column, Generated, Limit, Model, Table, Writable};
pub use order::{Order, OrderBy};
#[doc(hidden)]
pub use pipeline::Lanes;
pub use pool::{Config, Pool, Usage};
pub use raw::{ExecuteRaw, FromRow, QueryRaw, Raw};
#[doc(hidden)]
pub use raw::{column_name, placeholders};
pub use reader::{Decode, Reader};
pub use related::{Counted, Inverse, Optional, RelatedRow, Required, Rows, ToMany, ToOne};
pub use relation::{Arity, JoinTable, Relation, Side};
pub use scalar::{Enumeration, FieldType, Number, Ordered, Scalar};
pub use session::Session;
pub use shape::{Selection, View};
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
        Arity, Assignment, Column, Create, CreateWithout, Decode, Enumeration, Extreme, Failure, Field,
        Generated, Inverse, JoinTable, ListField, Model, Optional, Reader, Relation, Required, Result,
        Scalar, Side, Table, TenantKey, ToMany, ToOne, Unique, UniqueFilter, Value, Writable,
    };
}
