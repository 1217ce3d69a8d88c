//! Doing a thing once under the caller's key: the key is stored in the transaction of the effect, with the answer.

use chrono::TimeDelta;
use prisma::{Db, SystemDb, TenantDb, idempotency_key};
use prisma_client_rust::{Create, Error as Database};
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

use crate::{App, Error, sealed::RESPONSE};

/// How long an answer is kept: whoever asks again later does it again.
const KEPT: TimeDelta = TimeDelta::hours(24);

/// A request that its caller has named.
#[derive(Clone, Debug)]
pub struct Once {
    /// The caller's name for it.
    pub key: Uuid,
    /// A digest of who asks for what: another request under the same name is refused.
    pub request: Vec<u8>,
}

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum OnceError<E> {
    /// The key names another request.
    #[error("this idempotency key was used for another request")]
    Reused,
    /// The work refused, or failed. The key is free again.
    #[error(transparent)]
    Work(E),
}

/// An answer, and whether it is the first time that it is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done<T> {
    /// It was done now.
    Now(T),
    /// It was done before.
    Before(T),
}

impl<T> Done<T> {
    /// The answer.
    pub fn into_inner(self) -> T {
        match self {
            Self::Now(answer) | Self::Before(answer) => answer,
        }
    }
}

/// Does the work of a tenant in one transaction. Under a key it is done once: whoever asks again, even at the same
/// moment, is given the first one's answer.
pub async fn once<T, E>(
    app: &App,
    db: &TenantDb,
    tenant: Uuid,
    once: Option<Once>,
    work: impl AsyncFnOnce(&TenantDb) -> Result<T, E>,
) -> Result<Done<T>, OnceError<E>>
where
    T: Serialize + DeserializeOwned,
    E: From<Error>,
{
    run(app, db, tenant, once, |claim| claim, work).await
}

/// The same for what a person does outside any tenant: the key is kept with those of a tenant of theirs.
pub async fn once_for<T, E>(
    app: &App,
    tenant: Uuid,
    once: Option<Once>,
    work: impl AsyncFnOnce(&SystemDb) -> Result<T, E>,
) -> Result<Done<T>, OnceError<E>>
where
    T: Serialize + DeserializeOwned,
    E: From<Error>,
{
    run(app, &app.system, tenant, once, |claim| claim.of_tenant(tenant), work).await
}

async fn run<S, T, E>(
    app: &App,
    db: &Db<S>,
    tenant: Uuid,
    once: Option<Once>,
    kept: impl FnOnce(Create<idempotency_key::Model>) -> Create<idempotency_key::Model>,
    work: impl AsyncFnOnce(&Db<S>) -> Result<T, E>,
) -> Result<Done<T>, OnceError<E>>
where
    T: Serialize + DeserializeOwned,
    E: From<Error>,
{
    let failed = |error: Database| OnceError::Work(Error::from(error).into());
    let broken = |key, message: String| OnceError::Work(Error::row(key, message).into());
    let tx = db.begin().await.map_err(failed)?;
    let Some(Once { key, request }) = once else {
        let answer = work(&tx).await.map_err(OnceError::Work)?;
        tx.commit().await.map_err(failed)?;
        return Ok(Done::Now(answer));
    };
    let place = RESPONSE.place(tenant, key);
    let expiry = app.ambient.now() + KEPT;
    let claim = idempotency_key::create(key, request.clone(), Vec::new(), expiry, []);
    // Whoever holds the key is waited for here, until it commits or gives up.
    let claimed =
        tx.idempotency_key().create_many([kept(claim)]).skip_duplicates().exec().await.map_err(failed)?;
    let of_key = || idempotency_key::tenant_id_key::equals(tenant, key);
    if claimed == 0 {
        let first = tx.idempotency_key().find_unique(of_key()).exec().await.map_err(failed)?;
        let first = first.ok_or_else(|| broken(key, "a key is there and is not".to_owned()))?;
        if first.request_hash != request {
            return Err(OnceError::Reused);
        }
        let answer = app.vault.open(place, &first.response);
        let answer = answer.map_err(|error| broken(key, error.to_string()))?;
        let answer = serde_json::from_slice(&answer).map_err(|error| broken(key, error.to_string()))?;
        return Ok(Done::Before(answer));
    }
    let answer = work(&tx).await.map_err(OnceError::Work)?;
    let text = serde_json::to_vec(&answer).map_err(|error| broken(key, error.to_string()))?;
    let sealed = app.vault.seal(&*app.ambient, place, &text);
    let keep = [idempotency_key::response::set(sealed)];
    tx.idempotency_key().update(of_key(), keep).exec().await.map_err(failed)?;
    tx.commit().await.map_err(failed)?;
    Ok(Done::Now(answer))
}
