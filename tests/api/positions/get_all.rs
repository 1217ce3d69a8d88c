//! `positions.getAll`: the tenant's positions, newest first.

use prisma::{ApiKeyScope, Role};
use serde_json::{Value, json};

use crate::harness::{BAD_REQUEST, FORBIDDEN, KeySpec, Tenant, UNAUTHORIZED, world};

/// Trades in another instrument each time, so that each trade opens a position. Newest first.
async fn opened(tenant: &Tenant, symbols: &[&str]) -> Vec<Value> {
    for symbol in symbols {
        let mut input = tenant.buy();
        input["symbol"] = json!(symbol);
        input["qty"] = json!("0.5");
        tenant.finished(input).await;
    }
    tenant.api.query("positions.getAll", json!({})).await.data()["items"].as_array().unwrap().clone()
}

fn symbols(page: &Value) -> Vec<&str> {
    let items = page["items"].as_array().unwrap();
    items.iter().map(|position| position["instrument"]["symbol"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn shows_a_position_with_all_that_derives_from_it() {
    let world = world().await;
    let tenant = world.tenant().await;
    let mut input = tenant.buy();
    input["qty"] = json!("0.3");
    input["price"] = json!("20000");
    tenant.finished(input).await;

    let page = tenant.api.query("positions.getAll", json!({})).await.data();
    let position = &page["items"][0];
    assert_eq!(position["bot"], json!({ "id": tenant.bot.id, "name": tenant.bot.name }));
    assert_eq!(
        position["instrument"],
        json!({
            "venue": "BINANCE", "symbol": "BTCUSDT", "base": "BTC", "quote": "USDT",
            "priceTick": "0.01", "lotStep": "0.00001",
        })
    );
    let names = ["status", "side", "signedQty", "avgPrice", "openCost", "grossRealized", "fees", "funding"];
    let expected = json!(["OPEN", "LONG", "0.3", "20000", "6000", "0", "6", "0"]);
    assert_eq!(json!(names.map(|name| &position[name])), expected);
    let names = ["netPnl", "markPrice", "unrealizedPnl", "closedAt"];
    assert_eq!(json!(names.map(|name| &position[name])), json!(["-6", "20000", "0", null]));
    assert_eq!(page["nextCursor"], Value::Null);
    let head: &str = page["asOf"].as_str().unwrap();
    assert!(head.ends_with(".6"), "one for each row that came to be or changed: {head}");
}

#[tokio::test]
async fn a_tenant_without_trades_has_an_empty_page() {
    let world = world().await;
    let tenant = world.tenant().await;
    let page = tenant.api.query("positions.getAll", json!(null)).await.data();
    assert_eq!((&page["items"], &page["nextCursor"]), (&json!([]), &Value::Null));
    assert!(page["asOf"].as_str().unwrap().ends_with(".0"));
}

#[tokio::test]
async fn pages_follow_each_other_without_gap_or_repeat() {
    let world = world().await;
    let tenant = world.tenant().await;
    let all = opened(&tenant, &["BTCUSDT", "ETHUSDT", "SOLUSDT"]).await;
    assert_eq!(symbols(&json!({ "items": all })), ["SOLUSDT", "ETHUSDT", "BTCUSDT"]);

    let mut cursor = Value::Null;
    let mut seen = Vec::new();
    for more in [true, true, false] {
        let page = tenant.api.query("positions.getAll", json!({ "limit": 1, "cursor": cursor })).await.data();
        seen.push(page["items"][0].clone());
        cursor = page["nextCursor"].clone();
        assert_eq!(cursor.is_string(), more);
    }
    assert_eq!(seen, all);
    // A page that holds exactly what is left is the last one.
    let exact = tenant.api.query("positions.getAll", json!({ "limit": 3 })).await.data();
    assert_eq!(exact["nextCursor"], Value::Null);
}

#[tokio::test]
async fn shows_one_status_where_asked() {
    let world = world().await;
    let tenant = world.tenant().await;
    opened(&tenant, &["BTCUSDT", "ETHUSDT"]).await;
    let close = json!({
        "botId": tenant.bot.id, "dedupKey": "close", "venue": "BINANCE", "symbol": "BTCUSDT", "action": "CLOSE",
    });
    tenant.finished(close).await;
    for (status, expected) in [("OPEN", "ETHUSDT"), ("CLOSED", "BTCUSDT")] {
        let page = tenant.api.query("positions.getAll", json!({ "status": status })).await.data();
        assert_eq!(symbols(&page), [expected], "{status}");
    }
}

#[tokio::test]
async fn never_returns_another_tenants_rows() {
    let world = world().await;
    let (ours, theirs) = (world.tenant().await, world.tenant().await);
    let (our_rows, their_rows) =
        tokio::join!(opened(&ours, &["BTCUSDT"]), opened(&theirs, &["BTCUSDT", "ETHUSDT"]));
    assert_eq!((our_rows.len(), their_rows.len()), (1, 2));
    for (tenant, own) in [(&ours, our_rows), (&theirs, their_rows)] {
        let person = tenant.person(Role::Viewer).await;
        for caller in [&tenant.api, &person.api] {
            let page = caller.query("positions.getAll", json!({ "limit": 200 })).await.data();
            assert_eq!(page["items"], json!(own));
        }
    }
}

#[tokio::test]
async fn another_tenants_cursor_is_no_cursor() {
    let world = world().await;
    let (ours, theirs) = (world.tenant().await, world.tenant().await);
    opened(&ours, &["BTCUSDT"]).await;
    let their_rows = opened(&theirs, &["BTCUSDT", "ETHUSDT"]).await;
    let unknown = json!("0199a000-0000-7000-8000-000000000000");
    for cursor in [&their_rows[0]["id"], &unknown] {
        let answer = ours.api.query("positions.getAll", json!({ "cursor": cursor })).await;
        let error = answer.refused(BAD_REQUEST, "this cursor belongs to no page");
        assert_eq!(error["data"]["error"], json!({ "type": "UnknownCursor" }));
    }
}

#[tokio::test]
async fn needs_somebody_who_may_read() {
    let world = world().await;
    world.anonymous().query("positions.getAll", json!({})).await.refused(UNAUTHORIZED, "log in");
    let tenant = world.tenant().await;
    let sender = tenant.program(KeySpec { scopes: vec![ApiKeyScope::Signals], ..KeySpec::default() }).await;
    let error = sender.query("positions.getAll", json!({})).await.refused(FORBIDDEN, "does not allow this");
    assert_eq!(error["data"]["error"]["permission"], "POSITIONS_READ");
}

#[tokio::test]
async fn a_limit_is_between_1_and_200() {
    let world = world().await;
    let tenant = world.tenant().await;
    for limit in [1, 200] {
        tenant.api.query("positions.getAll", json!({ "limit": limit })).await.data();
    }
    for limit in [json!(0), json!(201), json!(-1), json!(1.5), json!("10"), json!(4_294_967_296_u64)] {
        tenant.api.query("positions.getAll", json!({ "limit": limit })).await.refused(BAD_REQUEST, "limit");
    }
}

#[tokio::test]
async fn what_is_unknown_or_of_another_type_is_named() {
    let world = world().await;
    let tenant = world.tenant().await;
    for (field, value) in
        [("status", json!("open")), ("status", json!(1)), ("cursor", json!("x")), ("tenantId", json!("x"))]
    {
        tenant.api.query("positions.getAll", json!({ field: value })).await.refused(BAD_REQUEST, field);
    }
    for input in [json!([]), json!("OPEN"), json!(1)] {
        tenant.api.query("positions.getAll", input).await.refused(BAD_REQUEST, "invalid type");
    }
}

#[tokio::test]
async fn what_the_clients_library_adds_to_an_input_is_taken_out() {
    let world = world().await;
    let tenant = world.tenant().await;
    // An infinite query says in which direction it goes.
    tenant.api.query("positions.getAll", json!({ "direction": "forward", "cursor": null })).await.data();
}

#[tokio::test]
async fn the_demo_data_has_positions_in_both_of_its_teams() {
    let world = world().await;
    for (key, bots) in [
        ("tw_demo_momentum_key", ["momentum", "mean-reversion"].as_slice()),
        ("tw_demo_acme_key", &["acme-bot"]),
    ] {
        let page =
            world.anonymous().with_key(key).query("positions.getAll", json!({ "limit": 200 })).await.data();
        let positions = page["items"].as_array().unwrap();
        assert!(!positions.is_empty());
        for position in positions {
            assert!(bots.contains(&position["bot"]["name"].as_str().unwrap()), "{position}");
        }
    }
}
