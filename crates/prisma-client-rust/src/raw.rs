//! Raw SQL: values are parameters by construction, and rows are read by name into types of one's own.

use std::marker::PhantomData;

use tokio_postgres::Row;
use tokio_postgres::types::ToSql;

use crate::batch::Query;
use crate::error::{Error, Result};
use crate::reader::Reader;
use crate::session::Session;
use crate::value::Value;

/// SQL with its parameters: [`raw!`](crate::raw) makes one.
#[derive(Debug, Clone)]
pub struct Raw {
    sql: String,
    parameters: Vec<Value>,
}

impl Raw {
    /// The text, with `{}` where parameters stand (`{{` and `}}` are braces), and the parameters in that order.
    pub fn new(text: &str, parameters: Vec<Value>) -> Self {
        let mut sql = String::with_capacity(text.len());
        let (mut rest, mut number) = (text, 0);
        while let Some(at) = rest.find(['{', '}']) {
            let (before, from) = rest.split_at(at);
            sql.push_str(before);
            if from.starts_with("{}") {
                number += 1;
                sql.push('$');
                sql.push_str(&number.to_string());
            } else {
                sql.push_str(&from[..1]);
            }
            rest = from.get(2..).unwrap_or_default();
        }
        sql.push_str(rest);
        Self { sql, parameters }
    }

    fn parameters(&self) -> Vec<&(dyn ToSql + Sync)> {
        self.parameters.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
    }
}

/// How many `{}` a text has; a brace alone is refused. [`raw!`](crate::raw) counts while it is compiled.
#[doc(hidden)]
pub const fn placeholders(text: &str) -> usize {
    let (text, mut at, mut count) = (text.as_bytes(), 0, 0);
    while at < text.len() {
        if text[at] == b'{' || text[at] == b'}' {
            assert!(at + 1 < text.len(), "a brace is written twice, or is a parameter: `{{}}`");
            let pair = (text[at], text[at + 1]);
            assert!(
                matches!(pair, (b'{', b'{' | b'}') | (b'}', b'}')),
                "a brace is written twice, or is a parameter: `{{}}`"
            );
            if matches!(pair, (b'{', b'}')) {
                count += 1;
            }
            at += 1;
        }
        at += 1;
    }
    count
}

/// SQL with parameters: `raw!("SELECT count(*) AS bots FROM bots WHERE name = {}", name)`.
///
/// The text is a literal, so no value can become part of it; that there are as many parameters as `{}` is
/// checked while it is compiled. A parameter is of any type that a field may have (a list for `= ANY({})`), or a
/// [`Value`](crate::Value).
#[macro_export]
macro_rules! raw {
    ($sql:literal $(, $parameter:expr)* $(,)?) => {{
        const _: () = assert!(
            $crate::placeholders($sql) == <[&str]>::len(&[$(stringify!($parameter)),*]),
            "there are as many parameters as `{{}}`"
        );
        $crate::Raw::new($sql, ::std::vec![$($crate::FieldType::into_value($parameter)),*])
    }};
}

/// A row of raw SQL as a type: [`row!`](crate::row) declares such types.
pub trait FromRow: Sized + Send + 'static {
    /// The columns, in the order in which they are read.
    const COLUMNS: &'static [&'static str];
    /// Reads the columns in that order.
    fn read(reader: &mut Reader<'_>) -> Result<Self>;
}

