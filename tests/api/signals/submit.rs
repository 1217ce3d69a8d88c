//! `signals.submit`: takes a signal; what it answers is stored.

use std::time::Duration;

use futures::future::join_all;
use prisma::{ApiKeyScope, BotStatus, Role, SignalStatus, bot, event, signal, stream_head};
use prisma_client_rust::Lock;
use serde_json::{Value, json};

use crate::harness::{BAD_REQUEST, CONFLICT, FORBIDDEN, KeySpec, NOT_FOUND, Tenant, UNAUTHORIZED, world};

/// `input` with that field changed; `null` takes it out.
fn with(mut input: Value, field: &str, value: Value) -> Value {
    if value.is_null() {
        input.as_object_mut().unwrap().remove(field);
    } else {
        input[field] = value;
    }
    input
}

/// Checks that nothing of a refused signal stayed.
async fn nothing_stays(tenant: &Tenant) {
    assert_eq!(tenant.rows().await, [0; 5]);
}

#[tokio::test]
async fn answers_the_stored_signal() {
    let world = world().await;
    let tenant = world.tenant().await;
    let input = tenant.buy();
    let signal = tenant.api.mutate("signals.submit", input.clone()).await.data();

    assert_eq!(signal["bot"], json!({ "id": tenant.bot.id, "name": tenant.bot.name }));
    assert_eq!(signal["instrument"]["venue"], "BINANCE");
    assert_eq!(signal["instrument"]["lotStep"], "0.00001");
    assert_eq!(signal["dedupKey"], input["dedupKey"]);
    let told = ["source", "action", "side", "qty", "price", "status", "rejectReason", "seq"]
        .map(|name| &signal[name]);
    assert_eq!(json!(told), json!(["API", "ORDER", "BUY", "0.001", "60000", "RECEIVED", null, 1]));
    assert_eq!(signal["occurredAt"], signal["receivedAt"]);

    let id = signal["id"].as_str().unwrap().parse().unwrap();
    let row = world.system.signal().find_unique(signal::id::equals(id)).exec().await.unwrap().unwrap();
    assert_eq!(
        (row.tenant_id, row.bot_id, &json!(row.dedup_key)),
        (tenant.id, tenant.bot.id, &input["dedupKey"])
    );
    assert_eq!(row.raw["qty"], "0.001");
}

#[tokio::test]
async fn a_person_may_send_one_too() {
    let world = world().await;
    let tenant = world.tenant().await;
    for role in [Role::Owner, Role::Admin, Role::Trader] {
        let person = tenant.person(role).await;
        assert_eq!(person.api.mutate("signals.submit", tenant.buy()).await.data()["status"], "RECEIVED");
    }
}

#[tokio::test]
async fn takes_when_it_happened_as_a_date() {
    let world = world().await;
    let tenant = world.tenant().await;
    let input = with(tenant.buy(), "occurredAt", json!("2026-01-31T09:30:00.000Z"));
    let body = json!({ "json": input, "meta": { "values": { "occurredAt": ["Date"] }, "v": 1 } });
    let signal = tenant.api.post("/trpc/signals.submit", body.to_string()).await.data();
    assert_eq!(signal["occurredAt"], "2026-01-31T09:30:00.000Z");
    assert_ne!(signal["receivedAt"], signal["occurredAt"]);
}

#[tokio::test]
async fn a_key_that_is_bound_to_a_bot_speaks_for_it_alone() {
    let world = world().await;
    let tenant = world.tenant().await;
    let other = tenant.another_bot("other", vec![]).await;
    let bound = tenant.program(KeySpec { bot: Some(tenant.bot.id), ..KeySpec::default() }).await;

    let unnamed = bound.mutate("signals.submit", with(tenant.buy(), "botId", Value::Null)).await.data();
    assert_eq!(unnamed["bot"]["id"], json!(tenant.bot.id));
    let named = bound.mutate("signals.submit", tenant.buy()).await.data();
    assert_eq!(named["bot"]["id"], json!(tenant.bot.id));

    let error = bound.mutate("signals.submit", with(tenant.buy(), "botId", json!(other.id))).await;
    assert_eq!(error.refused(NOT_FOUND, "no such bot")["data"]["error"]["type"], "UnknownBot");
}

