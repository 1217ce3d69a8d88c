//! `bots.versions`: the configurations of a bot, newest first.

use prisma::Role;
use serde_json::{Value, json};

use crate::harness::world;

#[tokio::test]
async fn lists_what_was_saved_page_by_page() {
    let world = world().await;
    let (tenant, others) = (world.tenant().await, world.tenant().await);
    let trader = tenant.person(Role::Trader).await;
    for number in 0..5 {
        let input = json!({ "id": tenant.bot.id, "after": number, "content": { "number": number } });
        trader.api.mutate("bots.saveVersion", input).await.data();
    }
    let (mut numbers, mut cursor) = (Vec::new(), Value::Null);
    loop {
        let input = json!({ "id": tenant.bot.id, "cursor": cursor, "limit": 2 });
        let page = trader.api.query("bots.versions", input).await.data();
        for version in page["items"].as_array().unwrap() {
            let number = version["number"].as_i64().unwrap();
            assert_eq!(version["content"], json!({ "number": number - 1 }));
            assert_eq!(
                (version["createdBy"].as_str(), version["sha256"].as_str().map(str::len)),
                (Some(&*trader.email), Some(64))
            );
            numbers.push(number);
        }
        cursor = page["nextCursor"].clone();
        if cursor.is_null() {
            break;
        }
    }
    assert_eq!(numbers, [5, 4, 3, 2, 1]);
    let strange = others.api.query("bots.versions", json!({ "id": tenant.bot.id })).await.data();
    assert_eq!(strange["items"], json!([]));
}
