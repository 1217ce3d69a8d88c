//! The SQL of statements, as text.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use uuid::Uuid;

use super::{Conflict, Lock, Pick, Select, Statement, count, delete, insert, update};
use crate::assignment::{Change, Operation};
use crate::column::{ColumnTest, Comparison};
use crate::filter::{Operator, Predicate};
use crate::json::{JsonOperation, JsonTest};
use crate::model::{Column, Generated, Table};
use crate::order::Order::{Ascending, Descending};
use crate::order::OrderKey;
use crate::source::Source;
use crate::value::Value;

static BOTS: Table = Table {
    schema: None,
    name: "bots",
    columns: &[
        Column::new("id", "uuid").unique().generated(Generated::UuidV7),
        Column::new("tenant_id", "integer"),
        Column::new("na\"me", "text"),
        Column::new("note", "text").nullable(),
        Column::new("updated_at", "timestamptz").updated_at(),
    ],
    relations: &[],
    key: &[0],
    tenant: Some(1),
};

static TAGS: Table = Table {
    schema: Some("shop"),
    name: "tags",
    columns: &[Column::new("id", "uuid")],
    relations: &[],
    key: &[0],
    tenant: None,
};

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

fn whole(table: &Table) -> Vec<Pick> {
    (0..table.columns.len()).map(Pick::Column).collect()
}

fn select(table: &'static Table, tenant: Option<&Value>, query: Select) -> Statement {
    super::select(table, tenant, query, &whole(table))
}

fn values(statement: &Statement) -> Vec<Value> {
    statement.parameters.iter().map(|parameter| parameter.value.clone()).collect()
}

