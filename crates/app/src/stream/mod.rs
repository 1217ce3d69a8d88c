//! The lossless live stream: what happened in a tenant, numbered without gaps, in the transaction that did it.
//!
//! Writing: [`Reserved`] takes the next numbers from the tenant's head, rows and events carry them, the commit makes
//! them visible in order; then [`Hints`] wakes whoever follows. Reading: [`follow`] catches up from the database and
//! waits for hints, so that a lost hint costs a second and no event.

mod event;
mod follow;
mod hints;
mod position;
mod write;

pub use event::{Event, EventType};
pub use follow::{FollowError, follow, head};
pub use hints::Hints;
pub use position::{Position, PositionError};
pub use write::Reserved;
