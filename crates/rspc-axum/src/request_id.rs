//! The name of a request in logs and errors, the client's own or one of ours.

use std::{
    hash::{BuildHasher, RandomState},
    sync::atomic::{AtomicU64, Ordering},
};

use axum::http::{HeaderName, HeaderValue};

use crate::head::Head;

pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The most that a client's own id may have.
const LONGEST: usize = 128;

/// A request's id, where it has one.
#[derive(Clone, Debug, Default)]
pub(crate) struct RequestId(Option<HeaderValue>);

impl RequestId {
    pub(crate) fn as_str(&self) -> Option<&str> {
        self.0.as_ref().and_then(|id| id.to_str().ok())
    }

    pub(crate) fn into_header(self) -> Option<HeaderValue> {
        self.0
    }
}

/// Gives requests their ids.
pub(crate) enum RequestIds {
    /// The client's, or a proxy's; a request without one stays without.
    Given,
    /// Where there is none, one that no other request has: what tells this process from others, and a number.
    Made { process: u64, next: AtomicU64 },
}

impl RequestIds {
    pub(crate) fn made() -> Self {
        // The standard library's hashers are keyed by what the system calls random.
        Self::Made { process: RandomState::new().hash_one(0), next: AtomicU64::new(0) }
    }

    pub(crate) fn of(&self, head: &Head<'_>) -> RequestId {
        let given = head.request_id.filter(|id| id.len() <= LONGEST && id.to_str().is_ok());
        match (given, self) {
            (Some(id), _) => RequestId(Some(id.clone())),
            (None, Self::Given) => RequestId(None),
            (None, Self::Made { process, next }) => {
                let number = next.fetch_add(1, Ordering::Relaxed);
                RequestId(HeaderValue::from_maybe_shared(hexadecimal(*process, number)).ok())
            }
        }
    }

    /// Whether answers say the id.
    pub(crate) const fn are_answered(&self) -> bool {
        matches!(self, Self::Made { .. })
    }
}

/// Sixteen digits of the process, then as many of the number.
fn hexadecimal(process: u64, number: u64) -> bytes::Bytes {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let both = (u128::from(process) << 64) | u128::from(number);
    let digits = (0..32).rev().map(|at| DIGITS[((both >> (4 * at)) & 15) as usize]);
    digits.collect::<Vec<u8>>().into()
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderMap;

    use super::*;

    #[test]
    fn a_client_may_name_its_request() {
        let mut headers = HeaderMap::new();
        headers.insert(REQUEST_ID, "mine-1".parse().unwrap());
        for ids in [RequestIds::Given, RequestIds::made()] {
            assert_eq!(ids.of(&Head::of(&headers)).as_str(), Some("mine-1"));
        }
        headers.insert(REQUEST_ID, "x".repeat(LONGEST + 1).parse().unwrap());
        assert_eq!(RequestIds::Given.of(&Head::of(&headers)).as_str(), None);
    }

    #[test]
    fn ids_that_are_made_differ() {
        let (ids, head) = (RequestIds::made(), Head::default());
        let (first, second) = (ids.of(&head), ids.of(&head));
        let (first, second) = (first.as_str().unwrap(), second.as_str().unwrap());
        assert_eq!((first.len(), &first[..16]), (32, &second[..16]));
        assert!(first.ends_with('0') && second.ends_with('1'));
        assert_ne!(RequestIds::made().of(&head).as_str().unwrap()[..16], first[..16]);
    }
}
