//! The order of rows.

use std::marker::PhantomData;

/// A direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Smallest first.
    Ascending,
    /// Largest first.
    Descending,
}

impl Order {
    pub(crate) fn reversed(self) -> Self {
        match self {
            Self::Ascending => Self::Descending,
            Self::Descending => Self::Ascending,
        }
    }
}

/// One key of the order of `M`'s rows.
#[derive(Debug)]
pub struct OrderBy<M> {
    pub(crate) column: usize,
    pub(crate) order: Order,
    model: PhantomData<fn() -> M>,
}

// By hand: a derive would ask the same of `M`, which is only a name here.
impl<M> Copy for OrderBy<M> {}

impl<M> Clone for OrderBy<M> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<M> OrderBy<M> {
    pub(crate) fn new(column: usize, order: Order) -> Self {
        Self { column, order, model: PhantomData }
    }
}
