//! Tenants, and what belongs to them: made for one test, never looked at by another.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use prisma::{
    ApiKeyScope, BotStatus, OrderStatus, Role, SignalStatus, SystemDb, api_key, audit_entry, bot, fill,
    instrument, order, position, session, signal,
};
use prisma_client_rust::{Assignment, Source, SystemSource};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{Api, eventually};

/// Longer than a server knows who a session is.
const KNOWN: Duration = Duration::from_millis(400);

/// A tenant with a running bot, and its key.
pub(crate) struct Tenant {
    pub(crate) id: Uuid,
    pub(crate) slug: String,
    /// A bot that runs and has no limit.
    pub(crate) bot: Bot,
    /// A program of the tenant's, by a key that is bound to no bot and may read and send signals.
    pub(crate) api: Api,
    /// The database as no tenant sees it.
    pub(crate) system: SystemDb,
}

/// A bot of a tenant.
#[derive(Clone, Debug)]
pub(crate) struct Bot {
    pub(crate) id: Uuid,
    pub(crate) name: String,
    /// The token in its hook's address.
    pub(crate) hook: String,
}

/// A person of a tenant.
pub(crate) struct Person {
    pub(crate) id: Uuid,
    pub(crate) email: String,
    /// The session that the person is logged in by.
    pub(crate) session: Uuid,
    /// The person's browser.
    pub(crate) api: Api,
}

/// What an API key is like.
pub(crate) struct KeySpec {
    pub(crate) bot: Option<Uuid>,
    pub(crate) scopes: Vec<ApiKeyScope>,
    pub(crate) expires_at: Option<DateTime<Utc>>,
    pub(crate) revoked_at: Option<DateTime<Utc>>,
}

impl Default for KeySpec {
    fn default() -> Self {
        let scopes = vec![ApiKeyScope::Read, ApiKeyScope::Signals];
        Self { bot: None, scopes, expires_at: None, revoked_at: None }
    }
}

impl Tenant {
    /// A new one, for callers of that server.
    pub(crate) async fn new(system: &SystemDb, server: &str) -> Self {
        let slug = format!("team-{}", secret());
        let id = system.tenant().create(&slug, "A team", []).exec().await.expect("a tenant").id;
        system.stream_head().create(id, []).exec().await.expect("a stream");
        system.audit_head().create(id, vec![0; 32], []).exec().await.expect("an audit log");
        let bot = store_bot(system, id, "the bot", vec![]).await;
        let key = store_key(system, id, KeySpec::default()).await;
        Self { id, slug, bot, api: Api::new(server).with_key(&key), system: system.clone() }
    }

    /// Another bot, running unless `changes` say otherwise.
    pub(crate) async fn another_bot(&self, name: &str, changes: Vec<Assignment<bot::Model>>) -> Bot {
        store_bot(&self.system, self.id, name, changes).await
    }

    /// A program with a key of that kind.
    pub(crate) async fn program(&self, spec: KeySpec) -> Api {
        self.api.with_key(&store_key(&self.system, self.id, spec).await)
    }

    /// A person of that role who is logged in.
    pub(crate) async fn person(&self, role: Role) -> Person {
        self.person_until(role, TimeDelta::hours(1), TimeDelta::hours(1)).await
    }

    /// The same, whose session ends after so long, and when it is idle for so long.
    pub(crate) async fn person_until(&self, role: Role, absolute: TimeDelta, idle: TimeDelta) -> Person {
        let email = format!("{}@example.com", secret());
        // No hash: this person logs in otherwise.
        let user = self.system.user().create(&*email, []).exec().await.expect("a user");
        self.system.membership().create(self.id, user.id, role, []).exec().await.expect("a membership");
        let (token, now) = (secret(), SystemSource.now());
        let session = self.system.session();
        let session = session.create(user.id, self.id, digest(&token), now + absolute, now + idle, []);
        let session = session.exec().await.expect("a session").id;
        Person { id: user.id, email, session, api: self.api.with_session(&token) }
    }

    /// The person's session becomes one that was opened an hour ago.
    pub(crate) async fn came_long_ago(&self, person: &Person) {
        let opened = [session::authenticated_at::set(SystemSource.now() - TimeDelta::hours(1))];
        let sessions = self.system.session().update(session::id::equals(person.session), opened);
        sessions.exec().await.expect("the session is there");
        // Who a session is a server knows for a moment, and this goes behind its back.
        tokio::time::sleep(KNOWN).await;
    }

