//! Callers that were looked up a moment ago, so that not every call of theirs asks the database who they are.

use std::{fmt, sync::Arc, time::Duration};

use moka::sync::Cache;
use tokio::time::Instant;
use uuid::Uuid;

use super::{Browser, Key, KeyError, Person, digest};
use crate::Result;

/// How long a caller is known. An open socket asks more than twice a second, so that what changes, in whichever process, is in
/// force within a second.
const MOMENT: Duration = Duration::from_millis(200);
/// What took longer to look up was true too long ago to be kept.
const PROMPT: Duration = Duration::from_millis(100);
/// Callers that are known at one time.
const MOST: u64 = 100_000;

/// What a person showed. The hashes of each kind are its own, so that nothing is taken for something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Shown {
    /// The token of a session of ours.
    Session,
    /// The token of an issuer that is believed.
    Bearer,
    /// A session of Auth.js, in the cookie of that name.
    Authjs(&'static str),
}

/// The callers of the last moment, by the hashes of what they showed.
pub struct Known {
    people: Cache<(Shown, Vec<u8>), Arc<Person>>,
    keys: Cache<Vec<u8>, Arc<Key>>,
}

impl Default for Known {
    fn default() -> Self {
        let people = Cache::builder().max_capacity(MOST).time_to_live(MOMENT);
        let keys = Cache::builder().max_capacity(MOST).time_to_live(MOMENT);
        Self {
            people: people.support_invalidation_closures().build(),
            keys: keys.support_invalidation_closures().build(),
        }
    }
}

impl Known {
    /// The person who showed that, looked up where it has been too long. Whoever is nobody is looked up every time.
    pub(crate) async fn person<N>(
        &self,
        shown: Shown,
        token: &str,
        look_up: impl AsyncFnOnce(Vec<u8>) -> Result<Result<Person, N>>,
    ) -> Result<Result<Arc<Person>, N>> {
        let hash = digest(token);
        let named = (shown, hash.clone());
        if let Some(person) = self.people.get(&named) {
            return Ok(Ok(person));
        }
        let start = Instant::now();
        let person = match look_up(hash).await? {
            Ok(person) => Arc::new(person),
            Err(nobody) => return Ok(Err(nobody)),
        };
        if start.elapsed() < PROMPT {
            self.people.insert(named, person.clone());
        }
        Ok(Ok(person))
    }

    /// The program with the key of that hash, on the same terms.
    pub(super) async fn key(
        &self,
        hash: Vec<u8>,
        look_up: impl AsyncFnOnce(Vec<u8>) -> Result<Key, KeyError>,
    ) -> Result<Arc<Key>, KeyError> {
        if let Some(key) = self.keys.get(&hash) {
            return Ok(key);
        }
        let start = Instant::now();
        let key = Arc::new(look_up(hash.clone()).await?);
        if start.elapsed() < PROMPT {
            self.keys.insert(hash, key.clone());
        }
        Ok(key)
    }

    /// Forgets a browser whose session has just been replaced.
    pub(crate) fn forget_session_of(&self, browser: &Browser) {
        if let Some(token) = &browser.session {
            self.people.invalidate(&(Shown::Session, digest(token)));
        }
    }

    /// Forgets a key that has just changed.
    pub fn forget_key(&self, id: Uuid) {
        if self.keys.invalidate_entries_if(move |_, key| key.id == id).is_err() {
            self.keys.invalidate_all();
        }
    }

    /// Forgets people whose sessions or places have just changed: in this process it is in force at once.
    pub fn forget_people(&self, who: impl Fn(&Person) -> bool + Send + Sync + 'static) {
        if self.people.invalidate_entries_if(move |_, person| who(person)).is_err() {
            self.people.invalidate_all();
        }
    }
}

impl fmt::Debug for Known {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Known").finish_non_exhaustive()
    }
}
