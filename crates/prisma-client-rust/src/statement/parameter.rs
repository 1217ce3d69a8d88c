//! A statement's parameters: values, and the columns that they are for.

use bytes::BytesMut;
use postgres_types::{IsNull, ToSql, Type, to_sql_checked};

use super::Statement;
use crate::misfit::Misfit;
use crate::model::{Column, Table};
use crate::value::{Failure, Value};

/// A value, and the column that it is for.
#[derive(Debug, Clone)]
pub(crate) struct Parameter {
    pub(crate) value: Value,
    pub(crate) origin: Option<Origin>,
}

/// A column that a value is stored in or compared with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Origin {
    /// The table, as the database names it.
    pub(crate) table: &'static str,
    pub(crate) column: &'static Column,
    /// Whether what is stored is calculated of the value and of what is there.
    pub(crate) is_calculated: bool,
}

impl Origin {
    pub(super) fn new(table: &Table, column: usize) -> Self {
        Self { table: table.name, column: &table.columns[column], is_calculated: false }
    }

    pub(super) fn calculated(self, is_calculated: bool) -> Self {
        Self { is_calculated, ..self }
    }
}

impl ToSql for Parameter {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Failure> {
        let misfit = |cause| Misfit { origin: self.origin, cause };
        Ok(self.value.to_sql(ty, out).map_err(misfit)?)
    }

    /// Refused while encoding instead, where the value is known.
    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

impl Statement {
    /// A value that is for no column.
    pub(super) fn parameter(&mut self, value: Value) -> &mut Self {
        self.numbered(Parameter { value, origin: None })
    }

    /// A value that is for that column of the table.
    pub(super) fn parameter_of(&mut self, table: &Table, column: usize, value: Value) -> &mut Self {
        self.parameter_at(Origin::new(table, column), value)
    }

    pub(super) fn parameter_at(&mut self, origin: Origin, value: Value) -> &mut Self {
        self.numbered(Parameter { value, origin: Some(origin) })
    }

    fn numbered(&mut self, parameter: Parameter) -> &mut Self {
        self.parameters.push(parameter);
        self.sql.push('$');
        self.sql.push_str(&self.parameters.len().to_string());
        self
    }
}
