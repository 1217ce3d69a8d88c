//! `bots.acknowledge`: a bot says what came of a command.

use futures::future::join_all;
use prisma::Role;
use serde_json::{Value, json};

use super::command::send;
use crate::harness::{BAD_REQUEST, CONFLICT, KeySpec, NOT_FOUND, world};

#[tokio::test]
async fn a_command_is_answered_once_and_the_same_answer_again_is_fine() {
    let world = world().await;
    let tenant = world.tenant().await;
    let trader = tenant.person(Role::Trader).await;
    let sent = send(&tenant, &trader, "FLATTEN").await;
    let answer = json!({ "id": sent["id"], "done": true, "result": "sold 3" });
    let answers = (0..8).map(|_| tenant.api.mutate("bots.acknowledge", answer.clone()));
    let answers: Vec<Value> = join_all(answers).await.iter().map(|answer| answer.data()).collect();
    assert!(answers.iter().all(|it| *it == answers[0]), "{answers:?}");
    let told = &answers[0];
    assert_eq!(json!([told["status"], told["result"]]), json!(["DONE", "sold 3"]));
    assert!(told["answeredAt"].is_string());
    for (field, value) in [("done", json!(false)), ("result", json!("sold 4"))] {
        let mut other = answer.clone();
        other[field] = value;
        let error = tenant.api.mutate("bots.acknowledge", other).await.refused(CONFLICT, "otherwise before");
        assert_eq!(error["data"]["error"]["type"], "Answered");
    }
    let mut long = answer;
    long["result"] = json!("x".repeat(2001));
    tenant.api.mutate("bots.acknowledge", long).await.refused(BAD_REQUEST, "result");
}

#[tokio::test]
async fn the_commands_of_others_are_none() {
    let world = world().await;
    let (tenant, others) = (world.tenant().await, world.tenant().await);
    let sent = send(&tenant, &tenant.person(Role::Trader).await, "RELOAD").await;
    let other = tenant.another_bot("other", vec![]).await;
    let bound = tenant.program(KeySpec { bot: Some(other.id), ..KeySpec::default() }).await;
    for caller in [&bound, &others.api] {
        let answer = caller.mutate("bots.acknowledge", json!({ "id": sent["id"], "done": true })).await;
        assert_eq!(
            answer.refused(NOT_FOUND, "there is no such command")["data"]["error"]["type"],
            "UnknownCommand"
        );
    }
}
