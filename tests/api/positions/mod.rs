//! `positions.*`.

mod close;
mod close_all;
mod get;
mod get_all;
mod on_change;
