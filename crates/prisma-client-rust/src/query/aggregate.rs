//! Computing: `aggregate`, `group_by`.

use std::marker::PhantomData;

use crate::aggregate::{Computation, Having};
use crate::batch::Query;
use crate::error::{Error, Result};
use crate::filter::{Filter, Predicate, UniqueFilter, predicates};
use crate::hook::{self, Action};
use crate::model::Model;
use crate::order::OrderBy;
use crate::reader::Reader;
use crate::session::Session;
use crate::statement::{self, Grouping, Select};

/// Computes something of the rows that match.
#[derive(Debug)]
#[must_use = "`exec` sends it"]
pub struct Aggregate<'a, M, C> {
    session: &'a Session,
    select: Select,
    computation: C,
    model: PhantomData<fn() -> M>,
}

impl<'a, M: Model, C: Computation<M>> Aggregate<'a, M, C> {
    pub(crate) fn new(session: &'a Session, predicates: Vec<Predicate>, computation: C) -> Self {
        let select = Select { predicates, ..Select::default() };
        Self { session, select, computation, model: PhantomData }
    }

    /// Adds a key to the order in which rows are taken.
    pub fn order_by(mut self, order: OrderBy<M>) -> Self {
        self.select.order.push(order.key);
        self
    }

    /// Only rows from this one on.
    pub fn cursor(mut self, cursor: UniqueFilter<M>) -> Self {
        self.select.cursor = Some(cursor.values);
        self
    }

    /// Leaves out so many rows from the start.
    pub fn skip(mut self, rows: i64) -> Self {
        self.select.skip = Some(rows);
        self
    }

    /// Only so many rows; a negative number takes them from the end.
    pub fn take(mut self, rows: i64) -> Self {
        self.select.take = Some(rows);
        self
    }

    /// Sends it.
    pub async fn exec(self) -> Result<C::Output> {
        let aggregates = self.computation.aggregates().into_iter().map(|projected| projected.0).collect();
        let grouping = Grouping { aggregates, ..Grouping::default() };
        let Self { session, mut select, computation, .. } = self;
        let filters = || hook::filtered(M::TABLE, &select.predicates);
        let operation = session.operation(Some(M::TABLE), Action::Aggregate, filters, Vec::new);
        session.visible(M::TABLE, &mut select.predicates);
        session.visible_order(&mut select.order);
        let work = Box::pin(async move {
            let statement = statement::aggregate(M::TABLE, session.tenant(), select, grouping);
            let rows = session.execute(&statement).await?.rows;
            let row = rows.first().ok_or(Error::NotFound { table: M::TABLE.name })?;
            computation.read(&mut Reader::new(row))
        });
        session.observe(operation, work, |_| 1).await
    }
}

/// Computes something of each group of the rows that match.
#[derive(Debug)]
#[must_use = "`exec` sends it"]
pub struct GroupBy<'a, M, C> {
    session: &'a Session,
    select: Select,
    having: Vec<Predicate>,
    computation: C,
    model: PhantomData<fn() -> M>,
}

impl<'a, M: Model, C: Computation<M>> GroupBy<'a, M, C> {
    pub(crate) fn new(session: &'a Session, computation: C) -> Self {
        Self { session, select: Select::default(), having: Vec::new(), computation, model: PhantomData }
    }

    /// Only of rows for which all of these hold.
    pub fn filter(mut self, filters: impl IntoIterator<Item = Filter<M>>) -> Self {
        self.select.predicates.extend(predicates(filters));
        self
    }

    /// Only groups for which all of these hold.
    pub fn having(mut self, conditions: impl IntoIterator<Item = impl Into<Having<M>>>) -> Self {
        self.having.extend(conditions.into_iter().map(|condition| condition.into().predicate));
        self
    }

    /// Adds a key to the order of the groups, less significant than those before it.
    pub fn order_by(mut self, order: OrderBy<M>) -> Self {
        self.select.order.push(order.key);
        self
    }

    /// Leaves out so many groups from the start.
    pub fn skip(mut self, groups: i64) -> Self {
        self.select.skip = Some(groups);
        self
    }

    /// At most so many groups; a negative number takes them from the end, in the order asked for.
    pub fn take(mut self, groups: i64) -> Self {
        self.select.take = Some(groups);
        self
    }

    /// Sends it; a value a group.
    pub async fn exec(self) -> Result<Vec<C::Output>> {
        let Self { session, mut select, having, computation, .. } = self;
        let filters = || hook::filtered(M::TABLE, &select.predicates);
        let operation = session.operation(Some(M::TABLE), Action::GroupBy, filters, Vec::new);
        session.visible(M::TABLE, &mut select.predicates);
        session.visible_order(&mut select.order);
        let is_backward = select.is_backward();
        if is_backward {
            select.order = select.order.into_iter().map(crate::order::OrderKey::reversed).collect();
        }
        let aggregates = computation.aggregates().into_iter().map(|projected| projected.0).collect();
        let grouping = Grouping { aggregates, having };
        let work = Box::pin(async move {
            let statement = statement::aggregate(M::TABLE, session.tenant(), select, grouping);
            let rows = session.execute(&statement).await?.rows;
            let groups = rows.iter().map(|row| computation.read(&mut Reader::new(row)));
            if is_backward { groups.rev().collect() } else { groups.collect::<Result<Vec<_>>>() }
        });
        session.observe(operation, work, |groups| groups.len() as u64).await
    }
}

impl<M: Model, C: Computation<M> + Send> Query for Aggregate<'_, M, C>
where
    C::Output: Send,
{
    type Output = C::Output;

    fn session(&self) -> &Session {
        self.session
    }

    fn is_single(&self) -> bool {
        true
    }

    async fn exec_in(self, session: &Session) -> Result<C::Output> {
        Aggregate { session, ..self }.exec().await
    }
}

impl<M: Model, C: Computation<M> + Send> Query for GroupBy<'_, M, C>
where
    C::Output: Send,
{
    type Output = Vec<C::Output>;

    fn session(&self) -> &Session {
        self.session
    }

    fn is_single(&self) -> bool {
        true
    }

    async fn exec_in(self, session: &Session) -> Result<Vec<C::Output>> {
        GroupBy { session, ..self }.exec().await
    }
}
