//! `risk.*`.

mod get;
mod halt;
mod lock_pair;
mod on_change;
mod remove_limit;
mod resume;
mod set_limit;
mod unlock_pair;
