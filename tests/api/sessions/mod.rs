//! `sessions.*`.

mod list;
mod revoke;
