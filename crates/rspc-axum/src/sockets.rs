//! How many sockets are open, in all and of each peer.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use rspc::{ErrorCode, Failure};

use crate::Limits;

/// How long to wait before a socket that was refused is worth another try.
const WAIT: Duration = Duration::from_secs(5);

/// The open sockets of a mount.
#[derive(Clone, Default)]
pub(crate) struct Sockets(Arc<Mutex<Counts>>);

#[derive(Default)]
struct Counts {
    all: usize,
    of_peers: HashMap<String, usize>,
}

/// One open socket; it counts until it is dropped.
pub(crate) struct Open {
    sockets: Sockets,
    peer: Option<String>,
}

impl Sockets {
    /// Counts one more, unless there are enough. A peer that is not known has no limit of its own.
    pub(crate) fn open(&self, peer: Option<String>, limits: &Limits) -> Result<Open, Failure> {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.all >= limits.sockets {
            let message = "Too many sockets are open.";
            return Err(Failure::new(ErrorCode::ServiceUnavailable, message).with_retry_after(WAIT));
        }
        if let Some(peer) = &peer {
            let count = counts.of_peers.entry(peer.clone()).or_default();
            if *count >= limits.sockets_of_peer {
                let message = "You have too many sockets open.";
                return Err(Failure::new(ErrorCode::TooManyRequests, message).with_retry_after(WAIT));
            }
            *count += 1;
        }
        counts.all += 1;
        Ok(Open { sockets: self.clone(), peer })
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        let mut counts = self.sockets.0.lock().unwrap_or_else(PoisonError::into_inner);
        counts.all -= 1;
        let Some(peer) = self.peer.take() else { return };
        let count = counts.of_peers.get(&peer).copied().unwrap_or_default();
        if count > 1 {
            counts.of_peers.insert(peer, count - 1);
        } else {
            counts.of_peers.remove(&peer);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sockets_are_counted_while_they_are_open() {
        let sockets = Sockets::default();
        let limits = Limits { sockets: 3, sockets_of_peer: 1, ..Limits::default() };
        let open = |peer: Option<&str>| {
            sockets.open(peer.map(str::to_owned), &limits).map_err(|failure| failure.code())
        };
        let first = open(Some("a")).unwrap();
        assert_eq!(open(Some("a")).err(), Some(ErrorCode::TooManyRequests));
        let (_second, third) = (open(Some("b")).unwrap(), open(None).unwrap());
        assert_eq!(open(None).err(), Some(ErrorCode::ServiceUnavailable));
        drop(third);
        drop(first);
        assert!(open(Some("a")).is_ok());
        assert_eq!(sockets.0.lock().unwrap().of_peers.len(), 1, "a peer without sockets is forgotten");
    }
}
