//! What was kept for long enough is deleted when a server starts, and every ten minutes after; the rest stays.

use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use prisma::{
    CandleInterval, EmailTokenPurpose, MessageLevel, Role, SystemDb, bot_message, candle, device,
    email_token, equity_snapshot, event, idempotency_key, mail, session,
};
use prisma_client_rust::{Source, SystemSource};
use rust_decimal::Decimal;
use serde_json::json;

use crate::harness::{Database, Server, Tenant, eventually, store_instrument};

/// Rows that are over and rows that are not, in the tables of people: one of each stays.
async fn of_people(system: &SystemDb, tenant: &Tenant, now: DateTime<Utc>) {
    let (hour, over) = (TimeDelta::hours(1), TimeDelta::seconds(-1));
    let person = tenant.person_until(Role::Owner, hour, hour).await;
    for (absolute, idle) in [(over, hour), (hour, over)] {
        tenant.person_until(Role::Owner, absolute, idle).await;
    }
    for (n, expiry) in [(1_u8, now + hour), (2, now + over)] {
        let token = system.email_token();
        let token = token.create(EmailTokenPurpose::Register, "a@example.com", vec![n; 32], expiry, []);
        token.exec().await.unwrap();
        let key = SystemSource.uuid_v7();
        system.idempotency_key().create(tenant.id, key, vec![n], vec![], expiry, []).exec().await.unwrap();
    }
    for (n, seen) in [(1_u8, now), (2, now - TimeDelta::days(200))] {
        system.device().create(person.id, vec![n; 32], seen, []).exec().await.unwrap();
    }
    for (n, until) in [(1_u8, now - TimeDelta::days(80)), (2, now - TimeDelta::days(100))] {
        let invitation = system.invitation();
        let hash = vec![n; 32];
        let invited = invitation.create(tenant.id, "b@example.com", Role::Viewer, hash, "us", until, []);
        invited.exec().await.unwrap();
    }
    let long_ago = || mail::created_at::set(now - TimeDelta::days(31));
    // The third is old and still on its way.
    let waits = vec![long_ago(), mail::next_at::set(Some(now + TimeDelta::days(1)))];
    for set in [vec![], vec![long_ago()], waits] {
        system.mail().create("a@example.com", vec![], set).exec().await.unwrap();
    }
}

/// The same in the tables of trading.
async fn of_trading(system: &SystemDb, tenant: &Tenant, now: DateTime<Utc>) {
    let (id, bot, one) = (tenant.id, tenant.bot.id, Decimal::ONE);
    let traded = store_instrument(system).await.id;
    for (seq, days) in [(1, 8), (2, 6)] {
        let set = [event::created_at::set(now - TimeDelta::days(days))];
        system.event().create(id, seq, "test", json!({}), set).exec().await.unwrap();
    }
    for days in [31, 29] {
        let at = now - TimeDelta::days(days);
        let set = [bot_message::created_at::set(at)];
        system.bot_message().create(id, bot, MessageLevel::Info, "a test", at, set).exec().await.unwrap();
        system.pair_lock().create(id, traded, at, "a test", "us", []).exec().await.unwrap();
    }
    let hour = (now - TimeDelta::days(8)).duration_trunc(TimeDelta::hours(1)).unwrap();
    // The last is the highest.
    let minutes = [0, 1, 2 * 24 * 60 + 1, 2].map(|minutes| hour + TimeDelta::minutes(minutes));
    for (at, equity) in minutes.into_iter().zip([one, one, one, Decimal::TWO]) {
        let row = system.equity_snapshot();
        row.create(id, at, equity, one, one, one, 0, []).exec().await.unwrap();
    }
    for (interval, days) in [(CandleInterval::M1, 740), (CandleInterval::H1, 740), (CandleInterval::M1, 700)]
    {
        let open = (now - TimeDelta::days(days)).duration_trunc(TimeDelta::days(1)).unwrap();
        let row = system.candle();
        row.create(traded, interval, open, one, one, one, one, one, []).exec().await.unwrap();
    }
}

#[tokio::test]
async fn what_is_over_is_deleted_and_the_rest_stays() {
    let database = Database::migrated().await;
    let system = database.system().await;
    let (tenant, now) = (Tenant::new(&system, "").await, SystemSource.now());
    of_people(&system, &tenant, now).await;
    of_trading(&system, &tenant, now).await;

    let _server = Server::start(&database).await;
    let left = async || {
        [
            system.session().count([]).exec().await,
            system.email_token().count([]).exec().await,
            system.idempotency_key().count([]).exec().await,
            system.device().count([]).exec().await,
            system.invitation().count([]).exec().await,
            system.mail().count([]).exec().await,
            system.event().count([]).exec().await,
            system.bot_message().count([]).exec().await,
            system.pair_lock().count([]).exec().await,
            system.equity_snapshot().count([]).exec().await,
            system.candle().count([]).exec().await,
        ]
        .map(|count| count.unwrap())
    };
    eventually("what is over is deleted", async || {
        (left().await == [1, 1, 1, 1, 1, 2, 1, 1, 1, 3, 2]).then_some(())
    })
    .await;
    // And it is the right ones that stay.
    let alive = [session::expires_at::gt(now), session::idle_expires_at::gt(now)];
    assert_eq!(system.session().count(alive).exec().await.unwrap(), 1);
    let token = [email_token::token_hash::equals(vec![1; 32])];
    assert_eq!(system.email_token().count(token).exec().await.unwrap(), 1);
    let key = [idempotency_key::request_hash::equals(vec![1])];
    assert_eq!(system.idempotency_key().count(key).exec().await.unwrap(), 1);
    assert_eq!(system.device().count([device::token_hash::equals(vec![1; 32])]).exec().await.unwrap(), 1);
    assert_eq!(system.event().count([event::seq::equals(2)]).exec().await.unwrap(), 1);
    let minutes = [candle::interval::equals(CandleInterval::M1)];
    assert_eq!(system.candle().count(minutes).exec().await.unwrap(), 1);
    let off_the_hour = [equity_snapshot::at::gt(now - TimeDelta::days(7))];
    assert_eq!(system.equity_snapshot().count(off_the_hour).exec().await.unwrap(), 1);
    let highest = [equity_snapshot::equity::equals(Decimal::TWO)];
    assert_eq!(system.equity_snapshot().count(highest).exec().await.unwrap(), 1);
}

#[tokio::test]
async fn more_than_a_batch_goes_in_batches() {
    let database = Database::migrated().await;
    let system = database.system().await;
    let tenant = Tenant::new(&system, "").await;
    let owner = database.owner().await;
    let many = "INSERT INTO events (tenant_id, seq, type, payload, created_at)
        SELECT $1, n, 'test', '{}', now() - make_interval(days => CASE WHEN n <= 5000 THEN 8 ELSE 1 END)
        FROM generate_series(1, 5010) AS n";
    owner.execute(many, &[&tenant.id]).await.unwrap();
    let server = Server::start(&database).await;
    eventually("the old events are gone", async || {
        (system.event().count([]).exec().await.unwrap() == 10).then_some(())
    })
    .await;
    assert!(server.log().contains("rows=5000"), "{}", server.log_tail());
}
