//! `candleSets.upload`: brings candles as a file, read line by line as it arrives.

use prisma::{Role, candle_set, candle_set_candle};
use serde_json::json;

use super::{file, form, send, upload};
use crate::harness::{BAD_REQUEST, CONFLICT, FORBIDDEN, NOT_FOUND, Tenant, UNAUTHORIZED, world};

/// How many sets and how many candles the tenant has.
async fn stored(tenant: &Tenant) -> (i64, i64) {
    let sets = tenant.system.candle_set().count([candle_set::tenant_id::equals(tenant.id)]);
    let candles = tenant.system.candle_set_candle().count([candle_set_candle::tenant_id::equals(tenant.id)]);
    (sets.exec().await.unwrap(), candles.exec().await.unwrap())
}

#[tokio::test]
async fn a_file_becomes_a_set_and_every_line_that_is_none_is_told_of() {
    let world = world().await;
    let tenant = world.tenant().await;
    let trader = tenant.person(Role::Trader).await;
    let mut text = file([10, 11, 12]);
    text.push_str(
        "1735689660,10,11,10,11,1.5\nnonsense\n1735690200,11,10,10,11,1\n1735690200,11,12,10,11,1\n",
    );
    let report = upload(&trader.api, "mine", &text).await.data();
    assert_eq!(json!([report["lines"], report["duplicates"], report["disordered"]]), json!([8, 1, 1]));
    let refused = &report["refused"];
    assert_eq!(refused["count"], 2);
    let named = |index: usize| json!([refused["first"][index]["line"], refused["first"][index]["field"]]);
    assert_eq!((named(0), named(1)), (json!([6, "time"]), json!([7, "high"])));
    let set = &report["set"];
    let fields =
        ["name", "interval", "status", "count", "missing", "firstAt", "lastAt"].map(|name| &set[name]);
    assert_eq!(
        json!(fields),
        json!(["mine", "M1", "READY", 4, 7, "2025-01-01T00:00:00.000Z", "2025-01-01T00:10:00.000Z"])
    );
    assert_eq!(stored(&tenant).await, (1, 4));
    // Of two lines of one time the first stands.
    let asked =
        json!({ "venue": "BINANCE", "symbol": "BTCUSDT", "interval": "M1", "candleSetId": set["id"] });
    let page = trader.api.query("market.candles", asked).await.data();
    assert_eq!(page["items"][1]["open"], "10");
    let listed = trader.api.query("candleSets.list", json!({})).await.data();
    assert_eq!(listed["items"][0], *set);
    let deeds = tenant.deeds().await;
    assert_eq!(deeds[0][1], "candleSet.upload");
}

#[tokio::test]
async fn trades_become_candles_as_they_do_at_the_market() {
    let world = world().await;
    let tenant = world.tenant().await;
    let trader = tenant.person(Role::Trader).await;
    let text = "price,qty,time\n10,1,1735689600.5\n10,1,1735689600500\n12,0.5,1735689630000\n9,2,1735689600000\n\
                11,1,1735689659999\n20,1,1735689720000\n";
    let report = upload(&trader.api, "trades", text).await.data();
    let refused = &report["refused"];
    let first =
        [0, 1].map(|index| json!([refused["first"][index]["line"], refused["first"][index]["field"]]));
    assert_eq!(json!([report["lines"], refused["count"], first]), json!([7, 2, [[2, "time"], [5, "time"]]]));
    let set = &report["set"];
    assert_eq!(json!([set["count"], set["missing"], set["status"]]), json!([2, 1, "READY"]));
    let asked =
        json!({ "venue": "BINANCE", "symbol": "BTCUSDT", "interval": "M1", "candleSetId": set["id"] });
    let page = trader.api.query("market.candles", asked).await.data();
    let candle = |index: usize| {
        json!(["open", "high", "low", "close", "volume"].map(|name| &page["items"][index][name]))
    };
    assert_eq!(candle(0), json!(["10", "12", "10", "11", "2.5"]));
    assert_eq!(candle(1), json!(["20", "20", "20", "20", "1"]));
}

