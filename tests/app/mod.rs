//! What the use cases do behind the API.

mod limits;
mod pipeline;
mod reconciliation;
mod schedules;
mod strategies;