#[tokio::test]
async fn a_key_that_is_bound_to_no_bot_has_to_name_one() {
    let world = world().await;
    let tenant = world.tenant().await;
    let answer = tenant.api.mutate("signals.submit", with(tenant.buy(), "botId", Value::Null)).await;
    assert_eq!(answer.refused(BAD_REQUEST, "botId")["data"]["error"]["type"], "BotRequired");
    nothing_stays(&tenant).await;
}

#[tokio::test]
async fn needs_credentials_that_stand() {
    let world = world().await;
    let tenant = world.tenant().await;
    let long_ago = Some(chrono::DateTime::UNIX_EPOCH);
    let revoked = tenant.program(KeySpec { revoked_at: long_ago, ..KeySpec::default() }).await;
    let expired = tenant.program(KeySpec { expires_at: long_ago, ..KeySpec::default() }).await;
    for (caller, message) in [
        (world.anonymous(), "log in, or send an API key, first"),
        (world.anonymous().with_key("tw_nobody"), "this API key is not known"),
        (revoked, "this API key was revoked"),
        (expired, "this API key has expired"),
    ] {
        let error = caller.mutate("signals.submit", tenant.buy()).await.refused(UNAUTHORIZED, message);
        assert_eq!(error["data"]["error"]["type"], "Unauthorized");
    }
    nothing_stays(&tenant).await;
}

#[tokio::test]
async fn needs_the_permission() {
    let world = world().await;
    let tenant = world.tenant().await;
    let viewer = tenant.person(Role::Viewer).await.api;
    let reader = tenant.program(KeySpec { scopes: vec![ApiKeyScope::Read], ..KeySpec::default() }).await;
    for caller in [viewer, reader] {
        let error =
            caller.mutate("signals.submit", tenant.buy()).await.refused(FORBIDDEN, "does not allow this");
        assert_eq!(error["data"]["error"], json!({ "type": "Forbidden", "permission": "SIGNALS_SUBMIT" }));
    }
    nothing_stays(&tenant).await;
}

#[tokio::test]
async fn another_tenants_bot_is_no_bot() {
    let world = world().await;
    let (ours, theirs) = (world.tenant().await, world.tenant().await);
    let unknown = with(ours.buy(), "botId", json!("0199a000-0000-7000-8000-000000000000"));
    let answers = [
        ours.api.mutate("signals.submit", with(ours.buy(), "botId", json!(theirs.bot.id))).await,
        ours.api.mutate("signals.submit", unknown).await,
    ];
    for answer in answers {
        assert_eq!(
            answer.refused(NOT_FOUND, "there is no such bot")["data"]["error"],
            json!({ "type": "UnknownBot" })
        );
    }
    nothing_stays(&ours).await;
    nothing_stays(&theirs).await;
}

#[tokio::test]
async fn a_second_one_of_that_name_is_refused_with_the_firsts_id() {
    let world = world().await;
    let tenant = world.tenant().await;
    let input = tenant.buy();
    let first = tenant.api.mutate("signals.submit", input.clone()).await.data();
    let again = with(input.clone(), "qty", json!("0.002"));
    let error = tenant.api.mutate("signals.submit", again).await.refused(CONFLICT, "already sent");
    let expected =
        json!({ "type": "DuplicateSignal", "dedupKey": input["dedupKey"], "signalId": first["id"] });
    assert_eq!(error["data"]["error"], expected);

    let row = tenant.outcome(&first["id"]).await;
    assert_eq!(row.qty, Some("0.001".parse().unwrap()));
    assert_eq!(tenant.rows().await[0], 1);
}

