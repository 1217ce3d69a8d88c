//! Codes of a second factor: what the person's authenticator shows, good once, or a recovery code, good once too.

use std::time::Duration;

use chrono::DateTime;
use prisma::{SystemDb, recovery_code, user};
use prisma_client_rust::or;
use totp_rs::Totp;
use uuid::Uuid;

use super::{digest, second_factor};
use crate::{App, Error, quota::Quota};

/// Counts the guesses at people's six digits: ten at once, and another one each three minutes. Three of a million codes
/// are right at a time, so that somebody who has the password needs years.
pub fn guesses() -> Quota<Uuid> {
    Quota::new(10, Duration::from_mins(3))
}

/// Why a code is not taken.
#[derive(Debug, thiserror::Error)]
pub enum CodeError {
    /// There is a second factor, and no code.
    #[error("the code of the second factor is missing")]
    Missing,
    /// It is none, too old, or was used before.
    #[error("this code is wrong, or was used before")]
    Wrong,
    /// Too many guesses; another one after so long.
    #[error("too many guesses")]
    TooMany(Duration),
    /// Beneath.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<prisma_client_rust::Error> for CodeError {
    fn from(error: prisma_client_rust::Error) -> Self {
        Self::Failed(error.into())
    }
}

/// Takes a code from a person who has a second factor; from others nothing is asked.
pub(crate) async fn require(
    app: &App,
    db: &SystemDb,
    user: &user::Data,
    code: Option<&str>,
) -> Result<(), CodeError> {
    if user.totp_enabled_at.is_none() {
        return Ok(());
    }
    let code: String = code.ok_or(CodeError::Missing)?.split(['-', ' ']).collect();
    let taken = if is_shown(&code) {
        app.guesses.pass(&user.id).map_err(CodeError::TooMany)?;
        take_shown(app, db, user, &code).await?
    } else {
        take_recovery(app, db, user.id, &code).await?
    };
    if taken { Ok(()) } else { Err(CodeError::Wrong) }
}

/// The time step whose code it is, the one before and the one after being as good.
pub(super) fn step_of(app: &App, totp: &Totp, code: &str) -> Option<i64> {
    let now = app.ambient.now().signed_duration_since(DateTime::UNIX_EPOCH).num_seconds();
    let step = totp.check(code, u64::try_from(now).ok()?)?;
    i64::try_from(step).ok()
}

/// How a recovery code is stored: it holds 120 random bits, so that it needs no slow hash.
pub(super) fn hash_of_recovery(code: &str) -> Vec<u8> {
    let plain: String = code.split(['-', ' ']).collect();
    digest(&plain.to_ascii_uppercase())
}

/// Whether it looks like what an authenticator shows.
fn is_shown(code: &str) -> bool {
    code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit())
}

/// Of two who come with one code at once, one statement is first.
async fn take_shown(app: &App, db: &SystemDb, user: &user::Data, code: &str) -> Result<bool, CodeError> {
    let Some(totp) = second_factor::shared(app, user)? else { return Ok(false) };
    let Some(step) = step_of(app, &totp, code) else { return Ok(false) };
    let unused = [
        user::id::equals(user.id),
        user::totp_secret::equals(user.totp_secret.clone()),
        or([user::totp_step::is_null(), user::totp_step::lt(step)]),
    ];
    Ok(db.user().update_many(unused, [user::totp_step::set(Some(step))]).exec().await? == 1)
}

async fn take_recovery(app: &App, db: &SystemDb, user: Uuid, code: &str) -> Result<bool, CodeError> {
    let unused = [
        recovery_code::user_id::equals(user),
        recovery_code::code_hash::equals(hash_of_recovery(code)),
        recovery_code::used_at::is_null(),
    ];
    let used = [recovery_code::used_at::set(Some(app.ambient.now()))];
    Ok(db.recovery_code().update_many(unused, used).exec().await? == 1)
}
