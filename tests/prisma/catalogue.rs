//! The check at start names what would let one tenant see another's rows.

use futures::StreamExt;
use prisma::{Client, Config};

use prisma_client_rust::catalogue::{Problem, check_system_role, check_tenant_role};
use prisma_client_rust::{Arity, Column, JoinTable, Relation, Side, Table};

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

/// What somebody may do to a database, by hand or in a migration, and what is said of it. Nothing is said where nothing
/// is open.
const ATTACKS: &[(&str, &[&str])] = &[
    ("SELECT", &[]),
    ("ALTER TABLE bots DISABLE ROW LEVEL SECURITY", &["not enabled on bots: ALTER TABLE bots ENABLE ROW LEVEL SECURITY"]),
    (
        "ALTER TABLE orders NO FORCE ROW LEVEL SECURITY",
        &["not forced on orders: ALTER TABLE orders FORCE ROW LEVEL SECURITY"],
    ),
    ("DROP POLICY tenant ON fills", &["fills has no policy for role tickwire_app to SELECT, INSERT: create one"]),
    (
        "DROP POLICY tenant ON bots; CREATE POLICY tenant ON bots FOR SELECT
      USING (tenant_id = current_setting('app.tenant_id')::uuid)",
        &["bots has no policy for role tickwire_app to INSERT, UPDATE, DELETE"],
    ),
    (
        "DROP POLICY tenant ON bots; CREATE POLICY tenant ON bots
      WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid)",
        &["bots has no policy for role tickwire_app to SELECT, UPDATE, DELETE"],
    ),
    (
        "DROP POLICY tenant ON bots; CREATE POLICY tenant ON bots AS RESTRICTIVE
      USING (tenant_id = current_setting('app.tenant_id')::uuid)",
        &["bots has no policy for role tickwire_app to SELECT, INSERT, UPDATE, DELETE"],
    ),
    // Policies beside the one, or in its place.
    ("CREATE POLICY wide ON events USING (true)", &["policy wide on events does not hold"]),
    ("CREATE POLICY wide ON events FOR SELECT TO tickwire_app USING (true)", &["policy wide on events"]),
    ("CREATE POLICY wide ON events FOR INSERT TO tickwire_app WITH CHECK (true)", &["policy wide on events"]),
    ("ALTER POLICY tenant ON signals WITH CHECK (true)", &["policy tenant on signals does not hold"]),
    ("ALTER POLICY tenant ON signals USING (tenant_id IS NOT NULL)", &["policy tenant on signals"]),
    (
        "ALTER POLICY tenant ON signals USING (tenant_id <> current_setting('app.tenant_id')::uuid)",
        &["policy tenant"],
    ),
    (
        "ALTER POLICY tenant ON signals USING (id = current_setting('app.tenant_id')::uuid)",
        &["policy tenant"],
    ),
    (
        "ALTER POLICY tenant ON signals USING (tenant_id = current_setting('app.tenant_id')::uuid OR true)",
        &["policy tenant"],
    ),
    (
        "ALTER POLICY tenant ON signals USING (current_setting('app.tenant_id', true) IS NOT NULL)",
        &["policy tenant"],
    ),
    (
        "ALTER POLICY tenant ON signals USING (tenant_id = current_setting('app.user_id')::uuid)",
        &["policy tenant"],
    ),
    (
        "ALTER POLICY tenant ON signals
      USING (tenant_id::text::\"char\" = current_setting('app.tenant_id')::\"char\")",
        &["policy tenant"],
    ),
    (
        "CREATE FUNCTION public.current_setting(text) RETURNS text LANGUAGE sql AS $$ SELECT 'anything' $$;
      ALTER POLICY tenant ON signals USING (tenant_id::text = public.current_setting('app.tenant_id'))",
        &["policy tenant"],
    ),
    ("ALTER POLICY system ON signals TO tickwire_system, tickwire_app", &["policy system on signals"]),
    ("ALTER POLICY system ON signals TO PUBLIC", &["policy system on signals"]),
    // USING stands for WITH CHECK where there is none; and what only shuts out lets nobody in.
    ("ALTER POLICY tenant ON bots USING (tenant_id = current_setting('app.tenant_id')::uuid)", &[]),
    ("CREATE POLICY narrow ON bots AS RESTRICTIVE USING (true)", &[]),
    // To everybody, or command by command, is as good as to the role.
    ("ALTER POLICY tenant ON signals TO PUBLIC", &[]),
    (
        "DROP POLICY tenant ON fills;
      CREATE POLICY reading ON fills FOR SELECT USING (tenant_id = current_setting('app.tenant_id', true)::uuid);
      CREATE POLICY adding ON fills FOR INSERT WITH CHECK (current_setting('app.tenant_id') = tenant_id::text)",
        &[],
    ),
    // Privileges: too few, and those that no policy binds.
    ("REVOKE SELECT ON positions FROM tickwire_app", &["role tickwire_app may not read positions"]),
    ("GRANT TRUNCATE ON positions TO tickwire_app", &["role tickwire_app has TRUNCATE on positions"]),
    ("GRANT TRIGGER, REFERENCES ON bots TO PUBLIC", &["has REFERENCES on bots", "has TRIGGER on bots"]),
    // The tenants themselves, and tables that the schema does not know.
    ("ALTER TABLE tenants DISABLE ROW LEVEL SECURITY", &["not enabled on tenants"]),
    ("CREATE POLICY wide ON tenants USING (true)", &["policy wide on tenants"]),
    (
        "GRANT SELECT ON sessions TO tickwire_app",
        &["not enabled on sessions", "not forced on sessions", "sessions has no policy"],
    ),
    (
        "CREATE TABLE notes (tenant_id uuid); GRANT INSERT ON notes TO tickwire_app",
        &["not enabled on notes", "not forced on notes", "notes has no policy"],
    ),
    (
        "CREATE SCHEMA side; CREATE TABLE side.notes (tenant_id uuid); GRANT SELECT (tenant_id) ON side.notes TO PUBLIC;
      GRANT USAGE ON SCHEMA side TO tickwire_app",
        &["not enabled on side.notes", "not forced on side.notes", "side.notes has no policy"],
    ),
    ("CREATE TABLE notes (tenant_id uuid)", &[]),
    // A partition is a table of its own to whoever names it.
    (
        "CREATE TABLE notes (tenant_id uuid) PARTITION BY LIST (tenant_id);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant ON notes USING (tenant_id = current_setting('app.tenant_id')::uuid);
      CREATE TABLE notes_all PARTITION OF notes DEFAULT; GRANT SELECT ON notes, notes_all TO tickwire_app",
        &["not enabled on notes_all", "not forced on notes_all", "notes_all has no policy"],
    ),
    // So is one that inherits; and through what it inherits from, its rows are read without its policies.
    (
        "CREATE TABLE more_bots () INHERITS (bots); GRANT SELECT ON more_bots TO tickwire_app",
        &["not enabled on more_bots", "not forced on more_bots", "more_bots has no policy"],
    ),
    ("CREATE TABLE more_bots () INHERITS (bots)", &[]),
    (
        "CREATE TABLE named (name text NOT NULL); ALTER TABLE bots INHERIT named; GRANT SELECT ON named TO tickwire_app",
        &["reads the rows of bots through named, which it inherits from"],
    ),
    (
        "CREATE TABLE oldest (name text NOT NULL); CREATE TABLE older (tenant_id uuid NOT NULL) INHERITS (oldest);
      ALTER TABLE bots INHERIT older; GRANT SELECT ON oldest, older TO PUBLIC",
        &["not enabled on older", "not forced on older", "older has no policy", "through oldest, which it inherits from"],
    ),
    ("CREATE TABLE named (name text NOT NULL); ALTER TABLE bots INHERIT named", &[]),
    (
        "CREATE RULE log AS ON UPDATE TO bots DO ALSO UPDATE positions SET fees = 0",
        &["rule log on bots runs with the rights of the table's owner: DROP RULE log ON bots"],
    ),
    // What will be granted, before anybody has thought of a policy.
    (
        "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO tickwire_app",
        &["are granted to tickwire_app before they have a policy: ALTER DEFAULT PRIVILEGES FOR ROLE"],
    ),
    (
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT INSERT ON TABLES TO PUBLIC",
        &["IN SCHEMA public REVOKE ALL ON TABLES FROM PUBLIC"],
    ),
    ("ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO tickwire_system", &[]),
    // Views and functions with the rights of their owner.
    (
        "CREATE VIEW board AS SELECT * FROM positions; GRANT SELECT ON board TO tickwire_app",
        &["view board shows role tickwire_app what its owner sees: ALTER VIEW board SET (security_invoker = true)"],
    ),
    (
        "CREATE VIEW board WITH (security_invoker = true) AS SELECT * FROM positions; GRANT SELECT ON board TO tickwire_app",
        &[],
    ),
    ("CREATE VIEW board AS SELECT * FROM positions", &[]),
    (
        "CREATE VIEW inner_board WITH (security_invoker = true) AS SELECT * FROM positions;
      CREATE VIEW board AS SELECT * FROM inner_board; GRANT SELECT ON board TO PUBLIC",
        &["view board shows role"],
    ),
    (
        "CREATE MATERIALIZED VIEW board AS SELECT * FROM positions; GRANT SELECT ON board TO tickwire_app",
        &["materialized view board shows role tickwire_app what its owner sees: REVOKE ALL ON board"],
    ),
    (
        "CREATE VIEW logins AS SELECT tenant_id FROM sessions; GRANT SELECT ON logins TO tickwire_app",
        &["view logins shows role"],
    ),
    (
        "CREATE VIEW names AS SELECT name FROM tenants; GRANT SELECT ON names TO tickwire_app",
        &["view names shows role"],
    ),
    (
        "CREATE FUNCTION peek(n int) RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT count(*) FROM bots'",
        &["may call peek(integer), which is SECURITY DEFINER"],
    ),
    (
        "CREATE FUNCTION peek() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT count(*) FROM bots';
      REVOKE EXECUTE ON FUNCTION peek() FROM PUBLIC",
        &[],
    ),
    ("CREATE FUNCTION peek() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM bots'", &[]),
    (
        "CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS 'BEGIN RETURN NEW; END'",
        &[],
    ),
];

