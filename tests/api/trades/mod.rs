//! `trades.*`.

mod list;
