//! A new session: its token known to the browser alone, the one before it over, written into the team's log.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use prisma::{Role, SystemDb, session, tenant, user};
use serde_json::json;

use super::{Person, TenantInfo, device, digest, session::lifetime};
use crate::{
    App, Result,
    audit::{self, Actor, Deed},
};

/// Sessions that a person may have at one time: the oldest end first.
const MOST: i64 = 50;

/// From where somebody logs in.
#[derive(Clone, Default)]
pub struct Browser {
    /// The address, as far as that can be known.
    pub ip: Option<String>,
    /// The browser's name for itself.
    pub user_agent: Option<String>,
    /// The session that it had: it ends when another begins.
    pub session: Option<String>,
    /// The token by which it is known.
    pub device: Option<String>,
}

/// A new session.
#[derive(Clone)]
pub struct OpenedSession {
    /// Who logged in, and where.
    pub person: Person,
    /// The cookie's value; not stored.
    pub token: String,
    /// When it ends at the latest.
    pub expires_at: DateTime<Utc>,
    /// What the browser is known by from now on, where it was not known.
    pub device: Option<String>,
}

/// Opens a session of a person who has proved who they are, in a tenant of theirs.
pub(crate) async fn open(
    app: &App,
    tx: &SystemDb,
    user: user::Data,
    tenant: tenant::Data,
    role: Role,
    browser: &Browser,
) -> Result<OpenedSession> {
    if let Some(token) = &browser.session {
        tx.session().delete_many([session::token_hash::equals(digest(token))]).exec().await?;
    }
    make_room(tx, &user).await?;
    let (token, now) = (BASE64_URL_SAFE_NO_PAD.encode(app.ambient.secret()), app.ambient.now());
    let (expires_at, idle_expires_at) = lifetime(now);
    let from = vec![
        session::ip::set(browser.ip.clone()),
        session::user_agent::set(browser.user_agent.clone()),
        session::authenticated_at::set(now),
    ];
    let opened = tx
        .session()
        .create(user.id, tenant.id, digest(&token), expires_at, idle_expires_at, from)
        .exec()
        .await?;
    let device = device::remember(app, tx, user.id, browser.device.as_deref()).await?;
    let actor = Actor { id: Some(user.id), name: user.email.clone(), ip: browser.ip.clone() };
    let after = json!({ "userAgent": browser.user_agent, "newDevice": device.is_some() });
    let deed = Deed { action: "auth.login", target: opened.id.to_string(), before: None, after: Some(after) };
    audit::record_for(tx, tenant.id, now, &actor, deed).await?;
    let person = Person {
        user: user.id,
        email: user.email,
        name: user.name,
        session: Some(opened.id),
        authenticated_at: Some(opened.authenticated_at),
        tenant: TenantInfo { id: tenant.id, slug: tenant.slug, name: tenant.name },
        role,
    };
    Ok(OpenedSession { person, token, expires_at, device })
}

/// Ends the oldest sessions of somebody who has too many.
async fn make_room(tx: &SystemDb, user: &user::Data) -> Result<()> {
    let sessions = tx.session().find_many([session::user_id::equals(user.id)]);
    let too_many = sessions.order_by(session::id::desc()).skip(MOST - 1).exec().await?;
    if !too_many.is_empty() {
        let ids = too_many.into_iter().map(|session| session.id).collect();
        tx.session().delete_many([session::id::in_vec(ids)]).exec().await?;
    }
    Ok(())
}
