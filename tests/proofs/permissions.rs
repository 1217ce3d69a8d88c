//! Every procedure, called by everybody who may come, against the table that was written by hand.

use std::collections::BTreeMap;

use futures::{StreamExt, stream};
use serde_json::Value;

use super::{
    callers::Caller,
    procedures::{call, procedures},
    tell,
};
use crate::harness::world;

const TABLE: &str = include_str!("permissions.txt");

/// The cells of a row, by procedure.
fn table() -> BTreeMap<&'static str, Vec<&'static str>> {
    let rows = TABLE.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    rows.map(|row| {
        let mut cells = row.split_whitespace();
        (cells.next().expect("a row names its procedure"), cells.collect())
    })
    .collect()
}

#[tokio::test]
async fn everybody_may_do_what_the_table_says_and_nothing_else() {
    let world = world().await;
    let tenant = world.tenant().await;
    let (table, procedures) = (table(), procedures());
    let named: Vec<_> = procedures.iter().map(|procedure| procedure.path.as_str()).collect();
    assert_eq!(table.keys().copied().collect::<Vec<_>>(), named, "a row for each procedure, and no other");
    let cells =
        procedures.iter().flat_map(|procedure| Caller::ALL.iter().map(move |caller| (procedure, caller)));
    let calls = stream::iter(cells).map(|(procedure, (name, caller))| {
        let (world, tenant) = (&world, &tenant);
        async move {
            // Without its input a procedure that has one does nothing; who may not call it does not get that far.
            let outcome = call(&caller.come(world, tenant).await, procedure, Value::Null).await;
            let cell = match outcome.refusal.as_deref() {
                Some("UNAUTHORIZED") => "401",
                Some("FORBIDDEN") => "403",
                _ => "ok",
            };
            (procedure.path.as_str(), *name, cell)
        }
    });
    let mut count = 0;
    let mut wrong = Vec::new();
    for (procedure, caller, cell) in calls.buffer_unordered(8).collect::<Vec<_>>().await {
        let column = Caller::ALL.iter().position(|(name, _)| *name == caller).expect("a column");
        let expected = table[procedure].get(column).copied().unwrap_or("nothing");
        if cell != expected {
            wrong.push(format!("{procedure} as {caller}: {cell}, and the table says {expected}"));
        }
        count += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    tell(format_args!("permissions: {count} cells of {} procedures equal the table", procedures.len()));
}
