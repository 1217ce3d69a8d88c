//! `auth.providers`: with whom people may sign in. The way there and back is in `tests/identity`.

use serde_json::{Value, json};

use crate::harness::{BAD_REQUEST, Database, Server, world};

#[tokio::test]
async fn without_a_configuration_there_is_nobody() {
    let world = world().await;
    assert_eq!(world.anonymous().query("auth.providers", Value::Null).await.data(), json!([]));
    let refused = world.anonymous().query("auth.providers", json!({ "all": true })).await;
    refused.refused(BAD_REQUEST, "unknown field `all`");
}

#[tokio::test]
async fn they_are_told_in_the_order_of_the_configuration_and_without_its_secrets() {
    let database = Database::migrated().await;
    let configured = json!([
        { "id": "b", "name": "Bee", "issuer": "https://b.example", "clientId": "x", "clientSecret": "very-secret",
          "linkByEmail": true },
        { "id": "a", "name": "Ay", "issuer": "https://a.example", "clientId": "x" },
    ]);
    let program = Server::program(&database).env("TICKWIRE_OIDC_PROVIDERS", configured.to_string());
    let server = Server::start_with(program).await;
    let told = crate::harness::Api::new(&server.url).query("auth.providers", Value::Null).await.data();
    assert_eq!(
        told,
        json!([
            { "id": "b", "name": "Bee", "start": "/auth/oidc/b/start", "registers": true },
            { "id": "a", "name": "Ay", "start": "/auth/oidc/a/start", "registers": false },
        ])
    );
}
