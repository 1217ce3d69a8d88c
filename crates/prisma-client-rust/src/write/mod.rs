//! Writing rows and what belongs to them, in one transaction.

mod many;
mod owner;

use std::future::Future;
use std::pin::Pin;

use tokio_postgres::Row;

use crate::assignment::{Change, Changes, Nested, NestedWrite, NewRow, Operation, UniqueKey};
use crate::error::{Error, Result};
use crate::fetch::{self, Fetched};
use crate::filter::Predicate;
use crate::model::Table;
use crate::relation::{Relation, Side};
use crate::session::Session;
use crate::shape::Shape;
use crate::statement::{self, Conflict, Pick, Select};
use crate::transaction::{IsolationLevel, Transaction};
use crate::value::Value;

pub(crate) use many::{create_many, create_many_returning};
use owner::Owner;

pub(crate) type Task<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>;

/// Stores a row and what belongs to it; what is read of it comes back.
pub(crate) async fn create(
    session: &Session,
    table: &'static Table,
    row: NewRow,
    shape: &Shape,
) -> Result<Fetched> {
    if row.nested.is_empty() && !shape.counts() {
        let picks = fetch::picks(shape, session.tenant().is_some());
        let stored = insert(session, table, row.values, Conflict::Fail, &picks).await?;
        return fetch::complete(session, vec![stored], &picks, shape).await;
    }
    within(session, |session| {
        let row = row.clone();
        Box::pin(async move {
            let key = create_row(&session, table, row, table.key).await?;
            read_back(&session, table, key, shape).await
        })
    })
    .await
}

/// Changes the row with that key and what belongs to it; what is read of it comes back.
pub(crate) async fn update(
    session: &Session,
    table: &'static Table,
    predicates: Vec<Predicate>,
    changes: Changes,
    shape: &Shape,
) -> Result<Fetched> {
    if changes.nested.is_empty() && !shape.counts() {
        let picks = fetch::picks(shape, session.tenant().is_some());
        let changed = change(session, table, predicates, changes.columns, &picks).await?;
        let changed = changed.into_iter().next().ok_or(Error::NotFound { table: table.name })?;
        return fetch::complete(session, vec![changed], &picks, shape).await;
    }
    within(session, |session| {
        let (predicates, changes) = (predicates.clone(), changes.clone());
        Box::pin(async move {
            let key = update_row(&session, table, predicates, changes).await?;
            read_back(&session, table, key, shape).await
        })
    })
    .await
}

/// The row that an upsert changes.
pub(crate) struct UpsertTarget {
    /// It has this key.
    pub(crate) key: UniqueKey,
    /// And all of these hold for it.
    pub(crate) predicates: Vec<Predicate>,
}

/// Changes the row, or stores one; what is read of it comes back.
pub(crate) async fn upsert(
    session: &Session,
    table: &'static Table,
    UpsertTarget { key, predicates }: UpsertTarget,
    row: NewRow,
    changes: Changes,
    shape: &Shape,
) -> Result<Fetched> {
    let is_the_tenants = |column| session.tenant().is_some() && table.tenant == Some(column);
    let is_keyed = |(column, value): &(usize, Value)| {
        is_the_tenants(*column) || row.values.iter().any(|(other, new)| other == column && new == value)
    };
    let is_plain = row.nested.is_empty() && changes.nested.is_empty() && !shape.counts();
    // A row that is not seen is not updated: then the new one meets the database's constraint.
    if is_plain && predicates.is_empty() && !session.hides(table) && key.iter().all(is_keyed) {
        let columns = key.into_iter().map(|(column, _)| column).collect();
        let conflict = Conflict::Update { columns, changes: changes.columns };
        let picks = fetch::picks(shape, session.tenant().is_some());
        let stored = insert(session, table, row.values, conflict, &picks).await?;
        return fetch::complete(session, vec![stored], &picks, shape).await;
    }
    let predicates: Vec<_> = equal(key).into_iter().chain(predicates).collect();
    within(session, |session| {
        let (mut predicates, row, changes) = (predicates.clone(), row.clone(), changes.clone());
        Box::pin(async move {
            match find_where(&session, table, predicates.clone(), table.key).await? {
                Some(_) => {
                    session.visible(table, &mut predicates);
                    update(&session, table, predicates, changes, shape).await
                }
                None => create(&session, table, row, shape).await,
            }
        })
    })
    .await
}

