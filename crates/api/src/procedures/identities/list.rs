//! `identities.list`: what the person signs in by elsewhere, oldest first.

use app::identity::link::{self, LinkedIdentity};
use serde::Serialize;
use superjson::Date;

use crate::{context::PersonCtx, dto::IdentityId, error::ApiError};

/// An identity that the person has elsewhere.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename = "Identity", rename_all = "camelCase")]
pub(crate) struct IdentityDto {
    id: IdentityId,
    /// The provider, as `auth.providers` has it; null where it is offered no more, or is no provider.
    provider: Option<String>,
    /// What people call it.
    name: String,
    created_at: Date,
}

impl From<LinkedIdentity> for IdentityDto {
    fn from(identity: LinkedIdentity) -> Self {
        let LinkedIdentity { id, provider, name, created_at } = identity;
        Self { id: id.into(), provider, name, created_at: Date(created_at) }
    }
}

/// The person's identities: there are a hundred at most.
#[rspc::procedure]
pub(super) async fn list(ctx: PersonCtx) -> Result<Vec<IdentityDto>, ApiError> {
    let identities = link::list(&ctx.api.api.app, ctx.person.user).await?;
    Ok(identities.into_iter().map(IdentityDto::from).collect())
}
