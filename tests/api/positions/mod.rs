//! `positions.*`.

mod get_all;
mod on_change;
