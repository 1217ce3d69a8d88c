//! `WHERE`.

use super::{Scope, Statement, scoped};
use crate::column::{ColumnTest, Comparison};
use crate::filter::{Operator, Predicate, Quantifier};
use crate::relation::Relation;
use crate::value::Value;

impl Statement {
    /// ` WHERE …`, or nothing when there is no condition.
    pub(super) fn filter(&mut self, scope: Scope<'_>, predicates: Vec<Predicate>) -> &mut Self {
        if predicates.is_empty() {
            return self;
        }
        self.push(" WHERE ").all(scope, predicates)
    }

    pub(super) fn all(&mut self, scope: Scope<'_>, predicates: Vec<Predicate>) -> &mut Self {
        self.separated(" AND ", predicates, |statement, predicate| statement.predicate(scope, predicate))
    }

    /// ` AND …`, or nothing.
    pub(super) fn and_all(&mut self, scope: Scope<'_>, predicates: &[Predicate]) -> &mut Self {
        if predicates.is_empty() {
            return self;
        }
        self.push(" AND ").all(scope, predicates.to_vec())
    }

    pub(super) fn predicate(&mut self, scope: Scope<'_>, predicate: Predicate) {
        self.predicate_in(scope, predicate, false);
    }

    /// `negated`: somewhere around it stands a NOT, so that null has to be told from false.
    fn predicate_in(&mut self, scope: Scope<'_>, predicate: Predicate, negated: bool) {
        match predicate {
            Predicate::Compare { column, operator, value } => {
                self.member(scope, column).as_jsonb(scope, column);
                if let Some(among) = among(operator, &value) {
                    self.push(among).names(&value);
                } else {
                    self.push(operator.before())
                        .parameter_of(scope.table, column, value)
                        .push(operator.after());
                }
            }
            Predicate::CompareAnyCase { column, operator, value } => {
                self.push("lower(").member(scope, column).push(")").push(operator.before());
                self.push("lower(").parameter_of(scope.table, column, value).push(")").push(operator.after());
            }
            Predicate::Columns(test) => self.columns_compared(scope, test),
            Predicate::Json(test) => self.json(scope, test, negated),
            Predicate::Null { column } => {
                self.member(scope, column).push(" IS NULL");
            }
            Predicate::All(predicates) if predicates.is_empty() => {
                self.push("TRUE");
            }
            Predicate::All(predicates) => {
                self.push("(").joined_by(" AND ", scope, predicates, negated).push(")");
            }
            Predicate::Any(predicates) if predicates.is_empty() => {
                self.push("FALSE");
            }
            Predicate::Any(predicates) => {
                self.push("(").joined_by(" OR ", scope, predicates, negated).push(")");
            }
            Predicate::Not(predicate) => {
                self.push("NOT (").predicate_in(scope, *predicate, true);
                self.push(")");
            }
            Predicate::Related { relation, quantifier, predicates } => match quantifier {
                Quantifier::Some => self.exists("EXISTS", scope, relation, predicates),
                Quantifier::None => self.exists("NOT EXISTS", scope, relation, predicates),
                Quantifier::Every => {
                    let violated = Predicate::Not(Box::new(Predicate::All(predicates)));
                    self.exists("NOT EXISTS", scope, relation, vec![violated]);
                }
                Quantifier::Is if !negated => self.exists("EXISTS", scope, relation, predicates),
                Quantifier::Is => self.is(scope, relation, predicates),
                Quantifier::IsNot if predicates.is_empty() => {
                    self.exists("NOT EXISTS", scope, relation, predicates);
                }
                Quantifier::IsNot => {
                    self.push("NOT ").is(scope, relation, predicates);
                }
            },
            Predicate::Aggregate { aggregate, operator, value } => {
                self.aggregate(scope, aggregate).push(operator.before());
                match aggregate.column() {
                    Some(column) => self.parameter_of(scope.table, column, value),
                    None => self.parameter(value),
                };
                self.push(operator.after());
            }
            Predicate::AggregateNull(aggregate) => {
                self.aggregate(scope, aggregate).push(" IS NULL");
            }
            Predicate::Limited { predicates, limit } => self.limited(scope, predicates, limit),
            Predicate::Joined { join, column, key } => {
                self.outer_member(scope, column).push(" IN (");
                self.joined(join, key).push(")");
            }
        }
    }
}

impl Statement {
    fn joined_by(
        &mut self,
        connective: &str,
        scope: Scope<'_>,
        predicates: Vec<Predicate>,
        negated: bool,
    ) -> &mut Self {
        self.separated(connective, predicates, |statement, predicate| {
            statement.predicate_in(scope, predicate, negated);
        })
    }

