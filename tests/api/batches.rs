//! Batches: many calls in one request, each with an answer of its own.

use prisma::Role;
use serde_json::{Value, json};

use crate::harness::{Answer, Api, BAD_REQUEST, NOT_FOUND, UNAUTHORIZED, world};
use reqwest::Method;

/// Queries in one request, with their inputs by number.
async fn queries(api: &Api, procedures: &[&str], inputs: Value) -> Answer {
    let input = crate::harness::escaped(&inputs.to_string());
    let address = format!("/trpc/{}?batch=1&input={input}", procedures.join(","));
    api.send(api.request(Method::GET, &address)).await
}

/// The answers, one a call.
fn answers(answer: &Answer) -> Vec<Value> {
    answer.json().as_array().expect("an array").clone()
}

fn code(answer: &Value) -> &Value {
    &answer["error"]["json"]["data"]["code"]
}

#[tokio::test]
async fn answers_come_in_the_calls_order() {
    let world = world().await;
    let tenant = world.tenant().await;
    let person = tenant.person(Role::Viewer).await;
    let calls = ["auth.me", "positions.getAll", "health.ping", "signals.list"];
    let inputs = json!({ "1": { "json": { "limit": 1 } }, "3": { "json": {} } });
    let answer = queries(&person.api, &calls, inputs).await;
    assert_eq!(answer.status, 200);
    let answers = answers(&answer);
    let data = |at: usize| &answers[at]["result"]["data"]["json"];
    assert_eq!(answers.len(), 4);
    assert_eq!(data(0)["user"]["id"], json!(person.id));
    assert_eq!(data(1)["items"], json!([]));
    assert!(data(2)["version"].is_string());
    assert_eq!(data(3)["items"], json!([]));
}

#[tokio::test]
async fn a_batch_of_one_is_an_array_too() {
    let world = world().await;
    let answer = queries(&world.anonymous(), &["health.ping"], json!({})).await;
    assert_eq!((answer.status, answers(&answer).len()), (200, 1));
}

#[tokio::test]
async fn mutations_of_one_batch_are_all_done() {
    let world = world().await;
    let tenant = world.tenant().await;
    let (one, two) = (tenant.buy(), tenant.buy());
    let body = json!({ "0": { "json": one }, "1": { "json": two }, "2": { "json": one } });
    let answer =
        tenant.api.post("/trpc/signals.submit,signals.submit,signals.submit?batch=1", body.to_string()).await;
    // The third has the first one's name.
    assert_eq!(answer.status, 207);
    let answers = answers(&answer);
    assert_eq!(answers[1]["result"]["data"]["json"]["dedupKey"], two["dedupKey"]);
    let conflicts = answers.iter().filter(|answer| *code(answer) == "CONFLICT").count();
    assert_eq!(conflicts, 1, "{answers:?}");
    assert_eq!(tenant.rows().await[0], 2);
}

#[tokio::test]
async fn one_status_for_all_or_207() {
    let world = world().await;
    let tenant = world.tenant().await;
    let answer = queries(&tenant.api, &["health.ping", "auth.me", "nothing.here"], json!({})).await;
    assert_eq!(answer.status, 207);
    let mixed = answers(&answer);
    assert!(mixed[0]["result"].is_object());
    assert_eq!((code(&mixed[1]), code(&mixed[2])), (&json!("FORBIDDEN"), &json!("NOT_FOUND")));

    let answer = queries(&world.anonymous(), &["positions.getAll", "signals.list"], json!({})).await;
    assert_eq!(answer.status, 401);
    for refused in answers(&answer) {
        crate::harness::refusal(&refused["error"]["json"], UNAUTHORIZED, "log in");
    }
    let answer = queries(&world.anonymous(), &["no.a", "no.b"], json!({})).await;
    assert_eq!(answer.status, 404);
    crate::harness::refusal(&answers(&answer)[1]["error"]["json"], NOT_FOUND, "no.b");
}

#[tokio::test]
async fn one_bad_input_spoils_its_own_call_alone() {
    let world = world().await;
    let tenant = world.tenant().await;
    let inputs = json!({ "0": { "json": { "limit": 0 } }, "1": { "json": { "limit": 1 } } });
    let answer = queries(&tenant.api, &["positions.getAll", "positions.getAll"], inputs).await;
    assert_eq!(answer.status, 207);
    let answers = answers(&answer);
    assert_eq!(code(&answers[0]), "BAD_REQUEST");
    assert_eq!(answers[1]["result"]["data"]["json"]["items"], json!([]));
}

#[tokio::test]
async fn a_hundred_calls_are_taken_and_one_more_is_not() {
    let world = world().await;
    let pings = |count| vec!["health.ping"; count];
    let answer = queries(&world.anonymous(), &pings(100), json!({})).await;
    assert_eq!((answer.status, answers(&answer).len()), (200, 100));
    // A refusal of the whole request is one object.
    let answer = queries(&world.anonymous(), &pings(101), json!({})).await;
    answer.refused(BAD_REQUEST, "exceeds maximum size");
}

#[tokio::test]
async fn a_batch_weighs_what_its_procedures_declare() {
    let world = world().await;
    let logins = |count| format!("/trpc/{}?batch=1", vec!["auth.login"; count].join(","));
    // Five hashes of a password are as much as one request may ask for; these have no input, and hash nothing.
    let answer = world.anonymous().post(&logins(5), "{}".to_owned()).await;
    assert_eq!((answer.status, answers(&answer).len()), (400, 5));
    let answer = world.anonymous().post(&logins(6), "{}".to_owned()).await;
    answer.refused(BAD_REQUEST, "exceeds maximum cost");
}

#[tokio::test]
async fn queries_and_mutations_do_not_mix() {
    let world = world().await;
    let tenant = world.tenant().await;
    let body = json!({ "0": { "json": tenant.buy() } }).to_string();
    let answer = tenant.api.post("/trpc/signals.submit,signals.list?batch=1", body).await;
    answer.refused(BAD_REQUEST, "Cannot mix procedure types in call: mutation, query");
    assert_eq!(tenant.rows().await, [0; 5]);
}

#[tokio::test]
async fn a_subscription_is_not_batched() {
    let world = world().await;
    let tenant = world.tenant().await;
    let answer = queries(&tenant.api, &["signals.onNew", "signals.onNew"], json!({})).await;
    assert_eq!(answer.status, 400, "{}", answer.body);
    let answer = queries(&tenant.api, &["signals.onNew", "health.ping"], json!({})).await;
    answer.refused(BAD_REQUEST, "Cannot mix");
}

#[tokio::test]
async fn inputs_that_are_no_table_are_refused() {
    let world = world().await;
    let tenant = world.tenant().await;
    for body in [json!([{ "json": {} }]), json!("x"), json!(1)] {
        let answer = tenant.api.post("/trpc/signals.submit,signals.submit?batch=1", body.to_string()).await;
        assert_eq!(answer.status, 400, "{}", answer.body);
        for refused in answers(&answer) {
            crate::harness::refusal(&refused["error"]["json"], BAD_REQUEST, "needs to be an object");
        }
    }
    assert_eq!(tenant.rows().await, [0; 5]);
}
