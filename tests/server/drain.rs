//! SIGTERM: what is under way is finished, and the next start goes on from there.

use futures::future::join_all;
use serde_json::json;

use crate::harness::{Api, Database, Server, Socket, Tenant, eventually, store_instrument};

#[tokio::test]
async fn an_idle_server_stops_with_status_0() {
    let database = Database::migrated().await;
    let server = Server::start(&database).await;
    server.terminate();
    assert_eq!(server.ended().await.code(), Some(0), "{}", server.log_tail());
}

#[tokio::test]
async fn what_was_acknowledged_before_the_stop_is_finished_after_it() {
    let database = Database::migrated().await;
    let system = database.system().await;
    let server = Server::start(&database).await;
    store_instrument(&system).await;
    let tenant = Tenant::new(&system, &server.url).await;
    let sending = (0..30).map(|_| tenant.api.mutate("signals.submit", tenant.buy()));
    let stored: Vec<_> = join_all(sending).await.iter().map(|answer| answer.data()["id"].clone()).collect();
    server.terminate();
    assert_eq!(server.ended().await.code(), Some(0), "{}", server.log_tail());

    let _next = Server::start(&database).await;
    for id in &stored {
        tenant.outcome(id).await;
    }
    assert_eq!(tenant.rows().await[..3], [30, 30, 30]);
}

#[tokio::test]
async fn a_request_under_way_is_answered() {
    let database = Database::migrated().await;
    let system = database.system().await;
    let server = Server::start(&database).await;
    store_instrument(&system).await;
    let tenant = Tenant::new(&system, &server.url).await;
    // The tenant's stream is held, so that the signal waits in the middle of its transaction.
    let mut owner = database.owner().await;
    let hold = owner.transaction().await.unwrap();
    hold.execute("SELECT FROM stream_heads WHERE tenant_id = $1 FOR UPDATE", &[&tenant.id]).await.unwrap();
    let (api, input) = (tenant.api.clone(), tenant.buy());
    let under_way = tokio::spawn(async move { api.mutate("signals.submit", input).await });
    waiting_for_a_lock(&database).await;

    server.terminate();
    refusing(&server).await;
    hold.rollback().await.unwrap();
    assert_eq!(under_way.await.unwrap().data()["status"], "RECEIVED");
    assert_eq!(server.ended().await.code(), Some(0), "{}", server.log_tail());
}

#[tokio::test]
async fn sockets_are_told_to_reconnect_elsewhere() {
    let database = Database::migrated().await;
    let system = database.system().await;
    let server = Server::start(&database).await;
    let tenant = Tenant::new(&system, &server.url).await;
    let mut socket = Socket::connect(&tenant.api).await;
    socket.subscribe("signals.onNew", json!({})).await;
    server.terminate();
    assert_eq!(socket.next().await, json!({ "id": null, "method": "reconnect" }));
    drop(socket);
    assert_eq!(server.ended().await.code(), Some(0), "{}", server.log_tail());
}

/// Until a call of the serving role waits for a lock on that database.
async fn waiting_for_a_lock(database: &Database) {
    let serving = database.serving().await;
    let sql = "SELECT count(*) FROM pg_stat_activity
               WHERE datname = current_database() AND wait_event_type = 'Lock'";
    eventually("a call in the middle of its transaction", async || {
        let waiting: i64 = serving.query_one(sql, &[]).await.unwrap().get(0);
        (waiting > 0).then_some(())
    })
    .await;
}

/// Until the server takes no new callers.
async fn refusing(server: &Server) {
    let api = Api::new(&server.url);
    eventually("the server's drain", async || {
        let answer = api.request(reqwest::Method::GET, "/readyz").send().await;
        answer.map_or(Some(()), |answer| (answer.status() == 503).then_some(()))
    })
    .await;
}