    /// One column beside another, of which only JSON needs a cast and texts may ignore their case.
    fn columns_compared(&mut self, scope: Scope<'_>, test: ColumnTest) {
        let ColumnTest { column, comparison, other, any_case } = test;
        let write = |statement: &mut Self, column: usize| {
            statement
                .push(if any_case { "lower(" } else { "" })
                .member(scope, column)
                .as_jsonb(scope, column);
            statement.push(if any_case { ")" } else { "" });
        };
        let mut around = |parts: [&str; 3]| {
            self.push(parts[0]);
            write(self, column);
            self.push(parts[1]);
            write(self, other);
            self.push(parts[2]);
        };
        match comparison {
            Comparison::Operator(operator) => around(["", operator.before(), operator.after()]),
            Comparison::TextContains => around(["strpos(", ", ", ") > 0"]),
            Comparison::TextStarts => around(["starts_with(", ", ", ")"]),
            Comparison::TextEnds => {
                around(["right(", ", length(", ")) = "]);
                write(self, other);
            }
            Comparison::Has => {
                write(self, other);
                self.push(" = ANY(");
                write(self, column);
                self.push(")");
            }
        }
    }

    /// An enum's value by its name, or several in parentheses.
    fn names(&mut self, value: &Value) {
        match value {
            Value::Enum(name) => {
                self.push("'").push(&name.replace('\'', "''")).push("'");
            }
            Value::List(values) => {
                self.push("(").separated(", ", values, Self::names).push(")");
            }
            _ => {}
        }
    }

    /// The row is one of so many that match.
    fn limited(&mut self, scope: Scope<'_>, predicates: Vec<Predicate>, limit: i64) {
        let table = scope.table;
        self.push("(").members(scope, table.key.iter().copied()).push(") IN (SELECT ");
        let inner = scope.aliased(self.new_alias());
        self.members(inner, table.key.iter().copied()).push(" FROM ").source(inner);
        self.filter(inner, scoped(table, scope.tenant, predicates));
        self.push(" LIMIT ").parameter(Value::BigInt(limit)).push(")");
    }

    /// Whether there is such a row.
    fn exists(
        &mut self,
        exists: &str,
        scope: Scope<'_>,
        relation: &'static Relation,
        predicates: Vec<Predicate>,
    ) {
        let inner = self.inside(scope, relation);
        self.push(exists).push(" (SELECT 1").among_related(scope, inner, relation);
        if !predicates.is_empty() {
            self.push(" AND ").all(inner, predicates);
        }
        self.push(")");
    }

    /// What the one row says: false without a row, and null where the row says so.
    fn is(&mut self, scope: Scope<'_>, relation: &'static Relation, predicates: Vec<Predicate>) {
        self.push("(");
        self.exists("EXISTS", scope, relation, Vec::new());
        let inner = self.inside(scope, relation);
        self.push(" AND (SELECT ").predicate_in(inner, Predicate::All(predicates), true);
        self.among_related(scope, inner, relation).push("))");
    }
}

/// What stands between a column and the names of an enum's values, where it is compared with such.
///
/// They are written out: they are the schema's own, few, and the same each time. PostgreSQL plans a statement once for all
/// parameters, and so would use no index of the rows with one status.
fn among(operator: Operator, value: &Value) -> Option<&'static str> {
    match (operator, value) {
        (Operator::Equals, Value::Enum(_)) => Some(" = "),
        (Operator::NotEquals, Value::Enum(_)) => Some(" <> "),
        (Operator::In | Operator::NotIn, Value::List(values)) => {
            let are_names = !values.is_empty() && values.iter().all(|value| matches!(value, Value::Enum(_)));
            are_names.then_some(if operator == Operator::In { " IN " } else { " NOT IN " })
        }
        _ => None,
    }
}

impl Operator {
    /// What stands between the column and the parameter.
    pub(super) fn before(self) -> &'static str {
        match self {
            Self::Equals => " = ",
            Self::NotEquals => " <> ",
            Self::Less => " < ",
            Self::LessOrEqual => " <= ",
            Self::Greater => " > ",
            Self::GreaterOrEqual => " >= ",
            Self::Like => " LIKE ",
            Self::LikeAnyCase => " ILIKE ",
            Self::In => " = ANY(",
            Self::NotIn => " <> ALL(",
            Self::Contains => " @> ",
            Self::Overlaps => " && ",
        }
    }

    fn after(self) -> &'static str {
        match self {
            Self::In | Self::NotIn => ")",
            _ => "",
        }
    }
}
