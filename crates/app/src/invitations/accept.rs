//! Accepting an invitation: as somebody new, or as a person who is logged in with the address.

use prisma::{Role, SystemDb, invitation, membership, user};
use prisma_client_rust::Error as Database;
use serde_json::json;
use uuid::Uuid;

use super::find::{self, Over, standing, team};
use crate::{
    App, Error,
    audit::{self, Actor, Deed},
    auth::{Browser, ChoiceError, OpenedSession, Person, Renewed, TenantInfo, Weakness, open},
    tenants::enter,
};

/// What somebody new says.
#[derive(Clone)]
pub struct NewPerson {
    /// How the person is called.
    pub name: String,
    /// The password to be.
    pub password: String,
}

/// What became of it.
pub enum Accepted {
    /// Somebody new, logged in.
    New(Box<OpenedSession>),
    /// The person of an account that had no tenant, and so could not log in; now it can.
    LogIn,
}

/// Why an invitation is not accepted.
#[derive(Debug, thiserror::Error)]
pub enum AcceptError {
    /// It offers nothing.
    #[error(transparent)]
    Over(#[from] Over),
    /// Whoever is logged in has another address.
    #[error("the invitation is for another address")]
    OtherAddress,
    /// The address has an account, whose person has to log in.
    #[error("the address has an account: log in first")]
    LogInFirst,
    /// Somebody new has a name and a password.
    #[error("somebody new needs a name and a password")]
    NewPersonNeeded,
    /// The password is too easily guessed.
    #[error("this password is too easily guessed")]
    Weak(Weakness),
    /// Beneath.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<Database> for AcceptError {
    fn from(error: Database) -> Self {
        // Of two who accept at once as somebody new, one comes too late.
        if error.is_unique_violation("users_email_key") {
            Self::LogInFirst
        } else {
            Self::Failed(error.into())
        }
    }
}

impl From<ChoiceError> for AcceptError {
    fn from(error: ChoiceError) -> Self {
        match error {
            ChoiceError::Weak(weakness) => Self::Weak(weakness),
            ChoiceError::Failed(error) => Self::Failed(error),
        }
    }
}

/// Accepts as a person who is logged in: the session goes on in the tenant, under another token.
pub async fn accept_here(
    app: &App,
    person: &Person,
    session: Uuid,
    actor: &Actor,
    token: &str,
) -> Result<(Person, Renewed), AcceptError> {
    let offer = offered(app, token, &person.email).await?;
    let tenant = team(app, &offer).await?;
    let tx = app.system.begin().await?;
    let role = take_place(app, &tx, &offer, person.user, actor).await?;
    let renewed = enter(app, &tx, session, tenant.id).await?;
    tx.commit().await?;
    app.known.forget_people(move |person| person.session == Some(session));
    let there = TenantInfo { id: tenant.id, slug: tenant.slug, name: tenant.name };
    Ok((Person { tenant: there, role, ..person.clone() }, renewed))
}

/// Accepts as somebody who is not logged in: the link has proved the address.
pub async fn accept_anew(
    app: &App,
    token: &str,
    new: Option<NewPerson>,
    browser: &Browser,
) -> Result<Accepted, AcceptError> {
    let offer = standing(app, token).await??;
    let actor = |id| Actor { id: Some(id), name: offer.email.clone(), ip: browser.ip.clone() };
    if let Some(person) = find::person(app, &offer.email).await? {
        let places = app.system.membership().count([membership::user_id::equals(person.id)]);
        if places.exec().await? > 0 {
            return Err(AcceptError::LogInFirst);
        }
        let tx = app.system.begin().await?;
        take_place(app, &tx, &offer, person.id, &actor(person.id)).await?;
        tx.commit().await?;
        return Ok(Accepted::LogIn);
    }
    let NewPerson { name, password } = new.ok_or(AcceptError::NewPersonNeeded)?;
    let tenant = team(app, &offer).await?;
    let known = vec![offer.email.clone(), name.clone(), tenant.name.clone()];
    let hash = app.passwords.choose(&*app.ambient, password, known).await?;
    let tx = app.system.begin().await?;
    let set = vec![user::name::set(name), user::password_hash::set(Some(hash))];
    let person = tx.user().create(offer.email.clone(), set).exec().await?;
    let opened = enter_as(app, &tx, offer, person, browser).await?;
    tx.commit().await?;
    app.known.forget_session_of(browser);
    Ok(Accepted::New(Box::new(opened)))
}

/// What the link with that token offers to whoever has the address, which somebody else has proved.
pub(crate) async fn offered(app: &App, token: &str, email: &str) -> Result<invitation::Data, AcceptError> {
    let offer = standing(app, token).await??;
    let is_theirs = offer.email.to_lowercase() == email.to_lowercase();
    if is_theirs { Ok(offer) } else { Err(AcceptError::OtherAddress) }
}

/// Gives a person their place, and a session there.
pub(crate) async fn enter_as(
    app: &App,
    tx: &SystemDb,
    offer: invitation::Data,
    person: user::Data,
    browser: &Browser,
) -> Result<OpenedSession, AcceptError> {
    let tenant = team(app, &offer).await?;
    let actor = Actor { id: Some(person.id), name: person.email.clone(), ip: browser.ip.clone() };
    let role = take_place(app, tx, &offer, person.id, &actor).await?;
    Ok(open(app, tx, person, tenant, role, browser).await?)
}

/// Uses the invitation up and gives the person their place; whoever has one keeps it as it is.
async fn take_place(
    app: &App,
    tx: &SystemDb,
    offer: &invitation::Data,
    user: Uuid,
    actor: &Actor,
) -> Result<Role, AcceptError> {
    let now = app.ambient.now();
    let still = [
        invitation::id::equals(offer.id),
        invitation::token_hash::equals(offer.token_hash.clone()),
        invitation::accepted_at::is_null(),
        invitation::revoked_at::is_null(),
    ];
    let used = [invitation::accepted_at::set(Some(now))];
    if tx.invitation().update_many(still, used).exec().await? == 0 {
        return Err(AcceptError::Over(Over::Accepted));
    }
    let place = membership::create(user, offer.role, []).of_tenant(offer.tenant_id);
    tx.membership().create_many([place]).skip_duplicates().exec().await?;
    let place = membership::tenant_id_user_id::equals(offer.tenant_id, user);
    let place = tx.membership().find_unique(place).exec().await?;
    let role = place.ok_or_else(|| Error::row(user, "a place is there and is not"))?.role;
    let after = Some(json!({ "userId": user, "role": role }));
    let deed = Deed { action: "invitation.accept", target: offer.id.to_string(), before: None, after };
    audit::record_for(tx, offer.tenant_id, now, actor, deed).await?;
    Ok(role)
}
