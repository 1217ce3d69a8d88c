//! Proving again who one is, before something dangerous: by the password, and the second factor where there is one.

use prisma::{SystemDb, user};
use prisma_client_rust::Transaction;

use super::{CodeError, Person, code};
use crate::{App, Error};

/// What a person shows.
#[derive(Clone, Default)]
pub struct Proof {
    /// The password. A person without one has to have signed in a short while ago instead.
    pub password: Option<String>,
    /// A code of the second factor, or a recovery code.
    pub code: Option<String>,
}

/// Why it does not prove it.
#[derive(Debug, thiserror::Error)]
pub enum ProofError {
    /// Another password.
    #[error("this password is wrong")]
    Password,
    /// There is no password to ask for, and the person signed in too long ago.
    #[error("sign in again first")]
    TooLongAgo,
    /// The second factor.
    #[error(transparent)]
    Code(#[from] CodeError),
    /// Beneath.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<prisma_client_rust::Error> for ProofError {
    fn from(error: prisma_client_rust::Error) -> Self {
        Self::Failed(error.into())
    }
}

/// The person's row, after the right password. Outside of any transaction, for it takes long.
pub(crate) async fn by_password(
    app: &App,
    person: &Person,
    password: Option<String>,
) -> Result<user::Data, ProofError> {
    let row = app.system.user().find_unique(user::id::equals(person.user)).exec().await?;
    let row = row.ok_or_else(|| Error::row(person.user, "the person is missing"))?;
    if row.password_hash.is_none() {
        let recent = person.recently_authenticated(app.ambient.now());
        return if recent { Ok(row) } else { Err(ProofError::TooLongAgo) };
    }
    let password = password.ok_or(ProofError::Password)?;
    let place = app.passwords.queue()?;
    let matches = app.passwords.verify(place, password, row.password_hash.clone()).await?;
    if matches { Ok(row) } else { Err(ProofError::Password) }
}

/// The same with the second factor, whose code is used up in the transaction. Answers the person's row and the open
/// transaction.
pub(crate) async fn prove(
    app: &App,
    person: &Person,
    proof: Proof,
) -> Result<(user::Data, Transaction<SystemDb>), ProofError> {
    let row = by_password(app, person, proof.password).await?;
    let tx = app.system.begin().await?;
    by_code(app, &tx, &row, proof.code.as_deref()).await?;
    Ok((row, tx))
}

/// The second factor of a person who has one: its code is used up in the transaction.
pub(crate) async fn by_code(
    app: &App,
    tx: &SystemDb,
    row: &user::Data,
    code: Option<&str>,
) -> Result<(), ProofError> {
    Ok(code::require(app, tx, row, code).await?)
}
