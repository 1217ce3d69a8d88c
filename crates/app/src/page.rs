//! Pages of a list: where to go on, and which stream position the rows were read at.

use uuid::Uuid;

use crate::stream::Position;

/// What a caller asks of a list.
#[derive(Clone, Copy, Debug)]
pub struct PageRequest {
    /// The last row of the page before.
    pub after: Option<Uuid>,
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

impl PageRequest {
    /// How many rows to ask for: one more tells whether there is a next page.
    pub fn take(self) -> i64 {
        i64::from(self.limit) + 1
    }

    /// Cuts the extra row off and remembers where the next page begins.
    pub fn cut<T>(self, mut rows: Vec<T>, id: impl Fn(&T) -> Uuid) -> (Vec<T>, Option<Uuid>) {
        let limit = usize::try_from(self.limit).unwrap_or(usize::MAX);
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().map(id).filter(|_| more);
        (rows, next)
    }
}
