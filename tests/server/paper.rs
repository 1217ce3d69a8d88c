//! What the paper venue charges is what it was told to.

use serde_json::json;

use crate::harness::{Database, Program, Server, Tenant};

#[tokio::test]
async fn charges_the_fee_and_the_slippage_that_it_was_told() {
    let database = Database::migrated().await;
    let (seeded, _, said) = Program::new("seed").env("DATABASE_URL", &database.owner_url).run();
    assert!(seeded, "{said}");
    let program = Server::program(&database)
        .env("TICKWIRE_PAPER_TAKER_FEE", "0.002")
        .env("TICKWIRE_PAPER_MAKER_FEE", "-0.0001")
        .env("TICKWIRE_PAPER_SLIPPAGE_BPS", "5");
    let server = Server::start_with(program).await;
    let tenant = Tenant::new(&database.system().await, &server.url).await;
    let (mut takes, mut waits) = (tenant.buy(), tenant.buy());
    (takes["qty"], takes["price"]) = (json!("0.01"), json!("60000"));
    tenant.finished(takes).await;
    (waits["qty"], waits["price"]) = (json!("0.01"), json!("60000"));
    (waits["orderType"], waits["limitPrice"]) = (json!("LIMIT"), json!("50000"));
    tenant.finished(waits).await;
    // What its sender saw, what waits has seen too.
    let mut falls = tenant.buy();
    (falls["qty"], falls["price"]) = (json!("0.01"), json!("49000"));
    tenant.finished(falls).await;
    let fills = tenant.api.query("fills.list", json!({})).await.data()["items"].take();
    let charged = |fill: &serde_json::Value| json!([fill["price"], fill["fee"], fill["liquidity"]]);
    let charged: Vec<_> = fills.as_array().unwrap().iter().rev().map(charged).collect();
    assert_eq!(
        json!(charged),
        json!([["60030", "1.2006", "TAKER"], ["50000", "-0.05", "MAKER"], ["49024.5", "0.98049", "TAKER"]])
    );
}

#[tokio::test]
async fn does_not_start_with_terms_that_make_no_sense() {
    let database = Database::migrated().await;
    for (name, value, words) in [
        ("TICKWIRE_PAPER_SLIPPAGE_BPS", "10000", "below 10000"),
        ("TICKWIRE_PAPER_SLIPPAGE_BPS", "-1", "0 or above"),
        ("TICKWIRE_PAPER_TAKER_FEE", "a tenth", "TICKWIRE_PAPER_TAKER_FEE"),
    ] {
        let said = Server::try_start(Server::program(&database).env(name, value)).await.err().unwrap();
        assert!(said.contains(words), "{name}={value}: {said}");
    }
}
