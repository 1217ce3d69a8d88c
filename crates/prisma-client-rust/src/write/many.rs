//! Storing many rows at once.

use super::{create_row, within};
use crate::assignment::NewRow;
use crate::error::Result;
use crate::fetch::{self, Fetched};
use crate::model::Table;
use crate::session::{Outcome, Session};
use crate::shape::Shape;
use crate::statement::{self, Conflict, Pick, Select};

/// Stores all rows, or none; answers how many.
pub(crate) async fn create_many(
    session: &Session,
    table: &'static Table,
    rows: Vec<NewRow>,
    conflict: Conflict,
) -> Result<u64> {
    if rows.iter().all(|row| row.nested.is_empty()) {
        let outcomes = insert_all(session, table, rows, conflict, &[]).await?;
        return Ok(outcomes.iter().map(|outcome| outcome.affected).sum());
    }
    Ok(create_each(session, table, rows, &Shape::whole(table)).await?.rows.len() as u64)
}

/// Stores all rows, or none; what is read of them comes back.
pub(crate) async fn create_many_returning(
    session: &Session,
    table: &'static Table,
    rows: Vec<NewRow>,
    conflict: Conflict,
    shape: &Shape,
) -> Result<Fetched> {
    if rows.iter().any(|row| !row.nested.is_empty()) {
        return create_each(session, table, rows, shape).await;
    }
    let picks = fetch::picks(shape, session.tenant().is_some());
    let outcomes = insert_all(session, table, rows, conflict, &picks).await?;
    let stored = outcomes.into_iter().flat_map(|outcome| outcome.rows).collect();
    fetch::complete(session, stored, &picks, shape).await
}

/// Rows that others belong to are stored one by one.
async fn create_each(
    session: &Session,
    table: &'static Table,
    rows: Vec<NewRow>,
    shape: &Shape,
) -> Result<Fetched> {
    within(session, |session| {
        let rows = rows.clone();
        Box::pin(async move {
            let mut keys = Vec::with_capacity(rows.len());
            for row in rows {
                keys.push(create_row(&session, table, row, table.key).await?);
            }
            let predicates = vec![super::any_of(keys)];
            fetch::find(&session, table, Select { predicates, ..Select::default() }, shape).await
        })
    })
    .await
}

pub(super) async fn insert_all(
    session: &Session,
    table: &'static Table,
    rows: Vec<NewRow>,
    conflict: Conflict,
    picks: &[Pick],
) -> Result<Vec<Outcome>> {
    let rows: Vec<_> = rows.into_iter().map(|row| row.values).collect();
    let mut statements =
        statement::insert_many(table, session.tenant(), session.source(), rows, &conflict, picks);
    match (statements.pop(), statements.is_empty()) {
        (None, _) => Ok(Vec::new()),
        (Some(only), true) => Ok(vec![session.execute(&only).await?]),
        (Some(last), false) => {
            let (statements, last) = (&statements, &last);
            within(session, |session| {
                Box::pin(async move {
                    let mut outcomes = Vec::with_capacity(statements.len() + 1);
                    for statement in statements.iter().chain([last]) {
                        outcomes.push(session.execute(statement).await?);
                    }
                    Ok(outcomes)
                })
            })
            .await
        }
    }
}
