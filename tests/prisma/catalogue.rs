//! The check at start names what would let one tenant see another's rows.

use prisma::{Client, Config};
use prisma_client_rust::catalogue::{Problem, check_system_role, check_tenant_role};

use super::fixture::{Database, World};

async fn problems(database: &Database) -> Vec<Problem> {
    check_tenant_role(database.client(1).await.pool(), prisma::TABLES).await.unwrap()
}

#[tokio::test]
async fn a_migrated_database_has_no_problem() {
    let world = World::new().await;
    assert_eq!(problems(&world.database).await, []);
    assert_eq!(check_system_role(&world.system).await.unwrap(), []);
}

#[tokio::test]
async fn what_was_undone_is_named() {
    let database = Database::migrated().await;
    let owner = database.owner().await;
    owner
        .batch_execute(
            "ALTER TABLE bots DISABLE ROW LEVEL SECURITY; ALTER TABLE orders NO FORCE ROW LEVEL SECURITY;
             DROP POLICY tenant ON fills; CREATE POLICY everybody ON events USING (true);
             DROP POLICY tenant ON signals; CREATE POLICY tenant ON signals
               USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (true)",
        )
        .await
        .unwrap();
    let (role, table) = (|| "tickwire_app".to_owned(), ToOwned::to_owned);
    let expected = [
        Problem::NotEnabled { table: table("bots") },
        Problem::OpenPolicy { role: role(), table: table("signals"), policy: "tenant".to_owned() },
        Problem::NotForced { table: table("orders") },
        Problem::NoPolicy { role: role(), table: table("fills") },
        Problem::OpenPolicy { role: role(), table: table("events"), policy: "everybody".to_owned() },
    ];
    assert_eq!(problems(&database).await, expected);
}

#[tokio::test]
async fn the_owner_may_not_serve() {
    let database = Database::migrated().await;
    let client = Client::connect(&database.owner_url, Config::default()).await.unwrap();
    let problems = check_tenant_role(client.pool(), prisma::TABLES).await.unwrap();
    let owned = problems.iter().filter(|problem| matches!(problem, Problem::OwnsTable { .. })).count();
    assert_eq!(owned, prisma::TABLES.iter().filter(|table| table.tenant.is_some()).count());
}

#[tokio::test]
async fn an_unmigrated_database_is_told_as_such() {
    let database = Database::empty().await;
    let client = Client::connect(&database.owner_url, Config::default()).await.unwrap();
    let problems = check_tenant_role(client.pool(), prisma::TABLES).await.unwrap();
    assert!(problems.contains(&Problem::MissingTable { table: "bots".to_owned() }), "{problems:?}");
}
