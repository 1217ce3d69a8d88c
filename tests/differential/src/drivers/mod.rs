//! The drivers, one a schema.

pub mod blog;
pub mod graph;
pub mod ledger;
pub mod odd;
pub mod shop;
pub mod types;
