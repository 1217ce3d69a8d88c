//! Our deployment and the Prisma CLI's find each other's work done.

use prisma_client_rust::migrate::{self, Deployed, Migrations, State, Waits};
use tokio::process::Command;

use super::fixture::{Database, MIGRATIONS};

/// The checkout's root: the tests crate is a folder of it.
const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// Runs the Prisma CLI; answers whether it succeeded, and what it said.
async fn prisma(database: &Database, arguments: &[&str]) -> (bool, String) {
    let mut command = Command::new("node");
    command.arg("node_modules/prisma/build/index.js").args(arguments);
    let output = command.current_dir(ROOT).env("DATABASE_URL", &database.owner_url).output().await.unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&said).into_owned())
}

async fn deploy(database: &Database, migrations: &Migrations<'_>) -> Result<Deployed, prisma::Error> {
    migrate::deploy(&database.owner_url, migrations, Waits::default()).await
}

#[test]
fn every_migration_is_embedded() {
    let folders = std::fs::read_dir(format!("{ROOT}/prisma/migrations")).unwrap().map(|entry| entry.unwrap());
    let folders = folders.filter(|entry| entry.path().is_dir());
    let mut names: Vec<_> = folders.map(|entry| entry.file_name().into_string().unwrap()).collect();
    names.sort();
    let embedded: Vec<_> = prisma::MIGRATIONS.iter().map(|(name, _)| *name).collect();
    assert_eq!(embedded, names, "run `npx prisma generate`");
}

#[tokio::test]
async fn the_second_deployment_has_nothing_to_do() {
    let database = Database::empty().await;
    let names: Vec<&str> = prisma::MIGRATIONS.iter().map(|(name, _)| *name).collect();
    let before = migrate::status(&database.owner_url, &MIGRATIONS).await.unwrap();
    assert!(before.migrations.iter().all(|(_, state)| *state == State::Pending));
    assert_eq!(deploy(&database, &MIGRATIONS).await.unwrap().applied, names);
    assert_eq!(deploy(&database, &MIGRATIONS).await.unwrap().applied, [""; 0]);
    assert!(migrate::status(&database.owner_url, &MIGRATIONS).await.unwrap().is_in_sync());
}

#[tokio::test]
async fn prisma_says_in_sync_after_our_deployment() {
    let database = Database::empty().await;
    deploy(&database, &MIGRATIONS).await.unwrap();
    let (ok, said) = prisma(&database, &["migrate", "status"]).await;
    assert!(ok && said.contains("Database schema is up to date!"), "{said}");
    let (ok, said) = prisma(&database, &["migrate", "deploy"]).await;
    assert!(ok && said.contains("No pending migrations to apply."), "{said}");
}

#[tokio::test]
async fn we_say_in_sync_after_prismas_deployment() {
    let database = Database::empty().await;
    let (ok, said) = prisma(&database, &["migrate", "deploy"]).await;
    assert!(ok, "{said}");
    assert!(migrate::status(&database.owner_url, &MIGRATIONS).await.unwrap().is_in_sync());
    assert_eq!(deploy(&database, &MIGRATIONS).await.unwrap().applied, [""; 0]);
}

#[tokio::test]
async fn concurrent_deployments_apply_each_migration_once() {
    let database = Database::empty().await;
    let deploy = || deploy(&database, &MIGRATIONS);
    let (one, two, three, (ok, said)) =
        futures::join!(deploy(), deploy(), deploy(), prisma(&database, &["migrate", "deploy"]));
    assert!(ok, "{said}");
    let ours: usize = [one, two, three].into_iter().map(|deployed| deployed.unwrap().applied.len()).sum();
    assert!(ours <= prisma::MIGRATIONS.len());
    let sql = "SELECT count(*) FROM _prisma_migrations WHERE finished_at IS NOT NULL";
    let rows: i64 = database.owner().await.query_one(sql, &[]).await.unwrap().get(0);
    assert_eq!(usize::try_from(rows).unwrap(), prisma::MIGRATIONS.len());
}

#[tokio::test]
async fn an_edited_migration_is_refused() {
    let database = Database::empty().await;
    deploy(&database, &MIGRATIONS).await.unwrap();
    let edited: Vec<_> = prisma::MIGRATIONS.iter().map(|(name, _)| (*name, "SELECT 1;")).collect();
    let error = deploy(&database, &Migrations::embedded(&edited)).await.unwrap_err();
    assert!(error.to_string().contains("was edited after it was applied"), "{error}");
}

#[tokio::test]
async fn a_failed_migration_leaves_nothing_and_stops_the_next_deployment() {
    let database = Database::empty().await;
    let broken = [("1_broken", "CREATE TABLE half (); SELECT nonsense;")];
    let error = deploy(&database, &Migrations::embedded(&broken)).await.unwrap_err();
    assert!(error.to_string().contains("\"nonsense\" does not exist"), "{error}");
    let half = database.owner().await.query_one("SELECT to_regclass('half') IS NULL", &[]).await.unwrap();
    assert!(half.get::<_, bool>(0));

    let mended = [("1_broken", "CREATE TABLE half ();")];
    let error = deploy(&database, &Migrations::embedded(&mended)).await.unwrap_err();
    assert!(error.to_string().contains("--rolled-back 1_broken"), "{error}");
    let sql = "UPDATE _prisma_migrations SET rolled_back_at = now()";
    database.owner().await.batch_execute(sql).await.unwrap();
    assert_eq!(deploy(&database, &Migrations::embedded(&mended)).await.unwrap().applied, ["1_broken"]);
}

#[tokio::test]
async fn a_database_with_tables_and_no_history_is_left_alone() {
    let database = Database::empty().await;
    database.owner().await.batch_execute("CREATE TABLE precious ()").await.unwrap();
    let error = deploy(&database, &MIGRATIONS).await.unwrap_err();
    assert!(error.to_string().contains("no history of migrations"), "{error}");
}
