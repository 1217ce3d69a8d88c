//! Invitations: a place in a tenant, offered by e-mail to whoever has the address.

mod accept;
mod create;
mod find;
mod list;
mod resend;
mod revoke;

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use prisma::{Role, TenantDb, invitation, tenant};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

pub use accept::{AcceptError, Accepted, NewPerson, accept_anew, accept_here};
pub(crate) use accept::{enter_as, offered};
pub use create::{CreateError, create};
pub use find::{Offer, Over, find};
pub use list::list;
pub use resend::{ResendError, resend};
pub use revoke::{RevokeError, revoke};

use crate::{
    App, Error, Result,
    audit::Actor,
    mail::{self, Letter},
};

/// How long an invitation stands.
const LIFETIME: TimeDelta = TimeDelta::days(7);

/// An invitation as members see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// Its id.
    pub id: Uuid,
    /// Whom it was sent to.
    pub email: String,
    /// What they are to be.
    pub role: Role,
    /// Who invited, by address.
    pub invited_by: String,
    /// Since when it stands.
    pub created_at: DateTime<Utc>,
    /// Until when.
    pub expires_at: DateTime<Utc>,
    /// When it was accepted.
    pub accepted_at: Option<DateTime<Utc>>,
    /// When it was taken back.
    pub revoked_at: Option<DateTime<Utc>>,
}

impl From<invitation::Data> for Invitation {
    fn from(row: invitation::Data) -> Self {
        Self {
            id: row.id,
            email: row.email,
            role: row.role,
            invited_by: row.invited_by,
            created_at: row.created_at,
            expires_at: row.expires_at,
            accepted_at: row.accepted_at,
            revoked_at: row.revoked_at,
        }
    }
}

impl Invitation {
    /// What the audit log keeps of it.
    fn noted(&self) -> Value {
        json!({ "email": self.email, "role": self.role, "expiresAt": self.expires_at })
    }
}

/// A new token for an invitation's link.
fn token(app: &App) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(app.ambient.secret())
}

/// Sends the link.
async fn send(
    app: &App,
    tx: &TenantDb,
    tenant: Uuid,
    actor: &Actor,
    invitation: &Invitation,
    token: &str,
) -> Result<()> {
    let team = tx.tenant().find_unique(tenant::id::equals(tenant)).exec().await?;
    let team = team.ok_or_else(|| Error::row(tenant, "the tenant is missing"))?.name;
    let role = match invitation.role {
        Role::Owner => "owner",
        Role::Admin => "admin",
        Role::Trader => "trader",
        Role::Viewer => "viewer",
    };
    let letter = Letter::Invitation { team: &team, by: &actor.name, role, token };
    mail::post(app, tx, &invitation.email, &letter).await
}
