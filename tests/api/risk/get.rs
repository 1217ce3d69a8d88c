//! `risk.get`: how the team's risk stands.

use prisma::Role;
use serde_json::json;

use crate::harness::world;

#[tokio::test]
async fn shows_how_much_of_a_limit_is_used_and_what_it_refused() {
    let world = world().await;
    let tenant = world.tenant().await;
    let admin = tenant.person(Role::Admin).await;
    let limit = json!({ "botId": tenant.bot.id, "rule": "MAX_TOTAL_NOTIONAL", "value": "100" });
    admin.api.mutate("risk.setLimit", limit).await.data();
    tenant.finished(tenant.buy()).await;
    let refused = tenant.finished(tenant.buy()).await;
    let status = tenant.api.query("risk.get", serde_json::Value::Null).await.data();
    let limit = &status["limits"][0];
    assert_eq!(
        json!([limit["rule"], limit["value"], limit["used"]]),
        json!(["MAX_TOTAL_NOTIONAL", "100", "60"])
    );
    let refusal = &status["refusals"][0];
    let told = ["signalId", "rule", "limit", "observed"].map(|name| &refusal[name]);
    assert_eq!(json!(told), json!([refused.id, "max_total_notional", "100", "120"]));
    let signals = tenant.api.query("signals.list", json!({ "status": "REJECTED" })).await.data();
    let expected = json!({ "rule": "max_total_notional", "limit": "100", "observed": "120" });
    assert_eq!(signals["items"][0]["refusal"], expected);
}
