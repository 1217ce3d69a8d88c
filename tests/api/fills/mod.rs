//! `fills.*`.

mod list;
mod on_new;
