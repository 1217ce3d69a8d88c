//! `auth.providers`: with whom people may sign in.

use app::identity::sign_in;
use serde::Serialize;

use crate::{ApiCtx, error::ApiError};

/// A provider that the login page offers.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ProviderDto {
    id: String,
    /// What people call it.
    name: String,
    /// Where a browser goes to sign in, on the page's own host. It takes `returnTo`, a path of the page; `again`, for the
    /// provider to ask again who it is; `link`, for whoever is logged in to use it from then on; `register`, and
    /// `teamName`, for somebody new to become a person with a first team; and `invitation`, the token of one, to accept it.
    start: String,
    /// Whether somebody new may register by it. An invitation may be accepted by any.
    registers: bool,
}

/// With whom people may sign in, in the order of the configuration.
#[rspc::procedure]
pub(super) async fn providers(ctx: ApiCtx) -> Result<Vec<ProviderDto>, ApiError> {
    let offers = sign_in::offers(&ctx.api.app).into_iter().map(|offer| ProviderDto {
        start: format!("/auth/oidc/{}/start", offer.id),
        id: offer.id,
        name: offer.name,
        registers: offer.registers,
    });
    Ok(offers.collect())
}