#[track_caller]
fn assert_statement(statement: &Statement, sql: &str, parameters: &[Value]) {
    assert_eq!(statement.sql, sql);
    assert_eq!(values(statement), parameters);
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

#[test]
fn names_of_enums_are_written_out() {
    let compare = |operator, value| Predicate::Compare { column: 3, operator, value };
    let names = |names: &[&'static str]| Value::List(names.iter().copied().map(Value::Enum).collect());
    let predicates = vec![
        compare(Operator::Equals, Value::Enum("o'clock")),
        compare(Operator::NotEquals, Value::Enum("a")),
        compare(Operator::In, names(&["a", "b"])),
        compare(Operator::NotIn, names(&["a"])),
        compare(Operator::In, names(&[])),
        // A list of them is a value like any other.
        compare(Operator::Equals, names(&["a"])),
    ];
    assert_statement(
        &count(&BOTS, None, predicates),
        r#"SELECT count(*) FROM "bots" WHERE "note" = 'o''clock' AND "note" <> 'a' AND "note" IN ('a', 'b') AND "note" NOT IN ('a') AND "note" = ANY($1) AND "note" = $2"#,
        &[names(&[]), names(&["a"])],
    );
}

/// What follows the columns of a select.
fn rest(query: Select) -> String {
    let sql = select(&TAGS, None, query).sql;
    sql.strip_prefix(r#"SELECT "id" FROM "shop"."tags""#).unwrap().to_owned()
}

#[test]
fn json_is_tested_for_its_kind() {
    static NOTES: Table = Table {
        schema: None,
        name: "notes",
        columns: &[Column::new("id", "uuid"), Column::new("meta", "jsonb"), Column::new("raw", "json")],
        relations: &[],
        key: &[0],
        tenant: None,
    };
    let test = |column: usize, steps: &[&str], operation: JsonOperation| {
        let steps = steps.iter().map(|&step| step.to_owned()).collect();
        Predicate::Json(JsonTest { column, steps, operation })
    };
    let contains = || JsonOperation::Contains(json!(["a"]));
    assert_statement(
        &count(&NOTES, None, vec![test(1, &[], contains())]),
        r#"SELECT count(*) FROM "notes" WHERE ("meta" @> $1 AND jsonb_typeof("meta") = 'array')"#,
        &[Value::Json(json!(["a"]))],
    );
    let path = Value::List(vec![text("a"), text("0")]);
    let unlike = Predicate::Not(Box::new(test(
        2,
        &["a", "0"],
        JsonOperation::Like(Operator::LikeAnyCase, "b%".to_owned()),
    )));
    assert_statement(
        &count(&NOTES, None, vec![unlike, test(2, &["a", "0"], JsonOperation::Missing)]),
        r#"SELECT count(*) FROM "notes" WHERE NOT (CASE WHEN jsonb_typeof(("raw"::jsonb #> $1)) = 'string' THEN ("raw"::jsonb #>> $1) ILIKE $2 END) AND ("raw"::jsonb #> $3) IS NULL"#,
        &[path.clone(), text("b%"), path],
    );
}

#[test]
fn a_limit_is_among_the_tenants_rows() {
    let limited = || vec![Predicate::Limited { predicates: vec![named("a")], limit: 2 }];
    assert_statement(
        &delete(&BOTS, Some(&tenant()), limited(), &[]),
        r#"DELETE FROM "bots" WHERE "tenant_id" = $1 AND ("id") IN (SELECT _1."id" FROM "bots" AS _1 WHERE _1."tenant_id" = $2 AND _1."na""me" = $3 LIMIT $4)"#,
        &[tenant(), tenant(), text("a"), Value::BigInt(2)],
    );
}

#[test]
fn columns_are_compared_with_each_other() {
    let test =
        |comparison, any_case| Predicate::Columns(ColumnTest { column: 2, comparison, other: 3, any_case });
    let predicates = vec![
        test(Comparison::Operator(Operator::Less), false),
        test(Comparison::TextContains, true),
        test(Comparison::TextEnds, false),
    ];
    assert_statement(
        &count(&BOTS, None, predicates),
        r#"SELECT count(*) FROM "bots" WHERE "na""me" < "note" AND strpos(lower("na""me"), lower("note")) > 0 AND right("na""me", length("note")) = "note""#,
        &[],
    );
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
        order: vec![OrderKey::column(4, Descending), OrderKey::column(0, Descending)],
        cursor: Some(vec![(0, Value::Int(1))]),
        ..Select::default()
    };
    let statement = select(&BOTS, Some(&tenant()), query);
    let (_, filter) = statement.sql.split_once(" WHERE ").unwrap();
    assert_eq!(
        filter,
        r#""tenant_id" = $1 AND ("updated_at", "id") <= (SELECT "updated_at", "id" FROM "bots" WHERE "tenant_id" = $2 AND "id" = $3) ORDER BY "updated_at" DESC, "id" DESC"#
    );
    assert_eq!(values(&statement), [tenant(), tenant(), Value::Int(1)]);
}

#[test]
fn a_cursor_in_an_order_with_ties_gets_the_key_as_well() {
    let query = Select {
        order: vec![OrderKey::column(4, Ascending)],
        cursor: Some(vec![(0, Value::Int(1))]),
        ..Select::default()
    };
    let sql = select(&BOTS, None, query).sql;
    assert!(sql.ends_with(r#" ORDER BY "updated_at" ASC, "id" ASC"#), "{sql}");
}

#[test]
fn a_new_row_gets_its_tenant_and_what_the_client_generates() {
    let statement =
        insert(&BOTS, Some(&tenant()), &Fixed, vec![vec![(2, text("a"))]], Conflict::Fail, &whole(&BOTS));
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
        &insert(&BOTS, None, &Fixed, rows, Conflict::Skip, &[]),
        r#"INSERT INTO "bots" ("id", "na""me", "note", "updated_at") VALUES ($1, $2, DEFAULT, $3), ($4, DEFAULT, $5, $6) ON CONFLICT DO NOTHING"#,
        &[Value::Int(1), text("a"), NOW, Value::Int(2), text("b"), NOW],
    );
    let nothing = insert(&TAGS, None, &Fixed, vec![vec![]], Conflict::Fail, &[]);
    assert_statement(&nothing, r#"INSERT INTO "shop"."tags" DEFAULT VALUES"#, &[]);
}

#[test]
fn an_upsert_changes_rows_of_its_tenant_only() {
    let change = Change { column: 2, operation: Operation::Set, value: text("b") };
    let conflict = Conflict::Update { columns: vec![0], changes: vec![change] };
    let statement = insert(&BOTS, Some(&tenant()), &Fixed, vec![vec![(0, Value::Int(1))]], conflict, &[]);
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
        &update(&BOTS, Some(&tenant()), &Fixed, vec![named("a")], vec![change], &[]),
        r#"UPDATE "bots" SET "note" = "bots"."note" + $1, "updated_at" = $2 WHERE "tenant_id" = $3 AND "na""me" = $4"#,
        &[Value::Int(2), NOW, tenant(), text("a")],
    );
    let unchanged = update(&TAGS, None, &Fixed, vec![], vec![], &whole(&TAGS));
    assert_statement(&unchanged, r#"UPDATE "shop"."tags" SET "id" = "shop"."tags"."id" RETURNING "id""#, &[]);
}

#[test]
fn a_delete_is_its_tenants() {
    let statement = delete(&BOTS, Some(&tenant()), vec![named("a")], &[]);
    let sql = r#"DELETE FROM "bots" WHERE "tenant_id" = $1 AND "na""me" = $2"#;
    assert_statement(&statement, sql, &[tenant(), text("a")]);
}

#[test]
fn what_one_statement_stores_has_one_time() {
    #[derive(Debug, Default)]
    struct Ticking(AtomicI64);

    impl Source for Ticking {
        fn now(&self) -> DateTime<Utc> {
            DateTime::UNIX_EPOCH + TimeDelta::seconds(self.0.fetch_add(1, Ordering::Relaxed))
        }

        fn uuid_v4(&self) -> Uuid {
            Uuid::nil()
        }

        fn uuid_v7(&self) -> Uuid {
            Uuid::nil()
        }
    }

    static NOTES: Table = Table {
        schema: None,
        name: "notes",
        columns: &[
            Column::new("id", "integer"),
            Column::new("created_at", "timestamptz").generated(Generated::Now),
            Column::new("updated_at", "timestamptz").updated_at(),
        ],
        relations: &[],
        key: &[0],
        tenant: None,
    };
    let rows = vec![vec![(0, Value::Int(1))], vec![(0, Value::Int(2))]];
    let statement = insert(&NOTES, None, &Ticking::default(), rows, Conflict::Fail, &[]);
    assert_eq!(values(&statement), [Value::Int(1), NOW, NOW, Value::Int(2), NOW, NOW]);
}
