//! The clients of six schemas, and what runs random queries on them.

pub mod blog;
pub mod drivers;
pub mod graph;
pub mod ledger;
pub mod odd;
pub mod shop;
pub mod support;
pub mod types;
