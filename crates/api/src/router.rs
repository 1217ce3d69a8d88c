//! The table of contents of the API.

use crate::{ApiCtx, Declaration, procedures};

/// A router of this API.
pub(crate) type Router = rspc::Router<ApiCtx, Declaration>;

/// The built API.
pub type Procedures = rspc::Procedures<ApiCtx, Declaration>;

/// Every procedure by its name on the wire.
pub fn router() -> Result<Procedures, rspc::BuildError> {
    Router::new()
        .nest("account", procedures::account::router())
        .nest("audit", procedures::audit::router())
        .nest("auth", procedures::auth::router())
        .nest("backtests", procedures::backtests::router())
        .nest("bots", procedures::bots::router())
        .nest("candleSets", procedures::candle_sets::router())
        .nest("equity", procedures::equity::router())
        .nest("fills", procedures::fills::router())
        .nest("health", procedures::health::router())
        .nest("identities", procedures::identities::router())
        .nest("instruments", procedures::instruments::router())
        .nest("invitations", procedures::invitations::router())
        .nest("jobs", procedures::jobs::router())
        .nest("keys", procedures::keys::router())
        .nest("market", procedures::market::router())
        .nest("members", procedures::members::router())
        .nest("orders", procedures::orders::router())
        .nest("positions", procedures::positions::router())
        .nest("risk", procedures::risk::router())
        .nest("secondFactor", procedures::second_factor::router())
        .nest("sessions", procedures::sessions::router())
        .nest("signals", procedures::signals::router())
        .nest("tenants", procedures::tenants::router())
        .nest("trades", procedures::trades::router())
        .build()
}