#[tokio::test]
async fn a_long_file_is_stored_in_time_and_a_stranger_sees_none_of_it() {
    let world = world().await;
    let (tenant, other) = (world.tenant().await, world.tenant().await);
    let trader = tenant.person(Role::Trader).await;
    let report = upload(&trader.api, "long", &file((0..20_000).map(|n| 100 + n % 7))).await.data();
    assert_eq!(json!([report["lines"], report["set"]["count"]]), json!([20_001, 20_000]));
    assert_eq!((stored(&tenant).await, stored(&other).await), ((1, 20_000), (0, 0)));
    let listed = other.api.query("candleSets.list", json!({})).await.data();
    assert_eq!(listed["items"], json!([]));
}

#[tokio::test]
async fn nothing_is_left_of_a_file_that_holds_nothing_or_breaks_off() {
    let world = world().await;
    let tenant = world.tenant().await;
    let trader = tenant.person(Role::Trader).await.api;
    let refused = upload(&trader, "empty", "a,b,c\n1,2,3\n").await.refused(BAD_REQUEST, "no line of it");
    let error = &refused["data"]["error"];
    assert_eq!(json!([error["type"], error["refused"]["count"]]), json!(["NoCandles", 2]));
    let fields = [("name", "cut"), ("venue", "BINANCE"), ("symbol", "BTCUSDT"), ("interval", "M1")];
    let whole = form(&fields, &file((0..12_000).map(|n| 100 + n % 7)));
    let cut = whole[..whole.len() - 100].to_owned();
    send(&trader, cut).await.refused(BAD_REQUEST, "cannot be read");
    assert_eq!(stored(&tenant).await, (0, 0));
}

#[tokio::test]
async fn a_form_that_is_wrong_is_refused_by_its_field() {
    let world = world().await;
    let tenant = world.tenant().await;
    let trader = tenant.person(Role::Trader).await.api;
    let good = [("name", "a"), ("venue", "BINANCE"), ("symbol", "BTCUSDT"), ("interval", "M1")];
    for (index, bad) in [(0, ""), (0, " a"), (0, "a\u{202e}b"), (1, " "), (2, "\u{1}"), (3, "M2")] {
        let mut fields = good;
        fields[index].1 = bad;
        let refused = send(&trader, form(&fields, &file([1]))).await.refused(BAD_REQUEST, fields[index].0);
        assert_eq!(refused["data"]["error"]["field"], fields[index].0);
    }
    let refused = send(&trader, form(&good[..3], &file([1]))).await.refused(BAD_REQUEST, "before the file");
    assert_eq!(refused["data"]["error"]["field"], "interval");
    let without = form(&good, "").replace("name=\"file\"", "name=\"other\"");
    send(&trader, without).await.refused(BAD_REQUEST, "form: ");
    let mut unknown = good;
    unknown[2].1 = "NOTHING";
    send(&trader, form(&unknown, &file([1]))).await.refused(NOT_FOUND, "no such instrument");
    upload(&trader, "a", &file([1])).await.data();
    upload(&trader, "a", &file([1])).await.refused(CONFLICT, "name: ");
    assert_eq!(stored(&tenant).await, (1, 1));
}

#[tokio::test]
async fn is_for_those_who_may_trade() {
    let world = world().await;
    let tenant = world.tenant().await;
    upload(&world.anonymous(), "a", &file([1])).await.refused(UNAUTHORIZED, "log in");
    for caller in [tenant.person(Role::Viewer).await.api, tenant.api.clone()] {
        let refused = upload(&caller, "a", &file([1])).await.refused(FORBIDDEN, "does not allow this");
        assert_eq!(refused["data"]["error"]["permission"], "CANDLES_MANAGE");
    }
    assert_eq!(stored(&tenant).await, (0, 0));
}
