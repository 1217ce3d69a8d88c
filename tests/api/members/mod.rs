//! `members.*`.

mod change_role;
mod leave;
mod list;
mod remove;
