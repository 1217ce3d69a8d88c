//! How often a caller may ask: by person, key, tenant and address, each kind of procedure by itself.

use std::{net::IpAddr, time::Duration};

use app::quota::Quota;
use uuid::Uuid;

use crate::context::Caller;

/// A kind of procedure, with quotas of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rate {
    /// What only looks.
    Read,
    /// The beginning of a subscription.
    Follow,
    /// What a person or a bot changes.
    Write,
    /// Signals: as fast as a busy bot sends them.
    Signal,
    /// What a bot has to say: a batch now and then.
    Log,
    /// What takes a password or a code: what guessing would be made of.
    Credential,
    /// What sends an e-mail.
    Mail,
}

/// So many at once, and after that so many in a second.
struct Quotas {
    caller: (u32, f64),
    tenant: (u32, f64),
    address: (u32, f64),
}

impl Rate {
    const ALL: [Self; 7] =
        [Self::Read, Self::Follow, Self::Write, Self::Signal, Self::Log, Self::Credential, Self::Mail];

    const fn quotas(self) -> Quotas {
        match self {
            Self::Read => Quotas { caller: (400, 200.0), tenant: (4_000, 2_000.0), address: (400, 100.0) },
            Self::Follow => Quotas { caller: (200, 20.0), tenant: (2_000, 200.0), address: (200, 20.0) },
            Self::Write => Quotas { caller: (100, 20.0), tenant: (1_000, 200.0), address: (60, 1.0) },
            Self::Signal => Quotas { caller: (4_000, 2_000.0), tenant: (8_000, 4_000.0), address: (60, 1.0) },
            Self::Log => Quotas { caller: (120, 2.0), tenant: (600, 20.0), address: (60, 1.0) },
            Self::Credential => Quotas { caller: (20, 0.2), tenant: (200, 2.0), address: (30, 0.5) },
            Self::Mail => Quotas { caller: (20, 0.05), tenant: (100, 0.5), address: (10, 0.02) },
        }
    }
}

/// The quotas of all callers of this process.
#[derive(Debug)]
pub struct Rates {
    kinds: [Kind; Rate::ALL.len()],
    accounts: Quota<String>,
    recipients: Quota<String>,
}

/// Those of one kind of procedure.
#[derive(Debug)]
struct Kind {
    callers: Quota<Uuid>,
    tenants: Quota<Uuid>,
    addresses: Quota<IpAddr>,
}

/// Guesses at one account from browsers that it does not know, whether it exists or not.
const ACCOUNT: (u32, f64) = (10, 10.0 / 60.0);
/// E-mails that strangers may have sent to one address.
const RECIPIENT: (u32, f64) = (5, 1.0 / 600.0);

impl Default for Rates {
    fn default() -> Self {
        let kinds = Rate::ALL.map(|rate| {
            let Quotas { caller, tenant, address } = rate.quotas();
            Kind { callers: quota(caller), tenants: quota(tenant), addresses: quota(address) }
        });
        Self { kinds, accounts: quota(ACCOUNT), recipients: quota(RECIPIENT) }
    }
}

impl Rates {
    /// Counts a call. Refused, it says after how long to try again.
    pub(crate) fn pass(&self, rate: Rate, caller: &Caller, address: Option<IpAddr>) -> Result<(), Duration> {
        let Kind { callers, tenants, addresses } = &self.kinds[rate as usize];
        match caller {
            Caller::Person(person) => {
                callers.pass(&person.user)?;
                tenants.pass(&person.tenant.id)
            }
            Caller::Key(key) => {
                callers.pass(&key.id)?;
                tenants.pass(&key.tenant)
            }
            // Without an address it is a program on this machine, which may speak for everybody.
            Caller::Anonymous(_) => address.map_or(Ok(()), |address| addresses.pass(&network(address))),
        }
    }

    /// Counts a guess at an account, known or not.
    pub(crate) fn pass_account(&self, account: &str) -> Result<(), Duration> {
        self.accounts.pass(&account.to_lowercase())
    }

    /// Forgets the guesses at an account: the last one was right.
    pub(crate) fn forget_guesses(&self, account: &str) {
        self.accounts.forget(&account.to_lowercase());
    }

    /// Counts an e-mail to an address that somebody named.
    pub(crate) fn pass_recipient(&self, email: &str) -> Result<(), Duration> {
        self.recipients.pass(&email.to_lowercase())
    }
}

fn quota<K: Clone + Eq + std::hash::Hash + Send + Sync + 'static>(
    (at_once, per_second): (u32, f64),
) -> Quota<K> {
    Quota::new(at_once, Duration::from_secs_f64(1.0 / per_second))
}

/// One customer's addresses: of IPv6 the first 64 bits, for whoever has those has all that follow.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => IpAddr::V6((u128::from(address) & !u128::from(u64::MAX)).into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANYBODY: Caller = Caller::Anonymous(None);

    #[test]
    fn an_address_is_refused_after_its_burst_and_told_for_how_long() {
        let rates = Rates::default();
        let address = Some("203.0.113.9".parse().unwrap());
        for _ in 0..10 {
            assert_eq!(rates.pass(Rate::Mail, &ANYBODY, address), Ok(()));
        }
        let later = rates.pass(Rate::Mail, &ANYBODY, address).unwrap_err();
        assert!(later > Duration::from_secs(40) && later <= Duration::from_secs(50), "{later:?}");
        assert_eq!(rates.pass(Rate::Read, &ANYBODY, address), Ok(()));
        assert_eq!(rates.pass(Rate::Mail, &ANYBODY, Some("203.0.113.10".parse().unwrap())), Ok(()));
    }

    #[test]
    fn a_customers_ipv6_addresses_are_one() {
        let rates = Rates::default();
        let address = |last: u16| Some(IpAddr::from([0x2001, 0xdb8, 0, 7, 0, 0, 0, last]));
        for last in 0..10 {
            assert_eq!(rates.pass(Rate::Mail, &ANYBODY, address(last)), Ok(()));
        }
        assert!(rates.pass(Rate::Mail, &ANYBODY, address(10)).is_err());
    }

    #[test]
    fn an_account_is_one_however_it_is_written() {
        let rates = Rates::default();
        let names = ["Ada@example.com", "ada@example.com"];
        for turn in 0..10 {
            assert_eq!(rates.pass_account(names[turn % 2]), Ok(()));
        }
        assert!(rates.pass_account("ADA@example.com").is_err());
        rates.forget_guesses("Ada@Example.com");
        assert_eq!(rates.pass_account("ada@example.com"), Ok(()));
    }
}
