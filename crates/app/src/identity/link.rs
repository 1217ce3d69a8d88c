//! The identities that a person has elsewhere, and signs in by.

use chrono::{DateTime, Utc};
use prisma::{SystemDb, identity, user};
use prisma_client_rust::{Lock, Transaction};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use super::Identity;
use crate::{
    App, Error, Result,
    account::tell_tenants,
    audit::{Actor, Deed},
    auth::{Browser, Person, Proof, ProofError, proof::prove},
};

/// Identities that are shown: a person has no more.
const MOST: i64 = 100;

/// Somebody as an issuer names them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Named {
    pub(super) issuer: String,
    pub(super) subject: String,
}

/// An identity as its person sees it.
#[derive(Clone, Debug)]
pub struct LinkedIdentity {
    /// By which it is unlinked.
    pub id: Uuid,
    /// The provider's name in addresses, where it is one that is offered.
    pub provider: Option<String>,
    /// What people call the provider; else its issuer.
    pub name: String,
    /// Since when it is linked.
    pub created_at: DateTime<Utc>,
}

/// Why an identity is not linked.
#[derive(Debug, thiserror::Error)]
pub(super) enum LinkError {
    /// It is another person's.
    #[error("this identity is linked with another account")]
    Taken,
    /// Beneath.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<prisma_client_rust::Error> for LinkError {
    fn from(error: prisma_client_rust::Error) -> Self {
        Self::Failed(error.into())
    }
}

/// Why an identity stays linked.
#[derive(Debug, thiserror::Error)]
pub enum UnlinkError {
    /// The person did not prove who they are.
    #[error(transparent)]
    Proof(#[from] ProofError),
    /// The person has no such identity.
    #[error("there is no such identity")]
    Unknown,
    /// Nothing would be left to sign in by.
    #[error("this is the last way in")]
    LastWayIn,
}

impl From<Error> for UnlinkError {
    fn from(error: Error) -> Self {
        Self::Proof(error.into())
    }
}

impl From<prisma_client_rust::Error> for UnlinkError {
    fn from(error: prisma_client_rust::Error) -> Self {
        Self::Proof(error.into())
    }
}

/// Remembers that the identity is the person's; that it is already changes nothing.
pub(super) async fn link(
    app: &App,
    user: Uuid,
    email: &str,
    named: &Named,
    ip: Option<String>,
) -> Result<(), LinkError> {
    let tx = app.system.begin().await?;
    let row = identity::create(user, named.issuer.clone(), named.subject.clone(), []);
    if tx.identity().create_many([row]).skip_duplicates().exec().await? == 0 {
        let its = identity::issuer_subject::equals(named.issuer.clone(), named.subject.clone());
        let known = tx.identity().find_unique(its).exec().await?;
        let is_theirs = known.is_some_and(|known| known.user_id == user);
        return if is_theirs { Ok(()) } else { Err(LinkError::Taken) };
    }
    tell(app, &tx, user, email, named, ip).await?;
    Ok(tx.commit().await?)
}

/// The same for somebody who becomes a person in this transaction.
pub(super) async fn remember(
    app: &App,
    tx: &SystemDb,
    person: &user::Data,
    named: &Named,
    browser: &Browser,
) -> Result<()> {
    tx.identity().create(person.id, named.issuer.clone(), named.subject.clone(), []).exec().await?;
    tell(app, tx, person.id, &person.email, named, browser.ip.clone()).await
}

async fn tell(
    app: &App,
    tx: &SystemDb,
    user: Uuid,
    email: &str,
    named: &Named,
    ip: Option<String>,
) -> Result<()> {
    let actor = Actor { id: Some(user), name: email.to_owned(), ip };
    let after = Some(json!({ "issuer": named.issuer }));
    let deed = Deed { action: "identity.link", target: user.to_string(), before: None, after };
    tell_tenants(app, tx, user, &actor, &deed).await
}

/// The person's identities, oldest first.
pub async fn list(app: &App, user: Uuid) -> Result<Vec<LinkedIdentity>> {
    let its = app.system.identity().find_many([identity::user_id::equals(user)]);
    let rows = its.order_by(identity::id::asc()).take(MOST).exec().await?;
    let shown = rows.into_iter().map(|row| {
        let provider = app.identity.providers.iter().find(|provider| provider.issuer == row.issuer);
        LinkedIdentity {
            id: row.id,
            provider: provider.map(|provider| provider.id.clone()),
            name: provider.map_or(row.issuer, |provider| provider.name.clone()),
            created_at: row.created_at,
        }
    });
    Ok(shown.collect())
}

/// Forgets an identity of the person, who has proved who they are. The last way in stays.
pub async fn unlink(
    app: &App,
    person: &Person,
    actor: &Actor,
    identity: Uuid,
    proof: Proof,
) -> Result<(), UnlinkError> {
    let (row, tx) = prove(app, person, proof).await?;
    let its = take_turn(&tx, row.id).await?;
    let unlinked = its.iter().find(|its| its.id == identity).ok_or(UnlinkError::Unknown)?;
    let others = its.iter().filter(|its| its.id != identity);
    if row.password_hash.is_none() && !others.into_iter().any(|its| app.identity.lets_in(&its.issuer)) {
        return Err(UnlinkError::LastWayIn);
    }
    tx.identity().delete(identity::id::equals(identity)).exec().await?;
    let before = Some(json!({ "issuer": unlinked.issuer }));
    let deed = Deed { action: "identity.unlink", target: row.id.to_string(), before, after: None };
    tell_tenants(app, &tx, row.id, actor, &deed).await?;
    tx.commit().await?;
    app.known.forget_people(move |person| person.user == row.id);
    Ok(())
}

/// The person's identities, which nobody else takes away until the commit.
async fn take_turn(tx: &Transaction<SystemDb>, user: Uuid) -> Result<Vec<identity::Data>> {
    tx.user().find_unique(user::id::equals(user)).lock(Lock::ForNoKeyUpdate).exec().await?;
    Ok(tx.identity().find_many([identity::user_id::equals(user)]).exec().await?)
}

impl Identity {
    /// Whether people of that issuer come in here.
    fn lets_in(&self, issuer: &str) -> bool {
        self.providers.iter().any(|provider| provider.issuer == issuer)
            || self.issuers.iter().any(|known| known.rules.issuer == issuer)
            || self.authjs.as_ref().is_some_and(|authjs| authjs.rules.issuer == issuer)
    }
}
