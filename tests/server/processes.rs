//! Several processes on one database: what one writes, the followers of the others see at once, once, and without gaps.

use std::time::{Duration, Instant};

use serde_json::json;

use crate::harness::{
    Database, PRECONDITION_FAILED, Server, Socket, Tenant, Worker, refusal, store_instrument,
};

/// A server that finishes nothing itself.
async fn front(database: &Database) -> Server {
    Server::start_with(Server::program(database).env("TICKWIRE_WORKER", "false")).await
}

#[tokio::test]
async fn a_follower_hears_at_once_of_what_other_processes_do() {
    let database = Database::migrated().await;
    let system = database.system().await;
    store_instrument(&system).await;
    let (front, other) = tokio::join!(front(&database), front(&database));
    let _worker = Worker::start(&database).await;
    let tenant = Tenant::new(&system, &other.url).await;
    let mut followed = Socket::connect(&tenant.api.at(&front.url)).await;
    followed.subscribe("signals.onChange", json!({})).await;
    let mut waited = Duration::ZERO;
    for _ in 0..10 {
        let id = tenant.api.mutate("signals.submit", tenant.buy()).await.data()["id"].clone();
        let stored = Instant::now();
        let (_, signal) = followed.item().await;
        assert_eq!((&signal["id"], &signal["status"]), (&id, &json!("EXECUTED")));
        waited += stored.elapsed();
    }
    // Looking once a second alone, it would be a second each: half of one for the worker, and half for the follower.
    assert!(waited < Duration::from_secs(5), "ten signals went by three processes in {waited:?}");
}

#[tokio::test]
async fn without_a_worker_nothing_is_finished_and_nothing_is_lost() {
    let database = Database::migrated().await;
    let system = database.system().await;
    store_instrument(&system).await;
    let front = front(&database).await;
    let tenant = Tenant::new(&system, &front.url).await;
    let id = tenant.api.mutate("signals.submit", tenant.buy()).await.data()["id"].clone();
    tokio::time::sleep(Duration::from_millis(1500)).await;
    let listed = tenant.api.query("signals.list", json!({})).await.data();
    assert_eq!(listed["items"][0]["status"], "RECEIVED");
    let worker = Worker::start(&database).await;
    assert_eq!(tenant.outcome(&id).await.status, prisma::SignalStatus::Executed);
    worker.terminate();
    assert!(worker.ended().await.success(), "{}", worker.log_tail());
}

/// Gives the tenant's stream that many more events like its last.
async fn prolong(database: &Database, tenant: &Tenant, count: i64) {
    let owner = database.owner().await;
    let more = "WITH newest AS (SELECT * FROM events WHERE tenant_id = $1 ORDER BY seq DESC LIMIT 1) \
        INSERT INTO events (tenant_id, seq, type, payload) \
        SELECT tenant_id, seq + n, type, jsonb_set(payload, '{seq}', to_jsonb(seq + n)) \
        FROM newest, generate_series(1, $2::bigint) AS n";
    owner.execute(more, &[&tenant.id, &count]).await.unwrap();
    let head = "UPDATE stream_heads SET seq = seq + $2 WHERE tenant_id = $1";
    owner.execute(head, &[&tenant.id, &count]).await.unwrap();
}

/// The numbers of that many items, with the numbers that their ids have.
async fn numbers(socket: &mut Socket, count: i64) -> Vec<i64> {
    let mut numbers = Vec::new();
    for _ in 0..count {
        let (position, signal) = socket.item().await;
        let seq = signal["seq"].as_str().and_then(|seq| seq.parse().ok()).or(signal["seq"].as_i64());
        let seq = seq.expect("a number");
        assert!(position.ends_with(&format!(".{seq}")), "{position} is {seq}");
        numbers.push(seq);
    }
    numbers
}

#[tokio::test]
async fn who_is_far_behind_is_told_everything_in_order() {
    let database = Database::migrated().await;
    let system = database.system().await;
    store_instrument(&system).await;
    let front = front(&database).await;
    let tenant = Tenant::new(&system, &front.url).await;
    let start = tenant.api.query("signals.list", json!({})).await.data()["asOf"].clone();
    tenant.api.mutate("signals.submit", tenant.buy()).await.data();
    prolong(&database, &tenant, 3_000).await;
    let mut behind = Socket::connect(&tenant.api).await;
    behind.subscribe("signals.onNew", json!({ "lastEventId": start })).await;
    assert_eq!(numbers(&mut behind, 3_001).await, (1..=3_001).collect::<Vec<_>>());
    // Both the one who came from behind and one who follows from now on hear what comes, from the same ring.
    let mut fresh = Socket::connect(&tenant.api).await;
    fresh.subscribe("signals.onNew", json!({})).await;
    prolong(&database, &tenant, 1_500).await;
    for follower in [&mut behind, &mut fresh] {
        assert_eq!(numbers(follower, 1_500).await, (3_002..=4_501).collect::<Vec<_>>());
    }
}

#[tokio::test]
async fn what_was_deleted_meanwhile_is_not_passed_over() {
    let database = Database::migrated().await;
    let system = database.system().await;
    store_instrument(&system).await;
    let front = front(&database).await;
    let tenant = Tenant::new(&system, &front.url).await;
    let start = tenant.api.query("signals.list", json!({})).await.data()["asOf"].clone();
    for _ in 0..3 {
        tenant.api.mutate("signals.submit", tenant.buy()).await.data();
    }
    let owner = database.owner().await;
    let deleted = owner.execute("DELETE FROM events WHERE tenant_id = $1 AND seq <= 2", &[&tenant.id]).await;
    assert_eq!(deleted.unwrap(), 2);
    let mut late = Socket::connect(&tenant.api).await;
    late.subscribe("signals.onNew", json!({ "lastEventId": start })).await;
    let error = late.next().await["error"]["json"].take();
    refusal(&error, PRECONDITION_FAILED, "no longer stands");
    let head = error["data"]["error"]["head"].as_str().expect("where it stands").to_owned();
    assert!(head.ends_with(".3"), "{head}");
    assert_eq!(late.next().await["result"]["type"], "stopped");
    // From there it goes on.
    late.send(&json!({ "id": 1, "method": "subscription", "params": {
        "path": "signals.onNew", "input": { "json": { "lastEventId": head } },
    } }))
    .await;
    assert_eq!(late.next().await["result"]["type"], "started");
    tenant.api.mutate("signals.submit", tenant.buy()).await.data();
    assert_eq!(numbers(&mut late, 1).await, [4]);
}
