//! Another address: the new one is proved by a link, and the old one hears of it.

use prisma::{EmailTokenPurpose as Purpose, user};
use serde_json::json;

use super::tell_tenants;
use crate::{
    App, Error,
    audit::{Actor, Deed},
    auth::{Person, Proof, ProofError, email_token, proof::prove},
    mail::{self, Letter},
};

/// Why the address stays.
#[derive(Debug, thiserror::Error)]
pub enum EmailError {
    /// The person did not prove who they are.
    #[error(transparent)]
    Proof(#[from] ProofError),
    /// The link was used, is too old, or was never sent.
    #[error("this link was used before, or is too old")]
    Link,
    /// The address has become somebody else's since.
    #[error("this address has an account already")]
    Taken,
    /// Beneath.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<prisma_client_rust::Error> for EmailError {
    fn from(error: prisma_client_rust::Error) -> Self {
        if error.is_unique_violation("users_email_key") { Self::Taken } else { Self::Failed(error.into()) }
    }
}

/// Sends a link to the new address and the news of it to the old one. An address that has an account is told that it
/// has; to the caller it is as any other.
pub async fn change_email(
    app: &App,
    person: &Person,
    actor: &Actor,
    proof: Proof,
    email: &str,
) -> Result<(), EmailError> {
    let (row, tx) = prove(app, person, proof).await?;
    let is_taken = tx.user().count([user::email::equals(email.to_owned())]).exec().await? > 0;
    let token = email_token::issue(app, &tx, Purpose::Change, email, Some(row.id)).await?;
    let letter = if is_taken { Letter::AlreadyRegistered } else { Letter::ConfirmEmail { token: &token } };
    mail::post(app, &tx, email, &letter).await?;
    mail::post(app, &tx, &row.email, &Letter::EmailChanging { to: email }).await?;
    let after = Some(json!({ "email": email }));
    let deed = Deed { action: "account.changeEmail", target: row.id.to_string(), before: None, after };
    tell_tenants(app, &tx, row.id, actor, &deed).await?;
    tx.commit().await?;
    Ok(())
}

/// Moves the person whose link it is to the address that it was sent to.
pub async fn confirm_email(app: &App, token: &str, ip: Option<String>) -> Result<(), EmailError> {
    let tx = app.system.begin().await?;
    let link = email_token::redeem(app, &tx, Purpose::Change, token).await?.ok_or(EmailError::Link)?;
    let id = link.user_id.ok_or(EmailError::Link)?;
    let person = tx.user().find_unique(user::id::equals(id)).exec().await?.ok_or(EmailError::Link)?;
    tx.user().update(user::id::equals(id), [user::email::set(link.email.clone())]).exec().await?;
    // Links that were sent to the old address prove nothing any more.
    email_token::void(&tx, id).await?;
    mail::post(app, &tx, &person.email, &Letter::EmailChanged { to: &link.email }).await?;
    let actor = Actor { id: Some(id), name: person.email.clone(), ip };
    let deed = Deed {
        action: "account.confirmEmail",
        target: id.to_string(),
        before: Some(json!({ "email": person.email })),
        after: Some(json!({ "email": link.email })),
    };
    tell_tenants(app, &tx, id, &actor, &deed).await?;
    tx.commit().await?;
    app.known.forget_people(move |person| person.user == id);
    Ok(())
}
