//! The states of an order and the table of what may follow what (after Nautilus' `OrderStatus`).

use std::fmt;

/// Where an order is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OrderStatus {
    /// Stored; nobody has heard of it.
    Initialized,
    /// Refused before the venue heard of it.
    Denied,
    /// Sent to the venue; its answer is not known.
    Submitted,
    /// The venue took it.
    Accepted,
    /// The venue refused it.
    Rejected,
    /// Ended by request.
    Canceled,
    /// Ended by its time in force.
    Expired,
    /// Its trigger price was reached.
    Triggered,
    /// A change was asked for; the answer is not known.
    PendingUpdate,
    /// Its end was asked for; the answer is not known.
    PendingCancel,
    /// Some of its quantity is filled.
    PartiallyFilled,
    /// All of its quantity is filled.
    Filled,
}

use OrderStatus::{
    Accepted, Canceled, Denied, Expired, Filled, Initialized, PartiallyFilled, PendingCancel, PendingUpdate,
    Rejected, Submitted, Triggered,
};

impl OrderStatus {
    /// Every status, in the order of declaration.
    pub const ALL: [Self; 12] = [
        Initialized,
        Denied,
        Submitted,
        Accepted,
        Rejected,
        Canceled,
        Expired,
        Triggered,
        PendingUpdate,
        PendingCancel,
        PartiallyFilled,
        Filled,
    ];

    /// What may follow: the table. A fill is `PARTIALLY_FILLED` or `FILLED`.
    pub const fn next(self) -> &'static [Self] {
        match self {
            Initialized => &[Denied, Submitted],
            Submitted => {
                &[Accepted, Rejected, Canceled, PendingUpdate, PendingCancel, PartiallyFilled, Filled]
            }
            Accepted => &[
                Triggered,
                Rejected,
                Canceled,
                Expired,
                PendingUpdate,
                PendingCancel,
                PartiallyFilled,
                Filled,
            ],
            Triggered => {
                &[Rejected, Canceled, Expired, PendingUpdate, PendingCancel, PartiallyFilled, Filled]
            }
            PartiallyFilled => {
                &[Accepted, Canceled, Expired, PendingUpdate, PendingCancel, PartiallyFilled, Filled]
            }
            PendingUpdate => {
                &[Accepted, Triggered, Rejected, Canceled, Expired, PendingCancel, PartiallyFilled, Filled]
            }
            PendingCancel => &[Accepted, Rejected, Canceled, Expired, PartiallyFilled, Filled],
            Canceled => &[PartiallyFilled, Filled],
            Denied | Rejected | Expired | Filled => &[],
        }
    }

    /// What may follow for an order that was placed at the venue by somebody else and found there.
    pub const fn next_if_external(self) -> &'static [Self] {
        match self {
            Initialized => &[Denied, Submitted, Accepted, Rejected, Canceled, Expired, Triggered],
            other => other.next(),
        }
    }

    /// Whether the answer to a request is awaited.
    pub const fn is_pending(self) -> bool {
        matches!(self, PendingUpdate | PendingCancel)
    }

    /// Whether nothing more is expected of it: at most a late fill.
    pub const fn is_over(self) -> bool {
        matches!(self, Denied | Rejected | Canceled | Expired | Filled)
    }

    /// The name on the wire and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Initialized => "INITIALIZED",
            Denied => "DENIED",
            Submitted => "SUBMITTED",
            Accepted => "ACCEPTED",
            Rejected => "REJECTED",
            Canceled => "CANCELED",
            Expired => "EXPIRED",
            Triggered => "TRIGGERED",
            PendingUpdate => "PENDING_UPDATE",
            PendingCancel => "PENDING_CANCEL",
            PartiallyFilled => "PARTIALLY_FILLED",
            Filled => "FILLED",
        }
    }
}

impl fmt::Display for OrderStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
