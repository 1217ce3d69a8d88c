//! The check at start looks at the role that serves, and at what it may become.

use prisma::{Client, Config};
use prisma_client_rust::catalogue::{Problem, check_tenant_role};
use prisma_client_rust::{Source, SystemSource};
use tokio_postgres::Client as Connection;

use super::fixture::Database;

/// What is said of a role of its own, which may do what the serving role may, after this was done to it.
async fn problems_of_a_role(done: &str) -> Vec<String> {
    let database = Database::migrated().await;
    problems_of_a_role_by(&database.owner().await, &database, done).await
}

/// The same, done by somebody else than the owner.
async fn problems_of_a_role_by(by: &Connection, database: &Database, done: &str) -> Vec<String> {
    let name = format!("tickwire_test_{}", SystemSource.uuid_v7().simple());
    let sql = done.replace("$role", &name).replace("$other", &format!("{name}_other"));
    let setup = format!(
        "CREATE ROLE {name} LOGIN PASSWORD 'test'; GRANT tickwire_app TO {name}; GRANT {name} TO CURRENT_USER; {sql}"
    );
    by.batch_execute(&setup).await.unwrap();
    let mut url = url::Url::parse(&database.app_url).unwrap();
    url.set_username(&name).unwrap();
    url.set_password(Some("test")).unwrap();
    let client = Client::connect(url.as_str(), Config::default()).await.unwrap();
    let found = check_tenant_role(client.pool(), prisma::TABLES).await.unwrap();
    drop(client);
    let cleanup = format!(
        "DO $$ BEGIN
           IF to_regrole('{name}_other') IS NOT NULL THEN
             EXECUTE 'REASSIGN OWNED BY {name}_other TO CURRENT_USER; DROP OWNED BY {name}_other; DROP ROLE {name}_other';
           END IF;
         END $$; DROP OWNED BY {name} CASCADE; DROP ROLE {name}"
    );
    by.batch_execute(&cleanup).await.unwrap();
    let told =
        |problem: &Problem| problem.to_string().replace(&name, "$role").replace("$role_other", "$other");
    found.iter().map(told).collect()
}

#[tokio::test]
async fn what_the_serving_role_may_become_is_looked_at_too() {
    assert_eq!(problems_of_a_role("").await, [""; 0]);
    let said = problems_of_a_role("ALTER ROLE $role CREATEROLE").await;
    assert_eq!(
        said,
        ["role $role has CREATEROLE, which leads round policies: ALTER ROLE $role NOCREATEROLE"]
    );
    let said = problems_of_a_role("CREATE ROLE $other CREATEROLE; GRANT $other TO $role, CURRENT_USER").await;
    assert_eq!(
        said,
        ["role $role may become $other, whose CREATEROLE leads round policies: REVOKE $other FROM $role"]
    );
    // It does not even inherit what it may become.
    let owner = "CREATE ROLE $other; GRANT $other TO CURRENT_USER; GRANT CREATE ON SCHEMA public TO $other;
                 ALTER TABLE bots OWNER TO $other; ALTER ROLE $role NOINHERIT; GRANT $other TO $role";
    let said = problems_of_a_role(owner).await;
    assert!(
        said.iter().any(|said| said.starts_with("role $role owns bots and could drop its policies")),
        "{said:?}"
    );
    let said = problems_of_a_role(
        "CREATE ROLE $other; CREATE POLICY wide ON bots TO $other USING (true); GRANT $other TO $role, CURRENT_USER",
    )
    .await;
    assert!(said[0].starts_with("policy wide on bots does not hold role $role to"), "{said:?}");
    let said = problems_of_a_role("GRANT tickwire_system TO $role").await;
    assert!(
        said.iter().any(|said| said.starts_with("policy system on bots does not hold role $role to")),
        "{said:?}"
    );
}

#[tokio::test]
async fn what_tables_are_in_is_not_the_serving_roles() {
    let schema = "CREATE SCHEMA side AUTHORIZATION $role; CREATE TABLE side.notes (tenant_id uuid)";
    let said = problems_of_a_role(&format!("{schema}; GRANT SELECT ON side.notes TO $role")).await;
    assert!(said[0].starts_with("role $role owns schema side and could drop what is in it"), "{said:?}");
}

