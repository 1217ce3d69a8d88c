//! `bots.saveVersion`: gives a bot another configuration, under the next number.

use futures::future::join_all;
use prisma::Role;
use serde_json::{Value, json};

use super::{knows_its_own_alone, senseless, setup};
use crate::harness::{BAD_REQUEST, CONFLICT, NOT_FOUND, world};

#[tokio::test]
async fn a_configuration_has_the_next_number_and_the_same_one_is_not_saved_twice() {
    let world = world().await;
    let tenant = world.tenant().await;
    let trader = tenant.person(Role::Trader).await;
    let save = async |after: i32, content| {
        let input = json!({ "id": tenant.bot.id, "after": after, "content": content });
        trader.api.mutate("bots.saveVersion", input).await
    };
    let first = json!({ "b": [1, { "c": null }], "a": "0.10" });
    assert_eq!(save(0, first.clone()).await.data()["version"], 1);
    // In another order of names it is the same one.
    assert_eq!(save(0, json!({ "a": "0.10", "b": [1, { "c": null }] })).await.data()["version"], 1);
    assert_eq!(save(1, json!({})).await.data()["version"], 2);
    assert_eq!(save(2, first.clone()).await.data()["version"], 3);
    let deeds = tenant.deeds().await;
    assert_eq!(deeds.len(), 3);
    let before = json!({ "version": 2, "content": {} });
    assert_eq!(deeds[2][3], json!({ "before": before, "after": { "version": 3, "content": first } }));
}

#[tokio::test]
async fn of_two_at_once_one_is_told_that_the_other_was_quicker() {
    let world = world().await;
    let tenant = world.tenant().await;
    let trader = tenant.person(Role::Trader).await;
    let saving = (0..8).map(|number| {
        let input = json!({ "id": tenant.bot.id, "after": 0, "content": { "number": number } });
        trader.api.mutate("bots.saveVersion", input)
    });
    let answers = join_all(saving).await;
    let (saved, late): (Vec<_>, Vec<_>) = answers.iter().partition(|answer| answer.status == 200);
    assert_eq!((saved.len(), late.len()), (1, 7));
    for answer in late {
        let error = answer.refused(CONFLICT, "version 1 was saved meanwhile");
        assert_eq!(error["data"]["error"], json!({ "type": "Outdated", "current": 1 }));
    }
}

#[tokio::test]
async fn bad_input_and_other_tenants_bots_are_refused() {
    let world = world().await;
    let tenant = world.tenant().await;
    let trader = tenant.person(Role::Trader).await;
    for (after, content) in
        [(0, json!("text")), (0, json!([])), (-1, json!({})), (0, json!({ "x": "y".repeat(70_000) }))]
    {
        let input = json!({ "id": tenant.bot.id, "after": after, "content": content });
        trader.api.mutate("bots.saveVersion", input).await.refused(BAD_REQUEST, "");
    }
    let input = |id| json!({ "id": id, "after": 0, "content": {} });
    knows_its_own_alone(&world, &trader.api, "bots.saveVersion", input).await;
}

#[tokio::test]
async fn a_bot_of_a_built_in_strategy_follows_another_one_and_nothing_else() {
    let world = world().await;
    let tenant = world.tenant().await;
    let trader = tenant.person(Role::Trader).await;
    let bot = trader.api.mutate("bots.create", json!({ "name": "strength", "setup": setup() })).await.data();
    let save = async |content: Value| {
        let input = json!({ "id": bot["id"], "after": 1, "content": content });
        trader.api.mutate("bots.saveVersion", input).await
    };
    for (field, value, told) in senseless() {
        let mut setup = setup();
        setup[field] = value;
        let error = save(setup).await.refused(BAD_REQUEST, told);
        let error = &error["data"]["error"];
        assert_eq!(json!([error["type"], error["field"]]), json!(["InvalidField", told]));
    }
    let mut number = setup();
    number["qty"] = json!(0.5);
    let mut more = setup();
    more["leverage"] = json!("3");
    for (content, told) in [(json!({}), "strategy"), (number, "qty"), (more, "leverage")] {
        let error = save(content).await.refused(BAD_REQUEST, told);
        assert_eq!(error["data"]["error"]["field"], "content", "{error}");
    }
    let mut nowhere = setup();
    nowhere["symbol"] = json!("NOTHING");
    let error = save(nowhere).await.refused(NOT_FOUND, "there is no such instrument");
    assert_eq!(error["data"]["error"]["type"], "UnknownInstrument");
    // The same is not saved twice; of another strategy the bot is told.
    assert_eq!(save(setup()).await.data()["version"], 1);
    let mut crossover = setup();
    crossover["strategy"] = json!({ "type": "MA_CROSSOVER", "fast": 9, "slow": 21 });
    let saved = save(crossover).await.data();
    assert_eq!(json!([saved["version"], saved["strategy"]]), json!([2, "MA_CROSSOVER"]));
    // What a program reads is its own matter.
    let own = json!({ "id": tenant.bot.id, "after": 0, "content": { "qty": 0.5 } });
    assert_eq!(trader.api.mutate("bots.saveVersion", own).await.data()["strategy"], Value::Null);
}
