//! Secrets at rest: sealed with XChaCha20-Poly1305, bound to the place where they are stored, their key replaceable.

use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::Ambient;

/// The form of a sealed record: this byte, the key's id, the nonce, the ciphertext.
const VERSION: u8 = 1;
const KEY_ID: usize = 4;
const NONCE: usize = 24;

/// Where a secret is stored. Moved to another place it does not open.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The tenant or the person that it belongs to; nil for the service itself.
    pub owner: Uuid,
    /// The table.
    pub table: &'static str,
    /// The row.
    pub row: Uuid,
    /// The field.
    pub field: &'static str,
}

impl Place {
    fn aad(&self) -> Vec<u8> {
        format!("{}|{}|{}|{}", self.owner, self.table, self.row, self.field).into_bytes()
    }
}

/// Why a sealed record does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// Its key is not among those that this process was given.
    #[error("sealed with a key that is not configured")]
    UnknownKey,
    /// It is not what was sealed, or not here.
    #[error("not what was sealed in this place")]
    Forged,
}

/// The keys: the first seals, all open.
pub struct Vault {
    keys: Vec<([u8; KEY_ID], XChaCha20Poly1305)>,
}

impl Vault {
    /// A vault of those keys, the current one first. `None` without any.
    pub fn new(keys: &[[u8; 32]]) -> Option<Self> {
        let keys: Vec<_> = keys.iter().map(|key| (id_of(key), XChaCha20Poly1305::new(key.into()))).collect();
        (!keys.is_empty()).then_some(Self { keys })
    }

    /// Seals a secret with the current key.
    pub fn seal(&self, ambient: &dyn Ambient, place: Place, secret: &[u8]) -> Vec<u8> {
        let (id, cipher) = &self.keys[0];
        let random = ambient.secret();
        let nonce = XNonce::try_from(&random[..NONCE]).expect("256 bits hold a nonce of 192");
        let sealed = cipher.encrypt(&nonce, Payload { msg: secret, aad: &place.aad() });
        let sealed = sealed.expect("a secret is no gigabytes long");
        [&[VERSION], &id[..], &nonce[..], &sealed].concat()
    }

    /// Opens what was sealed in that place.
    pub fn open(&self, place: Place, record: &[u8]) -> Result<Vec<u8>, VaultError> {
        let cipher = self.cipher_of(record)?;
        let (nonce, sealed) = record[1 + KEY_ID..].split_at_checked(NONCE).ok_or(VaultError::Forged)?;
        let nonce = XNonce::try_from(nonce).map_err(|_| VaultError::Forged)?;
        cipher.decrypt(&nonce, Payload { msg: sealed, aad: &place.aad() }).map_err(|_| VaultError::Forged)
    }

    /// With which bytes the records of the current key begin.
    pub fn prefix(&self) -> Vec<u8> {
        [&[VERSION], &self.keys[0].0[..]].concat()
    }

    /// Whether a key opens records that begin so.
    pub fn opens(&self, prefix: &[u8]) -> bool {
        self.cipher_of(prefix).is_ok()
    }

    fn cipher_of(&self, record: &[u8]) -> Result<&XChaCha20Poly1305, VaultError> {
        if record.first() != Some(&VERSION) {
            return Err(VaultError::Forged);
        }
        let id = record.get(1..=KEY_ID).ok_or(VaultError::Forged)?;
        let known = self.keys.iter().find(|(known, _)| known[..] == *id);
        known.map(|(_, cipher)| cipher).ok_or(VaultError::UnknownKey)
    }
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Vault").field("keys", &self.keys.len()).finish_non_exhaustive()
    }
}

/// A key's name in a record: it says nothing of the key.
fn id_of(key: &[u8; 32]) -> [u8; KEY_ID] {
    let digest = Sha256::digest([b"tickwire key id", &key[..]].concat());
    std::array::from_fn(|index| digest[index])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ambient::SystemAmbient;

    const PLACE: Place = Place { owner: Uuid::nil(), table: "users", row: Uuid::max(), field: "totp_secret" };

    #[test]
    fn a_secret_opens_where_it_was_sealed_and_nowhere_else() {
        let vault = Vault::new(&[[7; 32]]).unwrap();
        let record = vault.seal(&SystemAmbient, PLACE, b"secret");
        assert_eq!(vault.open(PLACE, &record).as_deref(), Ok(&b"secret"[..]));
        for elsewhere in [
            Place { owner: Uuid::max(), ..PLACE },
            Place { table: "mails", ..PLACE },
            Place { row: Uuid::nil(), ..PLACE },
            Place { field: "name", ..PLACE },
        ] {
            assert_eq!(vault.open(elsewhere, &record), Err(VaultError::Forged), "{elsewhere:?}");
        }
        for index in 0..record.len() {
            let mut other = record.clone();
            other[index] ^= 1;
            assert!(vault.open(PLACE, &other).is_err(), "byte {index}");
            assert!(vault.open(PLACE, &record[..index]).is_err(), "cut at {index}");
        }
    }

    #[test]
    fn a_new_key_seals_and_the_old_one_still_opens() {
        let old = Vault::new(&[[1; 32]]).unwrap();
        let both = Vault::new(&[[2; 32], [1; 32]]).unwrap();
        let record = old.seal(&SystemAmbient, PLACE, b"secret");
        assert!(both.opens(&record) && !record.starts_with(&both.prefix()));
        assert_eq!(both.open(PLACE, &record).as_deref(), Ok(&b"secret"[..]));
        let again = both.seal(&SystemAmbient, PLACE, b"secret");
        assert!(again.starts_with(&both.prefix()) && !old.opens(&again));
        assert_eq!(old.open(PLACE, &again), Err(VaultError::UnknownKey));
    }
}
