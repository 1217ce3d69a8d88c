//! Another password, for whoever knows the one before.

use prisma::{session, user};

use super::tell_tenants;
use crate::{
    App, Error,
    audit::{Actor, Deed},
    auth::{
        ChoiceError, Person, Proof, ProofError, email_token,
        proof::{by_code, by_password},
    },
    mail::{self, Letter},
};

/// Why the password stays.
#[derive(Debug, thiserror::Error)]
pub enum PasswordError {
    /// The person did not prove who they are.
    #[error(transparent)]
    Proof(#[from] ProofError),
    /// The new one is not taken.
    #[error(transparent)]
    Choice(#[from] ChoiceError),
    /// Beneath.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<prisma_client_rust::Error> for PasswordError {
    fn from(error: prisma_client_rust::Error) -> Self {
        Self::Failed(error.into())
    }
}

/// Changes the password, and ends the person's other sessions and all of their links.
pub async fn change_password(
    app: &App,
    person: &Person,
    actor: &Actor,
    proof: Proof,
    new: String,
) -> Result<(), PasswordError> {
    let row = by_password(app, person, proof.password).await?;
    let known = vec![row.email.clone(), row.name.clone(), person.tenant.name.clone()];
    let hash = app.passwords.choose(&*app.ambient, new, known).await?;

    let tx = app.system.begin().await?;
    // Last, so that a password that does not do costs no code.
    by_code(app, &tx, &row, proof.code.as_deref()).await?;
    let id = person.user;
    tx.user().update(user::id::equals(id), [user::password_hash::set(Some(hash))]).exec().await?;
    let mut others = vec![session::user_id::equals(id)];
    others.extend(person.session.map(session::id::not));
    tx.session().delete_many(others).exec().await?;
    email_token::void(&tx, id).await?;
    mail::post(app, &tx, &row.email, &Letter::PasswordChanged).await?;
    let deed = Deed { action: "account.changePassword", target: id.to_string(), before: None, after: None };
    tell_tenants(app, &tx, id, actor, &deed).await?;
    tx.commit().await?;
    app.known.forget_people(move |person| person.user == id);
    Ok(())
}
