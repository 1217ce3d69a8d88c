//! The newest events of a tenant, in memory: one read of the database serves everybody who is nearly up to date.

use std::{collections::VecDeque, sync::Arc};

use super::Stored;

/// Events that are kept. Who is further behind reads the database.
const KEPT: usize = 1024;

/// The newest events, without gaps, up to `last`.
#[derive(Debug)]
pub(super) struct Ring {
    last: i64,
    events: VecDeque<Arc<Stored>>,
}

/// What a ring has for somebody.
#[derive(Debug)]
pub(super) enum Held {
    /// These follow.
    Events(Vec<Arc<Stored>>),
    /// They have everything.
    Nothing,
    /// What follows is not kept any more.
    TooOld,
}

impl Ring {
    pub(super) const fn new(last: i64) -> Self {
        Self { last, events: VecDeque::new() }
    }

    /// The number of the last event.
    pub(super) const fn last(&self) -> i64 {
        self.last
    }

    /// Takes events that follow the last one.
    pub(super) fn extend(&mut self, events: impl IntoIterator<Item = Stored>) {
        for event in events {
            self.last = event.position().seq;
            self.events.push_back(Arc::new(event));
            if self.events.len() > KEPT {
                self.events.pop_front();
            }
        }
    }

    /// The events after `seq`, at most `most`.
    pub(super) fn after(&self, seq: i64, most: usize) -> Held {
        let Ok(missing @ 1..) = usize::try_from(self.last - seq) else { return Held::Nothing };
        let Some(start) = self.events.len().checked_sub(missing) else { return Held::TooOld };
        Held::Events(self.events.range(start..).take(most).cloned().collect())
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use uuid::Uuid;

    use super::*;

    fn stored(seq: i64) -> Stored {
        let row = prisma::event::Data {
            tenant_id: Uuid::nil(),
            seq,
            r#type: "signal.received".to_owned(),
            payload: serde_json::Value::Null,
            created_at: DateTime::UNIX_EPOCH,
        };
        Stored::new(Uuid::nil(), row)
    }

    fn numbers(held: Held) -> Option<Vec<i64>> {
        match held {
            Held::Events(events) => Some(events.iter().map(|event| event.position().seq).collect()),
            Held::Nothing => Some(Vec::new()),
            Held::TooOld => None,
        }
    }

    #[test]
    fn everybody_is_given_what_follows_and_nothing_else() {
        let mut ring = Ring::new(10);
        assert_eq!(numbers(ring.after(10, 9)), Some(vec![]));
        assert_eq!(numbers(ring.after(9, 9)), None, "what was before the ring is not in it");
        ring.extend((11..=15).map(stored));
        assert_eq!(numbers(ring.after(10, 9)), Some(vec![11, 12, 13, 14, 15]));
        assert_eq!(numbers(ring.after(13, 9)), Some(vec![14, 15]));
        assert_eq!(numbers(ring.after(11, 2)), Some(vec![12, 13]));
        assert_eq!(numbers(ring.after(15, 9)), Some(vec![]));
        assert_eq!(numbers(ring.after(99, 9)), Some(vec![]), "a hint may come before its event");
        assert_eq!(numbers(ring.after(9, 9)), None);
    }

    #[test]
    fn what_is_old_makes_room() {
        let mut ring = Ring::new(0);
        let kept = i64::try_from(KEPT).unwrap();
        ring.extend((1..=kept + 5).map(stored));
        assert_eq!(numbers(ring.after(4, 9)), None);
        assert_eq!(numbers(ring.after(5, 2)), Some(vec![6, 7]));
    }
}
