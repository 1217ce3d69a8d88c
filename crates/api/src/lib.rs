//! The edge: the router, its procedures and the inbound hooks. Permit, validate, call a use case, map.

mod browser;
mod busy;
mod context;
mod cookie;
mod declaration;
mod dto;
mod error;
pub mod hooks;
mod permission;
mod procedures;
mod rate;
mod request;
mod router;
pub mod sign_in;
mod unstorable;

use std::sync::Arc;

use app::App;

pub use context::{ApiCtx, Caller, Incoming};
pub use cookie::CookiePolicy;
pub use declaration::{Access, Audit, Declaration, Idempotency};
pub use permission::Permission;
pub use rate::{Rate, Rates};
pub use router::{Procedures, router};

/// What the edge works with. Cheap to clone.
#[derive(Clone)]
pub struct Api {
    /// The use cases.
    pub app: App,
    /// How the session's cookie is protected.
    pub cookies: CookiePolicy,
    /// How often callers may ask.
    pub rates: Arc<Rates>,
}
