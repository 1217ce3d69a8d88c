//! `tickwire restored`: who followed a stream before a backup was put back is told to read anew.

use prisma::Role;
use serde_json::json;
use tokio::task::spawn_blocking;

use crate::harness::{Database, Program, Server, Socket, Tenant, store_instrument};

#[tokio::test]
async fn whoever_follows_a_stream_reads_anew_once_a_backup_was_put_back() {
    let database = Database::migrated().await;
    let system = database.system().await;
    store_instrument(&system).await;
    let server = Server::start(&database).await;
    let tenant = Tenant::new(&system, &server.url).await;
    tenant.finished(tenant.buy()).await;
    let seen = tenant.api.query("signals.list", json!({})).await.data()["asOf"].as_str().unwrap().to_owned();

    let mut following = Socket::connect(&tenant.api).await;
    following.subscribe("signals.onNew", json!({ "lastEventId": seen })).await;
    let trader = tenant.person(Role::Trader).await;
    let command = |kind| json!({ "id": tenant.bot.id, "kind": kind });
    let mut obeying = Socket::connect(&tenant.api).await;
    obeying.subscribe("bots.onCommand", json!({ "id": tenant.bot.id })).await;
    trader.api.mutate("bots.command", command("PAUSE")).await.data();
    assert_eq!(obeying.item().await.1["kind"], "PAUSE");
    let program = Program::new("restored").env("DATABASE_URL", &database.owner_url);
    let (succeeded, answer, said) = spawn_blocking(|| program.run()).await.unwrap();
    assert!(succeeded && answer.contains("1 streams begin anew"), "{answer}{said}");

    // Who follows at that moment, and who comes back later.
    let error = following.next().await["error"]["json"].clone();
    assert_eq!(error["data"]["error"]["type"], "StreamReset", "{error}");
    let error =
        Socket::connect(&tenant.api).await.refused("signals.onNew", json!({ "lastEventId": seen })).await;
    assert_eq!(error["data"]["error"]["type"], "StreamReset", "{error}");

    // A program hears what still waits, and goes on.
    assert_eq!(obeying.item().await.1["kind"], "PAUSE");
    trader.api.mutate("bots.command", command("RELOAD")).await.data();
    assert_eq!(obeying.item().await.1["kind"], "RELOAD");

    // What they read anew, they follow as ever.
    let now = tenant.api.query("signals.list", json!({})).await.data()["asOf"].as_str().unwrap().to_owned();
    assert_ne!(now.split_once('.').unwrap().0, seen.split_once('.').unwrap().0);
    let mut following = Socket::connect(&tenant.api).await;
    following.subscribe("signals.onNew", json!({ "lastEventId": now })).await;
    let sent = tenant.api.mutate("signals.submit", tenant.buy()).await.data();
    assert_eq!(following.item().await.1["id"], sent["id"]);
}
