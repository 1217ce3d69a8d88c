//! The edge: the router, its procedures and the inbound hooks. Permit, validate, call a use case, map.

mod context;
mod cookie;
mod declaration;
mod dto;
mod error;
pub mod hooks;
mod permission;
mod procedures;
mod router;

pub use context::{ApiCtx, Caller, Incoming};
pub use cookie::CookiePolicy;
pub use declaration::{Access, Declaration};
pub use permission::Permission;
pub use router::{Procedures, router};
