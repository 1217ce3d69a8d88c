//! The SQL of statements, as text.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{Conflict, Lock, Select, Statement, count, delete, insert, select, update};
use crate::assignment::{Change, Operation};
use crate::filter::{Operator, Predicate};
use crate::model::{Column, Generated, Table};
use crate::order::Order::{Ascending, Descending};
use crate::source::Source;
use crate::value::Value;

const BOTS: Table = Table {
    schema: None,
    name: "bots",
    columns: &[
        Column::new("id").unique().generated(Generated::UuidV7),
        Column::new("tenant_id"),
        Column::new("na\"me"),
        Column::new("note").nullable(),
        Column::new("updated_at").updated_at(),
    ],
    key: &[0],
    tenant: Some(1),
};

const TAGS: Table =
    Table { schema: Some("shop"), name: "tags", columns: &[Column::new("id")], key: &[0], tenant: None };

#[derive(Debug)]
struct Fixed;

impl Source for Fixed {
    fn now(&self) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH
    }

    fn uuid_v4(&self) -> Uuid {
        Uuid::from_u128(4)
    }

    fn uuid_v7(&self) -> Uuid {
        Uuid::from_u128(7)
    }
}

const NOW: Value = Value::DateTime(DateTime::UNIX_EPOCH);

fn tenant() -> Value {
    Value::Int(9)
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn named(name: &str) -> Predicate {
    Predicate::Compare { column: 2, operator: Operator::Equals, value: text(name) }
}

#[track_caller]
fn assert_statement(statement: &Statement, sql: &str, parameters: &[Value]) {
    assert_eq!(statement.sql, sql);
    assert_eq!(statement.parameters, parameters);
}

#[test]
fn a_select_names_its_columns_and_its_tenant() {
    assert_statement(
        &select(&BOTS, Some(&tenant()), Select { predicates: vec![named("a")], ..Select::default() }),
        r#"SELECT "id", "tenant_id", "na""me", "note", "updated_at" FROM "bots" WHERE "tenant_id" = $1 AND "na""me" = $2"#,
        &[tenant(), text("a")],
    );
    assert_statement(
        &select(&TAGS, Some(&tenant()), Select::default()),
        r#"SELECT "id" FROM "shop"."tags""#,
        &[],
    );
    assert_statement(&count(&TAGS, None, vec![]), r#"SELECT count(*) FROM "shop"."tags""#, &[]);
}

#[test]
fn predicates_nest() {
    let predicates = vec![
        Predicate::Any(vec![named("a"), Predicate::Not(Box::new(Predicate::Null { column: 3 }))]),
        Predicate::All(vec![]),
        Predicate::Any(vec![]),
        Predicate::Compare { column: 0, operator: Operator::In, value: Value::List(vec![]) },
    ];
    assert_statement(
        &count(&BOTS, None, predicates),
        r#"SELECT count(*) FROM "bots" WHERE ("na""me" = $1 OR NOT ("note" IS NULL)) AND TRUE AND FALSE AND "id" = ANY($2)"#,
        &[text("a"), Value::List(vec![])],
    );
}

/// What follows the columns of a select.
fn rest(query: Select) -> String {
    let sql = select(&TAGS, None, query).sql;
    sql.strip_prefix(r#"SELECT "id" FROM "shop"."tags""#).unwrap().to_owned()
}

#[test]
fn a_page_without_an_order_is_one_of_the_key() {
    assert_eq!(rest(Select { take: Some(2), ..Select::default() }), r#" ORDER BY "id" ASC LIMIT $1"#);
    let last = Select { take: Some(-2), skip: Some(1), ..Select::default() };
    assert_eq!(rest(last), r#" ORDER BY "id" DESC LIMIT $1 OFFSET $2"#);
    let locked = Select { lock: Some(Lock::ForUpdateSkipLocked), ..Select::default() };
    assert_eq!(rest(locked), " FOR UPDATE SKIP LOCKED");
}

#[test]
fn a_cursor_in_one_direction_is_one_comparison_of_rows() {
    let query = Select {
        order: vec![(4, Descending), (0, Descending)],
        cursor: Some(vec![(0, Value::Int(1))]),
        ..Select::default()
    };
    let statement = select(&BOTS, Some(&tenant()), query);
    let (_, filter) = statement.sql.split_once(" WHERE ").unwrap();
    assert_eq!(
        filter,
        r#""tenant_id" = $1 AND ("updated_at", "id") <= (SELECT "updated_at", "id" FROM "bots" WHERE "tenant_id" = $2 AND "id" = $3) ORDER BY "updated_at" DESC, "id" DESC"#
    );
    assert_eq!(statement.parameters, [tenant(), tenant(), Value::Int(1)]);
}

#[test]
fn a_cursor_in_an_order_with_ties_gets_the_key_as_well() {
    let query =
        Select { order: vec![(4, Ascending)], cursor: Some(vec![(0, Value::Int(1))]), ..Select::default() };
    let sql = select(&BOTS, None, query).sql;
    assert!(sql.ends_with(r#" ORDER BY "updated_at" ASC, "id" ASC"#), "{sql}");
}

#[test]
fn a_new_row_gets_its_tenant_and_what_the_client_generates() {
    let statement = insert(&BOTS, Some(&tenant()), &Fixed, vec![vec![(2, text("a"))]], Conflict::Fail, true);
    assert_statement(
        &statement,
        r#"INSERT INTO "bots" ("id", "tenant_id", "na""me", "updated_at") VALUES ($1, $2, $3, $4) RETURNING "id", "tenant_id", "na""me", "note", "updated_at""#,
        &[Value::Uuid(Uuid::from_u128(7)), tenant(), text("a"), NOW],
    );
}

#[test]
fn rows_of_different_columns_share_a_statement() {
    let rows = vec![vec![(0, Value::Int(1)), (2, text("a"))], vec![(0, Value::Int(2)), (3, text("b"))]];
    assert_statement(
        &insert(&BOTS, None, &Fixed, rows, Conflict::Skip, false),
        r#"INSERT INTO "bots" ("id", "na""me", "note", "updated_at") VALUES ($1, $2, DEFAULT, $3), ($4, DEFAULT, $5, $6) ON CONFLICT DO NOTHING"#,
        &[Value::Int(1), text("a"), NOW, Value::Int(2), text("b"), NOW],
    );
    let nothing = insert(&TAGS, None, &Fixed, vec![vec![]], Conflict::Fail, false);
    assert_statement(&nothing, r#"INSERT INTO "shop"."tags" DEFAULT VALUES"#, &[]);
}

#[test]
fn an_upsert_changes_rows_of_its_tenant_only() {
    let change = Change { column: 2, operation: Operation::Set, value: text("b") };
    let conflict = Conflict::Update { columns: vec![0], changes: vec![change] };
    let statement = insert(&BOTS, Some(&tenant()), &Fixed, vec![vec![(0, Value::Int(1))]], conflict, false);
    let (_, upsert) = statement.sql.split_once(" ON CONFLICT ").unwrap();
    assert_eq!(
        upsert,
        r#"("id") DO UPDATE SET "na""me" = $4, "updated_at" = $5 WHERE "bots"."tenant_id" = $6"#
    );
}

#[test]
fn an_update_touches_the_time_and_calculates_in_the_database() {
    let change = Change { column: 3, operation: Operation::Increment, value: Value::Int(2) };
    assert_statement(
        &update(&BOTS, Some(&tenant()), &Fixed, vec![named("a")], vec![change], false),
        r#"UPDATE "bots" SET "note" = "bots"."note" + $1, "updated_at" = $2 WHERE "tenant_id" = $3 AND "na""me" = $4"#,
        &[Value::Int(2), NOW, tenant(), text("a")],
    );
    let unchanged = update(&TAGS, None, &Fixed, vec![], vec![], true);
    assert_statement(&unchanged, r#"UPDATE "shop"."tags" SET "id" = "shop"."tags"."id" RETURNING "id""#, &[]);
}

#[test]
fn a_delete_is_its_tenants() {
    let statement = delete(&BOTS, Some(&tenant()), vec![named("a")], false);
    let sql = r#"DELETE FROM "bots" WHERE "tenant_id" = $1 AND "na""me" = $2"#;
    assert_statement(&statement, sql, &[tenant(), text("a")]);
}
