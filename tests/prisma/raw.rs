//! Raw SQL: parameters are never text, and rows are read by name into types.

use prisma::Error;
use prisma_client_rust::{Value, raw, row};

use super::fixture::World;

row! {
    /// A bot, and how many letters its name has.
    #[derive(Debug, PartialEq)]
    struct Counted {
        name: String,
        letters: i32,
        r#type: Option<String>,
    }
}

#[tokio::test]
async fn rows_are_read_by_name_whatever_their_order() {
    let world = World::new().await;
    let (evil, least) = ("'; DROP TABLE bots; --".to_owned(), 3);
    let sql = raw!(
        "SELECT {}::text AS type, length(name) AS letters, name FROM bots WHERE length(name) > {} AND '{{}}'::jsonb = '{{}}'",
        evil.clone(),
        least
    );
    let rows = world.ours.db._query_raw::<Counted>(sql).exec().await.unwrap();
    // Policies hold: the other tenant's bot is not among them.
    assert_eq!(rows, [Counted { name: "bot of ours".to_owned(), letters: 11, r#type: Some(evil) }]);
}

#[tokio::test]
async fn other_columns_are_told() {
    let world = World::new().await;
    let error = world
        .ours
        .db
        ._query_raw::<Counted>(raw!("SELECT name, 1 AS extra FROM bots"))
        .exec()
        .await
        .unwrap_err();
    let Error::Columns { missing, unknown } = &error else { panic!("{error:?}") };
    assert_eq!((missing.join(" "), unknown.join(" ")), ("letters type".to_owned(), "extra".to_owned()));
    let null = raw!("SELECT NULL::text AS name, 1 AS letters, NULL::text AS type");
    let error = world.ours.db._query_raw::<Counted>(null).exec().await.unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error:?}");
}

#[tokio::test]
async fn changed_rows_are_counted() {
    let world = World::new().await;
    let ids = vec![world.ours.bot.id, world.theirs.bot.id];
    let sql = raw!("UPDATE bots SET name = {} WHERE id = ANY({})", "renamed".to_owned(), ids.clone());
    assert_eq!(world.ours.db._execute_raw(sql).exec().await.unwrap(), 1);
    let ids = Value::List(ids.into_iter().map(Value::Uuid).collect());
    let sql = raw!("UPDATE bots SET name = 'again' WHERE id = ANY({})", ids);
    assert_eq!(world.ours.db._execute_raw(sql).exec().await.unwrap(), 1);
}

row! {
    #[derive(Debug, PartialEq)]
    struct Lists {
        texts: Vec<String>,
        numbers: Vec<i64>,
        nothing: Vec<bool>,
        bytes: Vec<u8>,
        blobs: Vec<Vec<u8>>,
    }
}

#[tokio::test]
async fn lists_are_read_and_written() {
    let world = World::new().await;
    let (texts, blobs) = (vec!["a".to_owned(), "b,{}".to_owned()], vec![vec![1_u8, 2], vec![]]);
    let sql = raw!(
        "SELECT {}::text[] AS texts, ARRAY[1, 2]::int[] AS numbers, array_agg(true) FILTER (WHERE false) AS nothing,
                {}::bytea AS bytes, {}::bytea[] AS blobs",
        texts.clone(),
        vec![3_u8],
        blobs.clone()
    );
    let rows = world.ours.db._query_raw::<Lists>(sql).exec().await.unwrap();
    let (numbers, nothing) = (vec![1, 2], vec![]);
    assert_eq!(rows, [Lists { texts, numbers, nothing, bytes: vec![3], blobs }]);
}
