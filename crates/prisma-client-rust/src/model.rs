//! A model as data: its table and columns, as generated code states them.

use uuid::Uuid;

use crate::ids;
use crate::reader::Decode;
use crate::relation::{Arity, Relation};
use crate::source::Source;
use crate::value::Value;

/// A model of the schema. Generated code implements it for a marker type.
pub trait Model: Send + Sync + 'static {
    /// A row.
    type Data: Decode;
    /// Where the rows are.
    const TABLE: &'static Table;
}

/// A model whose rows can be changed: not a view.
pub trait Writable: Model {}

/// A table and what the runtime has to know of it. Columns are meant by their position in `columns`.
#[derive(Debug)]
pub struct Table {
    /// The schema, where the model states one.
    pub schema: Option<&'static str>,
    /// The table's name.
    pub name: &'static str,
    /// All columns, in the order of the schema.
    pub columns: &'static [Column],
    /// The relations, in the order of the schema.
    pub relations: &'static [Relation],
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
    /// The field's name in the schema.
    pub field: &'static str,
    /// The type of its values as SQL: of each of them, where it is a list.
    pub sql_type: &'static str,
    /// How many values it holds.
    pub arity: Arity,
    /// How much of its type it holds, where it does not hold all.
    pub limit: Option<Limit>,
    /// Whether it is unique by itself.
    pub unique: bool,
    /// The value that the client gives a new row which has none.
    pub default: Option<Generated>,
    /// Whether every update sets it to the time.
    pub updated_at: bool,
}

impl Column {
    /// A column that is never null.
    pub const fn new(name: &'static str, sql_type: &'static str) -> Self {
        Self {
            name,
            field: name,
            sql_type,
            arity: Arity::One,
            limit: None,
            unique: false,
            default: None,
            updated_at: false,
        }
    }

    /// Its field has another name.
    pub const fn of_field(self, field: &'static str) -> Self {
        Self { field, ..self }
    }

    /// It holds a list.
    pub const fn list(self) -> Self {
        Self { arity: Arity::Many, ..self }
    }

    /// It holds texts of so many characters at most.
    pub const fn length(self, most: usize) -> Self {
        Self { limit: Some(Limit::Length(most)), ..self }
    }

    /// It holds texts of so many characters.
    pub const fn exactly(self, length: usize) -> Self {
        Self { limit: Some(Limit::Exactly(length)), ..self }
    }

    /// It holds numbers of so many digits, of which so many are behind the point.
    pub const fn digits(self, precision: u32, scale: u32) -> Self {
        Self { limit: Some(Limit::Digits { precision, scale }), ..self }
    }

    /// It may hold null.
    pub const fn nullable(self) -> Self {
        Self { arity: Arity::Optional, ..self }
    }

    /// Whether it may be null in the database: a list may, though Prisma stores none so.
    pub(crate) fn is_nullable(&self) -> bool {
        self.arity != Arity::One
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

/// How much of its type a column holds. The database sees to it; the client says by it whose value was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// Texts of so many characters at most.
    Length(usize),
    /// Texts of so many characters.
    Exactly(usize),
    /// Numbers of so many digits.
    Digits {
        /// All digits.
        precision: u32,
        /// Those behind the point.
        scale: u32,
    },
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
    /// `cuid(1)`
    Cuid,
    /// `cuid(2)`
    Cuid2,
    /// `ulid()`
    Ulid,
    /// `nanoid(length)`
    NanoId(u16),
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
            Self::Cuid => Value::Text(ids::cuid(source)),
            Self::Cuid2 => Value::Text(ids::cuid2(source)),
            Self::Ulid => Value::Text(ids::ulid(source)),
            Self::NanoId(length) => Value::Text(ids::nanoid(source, length)),
        }
    }
}