    /// The input of a signal to buy a little, for the tenant's bot, with a dedup key of its own.
    pub(crate) fn buy(&self) -> Value {
        json!({
            "botId": self.bot.id, "dedupKey": secret(), "venue": "BINANCE", "symbol": "BTCUSDT",
            "side": "BUY", "qty": "0.001", "price": "60000",
        })
    }

    /// Sends a signal and waits for its outcome. Answers the row.
    pub(crate) async fn finished(&self, input: Value) -> signal::Data {
        let stored = self.api.mutate("signals.submit", input).await.data();
        self.outcome(&stored["id"]).await
    }

    /// The outcome of a stored signal, once it has one.
    pub(crate) async fn outcome(&self, id: &Value) -> signal::Data {
        let id: Uuid = id.as_str().and_then(|id| id.parse().ok()).expect("a signal's id");
        eventually("the signal's outcome", async || {
            let row = self.system.signal().find_unique(signal::id::equals(id)).exec().await;
            let row = row.expect("the database answers").expect("what was acknowledged is stored");
            (!matches!(row.status, SignalStatus::Received | SignalStatus::Accepted)).then_some(row)
        })
        .await
    }

    /// How many rows the tenant has: signals, orders, fills, positions, events.
    pub(crate) async fn rows(&self) -> [i64; 5] {
        let (system, id) = (&self.system, self.id);
        [
            system.signal().count([signal::tenant_id::equals(id)]).exec().await,
            system.order().count([order::tenant_id::equals(id)]).exec().await,
            system.fill().count([fill::tenant_id::equals(id)]).exec().await,
            system.position().count([position::tenant_id::equals(id)]).exec().await,
            system.event().count([prisma::event::tenant_id::equals(id)]).exec().await,
        ]
        .map(|count| count.expect("the database answers"))
    }

    /// What the tenant's audit log says was done, oldest first: actor, action, target, detail. The chain is whole.
    pub(crate) async fn deeds(&self) -> Vec<Value> {
        let of_tenant = [audit_entry::tenant_id::equals(self.id)];
        let entries = self.system.audit_entry().find_many(of_tenant).order_by(audit_entry::seq::asc());
        let entries = entries.exec().await.expect("the database answers");
        let mut previous = vec![0; 32];
        let mut deeds = Vec::new();
        for entry in entries {
            assert_eq!(entry.previous_hash, previous, "the chain is whole at {}", entry.seq);
            deeds.push(json!([entry.actor, entry.action, entry.target, entry.detail]));
            previous = entry.hash;
        }
        deeds
    }

    /// The tenant's orders that are done, oldest first.
    pub(crate) async fn filled_orders(&self) -> Vec<order::Data> {
        let done = [order::tenant_id::equals(self.id), order::status::equals(OrderStatus::Filled)];
        let orders = self.system.order().find_many(done).order_by(order::created_at::asc());
        orders.exec().await.expect("the database answers")
    }
}

/// An instrument like the demo data's.
pub(crate) async fn store_instrument(system: &SystemDb) -> instrument::Data {
    let (tick, step) = (Decimal::new(1, 2), Decimal::new(1, 5));
    let row = system.instrument();
    let row = row.create("BINANCE", "BTCUSDT", "BTC", "USDT", tick, step, step, Decimal::from(5), []);
    row.exec().await.expect("an instrument")
}

async fn store_bot(system: &SystemDb, tenant: Uuid, name: &str, changes: Vec<Assignment<bot::Model>>) -> Bot {
    let hook = secret();
    let mut all = vec![
        bot::status::set(BotStatus::Running),
        bot::desired_status::set(BotStatus::Running),
        bot::hook_token_hash::set(Some(digest(&hook))),
    ];
    all.extend(changes);
    let row = system.bot().create(tenant, name, all).exec().await.expect("a bot");
    Bot { id: row.id, name: row.name, hook }
}

async fn store_key(system: &SystemDb, tenant: Uuid, spec: KeySpec) -> String {
    let key = format!("tw_{}", secret());
    let optional = vec![
        api_key::bot_id::set(spec.bot),
        api_key::scopes::set(spec.scopes),
        api_key::expires_at::set(spec.expires_at),
        api_key::revoked_at::set(spec.revoked_at),
    ];
    let row = system.api_key().create(tenant, "a key", &key[..10], digest(&key), optional);
    row.exec().await.expect("a key");
    key
}

/// A name that nobody else has.
pub(crate) fn secret() -> String {
    SystemSource.uuid_v7().simple().to_string()
}

fn digest(token: &str) -> Vec<u8> {
    Sha256::digest(token).to_vec()
}
