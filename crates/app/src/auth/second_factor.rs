//! The second factor: a secret that the person's authenticator shares, which counts once a code of it was shown; and
//! recovery codes, for when the authenticator is lost.

use prisma::{SystemDb, recovery_code, session, user};
use serde_json::json;
use totp_rs::{Builder, Secret, Totp};
use uuid::Uuid;

use super::{Person, Proof, ProofError, code, proof};
use crate::{
    App, Error,
    audit::{self, Actor, Deed},
    sealed::TOTP_SECRET,
};

/// What authenticators call us.
const ISSUER: &str = "Tickwire";
/// 160 bits, as RFC 4226 recommends.
const SECRET: usize = 20;
/// Recovery codes that a person has.
const CODES: usize = 10;
/// 120 bits: 24 letters and digits of base32, in groups of four.
const CODE: usize = 15;
const GROUP: usize = 4;

/// What the person's authenticator is to be told.
pub struct Enrolment {
    /// The `otpauth` address, for a picture to be scanned.
    pub uri: String,
    /// The secret in base32, to be typed.
    pub secret: String,
}

/// How things stand.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    /// Whether logging in asks for a code.
    pub enabled: bool,
    /// Recovery codes that were not used.
    pub codes_left: i64,
}

/// Why nothing changes.
#[derive(Debug, thiserror::Error)]
pub enum SecondFactorError {
    /// The person did not prove who they are.
    #[error(transparent)]
    Proof(#[from] ProofError),
    /// There is one already.
    #[error("the second factor is enabled already")]
    Enabled,
    /// There is none.
    #[error("there is no second factor")]
    NotEnabled,
    /// There is no secret that could be confirmed.
    #[error("the second factor was not begun")]
    NotBegun,
}

impl From<code::CodeError> for SecondFactorError {
    fn from(error: code::CodeError) -> Self {
        Self::Proof(error.into())
    }
}

impl From<Error> for SecondFactorError {
    fn from(error: Error) -> Self {
        Self::Proof(error.into())
    }
}

impl From<prisma_client_rust::Error> for SecondFactorError {
    fn from(error: prisma_client_rust::Error) -> Self {
        Self::Proof(error.into())
    }
}

/// How things stand with a person.
pub async fn standing(app: &App, person: Uuid) -> Result<Standing, Error> {
    let row = read(app, person).await?;
    let unused = [recovery_code::user_id::equals(person), recovery_code::used_at::is_null()];
    let codes_left = app.system.recovery_code().count(unused).exec().await?;
    Ok(Standing { enabled: row.totp_enabled_at.is_some(), codes_left })
}

/// A new secret, which does not count yet: another one that was not confirmed is forgotten.
pub async fn begin(
    app: &App,
    person: &Person,
    password: Option<String>,
) -> Result<Enrolment, SecondFactorError> {
    let row = proof::by_password(app, person, password).await?;
    let secret = app.ambient.secret()[..SECRET].to_vec();
    let sealed = app.vault.seal(&*app.ambient, TOTP_SECRET.place(row.id, row.id), &secret);
    let open = [user::id::equals(row.id), user::totp_enabled_at::is_null()];
    let set = [user::totp_secret::set(Some(sealed)), user::totp_step::set(None)];
    if app.system.user().update_many(open, set).exec().await? == 0 {
        return Err(SecondFactorError::Enabled);
    }
    let totp = totp(secret, &row.email);
    let uri = totp.to_url().map_err(|error| Error::row(row.id, error))?;
    Ok(Enrolment { uri, secret: totp.secret().to_base32() })
}

/// Enables it, for a code of the secret. Ends the person's other sessions. Answers the recovery codes, once.
pub async fn confirm(
    app: &App,
    person: &Person,
    actor: &Actor,
    shown: &str,
) -> Result<Vec<String>, SecondFactorError> {
    let row = read(app, person.user).await?;
    if row.totp_enabled_at.is_some() {
        return Err(SecondFactorError::Enabled);
    }
    let totp = shared(app, &row)?.ok_or(SecondFactorError::NotBegun)?;
    app.guesses.pass(&row.id).map_err(code::CodeError::TooMany)?;
    let step = code::step_of(app, &totp, shown).ok_or(code::CodeError::Wrong)?;

    let (tx, now) = (app.system.begin().await?, app.ambient.now());
    let open = [
        user::id::equals(row.id),
        user::totp_enabled_at::is_null(),
        user::totp_secret::equals(row.totp_secret.clone()),
    ];
    let set = [user::totp_enabled_at::set(Some(now)), user::totp_step::set(Some(step))];
    if tx.user().update_many(open, set).exec().await? == 0 {
        return Err(SecondFactorError::Enabled);
    }
    let codes = renew_codes(app, &tx, row.id).await?;
    let mut others = vec![session::user_id::equals(row.id)];
    others.extend(person.session.map(session::id::not));
    tx.session().delete_many(others).exec().await?;
    record(app, &tx, person, actor, "secondFactor.enable", Some(true)).await?;
    tx.commit().await?;
    let user = row.id;
    app.known.forget_people(move |person| person.user == user);
    Ok(codes)
}

/// Removes it, with its recovery codes.
pub async fn disable(
    app: &App,
    person: &Person,
    actor: &Actor,
    proof: Proof,
) -> Result<(), SecondFactorError> {
    let (row, tx) = proof::prove(app, person, proof).await?;
    if row.totp_enabled_at.is_none() {
        return Err(SecondFactorError::NotEnabled);
    }
    let unset = [user::totp_enabled_at::set(None), user::totp_secret::set(None), user::totp_step::set(None)];
    tx.user().update(user::id::equals(row.id), unset).exec().await?;
    tx.recovery_code().delete_many([recovery_code::user_id::equals(row.id)]).exec().await?;
    record(app, &tx, person, actor, "secondFactor.disable", Some(false)).await?;
    tx.commit().await?;
    Ok(())
}

/// Other recovery codes in place of those that the person has.
pub async fn regenerate_codes(
    app: &App,
    person: &Person,
    actor: &Actor,
    proof: Proof,
) -> Result<Vec<String>, SecondFactorError> {
    let (row, tx) = proof::prove(app, person, proof).await?;
    if row.totp_enabled_at.is_none() {
        return Err(SecondFactorError::NotEnabled);
    }
    let codes = renew_codes(app, &tx, row.id).await?;
    record(app, &tx, person, actor, "secondFactor.regenerateCodes", None).await?;
    tx.commit().await?;
    Ok(codes)
}

/// The secret that a person's authenticator shares with us; none where there is none.
pub(super) fn shared(app: &App, row: &user::Data) -> Result<Option<Totp>, Error> {
    let Some(sealed) = &row.totp_secret else { return Ok(None) };
    let secret = app
        .vault
        .open(TOTP_SECRET.place(row.id, row.id), sealed)
        .map_err(|error| Error::row(row.id, error))?;
    Ok(Some(totp(secret, &row.email)))
}

/// Six digits of SHA-1 each 30 seconds, which is what every authenticator knows.
fn totp(secret: Vec<u8>, email: &str) -> Totp {
    // A colon would end the issuer's name.
    let account = email.replace(':', "_");
    let builder = Builder::new().with_secret(Secret::from(secret)).with_skew(1);
    builder.with_issuer(Some(ISSUER)).with_account_name(account).build_noncompliant()
}

async fn read(app: &App, person: Uuid) -> Result<user::Data, Error> {
    let row = app.system.user().find_unique(user::id::equals(person)).exec().await?;
    row.ok_or_else(|| Error::row(person, "the person is missing"))
}

async fn renew_codes(app: &App, tx: &SystemDb, person: Uuid) -> Result<Vec<String>, Error> {
    tx.recovery_code().delete_many([recovery_code::user_id::equals(person)]).exec().await?;
    let codes: Vec<String> = (0..CODES).map(|_| recovery_code_of(&app.ambient.secret()[..CODE])).collect();
    let rows = codes.iter().map(|code| recovery_code::create(person, code::hash_of_recovery(code), []));
    tx.recovery_code().create_many(rows).exec().await?;
    Ok(codes)
}

fn recovery_code_of(random: &[u8]) -> String {
    let plain = Secret::from(random).to_base32();
    let groups: Vec<&str> = (0..plain.len()).step_by(GROUP).map(|at| &plain[at..at + GROUP]).collect();
    groups.join("-")
}

async fn record(
    app: &App,
    tx: &SystemDb,
    person: &Person,
    actor: &Actor,
    action: &'static str,
    enabled: Option<bool>,
) -> Result<(), Error> {
    let state = |enabled: bool| json!({ "enabled": enabled });
    let (before, after) = (enabled.map(|enabled| state(!enabled)), enabled.map(state));
    let deed = Deed { action, target: person.user.to_string(), before, after };
    audit::record_for(tx, person.tenant.id, app.ambient.now(), actor, deed).await
}
