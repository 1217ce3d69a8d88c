//! A model as data: its table and columns, as generated code states them.

use uuid::Uuid;

use crate::scalar::Decode;
use crate::source::Source;
use crate::value::Value;

/// A model of the schema. Generated code implements it for a marker type.
pub trait Model: Send + Sync + 'static {
    /// A row.
    type Data: Decode;
    /// Where the rows are.
    const TABLE: &'static Table;
}

/// A table and what the runtime has to know of it. Columns are meant by their position in `columns`.
#[derive(Debug)]
pub struct Table {
    /// The schema, where the model states one.
    pub schema: Option<&'static str>,
    /// The table's name.
    pub name: &'static str,
    /// All columns, in the order of the schema.
    pub columns: &'static [Column],
    /// The columns of the primary key, or else of the first unique.
    pub key: &'static [usize],
    /// The column that holds the tenant: set for tenant models alone.
    pub tenant: Option<usize>,
}

/// A column.
#[derive(Debug)]
pub struct Column {
    /// The column's name in the database.
    pub name: &'static str,
    /// Whether it may hold null.
    pub nullable: bool,
    /// Whether it is unique by itself.
    pub unique: bool,
    /// The value that the client gives a new row which has none.
    pub default: Option<Generated>,
    /// Whether every update sets it to the time.
    pub updated_at: bool,
}

impl Column {
    /// A column that is never null.
    pub const fn new(name: &'static str) -> Self {
        Self { name, nullable: false, unique: false, default: None, updated_at: false }
    }

    /// It may hold null.
    pub const fn nullable(self) -> Self {
        Self { nullable: true, ..self }
    }

    /// It is unique by itself.
    pub const fn unique(self) -> Self {
        Self { unique: true, ..self }
    }

    /// The client makes its default.
    pub const fn generated(self, default: Generated) -> Self {
        Self { default: Some(default), ..self }
    }

    /// Every update sets it to the time.
    pub const fn updated_at(self) -> Self {
        Self { updated_at: true, ..self }
    }
}

/// A default that the client makes (constants and sequences are the database's own).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Generated {
    /// `now()`
    Now,
    /// `uuid(4)` in a column of type uuid.
    UuidV4,
    /// `uuid(7)` in a column of type uuid.
    UuidV7,
    /// `uuid(4)` in a text column.
    UuidV4Text,
    /// `uuid(7)` in a text column.
    UuidV7Text,
}

impl Generated {
    pub(crate) fn make(self, source: &dyn Source) -> Value {
        let text = |id: Uuid| Value::Text(id.to_string());
        match self {
            Self::Now => Value::DateTime(source.now()),
            Self::UuidV4 => Value::Uuid(source.uuid_v4()),
            Self::UuidV7 => Value::Uuid(source.uuid_v7()),
            Self::UuidV4Text => text(source.uuid_v4()),
            Self::UuidV7Text => text(source.uuid_v7()),
        }
    }
}
