//! A page of positions with a thousand in the tenant: among ten such tenants, and among a thousand.

use std::time::Duration;

use serde_json::json;

use super::{
    report::{ms, quantile, say},
    stage::Stage,
    wire::{Wire, request},
};
use crate::harness::Tenant;

const POSITIONS: i32 = 1_000;
const MANY: usize = 1_000;
const FEW: usize = 10;
const TIMES: usize = 400;

/// Gives each tenant that has none so many positions, each closed but the last.
async fn fill(stage: &Stage) {
    let superuser = stage.cluster.superuser().await;
    let rows = "INSERT INTO positions (id, tenant_id, bot_id, instrument_id, status, signed_qty, open_cost, \
        gross_realized, fees, mark_price, marked_at, opened_at, closed_at, seq, updated_at) \
        SELECT gen_random_uuid(), b.tenant_id, b.id, i.id, \
        (CASE WHEN n = $1 THEN 'OPEN' ELSE 'CLOSED' END)::\"PositionStatus\", \
        CASE WHEN n = $1 THEN 1 ELSE 0 END, CASE WHEN n = $1 THEN 60000 ELSE 0 END, n, 1, 60000, now(), \
        now() - n * interval '1 minute', CASE WHEN n = $1 THEN NULL ELSE now() END, n, now() \
        FROM bots b, (SELECT id FROM instruments WHERE symbol = 'BTCUSDT' LIMIT 1) i, generate_series(1, $1) n \
        WHERE NOT EXISTS (SELECT FROM positions p WHERE p.tenant_id = b.tenant_id)";
    superuser.execute(rows, &[&POSITIONS]).await.expect("positions");
    superuser.batch_execute("ANALYZE positions").await.expect("statistics");
}

/// How long a page takes, of these tenants in turn.
async fn pages(stage: &Stage, tenants: &[Tenant]) -> Duration {
    let mut wire = Wire::connect(stage.address).await;
    let mut took = Vec::new();
    for time in 0..TIMES + 40 {
        let api = &tenants[time % tenants.len()].api;
        let answer = wire.ask(&request(api, "positions.getAll", &json!({}), false)).await;
        assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
        if time >= 40 {
            took.push(answer.took);
        }
    }
    took.sort_unstable();
    quantile(&took, 0.5)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "just figures"]
async fn positions_of_one_tenant_among_many() {
    // Two databases and two servers in turn, so that what else the machine does is the same for both.
    let (few, many) = (Stage::set().await, Stage::set().await);
    let (of_few, of_many) = (few.tenants(FEW).await, many.tenants(MANY).await);
    fill(&few).await;
    fill(&many).await;
    let (mut with_few, mut with_many) = (Vec::new(), Vec::new());
    for _ in 0..5 {
        with_few.push(pages(&few, &of_few).await);
        with_many.push(pages(&many, &of_many[..FEW]).await);
    }
    with_few.sort_unstable();
    with_many.sort_unstable();
    let (with_few, with_many) = (with_few[2], with_many[2]);
    let ratio = with_many.as_secs_f64() / with_few.as_secs_f64();
    let seen = format!("{:.2} ms against {:.2} ms: {ratio:.2} ×", ms(with_many), ms(with_few));
    say("positions.getAll at 1,000 tenants × 1,000 positions against 10", &seen, "1.2 ×", ratio <= 1.2);
}
