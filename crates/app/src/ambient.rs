//! What the world gives: the time, new ids and randomness, handed in so that tests repeat.

use std::fmt;

use chrono::{DateTime, Utc};
use prisma_client_rust::{Source, SystemSource};
use rand::{TryRng, rngs::SysRng};
use uuid::Uuid;

/// The clock and ids of the database client, and secrets.
pub trait Ambient: Source {
    /// 256 bits that nobody can guess.
    fn secret(&self) -> [u8; 32];
}

/// The machine's clock and its randomness.
#[derive(Clone, Copy, Default)]
pub struct SystemAmbient;

impl fmt::Debug for SystemAmbient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SystemAmbient")
    }
}

impl Source for SystemAmbient {
    fn now(&self) -> DateTime<Utc> {
        SystemSource.now()
    }
    fn uuid_v4(&self) -> Uuid {
        SystemSource.uuid_v4()
    }
    fn uuid_v7(&self) -> Uuid {
        SystemSource.uuid_v7()
    }
}

impl Ambient for SystemAmbient {
    fn secret(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        // Without randomness there is no safe way on.
        SysRng.try_fill_bytes(&mut bytes).expect("the operating system gives randomness");
        bytes
    }
}
