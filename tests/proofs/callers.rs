//! Everybody who may come: the columns of the table of permissions.

use chrono::TimeDelta;
use prisma::{ApiKeyScope, Role, membership};
use prisma_client_rust::{Source, SystemSource};

use crate::harness::{Api, KeySpec, Tenant, World};

/// A kind of caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Caller {
    Anonymous,
    ExpiredSession,
    RevokedKey,
    /// A member of another tenant, with the session of when there was a place in this one.
    Elsewhere,
    Person(Role),
    Key(ApiKeyScope),
}

impl Caller {
    /// In the order of the table's columns.
    pub(super) const ALL: [(&str, Self); 11] = [
        ("anonymous", Self::Anonymous),
        ("expired", Self::ExpiredSession),
        ("revoked", Self::RevokedKey),
        ("elsewhere", Self::Elsewhere),
        ("owner", Self::Person(Role::Owner)),
        ("admin", Self::Person(Role::Admin)),
        ("trader", Self::Person(Role::Trader)),
        ("viewer", Self::Person(Role::Viewer)),
        ("read", Self::Key(ApiKeyScope::Read)),
        ("signals", Self::Key(ApiKeyScope::Signals)),
        ("trade", Self::Key(ApiKeyScope::Trade)),
    ];

    /// A new one of that kind.
    pub(super) async fn come(self, world: &World, tenant: &Tenant) -> Api {
        match self {
            Self::Anonymous => world.anonymous(),
            Self::ExpiredSession => {
                let over = TimeDelta::minutes(-1);
                tenant.person_until(Role::Owner, over, over).await.api
            }
            Self::RevokedKey => {
                let revoked_at = Some(SystemSource.now());
                tenant.program(KeySpec { revoked_at, ..KeySpec::default() }).await
            }
            Self::Elsewhere => {
                let (person, other) = (tenant.person(Role::Owner).await, world.tenant().await);
                let places = world.system.membership();
                places.create(other.id, person.id, Role::Owner, []).exec().await.expect("a new place");
                let here = [membership::user_id::equals(person.id), membership::tenant_id::equals(tenant.id)];
                places.delete_many(here).exec().await.expect("the database answers");
                person.api
            }
            Self::Person(role) => tenant.person(role).await.api,
            Self::Key(scope) => tenant.program(KeySpec { scopes: vec![scope], ..KeySpec::default() }).await,
        }
    }
}
