//! A place in a tenant's stream, written `<epoch>.<seq>`.

use std::{fmt, str::FromStr};

use uuid::Uuid;

/// A place in a tenant's stream: everything up to and with `seq` is behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Which life of the stream: another one after a restore.
    pub epoch: Uuid,
    /// The number of the last event behind it; 0 at the beginning.
    pub seq: i64,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.epoch, self.seq)
    }
}

/// A text that is no position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a stream position looks like <epoch>.<number>")]
pub struct PositionError;

impl FromStr for Position {
    type Err = PositionError;

    fn from_str(text: &str) -> Result<Self, PositionError> {
        let (epoch, seq) = text.split_once('.').ok_or(PositionError)?;
        let epoch = epoch.parse().map_err(|_| PositionError)?;
        let seq = seq.parse().ok().filter(|seq| *seq >= 0).ok_or(PositionError)?;
        Ok(Self { epoch, seq })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes_and_nothing_else() {
        let position = Position { epoch: Uuid::from_u128(7), seq: 42 };
        assert_eq!(position.to_string().parse(), Ok(position));
        for bad in [
            "",
            "42",
            "x.1",
            "00000000-0000-0000-0000-000000000007.",
            "00000000-0000-0000-0000-000000000007.-1",
        ] {
            assert_eq!(bad.parse::<Position>(), Err(PositionError), "{bad}");
        }
    }
}
