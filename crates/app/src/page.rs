//! Pages of a list: where to go on, and which stream position the rows were read at.

use prisma_client_rust::{Actions, Model, UniqueFilter, query::FindMany};
use uuid::Uuid;

use crate::{Error, Result, stream::Position};

/// What a caller asks of a list whose rows are told apart by a `C`.
#[derive(Clone, Copy, Debug)]
pub struct PageRequest<C = Uuid> {
    /// The last row of the page before.
    pub after: Option<C>,
    /// Rows, at least one.
    pub limit: u32,
}

/// Some rows, in order.
#[derive(Clone, Debug)]
pub struct Page<T> {
    /// The rows.
    pub items: Vec<T>,
    /// The row that the next page comes after; none on the last page.
    pub next: Option<Uuid>,
    /// The stream position of the snapshot that the rows were read in.
    pub as_of: Position,
}

impl<C> PageRequest<C> {
    /// How many rows to ask for: one more tells whether there is a next page.
    pub fn take(&self) -> i64 {
        i64::from(self.limit) + 1
    }

    /// Cuts the extra row off and remembers where the next page begins.
    pub fn cut<T>(&self, mut rows: Vec<T>, id: impl Fn(&T) -> C) -> (Vec<T>, Option<C>) {
        let limit = usize::try_from(self.limit).unwrap_or(usize::MAX);
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().map(id).filter(|_| more);
        (rows, next)
    }
}

impl PageRequest {
    /// The page of what the query finds, in the query's order, and where the next one begins.
    /// Fails with [`Error::UnknownCursor`] where none of the `rows` is the one to go on after.
    pub(crate) async fn read<M: Model>(
        &self,
        rows: &Actions<'_, M>,
        query: FindMany<'_, M>,
        named: impl Fn(Uuid) -> UniqueFilter<M>,
        id: impl Fn(&M::Data) -> Uuid,
    ) -> Result<(Vec<M::Data>, Option<Uuid>)> {
        let Some(after) = self.after else {
            return Ok(self.cut(query.take(self.take()).exec().await?, id));
        };
        let mut found = query.cursor(named(after)).take(self.take() + 1).exec().await?;
        // Nothing comes after the last row, and nothing after a row that does not exist.
        if found.is_empty() && rows.find_unique(named(after)).exec().await?.is_none() {
            return Err(Error::UnknownCursor);
        }
        // It comes first, unless the query has stopped to look for it: an order that was open has ended.
        found.retain(|row| id(row) != after);
        Ok(self.cut(found, id))
    }
}