#[tokio::test]
async fn the_same_name_is_free_for_another_bot_and_another_tenant() {
    let world = world().await;
    let (ours, theirs) = (world.tenant().await, world.tenant().await);
    let input = ours.buy();
    ours.api.mutate("signals.submit", input.clone()).await.data();
    let other = ours.another_bot("other", vec![]).await;
    ours.api.mutate("signals.submit", with(input.clone(), "botId", json!(other.id))).await.data();
    theirs.api.mutate("signals.submit", with(input, "botId", json!(theirs.bot.id))).await.data();
}

#[tokio::test]
async fn of_many_at_once_with_one_name_one_is_taken() {
    let world = world().await;
    let tenant = world.tenant().await;
    let input = tenant.buy();
    let sending = (0..12).map(|_| tenant.api.mutate("signals.submit", input.clone()));
    let answers = futures::future::join_all(sending).await;
    let taken: Vec<_> = answers.iter().filter(|answer| answer.status == 200).collect();
    assert_eq!(taken.len(), 1);
    let first = &taken[0].data()["id"];
    for answer in answers.iter().filter(|answer| answer.status != 200) {
        assert_eq!(&answer.refused(CONFLICT, "already sent")["data"]["error"]["signalId"], first);
    }
    tenant.outcome(first).await;
    assert_eq!(tenant.rows().await[0], 1);
}

#[tokio::test]
async fn teams_that_send_at_once_each_have_their_own() {
    let world = world().await;
    let tenants = join_all((0..12).map(|_| world.tenant())).await;
    // What they name is known from here on.
    let first =
        join_all(tenants.iter().map(|tenant| tenant.api.mutate("signals.submit", tenant.buy()))).await;
    let first: Vec<Value> = first.into_iter().map(|answer| answer.data()).collect();
    join_all(tenants.iter().zip(&first).map(|(tenant, first)| async {
        let again = with(tenant.buy(), "dedupKey", first["dedupKey"].clone());
        let sent = (0..4).map(|_| tenant.buy()).chain([again]);
        let mut answers = join_all(sent.map(|input| tenant.api.mutate("signals.submit", input))).await;
        answers.pop().expect("five of them").refused(CONFLICT, "dedupKey");
        for answer in answers {
            let bot = &answer.data()["bot"]["id"];
            assert_eq!(*bot, json!(tenant.bot.id));
        }
    }))
    .await;
    for tenant in &tenants {
        let system = &tenant.system;
        let rows = [signal::tenant_id::equals(tenant.id)];
        let rows = system.signal().find_many(rows).exec().await.unwrap();
        assert_eq!(rows.len(), 5);
        assert!(rows.iter().all(|row| row.bot_id == tenant.bot.id));
        let stream = stream_head::tenant_id::equals(tenant.id);
        let head = system.stream_head().find_unique(stream).exec().await.unwrap().expect("a stream").seq;
        let told = [event::tenant_id::equals(tenant.id), event::seq::lte(head)];
        assert_eq!(system.event().count(told).exec().await.unwrap(), head, "a stream has no gaps");
    }
}

#[tokio::test]
async fn a_team_whose_stream_is_held_makes_nobody_wait() {
    let world = world().await;
    let tenants = join_all((0..4).map(|_| world.tenant())).await;
    let send = |tenant: &Tenant| {
        let (api, input) = (tenant.api.clone(), tenant.buy());
        async move { api.mutate("signals.submit", input).await.data() }
    };
    join_all(tenants.iter().map(send)).await;
    for tenant in &tenants {
        tenant.finished(tenant.buy()).await;
    }
    let (held, others) = tenants.split_first().expect("four of them");
    let holder = held.system.begin().await.unwrap();
    let stream = stream_head::tenant_id::equals(held.id);
    holder.stream_head().find_unique(stream).lock(Lock::ForNoKeyUpdate).exec().await.unwrap();
    let waits = tokio::spawn(send(held));
    for _ in 0..5 {
        let sent = join_all(others.iter().map(send));
        tokio::time::timeout(Duration::from_secs(5), sent).await.expect("they are answered meanwhile");
    }
    assert!(!waits.is_finished());
    holder.rollback().await.unwrap();
    waits.await.unwrap();
}