#[tokio::test]
async fn each_way_round_the_policies_is_named() {
    let outcomes = futures::stream::iter(ATTACKS).map(|(attack, expected)| async move {
        let database = Database::migrated().await;
        database
            .owner()
            .await
            .batch_execute(attack)
            .await
            .unwrap_or_else(|error| panic!("{attack}: {error}"));
        let said: Vec<String> = problems(&database).await.iter().map(ToString::to_string).collect();
        let named = said.len() == expected.len()
            && expected.iter().zip(&said).all(|(part, said)| said.contains(part));
        if named { None } else { Some(format!("{attack}\n  expected {expected:?}\n  {said:?}")) }
    });
    let wrong: Vec<String> = outcomes.buffer_unordered(4).filter_map(|wrong| async { wrong }).collect().await;
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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
        Problem::OpenPolicy {
            role: role(),
            table: table("signals"),
            policy: "tenant".to_owned(),
            column: "tenant_id".to_owned(),
        },
        Problem::NotForced { table: table("orders") },
        Problem::NoPolicy {
            role: role(),
            table: table("fills"),
            commands: vec!["SELECT".to_owned(), "INSERT".to_owned()],
        },
        Problem::OpenPolicy {
            role: role(),
            table: table("events"),
            policy: "everybody".to_owned(),
            column: "tenant_id".to_owned(),
        },
    ];
    assert_eq!(problems(&database).await, expected);
}

