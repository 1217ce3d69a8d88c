//! The lossless live stream: what happened in a tenant, numbered without gaps, in the transaction that did it.
//!
//! Writing: [`Reserved`] takes the next numbers from the tenant's head, rows and events carry them, the commit makes
//! them visible in order; then [`Hints`] wakes whoever follows, here and, by [`relay`], in other processes. Reading: a
//! channel a tenant reads what is new into a ring, from which [`follow`] serves everybody; who is further behind catches up
//! from the database. A lost hint costs a second and no event.

mod channel;
mod event;
mod follow;
mod hints;
mod position;
mod relay;
mod renew;
mod ring;
mod stored;
mod write;

pub use event::{Event, EventType};
pub use follow::{FollowError, follow, head};
pub use hints::{Followed, Hints};
pub use position::{Position, PositionError};
pub use relay::relay;
pub use renew::renew;
pub use stored::Stored;
pub use write::Reserved;
