//! `auth.completeSignIn`: the second factor's code, after a provider's sign-in. `tests/identity` comes from a provider.

use serde_json::json;

use crate::harness::{BAD_REQUEST, PRECONDITION_FAILED, world};

#[tokio::test]
async fn whoever_comes_from_no_provider_is_sent_to_one() {
    let world = world().await;
    let made_up = format!("tickwire-sign-in={}", "A".repeat(200));
    for api in [world.anonymous(), world.anonymous().with_cookies(&made_up)] {
        let answer = api.mutate("auth.completeSignIn", json!({ "code": "123456" })).await;
        let error = answer.refused(PRECONDITION_FAILED, "once more");
        assert_eq!(error["data"]["error"]["type"], "NotBegun");
        assert!(answer.headers.get("set-cookie").is_none());
    }
}

#[tokio::test]
async fn what_breaks_a_rule_is_refused_with_its_field() {
    let world = world().await;
    for input in [json!({}), json!({ "code": "12345" }), json!({ "code": "1".repeat(65) })] {
        world.anonymous().mutate("auth.completeSignIn", input).await.refused(BAD_REQUEST, "code");
    }
}