/// Declares the type of rows of raw SQL: `row!(pub struct Total { exchange: String, orders: i64 })`.
///
/// A field is of any type that a model's may have, lists (`Vec<String>`) included. A column is read into the field of its name, in whatever order they come; a column that is missing, or
/// that no field has, is [`Error::Columns`](crate::Error::Columns).
#[macro_export]
macro_rules! row {
    ($(#[$meta:meta])* $vis:vis struct $name:ident {
        $($(#[$doc:meta])* $field_vis:vis $field:ident: $type:ty),* $(,)?
    }) => {
        $(#[$meta])*
        $vis struct $name {
            $($(#[$doc])* $field_vis $field: $type,)*
        }

        impl $crate::FromRow for $name {
            const COLUMNS: &'static [&'static str] = &[$($crate::column_name(stringify!($field))),*];

            fn read(reader: &mut $crate::Reader<'_>) -> $crate::Result<Self> {
                Ok(Self { $($field: <$type as $crate::FieldType>::read(reader)?),* })
            }
        }
    };
}

/// The column of a field: a keyword as a name is written `r#type`.
#[doc(hidden)]
pub const fn column_name(field: &'static str) -> &'static str {
    match field.as_bytes() {
        [b'r', b'#', ..] => field.split_at(2).1,
        _ => field,
    }
}

/// Where in a row the type's columns are.
fn positions<T: FromRow>(row: &Row) -> Result<Vec<usize>> {
    let columns = row.columns();
    let position = |name: &&'static str| columns.iter().position(|column| column.name() == *name);
    let missing: Vec<_> = T::COLUMNS.iter().filter(|name| position(name).is_none()).collect();
    let unknown: Vec<_> =
        columns.iter().map(tokio_postgres::Column::name).filter(|name| !T::COLUMNS.contains(name)).collect();
    if !missing.is_empty() || !unknown.is_empty() || columns.len() != T::COLUMNS.len() {
        let owned = |name: &str| name.to_owned();
        return Err(Error::Columns {
            missing: missing.into_iter().map(|name| owned(name)).collect(),
            unknown: unknown.into_iter().map(owned).collect(),
        });
    }
    Ok(T::COLUMNS.iter().filter_map(position).collect())
}

impl Session {
    /// Raw SQL whose rows are read as `T`s: `db._query_raw::<Total>(raw!("SELECT …", since)).exec().await?`.
    ///
    /// The tenant, where there is one, is set, and policies hold; nothing is added to the text.
    pub fn _query_raw<T: FromRow>(&self, raw: Raw) -> QueryRaw<'_, T> {
        QueryRaw { session: self, raw, row: PhantomData }
    }

    /// Raw SQL that answers how many rows it changed, on the same terms.
    pub fn _execute_raw(&self, raw: Raw) -> ExecuteRaw<'_> {
        ExecuteRaw { session: self, raw }
    }
}

/// Raw SQL whose rows are read as `T`s.
#[derive(Debug)]
#[must_use = "`exec` sends it"]
pub struct QueryRaw<'a, T> {
    session: &'a Session,
    raw: Raw,
    row: PhantomData<fn() -> T>,
}

impl<T: FromRow> QueryRaw<'_, T> {
    /// Sends it.
    pub async fn exec(self) -> Result<Vec<T>> {
        let rows = self.session.query_raw(&self.raw.sql, &self.raw.parameters()).await?;
        let Some(first) = rows.first() else { return Ok(Vec::new()) };
        let positions = positions::<T>(first)?;
        rows.iter().map(|row| T::read(&mut Reader::new(row).in_order(&positions))).collect()
    }
}

impl<T: FromRow> Query for QueryRaw<'_, T> {
    type Output = Vec<T>;

    fn session(&self) -> &Session {
        self.session
    }

    fn is_single(&self) -> bool {
        true
    }

    async fn exec_in(self, session: &Session) -> Result<Vec<T>> {
        QueryRaw { session, raw: self.raw, row: self.row }.exec().await
    }
}

/// Raw SQL that changes rows.
#[derive(Debug)]
#[must_use = "`exec` sends it"]
pub struct ExecuteRaw<'a> {
    session: &'a Session,
    raw: Raw,
}

impl ExecuteRaw<'_> {
    /// Sends it; answers how many rows it changed.
    pub async fn exec(self) -> Result<u64> {
        self.session.execute_raw(&self.raw.sql, &self.raw.parameters()).await
    }
}

impl Query for ExecuteRaw<'_> {
    type Output = u64;

    const IS_COUNTED: bool = true;

    fn session(&self) -> &Session {
        self.session
    }

    fn is_single(&self) -> bool {
        true
    }

    async fn exec_in(self, session: &Session) -> Result<u64> {
        ExecuteRaw { session, raw: self.raw }.exec().await
    }
}

#[cfg(test)]
mod tests {
    use super::{Raw, placeholders};
    use crate::value::Value;

    #[test]
    fn parameters_are_numbered_and_doubled_braces_are_braces() {
        let raw = Raw::new("SELECT '{{}}'::jsonb, {} + {}", vec![Value::Int(1), Value::Int(2)]);
        assert_eq!(raw.sql, "SELECT '{}'::jsonb, $1 + $2");
        assert_eq!(placeholders("SELECT '{{}}'::jsonb, {} + {}"), 2);
    }
}