/// Deletes the row with that key; what is read of it, before, comes back.
pub(crate) async fn delete(
    session: &Session,
    table: &'static Table,
    predicates: Vec<Predicate>,
    shape: &Shape,
) -> Result<Fetched> {
    if shape.relations.is_empty() {
        let statement = statement::delete(table, session.tenant(), predicates, &shape.picks);
        let rows = session.execute(&statement).await?.rows;
        return if rows.is_empty() {
            Err(Error::NotFound { table: table.name })
        } else {
            Ok(Fetched::of(rows))
        };
    }
    within(session, |session| {
        let predicates = predicates.clone();
        Box::pin(async move {
            let select = Select { predicates: predicates.clone(), ..Select::default() };
            let found = fetch::find(&session, table, select, shape).await?;
            let statement = statement::delete(table, session.tenant(), predicates, &[]);
            match session.execute(&statement).await?.affected {
                0 => Err(Error::NotFound { table: table.name }),
                _ => Ok(found),
            }
        })
    })
    .await
}

/// Runs in a transaction: the session's, or else one of its own. That one runs again where the schema had changed under
/// its statements, as a single statement does.
pub(crate) async fn within<'a, T>(session: &Session, work: impl Fn(Session) -> Task<'a, T>) -> Result<T> {
    if session.is_transaction() {
        return work(session.clone()).await;
    }
    match alone(session, &work).await {
        Err(Error::StalePlan) => alone(session, &work).await,
        done => done,
    }
}

async fn alone<'a, T>(session: &Session, work: impl Fn(Session) -> Task<'a, T>) -> Result<T> {
    let transaction = Transaction::begin(session, IsolationLevel::default(), |session| session).await?;
    let done = work(transaction.clone()).await?;
    transaction.commit().await?;
    Ok(done)
}

async fn read_back(
    session: &Session,
    table: &'static Table,
    key: UniqueKey,
    shape: &Shape,
) -> Result<Fetched> {
    let select = Select { predicates: equal(key), ..Select::default() };
    fetch::find(session, table, select, shape).await
}

/// Stores a row and what belongs to it; those columns of it come back.
fn create_row<'a>(
    session: &'a Session,
    table: &'static Table,
    row: NewRow,
    columns: &'a [usize],
) -> Task<'a, UniqueKey> {
    Box::pin(async move {
        let NewRow { mut values, nested } = row;
        let (parents, others): (Vec<_>, Vec<_>) = nested.into_iter().partition(is_parent);
        for NestedWrite { relation, what } in parents {
            for (column, value) in parent(session, relation, what).await? {
                values.retain(|&(other, _)| other != column);
                values.push((column, value));
            }
        }
        let picks = columns_of(columns, &others);
        let stored = insert(session, table, values, Conflict::Fail, &picks).await?;
        for NestedWrite { relation, what } in others {
            let key = read(&stored, &picks, relation.columns)?;
            let owner = Owner { session, relation, is_new: true, key };
            owner.write(what).await?;
        }
        read(&stored, &picks, columns)
    })
}

