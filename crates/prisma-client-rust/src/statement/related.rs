//! The rows that belong to rows which were read before, all in one statement.

use super::{Pick, Scope, Select, Statement, scoped};
use crate::filter::Predicate;
use crate::relation::{Relation, Side};
use crate::value::Value;

/// The keys of the rows that were read: the pairs of columns that tell what belongs to them, and a list of
/// values a pair.
#[derive(Debug)]
pub(crate) struct Keys {
    /// A column of the relation's source, and the column of its target that is equal.
    pub(crate) pairs: Vec<(usize, usize)>,
    /// The lists; all are of one length.
    pub(crate) values: Vec<Vec<Value>>,
}

/// The rows that belong to those of the keys, each followed by the key that it belongs to.
pub(crate) fn select_related(
    relation: &'static Relation,
    tenant: Option<&Value>,
    mut select: Select,
    picks: &[Pick],
    keys: Keys,
) -> Statement {
    let predicates = scoped(relation.target, tenant, std::mem::take(&mut select.predicates));
    let mut statement = Statement::default();
    let target = Target::new(&mut statement, relation, tenant);
    if !select.is_page() && select.distinct.is_empty() {
        statement.push("SELECT ").picks(target.scope, picks);
        for &(_, reference) in &keys.pairs {
            statement.push(", ").key(target, reference);
        }
        statement.push(" FROM ").target(target).push(" WHERE ").among(target, keys);
        for predicate in predicates {
            statement.push(" AND ").predicate(target.scope, predicate);
        }
        statement.order_by(target.scope, &select.order);
        return statement;
    }
    // A page of rows for each key.
    let (rows, given) = (statement.new_alias(), statement.new_alias());
    let Keys { pairs, values } = keys;
    statement.push("SELECT ").alias(rows).push(".*, ").alias(given).push(".* FROM ");
    statement.unnest(relation, &pairs, values).push(" AS ").alias(given).push(" (");
    statement.separated(", ", 0..pairs.len(), |statement, position| {
        statement.identifier(&position.to_string());
    });
    statement.push(") CROSS JOIN LATERAL (");
    let cursor = select.cursor.clone();
    statement.select(target.scope, select, picks, |statement, _| {
        let belongs = |statement: &mut Statement, target: Target<'_>, predicates: Vec<Predicate>| {
            statement.push(" FROM ").target(target).push(" WHERE ");
            let pairs = pairs.iter().enumerate();
            statement.separated(" AND ", pairs, |statement, (position, &(_, reference))| {
                statement.key(target, reference).push(" = ");
                statement.alias(given).push(".").identifier(&position.to_string());
            });
            for predicate in predicates {
                statement.push(" AND ").predicate(target.scope, predicate);
            }
        };
        belongs(statement, target, predicates.clone());
        if let Some(cursor) = cursor {
            // The cursor is one of the rows that belong to the key, or there is no page.
            let mut row = Target::new(statement, relation, tenant);
            row.scope = row.scope.aliased(statement.new_alias());
            let equal = cursor.into_iter().map(|(column, value)| Predicate::equal(column, value));
            statement.push(" AND EXISTS (SELECT 1");
            belongs(statement, row, predicates.into_iter().chain(equal).collect());
            statement.push(")");
        }
        true
    });
    statement.push(") AS ").alias(rows);
    statement
}

/// What a relation leads to: its table, and the table between where there is one.
#[derive(Clone, Copy)]
struct Target<'a> {
    relation: &'static Relation,
    scope: Scope<'a>,
    link: Option<usize>,
}

impl<'a> Target<'a> {
    fn new(statement: &mut Statement, relation: &'static Relation, tenant: Option<&'a Value>) -> Self {
        let scope = Scope::root(relation.target, tenant);
        match relation.side {
            Side::Source | Side::Target => Self { relation, scope, link: None },
            Side::Between(_) => Self {
                relation,
                scope: scope.aliased(statement.new_alias()),
                link: Some(statement.new_alias()),
            },
        }
    }
}

impl Statement {
    fn target(&mut self, target: Target<'_>) -> &mut Self {
        self.source(target.scope);
        if let (Side::Between(join), Some(link)) = (target.relation.side, target.link) {
            self.join(target.scope, target.relation, join, link);
        }
        self
    }

    /// The column that holds the key of the row that a row belongs to.
    fn key(&mut self, target: Target<'_>, reference: usize) -> &mut Self {
        match (target.relation.side, target.link) {
            (Side::Between(join), Some(link)) => self.alias(link).push(".").identifier(join.source),
            _ => self.member(target.scope, reference),
        }
    }

    /// The row belongs to one of those.
    fn among(&mut self, target: Target<'_>, keys: Keys) -> &mut Self {
        let Keys { pairs, mut values } = keys;
        if let &[(column, reference)] = &pairs[..] {
            let list = values.pop().unwrap_or_default();
            self.key(target, reference).push(" = ANY(").parameter(Value::List(list));
            return self.cast_to_list(target.relation, column).push(")");
        }
        self.push("(").separated(", ", &pairs, |statement, &(_, reference)| {
            statement.key(target, reference);
        });
        self.push(") IN (SELECT * FROM ").unnest(target.relation, &pairs, values).push(")")
    }

    /// `unnest($1::a[], $2::b[])`: a row a key.
    fn unnest(
        &mut self,
        relation: &Relation,
        pairs: &[(usize, usize)],
        values: Vec<Vec<Value>>,
    ) -> &mut Self {
        self.push("unnest(").separated(", ", pairs.iter().zip(values), |statement, (&(column, _), list)| {
            statement.parameter(Value::List(list)).cast_to_list(relation, column);
        });
        self.push(")")
    }

    fn cast_to_list(&mut self, relation: &Relation, column: usize) -> &mut Self {
        self.push("::").push(relation.source.columns[column].sql_type).push("[]")
    }
}
