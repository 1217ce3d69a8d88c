//! `SELECT count(*), sum(…) … GROUP BY … HAVING …`.

use super::{Scope, Select, Statement, scoped};
use crate::aggregate::Aggregate;
use crate::filter::Predicate;
use crate::model::Table;
use crate::value::Value;

/// What is computed of the rows that match, once for each group.
#[derive(Debug, Default)]
pub(crate) struct Grouping {
    /// What is computed; its keys make the groups.
    pub(crate) aggregates: Vec<Aggregate>,
    /// Which groups.
    pub(crate) having: Vec<Predicate>,
}

/// Computes it. Of an aggregation without keys, the select's page says which rows are looked at; of groups,
/// which groups.
pub(crate) fn aggregate(
    table: &Table,
    tenant: Option<&Value>,
    mut select: Select,
    grouping: Grouping,
) -> Statement {
    let scope = Scope::root(table, tenant);
    let keys: Vec<usize> = grouping.aggregates.iter().filter_map(Aggregate::key).collect();
    let predicates = scoped(table, tenant, std::mem::take(&mut select.predicates));
    let mut statement = Statement::starting("SELECT ");
    statement.separated(", ", &grouping.aggregates, |statement, &aggregate| {
        statement.aggregate(scope, aggregate);
    });
    if keys.is_empty() && select.is_page() {
        // Only the rows of the page; they keep the table's name, so that columns are named alike.
        let columns: Vec<_> = (0..table.columns.len()).map(super::Pick::Column).collect();
        statement.push(" FROM (");
        statement.select(scope, select, &columns, |statement, scope| {
            let has_condition = !predicates.is_empty();
            statement.push(" FROM ").source(scope).filter(scope, predicates);
            has_condition
        });
        statement.push(") AS ").identifier(table.name);
        return statement;
    }
    statement.push(" FROM ").source(scope).filter(scope, predicates);
    let is_grouped = !keys.is_empty();
    if is_grouped {
        statement.push(" GROUP BY ").members(scope, keys);
    }
    if !grouping.having.is_empty() {
        statement.push(" HAVING ").all(scope, grouping.having);
    }
    if !is_grouped {
        return statement;
    }
    statement.order_by(scope, &select.order).page(&select);
    statement
}

impl Aggregate {
    fn key(&self) -> Option<usize> {
        match self {
            Self::Key(column) => Some(*column),
            Self::CountAll | Self::Count(_) | Self::Function(..) => None,
        }
    }

    /// The column whose values it is one of, or is computed of.
    pub(super) fn column(&self) -> Option<usize> {
        match self {
            Self::Key(column) | Self::Function(_, column, _) => Some(*column),
            Self::CountAll | Self::Count(_) => None,
        }
    }
}

impl Statement {
    pub(super) fn aggregate(&mut self, scope: Scope<'_>, aggregate: Aggregate) -> &mut Self {
        match aggregate {
            Aggregate::Key(column) => self.member(scope, column),
            Aggregate::CountAll => self.push("count(*)"),
            Aggregate::Count(column) => self.push("count(").member(scope, column).push(")"),
            Aggregate::Function(name, column, cast) => {
                self.push(name).push("(").member(scope, column).push(")");
                match cast {
                    Some(cast) => self.push("::").push(cast),
                    None => self,
                }
            }
        }
    }
}
