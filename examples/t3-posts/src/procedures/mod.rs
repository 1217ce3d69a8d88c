//! The procedures: one folder a namespace, one file a procedure.

pub(crate) mod category;
pub(crate) mod comment;
pub(crate) mod post;
pub(crate) mod user;
