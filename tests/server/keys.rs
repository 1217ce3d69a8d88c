//! `tickwire keys rotate`: stored secrets are sealed anew while a server serves, and a missing key is told.

use app::{
    ambient::SystemAmbient,
    sealed::{self, MAIL_CONTENT, RESPONSE, TOTP_SECRET},
    vault::Vault,
};
use prisma::{SystemDb, TenantDb, idempotency_key, mail, user};
use prisma_client_rust::{Source, SystemSource};
use tokio::task::spawn_blocking;
use uuid::Uuid;

use crate::harness::{Database, Program, Server, Tenant, eventually};

const OLD: [u8; 32] = [7; 32];
const NEW: [u8; 32] = [8; 32];
// The same in base64.
const OLD_TEXT: &str = "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=";
const NEW_TEXT: &str = "CAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAg=";
/// More than one batch.
const ROWS: usize = 450;

async fn rotate(database: &Database, keys: &str) -> (bool, String, String) {
    let program = Program::new("keys").arg("rotate").env("DATABASE_URL", &database.owner_url);
    let program = program.env("TICKWIRE_SECRET_KEYS", keys);
    spawn_blocking(|| program.run()).await.unwrap()
}

/// Sealed records of all kinds, sealed with the old key.
async fn fill(system: &SystemDb, tenants: &TenantDb, tenant: &Tenant) {
    let vault = Vault::new(&[OLD]).unwrap();
    let seal = |place| vault.seal(&SystemAmbient, place, b"a secret");
    for at in 0..ROWS {
        let id = SystemSource.uuid_v7();
        let secret = user::totp_secret::set(Some(seal(TOTP_SECRET.place(id, id))));
        system.user().create(format!("{at}@example.com"), [user::id::set(id), secret]).exec().await.unwrap();
    }
    let id = SystemSource.uuid_v7();
    let content = seal(MAIL_CONTENT.place(Uuid::nil(), id));
    system.mail().create("a@example.com", content, [mail::id::set(id)]).exec().await.unwrap();
    // One that was sent says nothing any more.
    system.mail().create("b@example.com", vec![], []).exec().await.unwrap();
    let rows = (0..ROWS).map(|_| {
        let (key, until) = (SystemSource.uuid_v4(), SystemSource.now() + chrono::TimeDelta::hours(1));
        idempotency_key::create(key, vec![0; 32], seal(RESPONSE.place(tenant.id, key)), until, [])
    });
    tenants.idempotency_key().create_many(rows).exec().await.unwrap();
}

/// How many records a vault opens, of each kind.
async fn opened(system: &SystemDb, vault: &Vault) -> [usize; 3] {
    let users = system.user().find_many([]).exec().await.unwrap();
    let mails = system.mail().find_many([]).exec().await.unwrap();
    let keys = system.idempotency_key().find_many([]).exec().await.unwrap();
    let opens = |place, record: &[u8]| vault.open(place, record).is_ok();
    [
        users
            .iter()
            .filter(|row| {
                opens(TOTP_SECRET.place(row.id, row.id), row.totp_secret.as_deref().unwrap_or_default())
            })
            .count(),
        mails.iter().filter(|row| opens(MAIL_CONTENT.place(Uuid::nil(), row.id), &row.content)).count(),
        keys.iter().filter(|row| opens(RESPONSE.place(row.tenant_id, row.key), &row.response)).count(),
    ]
}

#[tokio::test]
async fn everything_is_sealed_anew_while_a_server_serves() {
    let database = Database::migrated().await;
    let system = database.system().await;
    let both = format!("{NEW_TEXT},{OLD_TEXT}");
    let server = Server::start_with(Server::program(&database).env("TICKWIRE_SECRET_KEYS", &both)).await;
    let tenant = Tenant::new(&system, &server.url).await;
    fill(&system, &database.client(2).await.tenant(tenant.id), &tenant).await;

    let (succeeded, answer, said) = rotate(&database, &both).await;
    assert!(succeeded, "{said}");
    for line in
        ["users.totp_secret: 450 sealed anew", "mails.content: 1 sealed", "idempotency_keys.response: 450"]
    {
        assert!(answer.contains(line), "{answer}");
    }
    assert_eq!(opened(&system, &Vault::new(&[NEW]).unwrap()).await, [ROWS, 1, ROWS]);
    assert_eq!(opened(&system, &Vault::new(&[OLD]).unwrap()).await, [0, 0, 0]);
    tenant.api.query("signals.list", serde_json::json!({})).await.data();

    let (succeeded, answer, _) = rotate(&database, NEW_TEXT).await;
    assert!(succeeded && answer.contains("users.totp_secret: 0 sealed anew"), "{answer}");
}

#[tokio::test]
async fn what_was_begun_is_finished_by_the_next_one() {
    let database = Database::migrated().await;
    let system = database.system().await;
    let tenant = Tenant::new(&system, "http://nowhere.invalid").await;
    fill(&system, &database.client(2).await.tenant(tenant.id), &tenant).await;
    // As far as one got: some records are new, and one is nobody's.
    let vault = Vault::new(&[NEW, OLD]).unwrap();
    let row = system.user().find_first([user::totp_secret::is_not_null()]).exec().await.unwrap().unwrap();
    let set =
        [user::totp_secret::set(Some(vault.seal(&SystemAmbient, TOTP_SECRET.place(row.id, row.id), b"x")))];
    system.user().update(user::id::equals(row.id), set).exec().await.unwrap();
    let other = system.user().find_first([user::id::gt(row.id)]).exec().await.unwrap().unwrap();
    let moved = [user::totp_secret::set(row.totp_secret)];
    system.user().update(user::id::equals(other.id), moved).exec().await.unwrap();

    let (succeeded, answer, said) = rotate(&database, &format!("{NEW_TEXT},{OLD_TEXT}")).await;
    assert!(!succeeded && said.contains("1 records do not open"), "{said}");
    assert!(answer.contains("users.totp_secret: 448 sealed anew"), "{answer}");
    assert_eq!(opened(&system, &Vault::new(&[NEW]).unwrap()).await, [ROWS - 1, 1, ROWS]);
}

#[tokio::test]
async fn a_start_tells_which_key_is_missing() {
    let database = Database::migrated().await;
    let system = database.system().await;
    let tenant = Tenant::new(&system, "http://nowhere.invalid").await;
    fill(&system, &database.client(2).await.tenant(tenant.id), &tenant).await;
    let server = Server::start_with(Server::program(&database).env("TICKWIRE_SECRET_KEYS", NEW_TEXT)).await;
    for told in ["table=\"users\"", "table=\"mails\"", "table=\"idempotency_keys\"", "rows=450"] {
        eventually(told, async || server.log().contains(told).then_some(())).await;
    }
    assert!(server.log().contains("a key is missing: these records cannot be read"), "{}", server.log());
}

#[test]
fn every_column_of_bytes_is_sealed_or_a_hash() {
    for table in prisma::TABLES {
        for column in table.columns.iter().filter(|column| column.sql_type == "bytea") {
            let listed =
                sealed::ALL.iter().any(|field| (field.table, field.column) == (table.name, column.name));
            let is_hash = ["hash", "digest", "sha256"].iter().any(|kind| column.name.ends_with(kind));
            assert!(
                listed != is_hash,
                "{}.{}: a hash, or in the list of what is sealed?",
                table.name,
                column.name
            );
        }
    }
}