/// Changes the one row and what belongs to it; its key comes back.
fn update_row<'a>(
    session: &'a Session,
    table: &'static Table,
    predicates: Vec<Predicate>,
    changes: Changes,
) -> Task<'a, UniqueKey> {
    Box::pin(async move {
        let Changes { mut columns, nested } = changes;
        let mut others = Vec::new();
        for NestedWrite { relation, what } in nested {
            match what {
                Nested::Create(_) | Nested::Connect(_) | Nested::ConnectOrCreate(_)
                    if relation.side == Side::Source =>
                {
                    let link = parent(session, relation, what).await?;
                    columns.extend(link.into_iter().map(|(column, value)| set(column, value)));
                }
                Nested::Upsert(_, row, changes) if relation.side == Side::Source => {
                    let current = find_where(session, table, predicates.clone(), relation.columns).await?;
                    let current = current.ok_or(Error::NotFound { table: table.name })?;
                    let is_nowhere = current.iter().any(|(_, value)| *value == Value::Null)
                        || session.hides(relation.target)
                            && leads_nowhere(session, relation, current).await?;
                    if is_nowhere {
                        let link = parent(session, relation, Nested::Create(vec![*row])).await?;
                        columns.extend(link.into_iter().map(|(column, value)| set(column, value)));
                    } else {
                        others.push(NestedWrite { relation, what: Nested::Update(None, changes) });
                    }
                }
                Nested::Disconnect(_) if relation.side == Side::Source => {
                    columns.extend(unlinked(session, relation, relation.source, relation.columns)?);
                }
                what => others.push(NestedWrite { relation, what }),
            }
        }
        let picks = columns_of(table.key, &others);
        let changed = if columns.is_empty() {
            // Only what belongs to the row changes: the row itself stays as it is, its time included.
            let select = Select { predicates, ..Select::default() };
            let statement = statement::select(table, session.tenant(), select, &picks);
            session.execute(&statement).await?.rows
        } else {
            change(session, table, predicates, columns, &picks).await?
        };
        let changed = changed.first().ok_or(Error::NotFound { table: table.name })?;
        for NestedWrite { relation, what } in others {
            let key = read(changed, &picks, relation.columns)?;
            let owner = Owner { session, relation, is_new: false, key };
            owner.write(what).await?;
        }
        read(changed, &picks, table.key)
    })
}

/// Whether the row that the foreign key leads to is not seen.
async fn leads_nowhere(session: &Session, relation: &'static Relation, key: UniqueKey) -> Result<bool> {
    let values = key.into_iter().map(|(_, value)| value);
    let key = relation.references.iter().copied().zip(values).collect();
    Ok(find(session, relation.target, key, relation.references).await?.is_none())
}

/// Whether the row has to exist before the one that points to it.
fn is_parent(nested: &NestedWrite) -> bool {
    nested.relation.side == Side::Source
}

/// The foreign key to a row that is found or created.
async fn parent(session: &Session, relation: &'static Relation, what: Nested) -> Result<UniqueKey> {
    let target = relation.target;
    let referenced = match what {
        Nested::Create(rows) => {
            let row = rows.into_iter().next().unwrap_or_default();
            create_row(session, target, row, relation.references).await?
        }
        Nested::Connect(keys) => {
            let key = keys.into_iter().next().unwrap_or_default();
            find_where(session, target, within_tenant(session, relation, key), relation.references)
                .await?
                .ok_or(Error::NotFound { table: target.name })?
        }
        Nested::ConnectOrCreate(choices) => {
            let (key, row) = choices.into_iter().next().unwrap_or_default();
            find_or_create(session, target, key, row, relation.references).await?
        }
        _ => return Err(Error::Configuration("a new row has nothing to change yet".to_owned())),
    };
    Ok(relation.columns.iter().copied().zip(referenced.into_iter().map(|(_, value)| value)).collect())
}

/// The row has the key; where the relation leads to the tenants themselves, it is the session's own.
fn within_tenant(session: &Session, relation: &Relation, key: UniqueKey) -> Vec<Predicate> {
    let mut predicates = equal(key);
    if relation.target.tenant.is_none() {
        let pairs = relation.columns.iter().zip(relation.references);
        let own = pairs.filter(|&(&column, _)| relation.source.tenant == Some(column));
        predicates.extend(
            own.zip(session.tenant())
                .map(|((_, &reference), tenant)| Predicate::equal(reference, tenant.clone())),
        );
    }
    predicates
}

