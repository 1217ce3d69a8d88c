//! A relation as data: which columns of two tables belong together, as generated code states them.

use crate::model::Table;

/// How the rows of one table belong to those of another. Columns are meant by their position.
#[derive(Debug)]
pub struct Relation {
    /// The field's name in the schema.
    pub name: &'static str,
    /// The table of the field's model.
    pub source: &'static Table,
    /// The table that the field leads to.
    pub target: &'static Table,
    /// The columns of `source` that are equal to `references`.
    pub columns: &'static [usize],
    /// The columns of `target` that are equal to `columns`.
    pub references: &'static [usize],
    /// How many rows the field leads to.
    pub arity: Arity,
    /// Which side holds the foreign key.
    pub side: Side,
}

/// How many rows of the target belong to one of the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arity {
    /// One.
    One,
    /// One or none.
    Optional,
    /// Any number.
    Many,
}

/// Where the link between two rows is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// In the source's own columns.
    Source,
    /// In the target's columns.
    Target,
    /// In rows of a table of their own: an implicit many-to-many relation.
    Between(JoinTable),
}

/// The table behind an implicit many-to-many relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JoinTable {
    /// The schema, where the models state one.
    pub schema: Option<&'static str>,
    /// The table's name.
    pub name: &'static str,
    /// The column that holds the source's key.
    pub source: &'static str,
    /// The column that holds the target's key.
    pub target: &'static str,
}

impl Relation {
    /// The pairs of columns that are equal, without the tenant's where statements are the tenant's anyway.
    pub(crate) fn pairs(&self, scoped: bool) -> Vec<(usize, usize)> {
        let pairs = || self.columns.iter().copied().zip(self.references.iter().copied());
        let is_tenant = |&(column, reference): &(usize, usize)| {
            self.source.tenant == Some(column) && self.target.tenant == Some(reference)
        };
        let needed: Vec<_> = pairs().filter(|pair| !scoped || !is_tenant(pair)).collect();
        if needed.is_empty() { pairs().collect() } else { needed }
    }
}
