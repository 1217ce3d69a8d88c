//! `tenants.switch`: goes on in another tenant of the person's.

use app::tenants;
use rspc::ErrorCode;
use serde::Serialize;

use crate::{
    context::PersonCtx,
    dto::TenantId,
    error::{ApiError, Refused},
    procedures::auth::Me,
};

/// Which tenant.
#[rspc::input]
pub(crate) struct Input {
    id: TenantId,
}

/// Why the session stays where it is.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum SwitchError {
    /// The person has no place in such a tenant.
    #[error("you have no such team")]
    UnknownTenant,
}

#[rspc::codes]
impl rspc::Error for SwitchError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::UnknownTenant => ErrorCode::NotFound,
        }
    }
}

impl From<tenants::SwitchError> for Refused<SwitchError> {
    fn from(error: tenants::SwitchError) -> Self {
        match error {
            tenants::SwitchError::UnknownTenant => Self::Own(SwitchError::UnknownTenant),
            tenants::SwitchError::Failed(error) => Self::Api(ApiError::from(error)),
        }
    }
}

/// Moves the session into another tenant of the person's, and sets another cookie in place of the one before: what was
/// opened under that one ends within a second.
#[rspc::procedure]
pub(super) async fn switch(ctx: PersonCtx, input: Input) -> Result<Me, Refused<SwitchError>> {
    let session = ctx.session()?;
    ctx.api.can_set_cookie()?;
    let api = &ctx.api.api;
    let (person, renewed) = tenants::switch(&api.app, &ctx.person, session, input.id.into()).await?;
    ctx.api.set_cookie(api.cookies.set(&renewed.token, renewed.expires_at));
    Ok(person.into())
}
