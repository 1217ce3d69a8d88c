//! `equity.*`.

mod get;
mod on_change;
