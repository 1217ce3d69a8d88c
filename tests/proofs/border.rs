//! Every id that a procedure takes: another tenant's is answered as one that does not exist, in as much time.

use std::time::{Duration, Instant};

use api::{Access, Declaration, Rate};
use prisma::Role;
use prisma_client_rust::{Source, SystemSource};
use rspc::{Info, Kind};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    procedures::{call, id_fields, procedures},
    samples::sample,
    tell,
};
use crate::harness::{Tenant, World, world};

/// Calls of each of the two kinds, and how far apart their medians may be.
const CALLS: usize = 300;
const APART: f64 = 0.2;
/// How often a measurement is made again: the machine does other things too.
const TRIES: usize = 4;

/// Whose ids are everybody's: what they name is shared by all tenants.
const SHARED: &[&str] = &["instruments.list"];

/// The procedures of a tenant that take ids, with the field.
async fn with_ids(world: &World) -> Vec<(Info<Declaration>, String)> {
    let document = world.anonymous().request(reqwest::Method::GET, "/openapi.json").send().await.unwrap();
    let document: Value =
        serde_json::from_str(&document.text().await.unwrap()).expect("the document is JSON");
    let of_tenants = procedures().into_iter().filter(|procedure| {
        matches!(procedure.meta.access, Access::Tenant(_)) && !SHARED.contains(&&*procedure.path)
    });
    let tenant = world.tenant().await;
    let mut all = Vec::new();
    for procedure in of_tenants {
        let fields = match procedure.kind {
            // Of those the document does not tell.
            Kind::Subscription => ids_among(&sample(&tenant, &procedure.path).await),
            _ => id_fields(&document, &procedure.path),
        };
        all.extend(fields.into_iter().map(|field| (procedure.clone(), field)));
    }
    all
}

/// The fields of an input that hold ids.
fn ids_among(input: &Value) -> Vec<String> {
    let fields = input.as_object().into_iter().flatten();
    let ids = fields.filter(|(_, value)| value.as_str().is_some_and(|id| id.parse::<Uuid>().is_ok()));
    ids.map(|(name, _)| name.clone()).collect()
}

/// A valid call of ours, but for one id.
async fn with_id(ours: &Tenant, procedure: &str, field: &str, id: &Value) -> Value {
    let mut input = sample(ours, procedure).await;
    input[field] = id.clone();
    input
}

fn missing() -> Value {
    json!(SystemSource.uuid_v7())
}

/// What was said, without what differs from call to call.
fn shape(said: &Value, id: &Value) -> String {
    let mut said = said.clone();
    for (place, name) in [("/error/json/data", "requestId"), ("/result/data/json", "asOf")] {
        if let Some(object) = said.pointer_mut(place).and_then(Value::as_object_mut) {
            object.remove(name);
        }
    }
    said.to_string().replace(id.as_str().unwrap_or_default(), "<id>")
}

#[tokio::test]
async fn an_id_of_another_tenant_is_answered_as_one_that_does_not_exist() {
    let world = world().await;
    let (ours, theirs) = (world.tenant().await, world.tenant().await);
    let api = ours.person(Role::Owner).await.api;
    let mut count = 0;
    for (procedure, field) in with_ids(&world).await {
        let theirs = sample(&theirs, &procedure.path).await[&field].clone();
        assert!(theirs.as_str().is_some_and(|id| id.parse::<Uuid>().is_ok()), "{}: {field}", procedure.path);
        let none = missing();
        let foreign = with_id(&ours, &procedure.path, &field, &theirs).await;
        let foreign = call(&api, &procedure, foreign).await;
        let unknown = with_id(&ours, &procedure.path, &field, &none).await;
        let unknown = call(&api, &procedure, unknown).await;
        // A query may also take it for a filter that lets nothing through.
        if procedure.kind != Kind::Query {
            let refusal = foreign.refusal.as_deref();
            assert_eq!(refusal, Some("NOT_FOUND"), "{}: {field}: {}", procedure.path, foreign.said);
        }
        assert_eq!(shape(&foreign.said, &theirs), shape(&unknown.said, &none), "{}: {field}", procedure.path);
        count += 1;
    }
    assert!(count > 0, "no procedure takes an id");
    tell(format_args!("border: {count} ids of other tenants are answered as ids that do not exist"));
}

#[tokio::test]
async fn both_take_as_long() {
    let world = world().await;
    let theirs = world.tenant().await;
    for (procedure, field) in with_ids(&world).await {
        let theirs = sample(&theirs, &procedure.path).await[&field].clone();
        let mut said = Vec::new();
        for _ in 0..TRIES {
            let (foreign, unknown) = medians(&world, &procedure, &field, &theirs).await;
            let ratio = foreign.as_secs_f64() / unknown.as_secs_f64();
            said.push(format!("{foreign:?} and {unknown:?}"));
            if (1.0 - APART..=1.0 + APART).contains(&ratio) {
                said.clear();
                break;
            }
        }
        assert!(said.is_empty(), "{}: {field}: {}", procedure.path, said.join("; "));
    }
}

/// Of calls in turn: with the other tenant's id, and with none's. Nobody asks so often that quotas would answer.
async fn medians(
    world: &World,
    procedure: &Info<Declaration>,
    field: &str,
    theirs: &Value,
) -> (Duration, Duration) {
    let (mut foreign, mut unknown) = (Vec::with_capacity(CALLS), Vec::with_capacity(CALLS));
    let at_once = if procedure.meta.rate == Rate::Mail { 10 } else { 50 };
    while foreign.len() < CALLS {
        let ours = world.tenant().await;
        let api = ours.person(Role::Owner).await.api;
        let input = sample(&ours, &procedure.path).await;
        for _ in 0..at_once {
            for (id, times) in [(theirs.clone(), &mut foreign), (missing(), &mut unknown)] {
                let mut input = input.clone();
                input[field] = id;
                let start = Instant::now();
                let outcome = call(&api, procedure, input).await;
                times.push(start.elapsed());
                assert_ne!(outcome.refusal.as_deref(), Some("TOO_MANY_REQUESTS"), "{}", procedure.path);
            }
        }
    }
    [foreign, unknown]
        .map(|mut times| {
            times.sort();
            times[CALLS / 2]
        })
        .into()
}
