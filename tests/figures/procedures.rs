//! Every query and mutation, fifty times a second.

use std::time::{Duration, Instant};

use futures::future::join_all;
use prisma::Role;
use rspc::Kind;
use serde_json::json;

use super::{
    report::{ms, quantile, say},
    stage::Stage,
    wire::{Wire, request},
};
use crate::proofs::{procedures, sample};

const RATE: u32 = 50;
const TIMES: usize = 100;
const WANTED: Duration = Duration::from_millis(100);

/// Guesses at passwords and codes, and what sends a mail: by their quotas nobody calls them fifty times a second.
const SELDOM: [&str; 5] = ["account.", "auth.", "secondFactor.", "invitations.", "identities."];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "just figures"]
async fn every_procedure_at_fifty_calls_a_second() {
    let stage = Stage::set().await;
    let (mut slowest, mut count) = ((Duration::ZERO, String::new()), 0);
    let (mut slow, mut refused) = (Vec::new(), Vec::new());
    let called = procedures().into_iter().filter(|procedure| procedure.kind != Kind::Subscription);
    for procedure in called {
        let path = &*procedure.path;
        if SELDOM.iter().any(|namespace| path.starts_with(namespace)) || path == "candleSets.upload" {
            continue;
        }
        // A team for each call: some can be made only once in one, and no quota is reached.
        let mut requests = Vec::new();
        for tenant in stage.tenants(TIMES).await {
            let input = sample(&tenant, path).await;
            let caller = tenant.person(Role::Owner).await;
            let input = match path {
                "sessions.revoke" => json!({ "id": caller.session }),
                "members.leave" => {
                    // Another owner stays.
                    tenant.person(Role::Owner).await;
                    input
                }
                _ => input,
            };
            requests.push(request(&caller.api, path, &input, procedure.kind == Kind::Mutation));
        }
        let begun = Instant::now();
        let calls = requests.iter().zip(0..).map(|(request, number)| {
            let (stage, due) = (&stage, begun + Duration::from_secs(1) * number / RATE);
            async move {
                let mut wire = Wire::connect(stage.address).await;
                tokio::time::sleep_until(due.into()).await;
                let answer = wire.ask(request).await;
                (answer.status, answer.took)
            }
        });
        let answers = join_all(calls).await;
        let mut took: Vec<_> = answers.iter().map(|(_, took)| *took).collect();
        took.sort_unstable();
        let (good, p95) =
            (answers.iter().filter(|(status, _)| *status == 200).count(), quantile(&took, 0.95));
        let p50 = quantile(&took, 0.5);
        println!("       {path}: p50 {:.1} ms, p95 {:.1} ms, {good} of {TIMES} good", ms(p50), ms(p95));
        count += 1;
        if p95 >= WANTED {
            slow.push(path.to_owned());
        }
        if good < TIMES {
            refused.push(path.to_owned());
        }
        slowest = slowest.max((p95, path.to_owned()));
    }
    let seen = format!(
        "{count} procedures, the slowest {} with p95 {:.1} ms, too slow {slow:?}, refused {refused:?}",
        slowest.1,
        ms(slowest.0)
    );
    let is_met = slow.is_empty() && refused.is_empty();
    say("every procedure at 50 calls a second", &seen, "p95 < 100 ms, none refused", is_met);
}
