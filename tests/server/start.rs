//! Starting: what is missing or taken is said, with what to do about it.

use std::net::TcpListener;

use tokio::task::spawn_blocking;

use crate::harness::{Database, Program, Server};

/// Runs a program that is to fail. Answers what it says.
async fn failure(program: Program) -> String {
    let (succeeded, answer, said) = spawn_blocking(|| program.run()).await.unwrap();
    assert!(!succeeded, "it succeeded: {answer}");
    said
}

#[tokio::test]
async fn a_taken_port_is_named_with_its_variable() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let database = Database::migrated().await;
    let said = failure(Server::program(&database).env("TICKWIRE_PORT", &port)).await;
    assert!(said.contains(&format!("port {port} is taken")) && said.contains("TICKWIRE_PORT"), "{said}");
}

#[tokio::test]
async fn without_a_database_it_says_what_to_set() {
    for command in ["serve", "migrate", "seed"] {
        let said = failure(Program::new(command).env("TICKWIRE_PORT", "0")).await;
        assert!(
            said.contains("DATABASE_URL is not set: ") && said.contains("postgresql://"),
            "{command}: {said}"
        );
    }
}

#[tokio::test]
async fn what_is_set_wrongly_is_named() {
    let database = Database::migrated().await;
    for (variable, value, message) in [
        ("DATABASE_URL", "mysql://user@host/db", "postgresql://"),
        ("DATABASE_URL", "nonsense", "DATABASE_URL"),
        ("TICKWIRE_PORT", "eighty", "TICKWIRE_PORT"),
        ("TICKWIRE_PORT", "65536", "TICKWIRE_PORT"),
        ("TICKWIRE_HOST", "nowhere", "TICKWIRE_HOST"),
        ("TICKWIRE_ENV", "staging", "TICKWIRE_ENV"),
        ("TICKWIRE_ENV", "staging", "development, production"),
        ("TICKWIRE_LOG", "loud=shout", "TICKWIRE_LOG"),
        ("TICKWIRE_PUBLIC_URL", "localhost", "TICKWIRE_PUBLIC_URL"),
        ("TICKWIRE_PUBLIC_URL", "https://trade.example/app", "with no path"),
        ("TICKWIRE_AUTHJS", r#"{"provision":true}"#, "TICKWIRE_AUTHJS_SECRET is not set"),
        ("TICKWIRE_TRUSTED_PROXIES", "9", "TICKWIRE_TRUSTED_PROXIES"),
        ("TICKWIRE_ISSUERS", "[{", "TICKWIRE_ISSUERS is no JSON list"),
        ("TICKWIRE_OIDC_PROVIDERS", r#"[{"id":"a"}]"#, "missing field"),
        ("TICKWIRE_AUTHJS_SECRET", "secret", "TICKWIRE_AUTHJS_SECRET is too short"),
        ("TICKWIRE_ISSUERS", "/nowhere.json", "TICKWIRE_ISSUERS names a file"),
        ("TICKWIRE_ISSUERS", r#"[{"issuer":"https://a.example"}]"#, "needs an audience"),
        (
            "TICKWIRE_ISSUERS",
            r#"[{"issuer":"http://a.example","audience":["x"]}]"#,
            "has to be an https address",
        ),
        (
            "TICKWIRE_ISSUERS",
            r#"[{"issuer":"https://a.example","audience":["x"],"trust":1}]"#,
            "unknown field `trust`",
        ),
    ] {
        let said = failure(Server::program(&database).env(variable, value)).await;
        assert!(said.contains(message), "{variable}={value}: {said}");
    }
}

#[tokio::test]
async fn an_unmigrated_database_is_not_served() {
    let said = failure(Server::program(&Database::empty().await)).await;
    assert!(said.contains("run `tickwire migrate`"), "{said}");
}

#[tokio::test]
async fn migrating_again_changes_nothing() {
    let database = Database::migrated().await;
    let migrate = || Program::new("migrate").env("DATABASE_URL", &database.owner_url);
    let (again, status) = (migrate(), migrate().arg("--status"));
    let (succeeded, answer, said) = spawn_blocking(|| again.run()).await.unwrap();
    assert!(succeeded && answer.contains("the database is up to date"), "{answer}{said}");
    assert!(spawn_blocking(|| status.run()).await.unwrap().0);
}

#[tokio::test]
async fn demo_data_is_put_in_once_and_never_in_production() {
    let database = Database::migrated().await;
    let seed = |mode| Program::new("seed").env("DATABASE_URL", &database.owner_url).env("TICKWIRE_ENV", mode);
    let said = failure(seed("production")).await;
    assert!(said.contains("development only"), "{said}");

    let system = database.system().await;
    assert_eq!(system.tenant().count([]).exec().await.unwrap(), 0);
    let mut counts = Vec::new();
    for _ in 0..2 {
        let program = seed("development");
        let (succeeded, _, said) = spawn_blocking(|| program.run()).await.unwrap();
        assert!(succeeded, "{said}");
        let signals = system.signal().count([]).exec().await.unwrap();
        let events = system.event().count([]).exec().await.unwrap();
        let points = system.equity_snapshot().count([]).exec().await.unwrap();
        counts.push([signals, events, points]);
    }
    assert_eq!(counts[0], counts[1]);
    assert!(counts[0].into_iter().all(|count| count > 10), "{counts:?}");

    // Whose passwords everybody knows is served in development alone.
    let production = Server::program(&database)
        .env("TICKWIRE_ENV", "production")
        .env("TICKWIRE_SECRET_KEYS", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")
        .env("TICKWIRE_SMTP_URL", "smtp://127.0.0.1:1")
        .env("TICKWIRE_MAIL_FROM", "Tickwire <no-reply@trade.example>");
    let said = failure(production).await;
    assert!(said.contains("the database holds demo data"), "{said}");
}

#[tokio::test]
async fn bindings_need_no_database() {
    let out = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("bindings");
    let program = Program::new("bindings").arg("--out").arg(&out);
    let (succeeded, _, said) = spawn_blocking(|| program.run()).await.unwrap();
    assert!(succeeded, "{said}");
    let router = std::fs::read_to_string(out.join("router.d.ts")).unwrap();
    assert!(router.contains("AppRouter") && router.contains("getAll"), "{router}");
}
