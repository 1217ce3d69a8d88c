//! Conditions on what stands at a path in a JSON column.

use serde_json::Value as Json;

use super::{Origin, Parameter, Scope, Statement};
use crate::filter::Operator;
use crate::json::{JsonOperation, JsonTest};
use crate::value::Value;

impl Statement {
    /// `negated`: somewhere around it stands a NOT. Then what stands there and is not of the kind that is asked for is
    /// null, so that the opposite does not hold either; else an AND says the same, and an index can serve it.
    pub(super) fn json(&mut self, scope: Scope<'_>, test: JsonTest, negated: bool) {
        let JsonTest { column, steps, operation } = test;
        let place = Place { scope, column, path: self.path(Origin::new(scope.table, column), steps) };
        let Some(kind) = operation.kind() else { return self.operation(place, operation) };
        if negated {
            self.push("CASE WHEN ").is_kind(place, kind).push(" THEN ");
            self.operation(place, operation);
            self.push(" END");
        } else {
            self.push("(");
            self.operation(place, operation);
            self.push(" AND ").is_kind(place, kind).push(")");
        }
    }

    fn operation(&mut self, place: Place<'_>, operation: JsonOperation) {
        match operation {
            JsonOperation::Missing => _ = self.value_at(place).push(" IS NULL"),
            JsonOperation::Compare(operator, value) => {
                self.value_at(place).push(operator.before()).parameter_at(place.origin(), Value::Json(value));
            }
            JsonOperation::Like(operator, pattern) => {
                self.text_at(place).push(operator.before());
                self.parameter_at(place.origin(), Value::Text(pattern));
            }
            JsonOperation::Contains(value) => {
                self.value_at(place).push(" @> ").parameter_at(place.origin(), Value::Json(value));
            }
            JsonOperation::Member(position, value) => {
                self.value_at(place).push(" -> ").push(&position.to_string());
                self.push(" = ").parameter_at(place.origin(), Value::Json(value));
            }
        }
    }

    /// The number of the path's parameter; of no steps none is made.
    fn path(&mut self, origin: Origin, steps: Vec<String>) -> Option<usize> {
        if steps.is_empty() {
            return None;
        }
        let value = Value::List(steps.into_iter().map(Value::Text).collect());
        self.parameters.push(Parameter { value, origin: Some(origin) });
        Some(self.parameters.len())
    }

    fn is_kind(&mut self, place: Place<'_>, kind: &str) -> &mut Self {
        self.push("jsonb_typeof(").value_at(place).push(") = '").push(kind).push("'")
    }

    /// What stands there, as JSON.
    fn value_at(&mut self, place: Place<'_>) -> &mut Self {
        let Some(path) = place.path else { return self.document(place) };
        self.push("(").document(place).push(" #> $").push(&path.to_string()).push(")")
    }

    /// What stands there, as a text.
    fn text_at(&mut self, place: Place<'_>) -> &mut Self {
        self.push("(").document(place).push(" #>> ");
        match place.path {
            Some(path) => self.push("$").push(&path.to_string()),
            None => self.push("'{}'"),
        };
        self.push(")")
    }

    fn document(&mut self, Place { scope, column, .. }: Place<'_>) -> &mut Self {
        self.member(scope, column).as_jsonb(scope, column)
    }

    /// Only the binary form of JSON can be compared.
    pub(super) fn as_jsonb(&mut self, scope: Scope<'_>, column: usize) -> &mut Self {
        if scope.table.columns[column].sql_type == "json" { self.push("::jsonb") } else { self }
    }
}

/// A place in a JSON column.
#[derive(Clone, Copy)]
struct Place<'a> {
    scope: Scope<'a>,
    column: usize,
    /// The number of the parameter that holds the path; `None`: the whole column.
    path: Option<usize>,
}

impl Place<'_> {
    fn origin(self) -> Origin {
        Origin::new(self.scope.table, self.column)
    }
}

impl JsonOperation {
    /// What has to stand there, as `jsonb_typeof` names it; `None`: whatever.
    fn kind(&self) -> Option<&'static str> {
        match self {
            Self::Missing | Self::Compare(Operator::Equals | Operator::NotEquals, _) => None,
            Self::Compare(_, value) => Some(match value {
                Json::Null => "null",
                Json::Bool(_) => "boolean",
                Json::Number(_) => "number",
                Json::String(_) => "string",
                Json::Array(_) => "array",
                Json::Object(_) => "object",
            }),
            Self::Like(..) => Some("string"),
            Self::Contains(_) | Self::Member(..) => Some("array"),
        }
    }
}
