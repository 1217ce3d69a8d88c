//! `health.ping`: the version and the time of the server.

use serde_json::json;

use crate::harness::{BAD_REQUEST, world};

#[tokio::test]
async fn tells_the_version_and_the_time_to_anybody() {
    let world = world().await;
    let pong = world.anonymous().query("health.ping", json!(null)).await;
    assert_eq!(pong.data()["version"], env!("CARGO_PKG_VERSION"));
    // A date in superjson: a string, and a note that it is a date.
    let whole = pong.json();
    assert_eq!(whole["result"]["data"]["meta"]["values"]["time"], json!(["Date"]), "{whole}");
    let time = chrono::DateTime::parse_from_rfc3339(pong.data()["time"].as_str().unwrap()).unwrap();
    let now = prisma_client_rust::Source::now(&prisma_client_rust::SystemSource);
    assert!((now - time.to_utc()).abs() < chrono::TimeDelta::seconds(30), "{time}");
}

#[tokio::test]
async fn takes_no_input() {
    let world = world().await;
    let answer = world.anonymous().query("health.ping", json!({ "loud": true })).await;
    answer.refused(BAD_REQUEST, "unknown field `loud`");
}

#[tokio::test]
async fn has_an_answer_for_a_null_input() {
    let world = world().await;
    let null =
        world.anonymous().request(reqwest::Method::GET, "/trpc/health.ping?input=%7B%22json%22%3Anull%7D");
    let answer = world.anonymous().send(null).await;
    assert!(answer.data()["time"].is_string());
}
