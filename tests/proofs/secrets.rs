//! Canaries: what is secret is put in, and looked for in everything that stays.

use prisma::Role;
use serde_json::json;

use super::{
    procedures::{call, procedures},
    samples::sample,
    tell,
};
use crate::harness::{Database, Program, Server, Tenant, secret};

/// The fields whose values nobody may read again.
const SECRET: [&str; 5] = ["password", "newPassword", "currentPassword", "token", "code"];

/// All that the database holds, as text; bytes as hexadecimal digits.
async fn dump(tenant: &Tenant) -> String {
    let mut text = String::new();
    for table in prisma::TABLES {
        let rows =
            tenant.system.query_raw(&format!("SELECT t::text FROM {} t", table.name), &[]).await.unwrap();
        for row in rows {
            text.push_str(&row.get::<_, String>(0));
            text.push('\n');
        }
    }
    text
}

#[tokio::test]
async fn no_secret_is_found_in_logs_errors_or_the_database() {
    let database = Database::migrated().await;
    let (seeded, _, said) = Program::new("seed").env("DATABASE_URL", &database.owner_url).run();
    assert!(seeded, "{said}");
    let system = database.system().await;
    let server = Server::start_with(
        Server::program(&database).env("TICKWIRE_LOG", "trace,hyper=info,h2=info,tokio_postgres=trace"),
    )
    .await;
    let tenant = Tenant::new(&system, &server.url).await;
    let mut canaries = Vec::new();
    for procedure in procedures() {
        let mut input = sample(&tenant, &procedure.path).await;
        let Some(fields) = input.as_object_mut() else { continue };
        for (name, value) in fields.iter_mut().filter(|(name, _)| SECRET.contains(&name.as_str())) {
            let canary = format!("canary-{}-{}", name.to_lowercase(), secret());
            *value = json!(canary);
            canaries.push((procedure.path.clone(), canary));
        }
        let api = tenant.person(Role::Owner).await.api;
        let outcome = call(&api, &procedure, input).await;
        for (place, canary) in &canaries {
            assert!(!outcome.said.to_string().contains(canary), "{place}: an answer holds its secret");
        }
    }
    assert!(!canaries.is_empty(), "no procedure takes a secret");
    let (log, dump) = (server.log(), dump(&tenant).await);
    assert!(log.contains("serving") && dump.contains(&tenant.slug), "there is something to look in");
    for (place, canary) in &canaries {
        let bytes = hex::encode(canary);
        assert!(!log.contains(canary), "{place}: its secret is in the log");
        assert!(!dump.contains(canary) && !dump.contains(&bytes), "{place}: its secret is in the database");
    }
    tell(format_args!("secrets: {} canaries were put in and not found again", canaries.len()));
}
