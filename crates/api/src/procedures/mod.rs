//! The procedures: one folder a namespace, one file a procedure.

pub(crate) mod auth;
pub(crate) mod health;
pub(crate) mod positions;
pub(crate) mod signals;
