//! Reading rows and what belongs to them: one statement a relation, never one a row.

use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;

use postgres_types::{FromSql, Type};
use tokio_postgres::Row;

use crate::error::{Error, Result};
use crate::model::Table;
use crate::reader::Reader;
use crate::session::Session;
use crate::shape::{Read, Related, Shape};
use crate::statement::{self, Keys, Pick, Select};
use crate::value::{Failure, Value};

/// Rows, and the rows that belong to them.
#[derive(Debug, Default)]
pub(crate) struct Fetched {
    pub(crate) rows: Vec<Row>,
    /// One a relation of the shape.
    pub(crate) children: Vec<Children>,
}

/// The rows of one relation.
#[derive(Debug)]
pub(crate) struct Children {
    fetched: Fetched,
    /// For each row, the positions of those that belong to it.
    members: Vec<Vec<usize>>,
}

impl Children {
    /// Those that belong to the row at that position.
    pub(crate) fn of(&self, position: usize) -> impl Iterator<Item = Reader<'_>> {
        self.members[position].iter().map(|&member| Reader::of(&self.fetched, member))
    }

    /// All of them, and to which of so many rows each belongs: rows are alike in `keys`.
    fn new(fetched: Fetched, reverse: bool, key_width: usize, parents: &Parents) -> Result<Self> {
        let mut members = vec![Vec::new(); parents.count];
        for (position, row) in fetched.rows.iter().enumerate() {
            let key = raw_key(row, row.len() - key_width..row.len())?.unwrap_or_default();
            for &parent in parents.by_key.get(&key).into_iter().flatten() {
                members[parent].push(position);
            }
        }
        if reverse {
            for members in &mut members {
                members.reverse();
            }
        }
        Ok(Self { fetched, members })
    }
}

/// The values of a row's key, in their binary form.
type Key = Vec<Box<[u8]>>;

/// The rows that others belong to.
struct Parents {
    count: usize,
    by_key: HashMap<Key, Vec<usize>>,
}

impl Fetched {
    /// Rows that nothing belongs to.
    pub(crate) fn of(rows: Vec<Row>) -> Self {
        Self { rows, children: Vec::new() }
    }

    /// Decodes the one row.
    pub(crate) fn decode_one<T>(&self, read: &Read<T>, table: &Table) -> Result<T> {
        if self.rows.is_empty() {
            return Err(Error::NotFound { table: table.name });
        }
        read(&mut Reader::of(self, 0))
    }

    /// Decodes all rows.
    pub(crate) fn decode<T>(&self, read: &Read<T>) -> Result<Vec<T>> {
        (0..self.rows.len()).map(|position| read(&mut Reader::of(self, position))).collect()
    }
}

/// What of a row is selected: the shape's own parts, and behind them the columns that the shape's relations
/// need and that it does not select itself.
pub(crate) fn picks(shape: &Shape, scoped: bool) -> Vec<Pick> {
    let mut picks = shape.picks.clone();
    for related in &shape.relations {
        for (column, _) in related.relation.pairs(scoped) {
            if position(&picks, column).is_none() {
                picks.push(Pick::Column(column));
            }
        }
    }
    picks
}

fn position(picks: &[Pick], column: usize) -> Option<usize> {
    picks.iter().position(|pick| matches!(pick, Pick::Column(other) if *other == column))
}

/// The rows that match, and what belongs to them.
pub(crate) async fn find(
    session: &Session,
    table: &'static Table,
    select: Select,
    shape: &Shape,
) -> Result<Fetched> {
    if select.take == Some(0) {
        return Ok(Fetched::nothing(shape));
    }
    let picks = picks(shape, session.tenant().is_some());
    let is_backward = select.is_backward();
    let statement = statement::select(table, session.tenant(), select, &picks);
    let mut rows = session.execute(&statement).await?.rows;
    if is_backward {
        rows.reverse();
    }
    complete(session, rows, &picks, shape).await
}

/// What belongs to rows that were read.
pub(crate) fn complete<'a>(
    session: &'a Session,
    rows: Vec<Row>,
    picks: &'a [Pick],
    shape: &'a Shape,
) -> Pin<Box<dyn Future<Output = Result<Fetched>> + Send + 'a>> {
    Box::pin(async move {
        let mut children = Vec::with_capacity(shape.relations.len());
        for related in &shape.relations {
            children.push(belonging(session, &rows, picks, related).await?);
        }
        Ok(Fetched { rows, children })
    })
}

async fn belonging(session: &Session, rows: &[Row], picks: &[Pick], related: &Related) -> Result<Children> {
    let Related { relation, select, shape } = related;
    let pairs = relation.pairs(session.tenant().is_some());
    let columns: Vec<usize> = pairs.iter().filter_map(|&(column, _)| position(picks, column)).collect();
    let mut parents = Parents { count: rows.len(), by_key: HashMap::new() };
    for (position, row) in rows.iter().enumerate() {
        // A null in the key leads nowhere.
        if let Some(key) = raw_key(row, columns.iter().copied())? {
            parents.by_key.entry(key).or_default().push(position);
        }
    }
    let width = pairs.len();
    if parents.by_key.is_empty() || select.take == Some(0) {
        return Children::new(Fetched::nothing(shape), false, width, &parents);
    }
    let values = (0..width)
        .map(|column| parents.by_key.keys().map(|key| Value::Raw(key[column].clone())).collect())
        .collect();
    let picks = self::picks(shape, session.tenant().is_some());
    let keys = Keys { pairs, values };
    let statement = statement::select_related(relation, session.tenant(), select.clone(), &picks, keys);
    let rows = session.execute(&statement).await?.rows;
    let fetched = complete(session, rows, &picks, shape).await?;
    Children::new(fetched, select.is_backward(), width, &parents)
}

impl Fetched {
    /// No rows, of that shape.
    fn nothing(shape: &Shape) -> Self {
        let none =
            |related: &Related| Children { fetched: Self::nothing(&related.shape), members: Vec::new() };
        Self { rows: Vec::new(), children: shape.relations.iter().map(none).collect() }
    }
}

/// The value of a column that was picked, as the database sent it.
pub(crate) fn raw(row: &Row, picks: &[Pick], column: usize) -> Result<Value> {
    let index = position(picks, column).ok_or_else(|| Error::Decode("a key was not read".to_owned()))?;
    let value: Option<Raw<'_>> = row.try_get(index).map_err(|error| Error::Decode(error.to_string()))?;
    Ok(value.map_or(Value::Null, |value| Value::Raw(value.0.into())))
}

/// The values of those columns, unless one is null.
fn raw_key(row: &Row, columns: impl IntoIterator<Item = usize>) -> Result<Option<Key>> {
    columns
        .into_iter()
        .map(|column| {
            let value: Option<Raw<'_>> =
                row.try_get(column).map_err(|error| Error::Decode(error.to_string()))?;
            Ok(value.map(|value| value.0.into()))
        })
        .collect()
}

/// A value as the database sent it.
struct Raw<'a>(&'a [u8]);

impl<'a> FromSql<'a> for Raw<'a> {
    fn from_sql(_: &Type, raw: &'a [u8]) -> std::result::Result<Self, Failure> {
        Ok(Self(raw))
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}
