//! The procedures: one folder a namespace, one file a procedure.

pub(crate) mod account;
pub(crate) mod audit;
pub(crate) mod auth;
pub(crate) mod backtests;
pub(crate) mod bots;
pub(crate) mod candle_sets;
pub(crate) mod equity;
pub(crate) mod fills;
pub(crate) mod health;
pub(crate) mod identities;
pub(crate) mod instruments;
pub(crate) mod invitations;
pub(crate) mod jobs;
pub(crate) mod keys;
pub(crate) mod market;
pub(crate) mod members;
pub(crate) mod orders;
pub(crate) mod positions;
pub(crate) mod risk;
pub(crate) mod second_factor;
pub(crate) mod sessions;
pub(crate) mod signals;
pub(crate) mod tenants;
pub(crate) mod trades;
