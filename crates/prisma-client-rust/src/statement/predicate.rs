//! `WHERE`.

use super::Statement;
use crate::filter::{Operator, Predicate};
use crate::model::Table;

impl Statement {
    /// ` WHERE …`, or nothing when there is no condition.
    pub(super) fn filter(&mut self, table: &Table, predicates: Vec<Predicate>) -> &mut Self {
        if predicates.is_empty() {
            return self;
        }
        self.push(" WHERE ").all(table, predicates)
    }

    pub(super) fn all(&mut self, table: &Table, predicates: Vec<Predicate>) -> &mut Self {
        self.separated(" AND ", predicates, |statement, predicate| statement.predicate(table, predicate))
    }

    fn predicate(&mut self, table: &Table, predicate: Predicate) {
        match predicate {
            Predicate::Compare { column, operator, value } => {
                self.column(table, column).push(operator.before());
                self.parameter(value).push(operator.after());
            }
            Predicate::Null { column } => {
                self.column(table, column).push(" IS NULL");
            }
            Predicate::All(predicates) if predicates.is_empty() => {
                self.push("TRUE");
            }
            Predicate::All(predicates) => {
                self.push("(").all(table, predicates).push(")");
            }
            Predicate::Any(predicates) if predicates.is_empty() => {
                self.push("FALSE");
            }
            Predicate::Any(predicates) => {
                self.push("(");
                self.separated(" OR ", predicates, |statement, predicate| {
                    statement.predicate(table, predicate);
                });
                self.push(")");
            }
            Predicate::Not(predicate) => {
                self.push("NOT (").predicate(table, *predicate);
                self.push(")");
            }
        }
    }
}

impl Operator {
    /// What stands between the column and the parameter.
    fn before(self) -> &'static str {
        match self {
            Self::Equals => " = ",
            Self::NotEquals => " <> ",
            Self::Less => " < ",
            Self::LessOrEqual => " <= ",
            Self::Greater => " > ",
            Self::GreaterOrEqual => " >= ",
            Self::Like => " LIKE ",
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
