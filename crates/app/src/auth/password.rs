//! argon2id with bounded use of the machine: hashing is what a flood of logins would be made of.

use std::{sync::Arc, time::Duration};

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use base64::{Engine, prelude::BASE64_STANDARD_NO_PAD};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::{
    hashing::Hashing,
    strength::{Weakness, weakness},
};
use crate::{Ambient, Error, Result};

/// OWASP's parameters: 19 MiB, two passes, one lane.
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// Passwords that may wait for their turn, and for how long.
const QUEUE: usize = 32;
const PATIENCE: Duration = Duration::from_secs(10);

/// Why a password is not taken.
#[derive(Debug, thiserror::Error)]
pub enum ChoiceError {
    /// It is too easily guessed.
    #[error("this password is too easily guessed")]
    Weak(Weakness),
    /// Beneath.
    #[error(transparent)]
    Failed(#[from] Error),
}

/// A place among those that wait. Whoever finds none is sent away before anything else is done for them.
#[must_use]
pub struct Place(#[expect(dead_code, reason = "it is given back when it is dropped")] OwnedSemaphorePermit);

const BUSY: Error = Error::Busy("too many logins at once");

/// Hashes and verifies passwords, a few at a time.
pub struct Passwords {
    argon2: Argon2<'static>,
    /// Verified in place of an unknown user's, so that both cost the same.
    decoy: String,
    hashing: Hashing,
    threads: usize,
    running: Arc<Semaphore>,
    queue: Arc<Semaphore>,
}

impl Passwords {
    /// A hasher for this machine's cores.
    pub fn new(ambient: &dyn Ambient) -> Result<Self, argon2::Error> {
        let params = Params::new(MEMORY_KIB, PASSES, LANES, None)?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let threads = (std::thread::available_parallelism().map_or(1, usize::from) / 2).max(1);
        let decoy = decoy(&ambient.secret(), &ambient.secret());
        Ok(Self {
            argon2,
            decoy,
            hashing: Hashing::on(threads),
            threads,
            running: Arc::new(Semaphore::new(threads)),
            queue: Arc::new(Semaphore::new(QUEUE)),
        })
    }

    /// A place in the queue, where there is one.
    pub fn queue(&self) -> Result<Place> {
        self.queue.clone().try_acquire_owned().map(Place).map_err(|_| BUSY)
    }

    /// How many passwords wait for their turn, and how many have it.
    pub fn load(&self) -> (usize, usize) {
        (QUEUE - self.queue.available_permits(), self.threads - self.running.available_permits())
    }

    /// Hashes a new password, as a PHC string.
    pub async fn hash(&self, ambient: &dyn Ambient, password: String) -> Result<String> {
        let (argon2, salt) = (self.argon2.clone(), ambient.secret());
        self.work(self.queue()?, move || hash(&argon2, &password, &salt)).await
    }

    /// Hashes a password that somebody with those names and addresses has chosen, unless it is too easily guessed.
    pub async fn choose(
        &self,
        ambient: &dyn Ambient,
        password: String,
        known: Vec<String>,
    ) -> Result<String, ChoiceError> {
        let (argon2, salt) = (self.argon2.clone(), ambient.secret());
        let chosen = self.work(self.queue()?, move || match weakness(&password, &known) {
            Some(weakness) => Err(ChoiceError::Weak(weakness)),
            None => Ok(hash(&argon2, &password, &salt)),
        });
        chosen.await?
    }

    /// Whether a stored hash was made otherwise than one would be today.
    pub fn is_outdated(&self, stored: &str) -> bool {
        let Ok(phc) = PasswordHash::new(stored) else { return true };
        let is_current =
            phc.algorithm == Algorithm::Argon2id.ident() && phc.version == Some(Version::V0x13.into());
        let costs = |params: &Params| (params.m_cost(), params.t_cost(), params.p_cost());
        let stored = Params::try_from(&phc).ok();
        !is_current || stored.as_ref().map(costs) != Some(costs(self.argon2.params()))
    }

    /// Whether the password is the one of `stored`; without one it is not, and takes as long.
    pub async fn verify(&self, place: Place, password: String, stored: Option<String>) -> Result<bool> {
        let known = stored.is_some();
        let phc = stored.unwrap_or_else(|| self.decoy.clone());
        let argon2 = self.argon2.clone();
        let matches = self
            .work(place, move || match PasswordHash::new(&phc) {
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
    async fn work<T: Send + 'static>(
        &self,
        place: Place,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T> {
        let turn = tokio::time::timeout(PATIENCE, self.running.clone().acquire_owned()).await;
        let turn = turn.map_err(|_| BUSY)?.map_err(|_| BUSY)?;
        drop(place);
        let done = self.hashing.run(move || {
            let _turn = turn;
            job()
        });
        done.await.map_err(|_| Error::Busy("password hashing was interrupted"))
    }
}

fn hash(argon2: &Argon2<'_>, password: &str, salt: &[u8; 32]) -> String {
    let hashed = argon2.hash_password_with_salt(password.as_bytes(), &salt[..16]);
    hashed.expect("argon2 takes any password that fits in memory, and a salt of 16 bytes").to_string()
}

/// What looks like a stored hash, and is of no password that anybody knows. It is not computed: to verify against it costs
/// the same, and the memory that hashing takes is not held by a server to which nobody logs in.
fn decoy(salt: &[u8; 32], hash: &[u8; 32]) -> String {
    let text = |bytes: &[u8]| BASE64_STANDARD_NO_PAD.encode(bytes);
    format!("$argon2id$v=19$m={MEMORY_KIB},t={PASSES},p={LANES}${}${}", text(&salt[..16]), text(hash))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ambient::SystemAmbient;

    #[test]
    fn a_decoy_is_read_as_a_hash_of_the_same_length() {
        let passwords = Passwords::new(&SystemAmbient).unwrap();
        let real = hash(&passwords.argon2, "correct horse battery", &[7; 32]);
        let (real, decoy) = (PasswordHash::new(&real).unwrap(), PasswordHash::new(&passwords.decoy).unwrap());
        let shape = |hash: &PasswordHash| {
            let lengths = (hash.salt.as_ref().unwrap().len(), hash.hash.as_ref().unwrap().len());
            (hash.algorithm.to_string(), hash.version, hash.params.to_string(), lengths)
        };
        assert_eq!(shape(&decoy), shape(&real));
        assert!(passwords.argon2.verify_password(b"correct horse battery", &decoy).is_err());
    }

    #[test]
    fn a_hash_of_other_parameters_is_outdated() {
        let passwords = Passwords::new(&SystemAmbient).unwrap();
        assert!(!passwords.is_outdated(&passwords.decoy));
        let weaker = |algorithm, memory, passes, lanes| {
            let params = Params::new(memory, passes, lanes, None).unwrap();
            let argon2 = Argon2::new(algorithm, Version::V0x13, params);
            hash(&argon2, "correct horse battery", b"0123456789abcdef0123456789abcdef")
        };
        for stored in [
            weaker(Algorithm::Argon2id, 64, PASSES, LANES),
            weaker(Algorithm::Argon2id, MEMORY_KIB, 1, LANES),
            weaker(Algorithm::Argon2i, MEMORY_KIB, PASSES, LANES),
            "no hash at all".to_owned(),
        ] {
            assert!(passwords.is_outdated(&stored), "{stored}");
        }
    }
}
