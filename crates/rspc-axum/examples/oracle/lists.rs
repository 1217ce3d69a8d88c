//! A list of numbers in pages, read forwards and backwards.

use rspc::{Failure, Router};
use serde::{Deserialize, Serialize};
use superjson::Date;

use crate::{context::Context, plain, values::date};

/// The list ends before this number.
const END: u32 = 10;

/// `direction`, which a client adds by itself, is not declared.
#[rspc::input]
struct Range {
    cursor: Option<u32>,
    #[garde(range(min = 1, max = 5))]
    limit: u32,
}

/// The same, with the direction in which the client reads.
#[rspc::input]
struct Directed {
    cursor: Option<u32>,
    #[garde(range(min = 1, max = 5))]
    limit: u32,
    direction: Option<Direction>,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "lowercase")]
enum Direction {
    Forward,
    Backward,
}

#[derive(Serialize, specta::Type)]
struct Item {
    number: u32,
    at: Date,
}

#[derive(Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
struct Page {
    items: Vec<Item>,
    next_cursor: Option<u32>,
    previous_cursor: Option<u32>,
    direction: Option<Direction>,
}

pub(crate) fn router() -> Router<Context, ()> {
    Router::new().query("page", plain(), page).query("directed", plain(), directed)
}

async fn page(_: Context, Range { cursor, limit }: Range) -> Result<Page, Failure> {
    Ok(page_at(cursor, limit, None))
}

async fn directed(_: Context, Directed { cursor, limit, direction }: Directed) -> Result<Page, Failure> {
    Ok(page_at(cursor, limit, direction))
}

fn page_at(cursor: Option<u32>, limit: u32, direction: Option<Direction>) -> Page {
    let start = cursor.unwrap_or(0).min(END);
    let end = (start + limit).min(END);
    Page {
        items: (start..end).map(|number| Item { number, at: date(number.into()) }).collect(),
        next_cursor: (end < END).then_some(end),
        previous_cursor: (start > 0).then(|| start.saturating_sub(limit)),
        direction,
    }
}
