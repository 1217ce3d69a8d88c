//! What the use cases do behind the API.

mod pipeline;
mod reconciliation;
mod schedules;
mod strategies;