#[tokio::test]
async fn names_lead_the_serving_role_where_they_lead_the_owner() {
    let before = "CREATE SCHEMA side; GRANT USAGE ON SCHEMA side TO $role; ALTER ROLE $role SET search_path = side, public";
    assert_eq!(problems_of_a_role(before).await, [""; 0]);
    let view = "CREATE VIEW side.bots AS SELECT * FROM public.bots; GRANT SELECT ON side.bots TO $role";
    let said = problems_of_a_role(&format!("{before}; {view}")).await;
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].starts_with("view bots shows role $role what its owner sees"), "{said:?}");
    let said = problems_of_a_role(&format!("{before}; CREATE SEQUENCE side.bots")).await;
    assert!(said[0].starts_with("role $role finds side.bots where it looks for table bots"), "{said:?}");
    let table = "CREATE TABLE side.bots (LIKE public.bots); GRANT SELECT ON side.bots TO $role";
    let said = problems_of_a_role(&format!("{before}; {table}")).await;
    assert!(said[0].starts_with("row-level security is not enabled on bots"), "{said:?}");

    // A function of PostgreSQL's own name, which policies print by that name in such a session.
    let disguised = "CREATE SCHEMA side; GRANT USAGE ON SCHEMA side TO $role;
        CREATE FUNCTION side.current_setting(text) RETURNS text LANGUAGE sql AS $$ SELECT 'anything' $$;
        ALTER POLICY tenant ON bots USING (tenant_id::text = side.current_setting('app.tenant_id'));
        ALTER ROLE $role SET search_path = side, pg_catalog, public";
    let said = problems_of_a_role(disguised).await;
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(
        said[0].starts_with("role $role looks for functions and operators in schema side before"),
        "{said:?}"
    );
    assert!(said[1].starts_with("policy tenant on bots does not hold role $role to"), "{said:?}");
}

/// What only a superuser can do. Where the database server is somebody's own, nobody is one.
#[tokio::test]
async fn whom_no_policy_binds_does_not_serve() {
    let database = Database::migrated().await;
    let Some(superuser) = database.superuser().await else { return };
    for (done, expected) in [
        (
            "ALTER ROLE $role SUPERUSER",
            "role $role is a superuser, whom no policy binds: ALTER ROLE $role NOSUPERUSER",
        ),
        (
            "ALTER ROLE $role BYPASSRLS",
            "role $role has BYPASSRLS, so that no policy binds it: ALTER ROLE $role NOBYPASSRLS",
        ),
        (
            "ALTER ROLE $role REPLICATION",
            "role $role has REPLICATION, which leads round policies: ALTER ROLE $role NOREPLICATION",
        ),
        (
            "CREATE ROLE $other SUPERUSER; GRANT $other TO $role",
            "role $role may become $other, whose SUPERUSER leads round policies: REVOKE $other FROM $role",
        ),
        (
            "CREATE ROLE $other BYPASSRLS; GRANT $other TO $role",
            "role $role may become $other, whose BYPASSRLS leads round policies: REVOKE $other FROM $role",
        ),
        (
            "GRANT pg_read_server_files TO $role",
            "role $role may become pg_read_server_files, which reaches the server's files, the tables' included: \
             REVOKE pg_read_server_files FROM $role",
        ),
    ] {
        let said = problems_of_a_role_by(&superuser, &database, done).await;
        assert_eq!(said, [expected]);
    }
    let foreign = "CREATE FOREIGN DATA WRAPPER nowhere; CREATE SERVER nowhere FOREIGN DATA WRAPPER nowhere;
                   CREATE FOREIGN TABLE notes (tenant_id uuid) SERVER nowhere; GRANT SELECT ON notes TO $role";
    let said = problems_of_a_role_by(&superuser, &database, foreign).await;
    assert_eq!(
        said,
        [
            "notes is a foreign table with tenants' rows, which no policy can guard: REVOKE ALL ON notes FROM $role, PUBLIC"
        ]
    );
}

#[tokio::test]
async fn a_session_that_begins_as_a_tenant_is_named() {
    let database = Database::migrated().await;
    let url = format!("{}?options=-c%20app.tenant_id%3D{}", database.app_url, uuid::Uuid::nil());
    let client = Client::connect(&url, Config::default()).await.unwrap();
    let problems = check_tenant_role(client.pool(), prisma::TABLES).await.unwrap();
    assert_eq!(problems, [Problem::TenantPreset { role: "tickwire_app".to_owned() }]);
}

fn role_of(url: &str) -> String {
    url::Url::parse(url).unwrap().username().to_owned()
}

#[tokio::test]
async fn the_owner_may_not_serve() {
    let database = Database::migrated().await;
    let client = Client::connect(&database.owner_url, Config::default()).await.unwrap();
    let problems = check_tenant_role(client.pool(), prisma::TABLES).await.unwrap();
    for table in prisma::TABLES.iter().filter(|table| table.tenant.is_some()) {
        let owns = Problem::OwnsTable { role: role_of(&database.owner_url), table: table.name.to_owned() };
        assert!(problems.contains(&owns), "{owns}");
    }
}
