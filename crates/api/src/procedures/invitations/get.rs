//! `invitations.get`: what a link offers.

use app::invitations::{self, Offer};
use prisma::Role;
use serde::Serialize;
use superjson::Date;

use crate::{
    ApiCtx,
    dto::InvitationOver,
    error::{ApiError, Refused},
};

/// What the link said.
#[rspc::input]
pub(crate) struct Input {
    /// The link's token.
    #[garde(length(chars, min = 1, max = 128))]
    token: String,
}

/// A place in a tenant.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct InvitationOffer {
    /// The tenant's name.
    tenant: String,
    /// Whom it is offered to.
    email: String,
    /// What they are to be.
    role: Role,
    /// Who invites, by address.
    invited_by: String,
    /// Until when it stands.
    expires_at: Date,
    /// Whether the address has an account: its person logs in, somebody new chooses a name and a password.
    has_account: bool,
}

impl From<Offer> for InvitationOffer {
    fn from(offer: Offer) -> Self {
        Self {
            tenant: offer.tenant,
            email: offer.email,
            role: offer.role,
            invited_by: offer.invited_by,
            expires_at: Date(offer.expires_at),
            has_account: offer.has_account,
        }
    }
}

/// What a link offers, to whoever has it.
#[rspc::procedure]
pub(super) async fn get(ctx: ApiCtx, input: Input) -> Result<InvitationOffer, Refused<InvitationOver>> {
    match invitations::find(&ctx.api.app, &input.token).await.map_err(ApiError::from)? {
        Ok(offer) => Ok(offer.into()),
        Err(over) => Err(Refused::Own(over.into())),
    }
}