#[tokio::test]
async fn an_unknown_instrument_is_named() {
    let world = world().await;
    let tenant = world.tenant().await;
    let error = tenant.api.mutate("signals.submit", with(tenant.buy(), "symbol", json!("DOGEUSDT"))).await;
    let error = error.refused(NOT_FOUND, "BINANCE:DOGEUSDT is not an instrument");
    assert_eq!(
        error["data"]["error"],
        json!({ "type": "UnknownInstrument", "venue": "BINANCE", "symbol": "DOGEUSDT" })
    );
    nothing_stays(&tenant).await;
}

#[tokio::test]
async fn amounts_are_decimal_strings_and_nothing_else() {
    let world = world().await;
    let tenant = world.tenant().await;
    for bad in [
        json!("NaN"),
        json!("Infinity"),
        json!("-Infinity"),
        json!("1e3"),
        json!("1E-3"),
        json!(0.001),
        json!(1),
        json!(true),
        json!(""),
        json!(" 1"),
        json!("1,5"),
        json!("0x10"),
        json!("0.0000000000001"),
        json!("12345678901234567"),
        json!(["1"]),
        json!({ "amount": "1" }),
    ] {
        for field in ["qty", "price"] {
            let answer = tenant.api.mutate("signals.submit", with(tenant.buy(), field, bad.clone())).await;
            let error = answer.refused(BAD_REQUEST, field);
            assert!(error["data"]["zodError"]["fieldErrors"][field].is_array(), "{bad}: {error}");
        }
    }
    nothing_stays(&tenant).await;
}

#[tokio::test]
async fn amounts_are_more_than_zero() {
    let world = world().await;
    let tenant = world.tenant().await;
    for bad in ["0", "0.000", "-0", "-0.001"] {
        for field in ["qty", "price"] {
            let answer = tenant.api.mutate("signals.submit", with(tenant.buy(), field, json!(bad))).await;
            let error = answer.refused(BAD_REQUEST, "must be more than zero");
            assert_eq!(error["data"]["error"]["field"], field, "{bad}");
        }
    }
    nothing_stays(&tenant).await;
}

#[tokio::test]
async fn the_largest_and_the_smallest_amounts_arrive_whole() {
    let world = world().await;
    let tenant = world.tenant().await;
    // A stopped bot: nothing is traded at such a price.
    let stopped = tenant.another_bot("stopped", vec![bot::desired_status::set(BotStatus::Stopped)]).await;
    let mut input = with(tenant.buy(), "botId", json!(stopped.id));
    input["qty"] = json!("9999999999999999.999999999999");
    input["price"] = json!("0.000000000001");
    let signal = tenant.api.mutate("signals.submit", input).await.data();
    assert_eq!(
        json!([signal["qty"], signal["price"]]),
        json!(["9999999999999999.999999999999", "0.000000000001"])
    );
    let row = tenant.outcome(&signal["id"]).await;
    assert_eq!(row.qty.unwrap().normalize().to_string(), "9999999999999999.999999999999");
}

#[tokio::test]
async fn fields_go_with_the_action() {
    let world = world().await;
    let tenant = world.tenant().await;
    let close = with(tenant.buy(), "action", json!("CLOSE"));
    for (input, field) in [
        (with(tenant.buy(), "side", Value::Null), "side"),
        (with(tenant.buy(), "qty", Value::Null), "qty"),
        (close.clone(), "side"),
        (with(close, "side", Value::Null), "qty"),
    ] {
        let error = tenant.api.mutate("signals.submit", input).await.refused(BAD_REQUEST, field);
        assert_eq!(error["data"]["error"]["type"], "InvalidField");
    }
    nothing_stays(&tenant).await;
}

