//! Those who lock the same rows at the same time: nobody waits in a circle, and nobody writes beside another.

use futures::future::join_all;
use prisma::{OrderStatus, Role, order, risk_limit};
use prisma_client_rust::{Source, SystemSource};
use serde_json::{Value, json};

use crate::harness::{Database, Server, Tenant, eventually, store_instrument};

/// A server, and a tenant of it.
async fn served() -> (Database, Server, Tenant) {
    let database = Database::migrated().await;
    let system = database.system().await;
    store_instrument(&system).await;
    let server = Server::start(&database).await;
    let tenant = Tenant::new(&system, &server.url).await;
    (database, server, tenant)
}

/// Nobody was ended by the database for the sake of another.
fn nobody_was_ended(server: &Server) {
    let log = server.log();
    let told = log.lines().find(|line| line.contains("deadlock"));
    assert_eq!(told, None);
}

/// Orders that rest a little below the market, oldest first; whoever reads the table meets the newest first.
async fn rest(tenant: &Tenant, owner: &tokio_postgres::Client) -> Vec<order::Data> {
    let send = |step: i64| {
        let mut limit = tenant.buy();
        (limit["orderType"], limit["limitPrice"]) = (json!("LIMIT"), json!((59_000 + step).to_string()));
        tenant.finished(limit)
    };
    join_all((0..6).map(send)).await;
    for order in ["CLUSTER orders USING orders_tenant_id_created_at_id_idx", "ANALYZE orders"] {
        owner.batch_execute(order).await.unwrap();
    }
    let live = [order::tenant_id::equals(tenant.id), order::status::equals(OrderStatus::Accepted)];
    tenant.system.order().find_many(live).order_by(order::id::asc()).exec().await.unwrap()
}

/// Waits until so many of the database's transactions wait for others.
async fn waiting(owner: &tokio_postgres::Client, count: i64) {
    let waiting = "SELECT count(DISTINCT pid) FROM pg_locks JOIN pg_stat_activity USING (pid) \
        WHERE NOT granted AND datname = current_database()";
    eventually("those who wait", async || {
        let row = owner.query_one(waiting, &[]).await.unwrap();
        (row.get::<_, i64>(0) == count).then_some(())
    })
    .await;
}

/// One signal's price fills every order that rests, in one turn, while their end is asked for: the two meet in the
/// middle, each with what the other needs next, were it not that one of them waits for the bot first.
#[tokio::test]
async fn the_end_of_all_orders_waits_for_a_turn_that_changes_them() {
    let (database, server, tenant) = served().await;
    let trader = tenant.person(Role::Trader).await;
    let (mut owner, watch) = (database.owner().await, database.owner().await);
    for input in [json!({}), json!({ "botId": tenant.bot.id })] {
        let rows = rest(&tenant, &watch).await;
        let hold = owner.transaction().await.unwrap();
        hold.execute("SELECT FROM orders WHERE id = $1 FOR UPDATE", &[&rows[3].id]).await.unwrap();
        let mut falls = tenant.buy();
        falls["price"] = json!("58000");
        let signal = tenant.api.mutate("signals.submit", falls).await.data();
        waiting(&watch, 1).await;
        let ends = async { trader.api.mutate("orders.cancelAll", input).await.data() };
        let release = async {
            waiting(&watch, 2).await;
            hold.rollback().await.unwrap();
        };
        tokio::join!(ends, release);
        tenant.outcome(&signal["id"]).await;
    }
    nobody_was_ended(&server);
}

/// Halting, resuming, limits, locks, a bot's state and its configuration: each writes what it did into the audit log and
/// tells it.
#[tokio::test]
async fn what_is_written_down_and_told_is_so_in_one_order() {
    let (_database, server, tenant) = served().await;
    let (one, other) = (tenant.person(Role::Admin).await, tenant.person(Role::Admin).await);
    for round in 0..24 {
        let until = SystemSource.now() + chrono::TimeDelta::hours(1);
        let lock = json!({ "venue": "BINANCE", "symbol": "BTCUSDT", "until": until, "reason": "a test" });
        let limit = json!({ "rule": "MAX_LEVERAGE", "value": round.to_string() });
        let version = json!({ "id": tenant.bot.id, "after": round, "content": { "round": round } });
        let answers = tokio::join!(
            one.api.mutate("risk.halt", json!({ "reason": "a test" })),
            other.api.mutate("risk.setLimit", limit),
            other.api.mutate("risk.lockPair", lock),
            one.api.mutate("bots.saveVersion", version),
        );
        let answers: [_; 4] = answers.into();
        for answer in answers {
            answer.data();
        }
        one.api.mutate("risk.resume", json!({})).await.data();
    }
    nobody_was_ended(&server);
}

/// Who sets a limit of a kind that somebody else sets at the same time sets the same one.
#[tokio::test]
async fn a_limit_and_a_switch_of_a_kind_are_one_whoever_comes_at_once() {
    let (_database, _server, tenant) = served().await;
    let people = [tenant.person(Role::Admin).await, tenant.person(Role::Admin).await];
    for (round, rule) in
        ["MAX_LEVERAGE", "MAX_DAILY_LOSS", "COOLDOWN", "MAX_ORDER_NOTIONAL"].into_iter().enumerate()
    {
        let set = |value: usize| {
            let api = &people[value % 2].api;
            api.mutate("risk.setLimit", json!({ "rule": rule, "value": value.to_string() }))
        };
        let halt = |by: usize| people[by % 2].api.mutate("risk.halt", json!({ "reason": by.to_string() }));
        let (limits, switches) = tokio::join!(join_all((1..=6).map(set)), join_all((0..4).map(halt)));
        let limits: Vec<_> = limits.into_iter().map(|answer| answer.data()).collect();
        for answer in switches {
            answer.data();
        }
        assert!(limits.iter().all(|limit| limit["id"] == limits[0]["id"]), "{limits:?}");
        let stored = tenant.system.risk_limit().find_many([risk_limit::tenant_id::equals(tenant.id)]);
        assert_eq!(stored.exec().await.unwrap().len(), round + 1);
        // The last one to write is the one that stands: the log and the row agree.
        let status = tenant.api.query("risk.get", Value::Null).await.data();
        let shown = status["limits"].as_array().unwrap().iter().find(|limit| limit["rule"] == rule).unwrap();
        let deeds = tenant.deeds().await;
        let last = deeds.iter().rfind(|deed| deed[3]["after"]["rule"] == rule).unwrap();
        assert_eq!(last[3]["after"]["value"], shown["value"]);
        assert_eq!(status["switches"].as_array().unwrap().len(), 1);
        people[0].api.mutate("risk.resume", json!({})).await.data();
    }
}
