//! `tenants.*`.

mod create;
mod list;
mod rename;
mod switch;
