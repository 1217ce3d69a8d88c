//! Ids in the formats that Prisma makes: cuid, cuid2, ulid, nanoid.

use crate::source::Source;

const BASE_36: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const URL_SAFE: &[u8; 64] = b"useandom-26T198340PX75pxJACKVERYMINDBUSHWOLF_GQZbfghjklqvwyzrict";

/// `c`, eight characters of the time, sixteen at random: sorts by time within a machine.
pub(crate) fn cuid(source: &dyn Source) -> String {
    let time = base_36(milliseconds(source), 8);
    format!("c{time}{}", random(source, 16, BASE_36))
}

/// 24 characters at random, the first a letter.
pub(crate) fn cuid2(source: &dyn Source) -> String {
    random(source, 1, &BASE_36[10..]) + &random(source, 23, BASE_36)
}

/// Ten characters of the time, sixteen at random, in Crockford's alphabet: sorts by time.
pub(crate) fn ulid(source: &dyn Source) -> String {
    let time = milliseconds(source);
    let digits = (0..10).rev().map(|place| CROCKFORD[(time >> (5 * place) & 31) as usize] as char);
    digits.collect::<String>() + &random(source, 16, CROCKFORD)
}

/// So many characters at random, of those that need no escape in a URL.
pub(crate) fn nanoid(source: &dyn Source, length: u16) -> String {
    random(source, usize::from(length), URL_SAFE)
}

fn milliseconds(source: &dyn Source) -> u64 {
    u64::try_from(source.now().timestamp_millis()).unwrap_or_default()
}

fn base_36(mut number: u64, digits: usize) -> String {
    let mut text = vec![b'0'; digits];
    for digit in text.iter_mut().rev() {
        *digit = BASE_36[(number % 36) as usize];
        number /= 36;
    }
    text.into_iter().map(char::from).collect()
}

/// Characters of the alphabet, each as likely as any other.
fn random(source: &dyn Source, length: usize, alphabet: &[u8]) -> String {
    // A byte above the last whole multiple of the alphabet would favour its beginning.
    let limit = 256 - 256 % alphabet.len();
    let mut text = String::with_capacity(length);
    while text.len() < length {
        // The two bytes that say the id's version are not at random.
        let id = source.uuid_v4().into_bytes();
        let bytes = id.into_iter().enumerate().filter(|&(place, _)| place != 6 && place != 8);
        let fair = bytes.map(|(_, byte)| usize::from(byte)).filter(|&byte| byte < limit);
        text.extend(fair.map(|byte| alphabet[byte % alphabet.len()] as char).take(length - text.len()));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{cuid, cuid2, nanoid, ulid};
    use crate::source::SystemSource;

    #[test]
    fn ids_have_prismas_formats() {
        let lower = |text: &str| text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
        let (first, second) = (cuid(&SystemSource), cuid2(&SystemSource));
        assert!(first.len() == 25 && first.starts_with('c') && lower(&first), "{first}");
        assert!(second.len() == 24 && second.starts_with(|c: char| c.is_ascii_lowercase()) && lower(&second));
        let third = ulid(&SystemSource);
        assert!(third.len() == 26 && third.starts_with('0'), "{third}");
        assert!(third.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase()), "{third}");
        assert!(ulid(&SystemSource)[..10] >= third[..10]);
        assert_eq!(nanoid(&SystemSource, 40).len(), 40);
        assert_ne!(cuid2(&SystemSource), second);
    }
}
