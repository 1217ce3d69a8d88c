//! argon2id with bounded use of the machine: hashing is what a flood of logins would be made of.

use std::{sync::Arc, time::Duration};

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::{Ambient, Error, Result};

/// OWASP's parameters: 19 MiB, two passes, one lane.
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// Logins that may wait for their turn, and for how long.
const QUEUE: usize = 32;
const PATIENCE: Duration = Duration::from_secs(10);

/// Hashes and verifies passwords, a few at a time.
pub struct Passwords {
    argon2: Argon2<'static>,
    /// Verified in place of an unknown user's, so that both cost the same.
    decoy: String,
    running: Arc<Semaphore>,
    queue: Arc<Semaphore>,
}

impl Passwords {
    /// A hasher for this machine's cores.
    pub fn new(ambient: &dyn Ambient) -> Result<Self, argon2::Error> {
        let params = Params::new(MEMORY_KIB, PASSES, LANES, None)?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let decoy = hash(&argon2, &hex::encode(ambient.secret()), &ambient.secret());
        Ok(Self {
            argon2,
            decoy,
            running: Arc::new(Semaphore::new((cores / 2).max(1))),
            queue: Arc::new(Semaphore::new(QUEUE)),
        })
    }

    /// Hashes a new password, as a PHC string.
    pub async fn hash(&self, ambient: &dyn Ambient, password: String) -> Result<String> {
        let (argon2, salt) = (self.argon2.clone(), ambient.secret());
        self.work(move || hash(&argon2, &password, &salt)).await
    }

    /// Whether the password is the one of `stored`; without one it is not, and takes as long.
    pub async fn verify(&self, password: String, stored: Option<String>) -> Result<bool> {
        let known = stored.is_some();
        let phc = stored.unwrap_or_else(|| self.decoy.clone());
        let argon2 = self.argon2.clone();
        let matches = self
            .work(move || match PasswordHash::new(&phc) {
                Ok(parsed) => argon2.verify_password(password.as_bytes(), &parsed).is_ok(),
                Err(error) => {
                    tracing::error!(%error, "a stored password hash cannot be read");
                    false
                }
            })
            .await?;
        Ok(matches && known)
    }

    /// The permit moves into the work, which goes on when the caller leaves.
    async fn work<T: Send + 'static>(&self, job: impl FnOnce() -> T + Send + 'static) -> Result<T> {
        let turn = self.turn().await?;
        let done = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            job()
        });
        done.await.map_err(|_| Error::Busy("password hashing was interrupted"))
    }

    async fn turn(&self) -> Result<OwnedSemaphorePermit> {
        const BUSY: Error = Error::Busy("too many logins at once");
        let _queued = self.queue.clone().try_acquire_owned().map_err(|_| BUSY)?;
        let turn = tokio::time::timeout(PATIENCE, self.running.clone().acquire_owned()).await;
        turn.map_err(|_| BUSY)?.map_err(|_| BUSY)
    }
}

fn hash(argon2: &Argon2<'_>, password: &str, salt: &[u8; 32]) -> String {
    let hashed = argon2.hash_password_with_salt(password.as_bytes(), &salt[..16]);
    hashed.expect("argon2 takes any password that fits in memory, and a salt of 16 bytes").to_string()
}