/// Bots with labels, as the schema's implicit many-to-many relation would say it.
static LABELLED: Table = Table {
    schema: None,
    name: "bots",
    columns: &[Column::new("id", "uuid"), Column::new("tenant_id", "uuid")],
    relations: &[Relation {
        name: "labels",
        source: &LABELLED,
        target: &LABELLED,
        columns: &[0],
        references: &[0],
        arity: Arity::Many,
        side: Side::Between(JoinTable { schema: None, name: "_BotToLabel", source: "A", target: "B" }),
    }],
    key: &[0],
    tenant: Some(1),
};

#[tokio::test]
async fn a_table_between_models_has_to_say_whose_its_rows_are() {
    let database = Database::migrated().await;
    let owner = database.owner().await;
    owner.batch_execute(r#"CREATE TABLE "_BotToLabel" ("A" uuid, "B" uuid)"#).await.unwrap();
    let client = database.client(1).await;
    assert_eq!(check_tenant_role(client.pool(), &[&LABELLED]).await.unwrap(), []);
    owner.batch_execute(r#"GRANT SELECT ON "_BotToLabel" TO tickwire_app"#).await.unwrap();
    let (role, table) = ("tickwire_app".to_owned(), r#""_BotToLabel""#.to_owned());
    let problems = check_tenant_role(client.pool(), &[&LABELLED]).await.unwrap();
    assert_eq!(problems, [Problem::JoinTable { role, table }]);
}

/// A view of the schema that is a tenant model.
static BOARD: Table = Table {
    schema: None,
    name: "board",
    columns: &[Column::new("id", "uuid"), Column::new("tenant_id", "uuid")],
    relations: &[],
    key: &[0],
    tenant: Some(1),
};

#[tokio::test]
async fn a_view_may_be_a_tenant_model_with_the_rights_of_who_asks() {
    let database = Database::migrated().await;
    let (owner, client) = (database.owner().await, database.client(1).await);
    for (view, problem) in [
        ("VIEW board WITH (security_invoker = true) AS SELECT id, tenant_id FROM bots", None),
        ("VIEW board AS SELECT id, tenant_id FROM bots", Some("view board shows role tickwire_app")),
        // Of what, the catalogue does not know.
        (
            "VIEW board AS SELECT NULL::uuid AS id, NULL::uuid AS tenant_id",
            Some("view board shows role tickwire_app"),
        ),
        (
            "MATERIALIZED VIEW board AS SELECT id, tenant_id FROM bots",
            Some("materialized view board shows role"),
        ),
    ] {
        owner.batch_execute(&format!("CREATE {view}; GRANT SELECT ON board TO tickwire_app")).await.unwrap();
        let problems = check_tenant_role(client.pool(), &[&BOARD]).await.unwrap();
        let said: Vec<_> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(said.len(), problem.iter().len(), "{view}: {said:?}");
        assert!(said.iter().zip(problem).all(|(said, start)| said.starts_with(start)), "{view}: {said:?}");
        let kind = view.split(" board").next().unwrap();
        owner.batch_execute(&format!("DROP {kind} board")).await.unwrap();
    }
}

#[tokio::test]
async fn an_unmigrated_database_is_told_as_such() {
    let database = Database::empty().await;
    let client = Client::connect(&database.owner_url, Config::default()).await.unwrap();
    let problems = check_tenant_role(client.pool(), prisma::TABLES).await.unwrap();
    assert!(problems.contains(&Problem::MissingTable { table: "bots".to_owned() }), "{problems:?}");
}