#[tokio::test]
async fn an_order_says_what_its_type_needs_and_no_more() {
    let world = world().await;
    let tenant = world.tenant().await;
    for (terms, field, why) in [
        (json!({ "orderType": "LIMIT" }), "limitPrice", "a LIMIT order needs a price"),
        (json!({ "limitPrice": "1000.50" }), "limitPrice", "has no price, and this one has 1000.5"),
        (json!({ "orderType": "STOP" }), "triggerPrice", "a STOP order needs a trigger price"),
        (json!({ "triggerPrice": "1000" }), "triggerPrice", "a MARKET order has no trigger price"),
        (json!({ "postOnly": true }), "postOnly", "can wait in the book"),
    ] {
        let mut input = tenant.buy();
        input.as_object_mut().unwrap().extend(terms.as_object().unwrap().clone());
        let error = tenant.api.mutate("signals.submit", input).await.refused(BAD_REQUEST, why);
        let error = &error["data"]["error"];
        assert_eq!(json!([error["type"], error["field"]]), json!(["InvalidField", field]));
    }
    nothing_stays(&tenant).await;
}

#[tokio::test]
async fn what_is_missing_or_of_another_type_is_named() {
    let world = world().await;
    let tenant = world.tenant().await;
    for (field, value) in [
        ("dedupKey", Value::Null),
        ("venue", Value::Null),
        ("symbol", Value::Null),
        ("botId", json!("not-a-uuid")),
        ("botId", json!(7)),
        ("dedupKey", json!("")),
        ("dedupKey", json!("x".repeat(129))),
        ("dedupKey", json!(["x"])),
        ("venue", json!("x".repeat(33))),
        ("symbol", json!("x".repeat(65))),
        ("side", json!("HOLD")),
        ("side", json!("buy")),
        ("action", json!("DANCE")),
        ("occurredAt", json!("yesterday")),
        ("leverage", json!("100")),
    ] {
        tenant
            .api
            .mutate("signals.submit", with(tenant.buy(), field, value))
            .await
            .refused(BAD_REQUEST, field);
    }
    let nothing = tenant.api.mutate("signals.submit", json!(null)).await;
    nothing.refused(BAD_REQUEST, "");
    nothing_stays(&tenant).await;
}

#[tokio::test]
async fn the_longest_dedup_key_is_128_characters_of_any_kind() {
    let world = world().await;
    let tenant = world.tenant().await;
    let key = "ключ".repeat(32);
    let signal = tenant.api.mutate("signals.submit", with(tenant.buy(), "dedupKey", json!(key))).await.data();
    assert_eq!(signal["dedupKey"], json!(key));
}

#[tokio::test]
async fn a_text_that_the_database_cannot_hold_is_refused() {
    let world = world().await;
    let tenant = world.tenant().await;
    for field in ["dedupKey", "venue", "symbol"] {
        let answer = tenant.api.mutate("signals.submit", with(tenant.buy(), field, json!("a\u{0}b"))).await;
        answer.refused(BAD_REQUEST, &format!("{field}: "));
    }
    nothing_stays(&tenant).await;
}

#[tokio::test]
async fn a_refusal_names_amounts_without_zeros_that_nobody_sent() {
    let world = world().await;
    let tenant = world.tenant().await;
    let signal = with(tenant.buy(), "orderType", json!("STOP"));
    let row = tenant.finished(with(signal, "triggerPrice", json!("40000.5"))).await;
    let reason = row.reject_reason.unwrap_or_default();
    assert!(reason.contains("40000.5") && !reason.contains("60000.50"), "{reason}");
}

#[tokio::test]
async fn an_order_without_a_price_trades_at_the_last_known_one() {
    let world = world().await;
    let tenant = world.tenant().await;
    let row = tenant.finished(with(tenant.buy(), "price", Value::Null)).await;
    assert_eq!(row.status, SignalStatus::Executed);
    let order = &tenant.filled_orders().await[0];
    assert_eq!(order.avg_price, world.instrument("BTCUSDT").await.last_price);
}
