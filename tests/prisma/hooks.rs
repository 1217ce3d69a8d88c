//! Hooks: an audit of what is done, and operations that are refused.

use std::sync::{Arc, Mutex};

use prisma::{Config, Error, SystemDb, bot};
use prisma_client_rust::{Action, Hook, Operation, Outcome, Result};

use super::fixture::World;

async fn system_with(world: &World, hook: Arc<dyn Hook>) -> SystemDb {
    let config = Config { hooks: vec![hook], ..Config::default() };
    SystemDb::connect(&world.database.system_url, config).await.unwrap()
}

/// Writes down what is changed, by whom and how it went.
#[derive(Debug, Default)]
struct Audit(Mutex<Vec<String>>);

impl Hook for Audit {
    fn after(&self, operation: &Operation<'_>, outcome: Outcome<'_>) {
        if operation.action.writes() {
            let table = operation.table.map_or("raw SQL", |table| table.name);
            let rows = outcome
                .rows
                .map_or_else(|error| error.code().unwrap_or("?").to_owned(), |rows| rows.to_string());
            let (action, filters, writes) = (operation.action.name(), &operation.filters, &operation.writes);
            self.0.lock().unwrap().push(format!("{action} {table} {filters:?} {writes:?}: {rows}"));
        }
    }
}

#[tokio::test]
async fn an_audit_sees_every_change_and_no_value() {
    let world = World::new().await;
    let audit = Arc::new(Audit::default());
    let db = system_with(&world, audit.clone()).await;
    let tenant = world.ours.tenant;
    db.bot().create(tenant, "new", vec![]).exec().await.unwrap();
    db.bot().find_many(vec![]).exec().await.unwrap();
    db.bot().create(tenant, "new", vec![]).exec().await.unwrap_err();
    let named = vec![bot::name::equals("new".to_owned())];
    db.bot().update_many(named, vec![bot::name::set("old".to_owned())]).exec().await.unwrap();
    db._batch((db.bot().delete_many(vec![bot::name::equals("old".to_owned())]),)).await.unwrap();
    assert_eq!(
        *audit.0.lock().unwrap(),
        [
            r#"create bots [] ["name", "tenantId"]: 1"#,
            r#"create bots [] ["name", "tenantId"]: P2002"#,
            r#"update_many bots ["name"] ["name"]: 1"#,
            r#"delete_many bots ["name"] []: 1"#,
        ]
    );
}

/// Lets nothing be deleted.
#[derive(Debug)]
struct Keep;

impl Hook for Keep {
    fn before(&self, operation: &Operation<'_>) -> Result<()> {
        match operation.action {
            Action::Delete | Action::DeleteMany => Err(Error::Refused("nothing is deleted here".to_owned())),
            _ => Ok(()),
        }
    }
}

#[tokio::test]
async fn what_is_refused_is_not_sent() {
    let world = World::new().await;
    let db = system_with(&world, Arc::new(Keep)).await;
    let before = db.pool().metrics();
    let refused = db.bot().delete(bot::id::equals(world.ours.bot.id)).exec().await;
    assert!(matches!(refused, Err(Error::Refused(_))), "{refused:?}");
    let after = db.pool().metrics();
    assert_eq!(after.usage.statements, before.usage.statements);
    assert_eq!((after.operations - before.operations, after.failures - before.failures), (1, 1));
    // In a batch nothing waits for it for ever.
    let batch = db._batch((db.bot().count(vec![]), db.bot().delete_many(vec![]), db.bot().count(vec![])));
    assert!(matches!(batch.await, Err(Error::Refused(_))));
    assert_eq!(db.bot().count(vec![]).exec().await.unwrap(), 2);
    // Nor does a commit go where one is left out.
    let new = || db.bot().create_many([bot::create("new", []).of_tenant(world.ours.tenant)]);
    let tx = db.begin().await.unwrap();
    let refused = tx.commit_with((new(), db.bot().delete_many(vec![]))).await;
    assert!(matches!(refused, Err(Error::Refused(_))), "{refused:?}");
    let tx = db.begin().await.unwrap();
    let refused = tx.commit_with((db.bot().delete_many(vec![]), new())).await;
    assert!(matches!(refused, Err(Error::Refused(_))), "{refused:?}");
    assert_eq!(db.bot().count(vec![]).exec().await.unwrap(), 2);
}
