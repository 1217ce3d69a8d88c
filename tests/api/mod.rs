//! The procedures, called as their clients call them.

mod auth;
mod bad_input;
mod batches;
mod health;
mod positions;
mod signals;
