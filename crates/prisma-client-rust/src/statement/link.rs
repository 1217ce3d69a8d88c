//! The table between two models: which rows belong together.

use super::{Scope, Statement, scoped};
use crate::filter::Predicate;
use crate::relation::{JoinTable, Relation};
use crate::value::Value;

/// Joins one row of the relation's source to rows of its target, unless they are joined already.
pub(crate) fn link(relation: &Relation, join: JoinTable, owner: Value, targets: Vec<Value>) -> Statement {
    let mut statement = Statement::starting("INSERT INTO ");
    statement.join_table(join).push(" (").identifier(join.source).push(", ").identifier(join.target);
    let (source, target) = (relation.columns[0], relation.references[0]);
    statement.push(") SELECT ").parameter_of(relation.source, source, owner).push("::");
    statement.push(relation.source.columns[source].sql_type).push(", * FROM unnest(");
    statement.parameter_of(relation.target, target, Value::List(targets)).push("::");
    statement.push(relation.target.columns[target].sql_type);
    statement.push("[]) ON CONFLICT DO NOTHING");
    statement
}

/// Takes the rows that match away from one row of the relation's source.
pub(crate) fn unlink(
    relation: &'static Relation,
    join: JoinTable,
    owner: Value,
    tenant: Option<&Value>,
    predicates: Vec<Predicate>,
) -> Statement {
    let mut statement = Statement::starting("DELETE FROM ");
    statement.join_table(join).push(" WHERE ").identifier(join.source).push(" = ");
    statement.parameter_of(relation.source, relation.columns[0], owner);
    let scope = Scope::root(relation.target, tenant);
    statement.push(" AND ").identifier(join.target).push(" IN (SELECT ");
    statement.member(scope, relation.references[0]).push(" FROM ").source(scope);
    statement.filter(scope, scoped(relation.target, tenant, predicates)).push(")");
    statement
}

impl Statement {
    pub(super) fn join_table(&mut self, join: JoinTable) -> &mut Self {
        if let Some(schema) = join.schema {
            self.identifier(schema).push(".");
        }
        self.identifier(join.name)
    }

    /// `SELECT target FROM join WHERE source = key`.
    pub(super) fn joined(&mut self, join: JoinTable, key: Value) -> &mut Self {
        self.push("SELECT ").identifier(join.target).push(" FROM ").join_table(join);
        self.push(" WHERE ").identifier(join.source).push(" = ").parameter(key)
    }
}
