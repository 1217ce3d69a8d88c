//! The encrypted tokens of Auth.js: JSON Web Encryption in its compact form, by a key that is there already (`dir` of RFC
//! 7518) and follows from a secret by HKDF.

use aes::{
    Aes256,
    cipher::{BlockModeDecrypt, KeyIvInit, block_padding::Pkcs7},
};
use aes_gcm::{
    Aes256Gcm, KeyInit,
    aead::{Aead, Payload},
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use serde::Deserialize;
use serde_json::Value;
use sha2::{Sha256, Sha512};

const HALF: usize = 32;
const TAG: usize = 16;

/// What a token was sealed with. Each key knows one encryption, whatever a token says of itself.
pub(super) enum Key {
    /// `A256CBC-HS512`, of Auth.js 5.
    CbcHmac([u8; 2 * HALF]),
    /// `A256GCM`, of next-auth 4.
    Gcm([u8; HALF]),
}

/// A token's parts.
struct Sealed<'a> {
    protected: &'a str,
    iv: Vec<u8>,
    text: Vec<u8>,
    tag: Vec<u8>,
}

impl Key {
    /// The key of Auth.js 5 for the cookie of that name.
    pub(super) fn of_authjs(secret: &str, cookie: &str) -> Self {
        Self::CbcHmac(derive(secret, cookie, &format!("Auth.js Generated Encryption Key ({cookie})")))
    }

    /// The key of next-auth 4, for whichever cookie.
    pub(super) fn of_next_auth(secret: &str) -> Self {
        Self::Gcm(derive(secret, "", "NextAuth.js Generated Encryption Key"))
    }

    /// What a token holds, where this key sealed it.
    pub(super) fn open(&self, token: &str) -> Option<Vec<u8>> {
        match self {
            Self::CbcHmac(key) => open_cbc(key, &Sealed::read(token, "A256CBC-HS512")?),
            Self::Gcm(key) => open_gcm(key, Sealed::read(token, "A256GCM")?),
        }
    }
}

impl<'a> Sealed<'a> {
    fn read(token: &'a str, encryption: &str) -> Option<Self> {
        #[derive(Deserialize)]
        struct Header {
            alg: String,
            enc: String,
            zip: Option<String>,
            crit: Option<Value>,
        }
        let parts: Vec<&str> = token.split('.').collect();
        let [protected, "", iv, text, tag] = parts[..] else { return None };
        let bytes = |part: &str| BASE64_URL_SAFE_NO_PAD.decode(part).ok();
        let header: Header = serde_json::from_slice(&bytes(protected)?).ok()?;
        let known = header.alg == "dir" && header.enc == encryption;
        if !known || header.zip.is_some() || header.crit.is_some() {
            return None;
        }
        Some(Self { protected, iv: bytes(iv)?, text: bytes(text)?, tag: bytes(tag)? })
    }
}

fn derive<const LENGTH: usize>(secret: &str, salt: &str, info: &str) -> [u8; LENGTH] {
    let mut key = [0; LENGTH];
    let expanded = Hkdf::<Sha256>::new(Some(salt.as_bytes()), secret.as_bytes());
    expanded.expand(info.as_bytes(), &mut key).expect("so few bytes are not too many for HKDF");
    key
}

fn open_cbc(key: &[u8; 2 * HALF], Sealed { protected, iv, text, tag }: &Sealed<'_>) -> Option<Vec<u8>> {
    let (signing, encrypting) = key.split_at(HALF);
    let mut mac = Hmac::<Sha512>::new_from_slice(signing).ok()?;
    let length = u64::try_from(protected.len()).ok()?.checked_mul(8)?;
    for part in [protected.as_bytes(), iv, text, &length.to_be_bytes()] {
        mac.update(part);
    }
    if tag.len() != HALF {
        return None;
    }
    mac.verify_truncated_left(tag).ok()?;
    let cipher = cbc::Decryptor::<Aes256>::new_from_slices(encrypting, iv).ok()?;
    cipher.decrypt_padded_vec::<Pkcs7>(text).ok()
}

fn open_gcm(key: &[u8; HALF], Sealed { protected, iv, mut text, tag }: Sealed<'_>) -> Option<Vec<u8>> {
    let nonce: [u8; 12] = iv.try_into().ok()?;
    if tag.len() != TAG {
        return None;
    }
    text.extend(tag);
    let payload = Payload { msg: &text, aad: protected.as_bytes() };
    Aes256Gcm::new(key.into()).decrypt(&nonce.into(), payload).ok()
}
