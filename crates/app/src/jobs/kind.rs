//! The kinds of background work: what each is called, when it is done, and what it does.

use std::str::FromStr;

use chrono::{DateTime, Utc};
use croner::Cron;
use uuid::Uuid;

use super::Failure;
use crate::{App, equity, reconciliation, retention};

/// Something that is done again and again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Writes down what every account is worth.
    EquitySnapshots,
    /// Deletes what was kept for long enough.
    Retention,
    /// Holds a tenant's books against its venue, and against themselves.
    Reconciliation,
    /// Holds the books of all tenants against the venue's account.
    VenueAccount,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 4] =
        [Self::EquitySnapshots, Self::Retention, Self::Reconciliation, Self::VenueAccount];

    /// Its name in the table.
    pub const fn name(self) -> &'static str {
        match self {
            Self::EquitySnapshots => "equity.snapshots",
            Self::Retention => "retention",
            Self::Reconciliation => "reconciliation",
            Self::VenueAccount => "venue.account",
        }
    }

    /// The kind of that name, where this program knows one.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether each tenant that has sent an order has one of its own.
    pub const fn is_of_tenants(self) -> bool {
        matches!(self, Self::Reconciliation)
    }

    /// When it is done, in the words of cron and in UTC.
    const fn schedule(self) -> &'static str {
        match self {
            Self::EquitySnapshots => "* * * * *",
            Self::Retention => "*/10 * * * *",
            Self::Reconciliation | Self::VenueAccount => "*/15 * * * *",
        }
    }

    /// When it is done next.
    pub fn next(self, after: DateTime<Utc>) -> DateTime<Utc> {
        let next = Cron::from_str(self.schedule()).and_then(|cron| cron.find_next_occurrence(&after, false));
        next.expect("a schedule of this file is one, and has no end")
    }

    /// Does it.
    pub(super) async fn work(self, app: &App, tenant: Option<Uuid>) -> Result<(), Failure> {
        match (self, tenant) {
            (Self::EquitySnapshots, _) => equity::snapshot(app).await,
            (Self::Retention, _) => retention::forget(app).await,
            (Self::VenueAccount, _) => reconciliation::reconcile_account(app).await,
            (Self::Reconciliation, Some(tenant)) => reconciliation::reconcile(app, tenant).await,
            (Self::Reconciliation, None) => Err(Failure::Told("It names no team.".to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_schedule_has_a_next_time_on_the_minute() {
        let now = DateTime::from_timestamp_millis(1_763_726_459_999).unwrap();
        let next = Kind::ALL.map(|kind| (kind.next(now) - now).num_milliseconds());
        // It is 12:00:59.999.
        assert_eq!(next, [1, 540_001, 840_001, 840_001]);
        let sharp = DateTime::from_timestamp(1_763_726_400, 0).unwrap();
        assert_eq!((Kind::EquitySnapshots.next(sharp) - sharp).num_seconds(), 60);
    }

    #[test]
    fn a_name_is_of_one_kind() {
        for kind in Kind::ALL {
            assert_eq!(Kind::named(kind.name()), Some(kind));
        }
        assert_eq!(Kind::named("something newer"), None);
    }
}
