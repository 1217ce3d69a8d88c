//! `secondFactor.get`: whether logging in asks for a code.

use app::auth::second_factor;
use serde::Serialize;

use crate::{context::PersonCtx, error::ApiError};

/// How things stand with the second factor.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SecondFactorDto {
    /// Whether logging in asks for a code.
    enabled: bool,
    /// Recovery codes that were not used yet.
    recovery_codes_left: u32,
}

/// Whether logging in asks for a code, and how many recovery codes are left.
#[rspc::procedure]
pub(super) async fn get(ctx: PersonCtx) -> Result<SecondFactorDto, ApiError> {
    let standing = second_factor::standing(&ctx.api.api.app, ctx.person.user).await?;
    let recovery_codes_left = u32::try_from(standing.codes_left).unwrap_or_default();
    Ok(SecondFactorDto { enabled: standing.enabled, recovery_codes_left })
}
