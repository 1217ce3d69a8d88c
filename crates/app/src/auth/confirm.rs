//! Proving again who one is, in a session: it counts as new, and so does its token.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use prisma::session;
use uuid::Uuid;

use super::{Person, Proof, ProofError, digest, proof::prove};
use crate::{
    App,
    audit::{self, Actor, Deed},
};

/// A session's new token.
#[derive(Clone, Debug)]
pub struct Renewed {
    /// The cookie's value; not stored.
    pub token: String,
    /// When the session ends at the latest: as before.
    pub expires_at: DateTime<Utc>,
}

/// Takes the proof, and gives the session another token: the one before is worth nothing from here on.
pub async fn confirm(
    app: &App,
    person: &Person,
    session: Uuid,
    actor: &Actor,
    proof: Proof,
) -> Result<Renewed, ProofError> {
    let (_, tx) = prove(app, person, proof).await?;
    let (token, now) = (BASE64_URL_SAFE_NO_PAD.encode(app.ambient.secret()), app.ambient.now());
    let renewed = [session::token_hash::set(digest(&token)), session::authenticated_at::set(now)];
    let row = tx.session().update(session::id::equals(session), renewed).exec().await?;
    let deed = Deed { action: "auth.confirm", target: session.to_string(), before: None, after: None };
    audit::record_for(&tx, person.tenant.id, now, actor, deed).await?;
    tx.commit().await?;
    app.known.forget_people(move |person| person.session == Some(session));
    Ok(Renewed { token, expires_at: row.expires_at })
}
