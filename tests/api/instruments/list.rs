//! `instruments.list`: what can be traded, by venue and symbol.

use prisma::{ApiKeyScope, Role, instrument};
use prisma_client_rust::Source as _;
use rust_decimal::dec;
use serde_json::{Value, json};

use crate::harness::{BAD_REQUEST, FORBIDDEN, KeySpec, UNAUTHORIZED, secret, world};

#[tokio::test]
async fn shows_what_an_instrument_allows_and_its_last_price() {
    let world = world().await;
    let tenant = world.tenant().await;
    let now = prisma_client_rust::SystemSource.now();
    let priced = vec![
        instrument::max_qty::set(Some(dec!(100))),
        instrument::last_price::set(Some(dec!(12.50))),
        instrument::last_price_at::set(Some(now)),
    ];
    // Before every other venue.
    let (venue, symbol) = ("!", secret());
    let made = world.system.instrument().create(
        venue,
        &symbol,
        "A",
        "B",
        dec!(0.05),
        dec!(0.1),
        dec!(0.2),
        dec!(5),
        priced,
    );
    let made = made.exec().await.unwrap();
    let viewer = tenant.person(Role::Viewer).await.api;
    let page = viewer.query("instruments.list", json!({ "limit": 200 })).await.data();
    let shown = page["items"].as_array().unwrap().iter().find(|item| item["id"] == json!(made.id)).unwrap();
    let rules =
        ["symbol", "base", "quote", "priceTick", "lotStep", "minQty", "maxQty", "minNotional", "lastPrice"];
    assert_eq!(
        json!(rules.map(|name| &shown[name])),
        json!([symbol, "A", "B", "0.05", "0.1", "0.2", "100", "5", "12.5"])
    );
    assert!(shown["lastPriceAt"].is_string());
}

#[tokio::test]
async fn comes_page_by_page_in_one_order() {
    let world = world().await;
    let tenant = world.tenant().await;
    let (mut names, mut cursor) = (Vec::new(), Value::Null);
    loop {
        let page = tenant.api.query("instruments.list", json!({ "limit": 2, "cursor": cursor })).await.data();
        let items = page["items"].as_array().unwrap();
        let name = |item: &Value| ["venue", "symbol"].map(|field| item[field].as_str().unwrap().to_owned());
        names.extend(items.iter().map(name));
        cursor = page["nextCursor"].clone();
        if cursor.is_null() {
            break;
        }
    }
    assert!(names.len() >= 3, "{names:?}");
    assert!(names.is_sorted(), "{names:?}");
    let unknown = json!({ "cursor": tenant.id });
    tenant
        .api
        .query("instruments.list", unknown)
        .await
        .refused(BAD_REQUEST, "this cursor belongs to no page");
}

#[tokio::test]
async fn is_for_those_who_may_read() {
    let world = world().await;
    world.anonymous().query("instruments.list", json!({})).await.refused(UNAUTHORIZED, "log in");
    let tenant = world.tenant().await;
    let sender = tenant.program(KeySpec { scopes: vec![ApiKeyScope::Signals], ..KeySpec::default() }).await;
    let refused = sender.query("instruments.list", json!({})).await.refused(FORBIDDEN, "does not allow this");
    assert_eq!(refused["data"]["error"]["permission"], "MARKET_READ");
}