/// Those columns of the row with that key, where it exists.
async fn find(
    session: &Session,
    table: &'static Table,
    key: UniqueKey,
    columns: &[usize],
) -> Result<Option<UniqueKey>> {
    find_where(session, table, equal(key), columns).await
}

/// Those columns of the row that matches, where there is one.
async fn find_where(
    session: &Session,
    table: &'static Table,
    mut predicates: Vec<Predicate>,
    columns: &[usize],
) -> Result<Option<UniqueKey>> {
    session.visible(table, &mut predicates);
    let picks: Vec<_> = columns.iter().copied().map(Pick::Column).collect();
    let select = Select { predicates, ..Select::default() };
    let rows = session.execute(&statement::select(table, session.tenant(), select, &picks)).await?.rows;
    rows.first().map(|row| read(row, &picks, columns)).transpose()
}

async fn find_or_create(
    session: &Session,
    table: &'static Table,
    key: UniqueKey,
    row: NewRow,
    columns: &[usize],
) -> Result<UniqueKey> {
    match find(session, table, key, columns).await? {
        Some(found) => Ok(found),
        None => create_row(session, table, row, columns).await,
    }
}

pub(crate) async fn insert(
    session: &Session,
    table: &'static Table,
    values: UniqueKey,
    conflict: Conflict,
    picks: &[Pick],
) -> Result<Row> {
    let statement =
        statement::insert(table, session.tenant(), session.source(), vec![values], conflict, picks);
    let rows = session.execute(&statement).await?.rows;
    rows.into_iter().next().ok_or(Error::NotFound { table: table.name })
}

async fn change(
    session: &Session,
    table: &'static Table,
    predicates: Vec<Predicate>,
    changes: Vec<Change>,
    picks: &[Pick],
) -> Result<Vec<Row>> {
    let statement = statement::update(table, session.tenant(), session.source(), predicates, changes, picks);
    Ok(session.execute(&statement).await?.rows)
}

fn set(column: usize, value: Value) -> Change {
    Change { column, operation: Operation::Set, value }
}

/// What takes a foreign key away. One that must not be null cannot be.
fn unlinked(
    session: &Session,
    relation: &'static Relation,
    table: &'static Table,
    columns: &[usize],
) -> Result<Vec<Change>> {
    // The tenant's column stays: it says more than this relation.
    let scoped = session.tenant().is_some();
    let own = columns.iter().copied().filter(|&column| !(scoped && table.tenant == Some(column)));
    own.map(|column| {
        if table.columns[column].is_nullable() {
            Ok(set(column, Value::Null))
        } else {
            Err(Error::RequiredRelation { table: relation.source.name, relation: relation.name })
        }
    })
    .collect()
}

/// Those columns, and the ones by which the nested writes know their owner.
fn columns_of(columns: &[usize], nested: &[NestedWrite]) -> Vec<Pick> {
    let mut all = columns.to_vec();
    all.extend(nested.iter().flat_map(|nested| nested.relation.columns));
    all.sort_unstable();
    all.dedup();
    all.into_iter().map(Pick::Column).collect()
}

fn read(row: &Row, picks: &[Pick], columns: &[usize]) -> Result<UniqueKey> {
    columns.iter().map(|&column| Ok((column, fetch::raw(row, picks, column)?))).collect()
}

fn equal(key: UniqueKey) -> Vec<Predicate> {
    key.into_iter().map(|(column, value)| Predicate::equal(column, value)).collect()
}

/// The row has one of those keys.
fn any_of(keys: Vec<UniqueKey>) -> Predicate {
    Predicate::Any(keys.into_iter().map(|key| Predicate::All(equal(key))).collect())
}
