//! An invitation on the wire.

use app::invitations::{Invitation, Over};
use prisma::Role;
use rspc::ErrorCode;
use serde::Serialize;
use superjson::Date;

use super::InvitationId;

/// A place in the tenant, offered to whoever has the address.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
#[serde(rename = "Invitation")]
pub(crate) struct InvitationDto {
    id: InvitationId,
    /// Whom it was sent to.
    email: String,
    /// What they are to be.
    role: Role,
    /// Who invited, by address.
    invited_by: String,
    created_at: Date,
    /// Until when it stands, or stood.
    expires_at: Date,
    /// When it was accepted; null where it was not.
    accepted_at: Option<Date>,
    /// When it was taken back; null where it was not.
    revoked_at: Option<Date>,
}

impl From<Invitation> for InvitationDto {
    fn from(invitation: Invitation) -> Self {
        Self {
            id: invitation.id.into(),
            email: invitation.email,
            role: invitation.role,
            invited_by: invitation.invited_by,
            created_at: Date(invitation.created_at),
            expires_at: Date(invitation.expires_at),
            accepted_at: invitation.accepted_at.map(Date),
            revoked_at: invitation.revoked_at.map(Date),
        }
    }
}

/// Why an invitation's link offers nothing.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum InvitationOver {
    /// It was never sent, or another one was sent since.
    #[error("there is no such invitation: open the newest one that you were sent")]
    UnknownInvitation,
    /// It stood too long.
    #[error("this invitation has expired: ask for another one")]
    InvitationExpired,
    /// It was taken back.
    #[error("this invitation was taken back")]
    InvitationRevoked,
    /// It was accepted.
    #[error("this invitation was accepted already: log in")]
    InvitationAccepted,
}

#[rspc::codes]
impl rspc::Error for InvitationOver {
    fn code(&self) -> ErrorCode {
        match self {
            Self::UnknownInvitation => ErrorCode::NotFound,
            Self::InvitationExpired | Self::InvitationRevoked | Self::InvitationAccepted => {
                ErrorCode::PreconditionFailed
            }
        }
    }
}

impl From<Over> for InvitationOver {
    fn from(over: Over) -> Self {
        match over {
            Over::Unknown => Self::UnknownInvitation,
            Over::Expired => Self::InvitationExpired,
            Over::Revoked => Self::InvitationRevoked,
            Over::Accepted => Self::InvitationAccepted,
        }
    }
}
