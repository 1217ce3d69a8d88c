//! The table of contents of the API.

use crate::{ApiCtx, Declaration, procedures};

/// A router of this API.
pub(crate) type Router = rspc::Router<ApiCtx, Declaration>;

/// The built API.
pub type Procedures = rspc::Procedures<ApiCtx, Declaration>;

/// Every procedure by its name on the wire.
pub fn router() -> Result<Procedures, rspc::BuildError> {
    Router::new()
        .nest("auth", procedures::auth::router())
        .nest("health", procedures::health::router())
        .nest("positions", procedures::positions::router())
        .nest("signals", procedures::signals::router())
        .build()
}
