//! `signals.*`.

mod list;
mod on_change;
mod on_new;
mod submit;
