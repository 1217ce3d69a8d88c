//! `jobs.*`.

mod list;
mod retry;
