//! `bots.command`: tells a bot to do something.

use prisma::Role;
use prisma_client_rust::{Source, SystemSource};
use serde_json::{Value, json};

use super::{knows_its_own_alone, setup};
use crate::harness::{
    BAD_REQUEST, FORBIDDEN, Person, TOO_MANY_REQUESTS, Tenant, UNPROCESSABLE_CONTENT, world,
};

/// A person tells the tenant's bot something.
pub(super) async fn send(tenant: &Tenant, person: &Person, kind: &str) -> Value {
    let input = json!({ "id": tenant.bot.id, "kind": kind });
    person.api.mutate("bots.command", input).await.data()
}

#[tokio::test]
async fn a_command_waits_for_the_bot_and_is_sent_once_under_a_name() {
    let world = world().await;
    let tenant = world.tenant().await;
    let trader = tenant.person(Role::Trader).await;
    let payload = json!({ "spread": 0.5, "on": [true] });
    let input = json!({
        "id": tenant.bot.id, "kind": "CUSTOM", "payload": payload, "idempotencyKey": SystemSource.uuid_v4(),
    });
    let sent = trader.api.mutate("bots.command", input.clone()).await.data();
    assert_eq!(
        json!([sent["kind"], sent["payload"], sent["status"], sent["sentBy"], sent["answeredAt"]]),
        json!(["CUSTOM", payload, "WAITING", trader.email, null])
    );
    assert_eq!(trader.api.mutate("bots.command", input).await.data(), sent);
    let after = json!({ "before": null, "after": { "kind": "CUSTOM", "payload": payload } });
    assert_eq!(tenant.deeds().await, [json!([trader.email, "bot.command", tenant.bot.id, after])]);
}

#[tokio::test]
async fn what_no_bot_can_hear_is_refused() {
    let world = world().await;
    let tenant = world.tenant().await;
    let trader = tenant.person(Role::Trader).await;
    let send = async |input: Value| trader.api.mutate("bots.command", input).await;
    let bot = tenant.bot.id;
    send(json!({ "id": bot, "kind": "DANCE" })).await.refused(BAD_REQUEST, "kind");
    send(json!({ "id": bot, "kind": "CUSTOM", "payload": [1] })).await.refused(BAD_REQUEST, "payload");
    let long = json!({ "text": "x".repeat(16 * 1024) });
    let error = send(json!({ "id": bot, "kind": "CUSTOM", "payload": long })).await;
    assert_eq!(error.refused(BAD_REQUEST, "payload: ")["data"]["error"]["type"], "TooLong");
    let built =
        trader.api.mutate("bots.create", json!({ "name": "built in", "setup": setup() })).await.data();
    let error = send(json!({ "id": built["id"], "kind": "PAUSE" })).await;
    assert_eq!(error.refused(UNPROCESSABLE_CONTENT, "built-in")["data"]["error"]["type"], "BuiltIn");
    let input = json!({ "id": bot, "kind": "RELOAD" });
    // The tenant's program may not send commands.
    tenant.api.mutate("bots.command", input.clone()).await.refused(FORBIDDEN, "BOTS_MANAGE");
    knows_its_own_alone(&world, &trader.api, "bots.command", |id| json!({ "id": id, "kind": "RELOAD" }))
        .await;
    // Another person's quota is whole.
    let another = tenant.person(Role::Trader).await;
    let mut sent = 0;
    let refused = loop {
        let person = if sent < 60 { &trader } else { &another };
        let answer = person.api.mutate("bots.command", input.clone()).await;
        if answer.status != 200 {
            break answer;
        }
        sent += 1;
    };
    assert_eq!(sent, 100);
    let error = refused.refused(TOO_MANY_REQUESTS, "does not answer");
    assert_eq!(error["data"]["error"]["type"], "TooManyWait");
}
