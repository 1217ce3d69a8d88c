//! What a key looks like: a prefix that scanners find, 256 random bits, and a checksum that a mistyped key fails.

use sha2::{Digest, Sha256};

use crate::Ambient;

/// What every key begins with.
const PREFIX: &str = "tw_";
/// The bits and their checksum, in hexadecimal.
const BITS: usize = 64;
const CHECKSUM: usize = 8;
/// How much of a key may be shown for good.
const SHOWN: usize = PREFIX.len() + 8;

/// A new key: `tw_`, 64 digits, and a checksum of 8.
pub(super) fn generate(ambient: &dyn Ambient) -> String {
    let bits = hex::encode(ambient.secret());
    let checksum = checksum(&bits);
    format!("{PREFIX}{bits}{checksum}")
}

/// The part of a key that people may see later.
pub(super) fn shown(key: &str) -> &str {
    key.get(..SHOWN).unwrap_or(key)
}

/// Whether a text is a key to its last character.
pub(crate) fn is_whole(key: &str) -> bool {
    let digits = key.strip_prefix(PREFIX).filter(|digits| digits.len() == BITS + CHECKSUM);
    digits
        .and_then(|digits| digits.split_at_checked(BITS))
        .is_some_and(|(bits, written)| checksum(bits) == written)
}

/// The first 32 bits of the SHA-256 of the prefix and the digits.
fn checksum(bits: &str) -> String {
    let mut digits = hex::encode(Sha256::digest(format!("{PREFIX}{bits}")));
    digits.truncate(CHECKSUM);
    digits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ambient::SystemAmbient;

    #[test]
    fn a_key_with_one_other_character_is_not_whole() {
        let key = generate(&SystemAmbient);
        assert!(is_whole(&key), "{key}");
        assert_eq!((key.len(), shown(&key).len()), (75, 11));
        for at in 0..key.len() {
            let mut other = key.clone().into_bytes();
            other[at] = if other[at] == b'0' { b'1' } else { b'0' };
            assert!(!is_whole(&String::from_utf8(other).expect("digits are text")), "at {at}");
        }
        for other in ["", "tw_", &key[..74], &format!("{key}0"), &key.to_uppercase(), "tw_é"] {
            assert!(!is_whole(other), "{other}");
        }
    }
}
