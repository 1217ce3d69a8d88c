//! A forgotten password: a link proves the address, and another password ends all sessions.

use prisma::{EmailTokenPurpose as Purpose, session, user};

use super::{ChoiceError, Weakness, email_token};
use crate::{
    App, Error, Result,
    account::tell_tenants,
    audit::{Actor, Deed},
    mail::{self, Letter},
};

/// Sends a link to the person with that address. Where there is none, the same is done but nothing is sent: to the
/// caller both are the same, and take as long.
pub async fn forgot_password(app: &App, email: &str) -> Result<()> {
    let known = app.system.user().find_unique(user::email::equals(email.to_owned())).exec().await?;
    let tx = app.system.begin().await?;
    let user = known.as_ref().map(|user| user.id);
    let token = email_token::issue(app, &tx, Purpose::Reset, email, user).await?;
    let letter = Letter::ResetPassword { token: &token };
    match known {
        Some(user) => mail::post(app, &tx, &user.email, &letter).await?,
        None => mail::withhold(app, &tx, email, &letter).await?,
    }
    Ok(tx.commit().await?)
}

/// Why the password stays.
#[derive(Debug, thiserror::Error)]
pub enum ResetError {
    /// The link was used, is too old, or was never sent.
    #[error("this link was used before, or is too old")]
    Link,
    /// The password is too easily guessed.
    #[error("this password is too easily guessed")]
    Weak(Weakness),
    /// Beneath.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<prisma_client_rust::Error> for ResetError {
    fn from(error: prisma_client_rust::Error) -> Self {
        Self::Failed(error.into())
    }
}

impl From<ChoiceError> for ResetError {
    fn from(error: ChoiceError) -> Self {
        match error {
            ChoiceError::Weak(weakness) => Self::Weak(weakness),
            ChoiceError::Failed(error) => Self::Failed(error),
        }
    }
}

/// Gives the person another password, and ends all of their sessions and links.
pub async fn reset_password(
    app: &App,
    token: &str,
    password: String,
    ip: Option<String>,
) -> Result<(), ResetError> {
    // Before the hash, which is dear.
    let link = email_token::find(app, Purpose::Reset, token).await?.ok_or(ResetError::Link)?;
    let id = link.user_id.ok_or(ResetError::Link)?;
    let person = app.system.user().find_unique(user::id::equals(id)).exec().await?.ok_or(ResetError::Link)?;
    let known = vec![person.email.clone(), person.name];
    let hash = app.passwords.choose(&*app.ambient, password, known).await?;

    let tx = app.system.begin().await?;
    email_token::redeem(app, &tx, Purpose::Reset, token).await?.ok_or(ResetError::Link)?;
    tx.user().update(user::id::equals(id), [user::password_hash::set(Some(hash))]).exec().await?;
    tx.session().delete_many([session::user_id::equals(id)]).exec().await?;
    email_token::void(&tx, id).await?;
    mail::post(app, &tx, &person.email, &Letter::PasswordChanged).await?;
    let actor = Actor { id: Some(id), name: person.email, ip };
    let deed = Deed { action: "auth.resetPassword", target: id.to_string(), before: None, after: None };
    tell_tenants(app, &tx, id, &actor, &deed).await?;
    tx.commit().await?;
    app.known.forget_people(move |person| person.user == id);
    Ok(())
}
