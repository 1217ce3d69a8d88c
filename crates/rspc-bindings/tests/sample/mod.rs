//! A small router whose types have every shape that serde gives them.
#![expect(dead_code, deprecated, reason = "only the types are looked at, deprecated ones among them")]

mod flat;
mod ids;
mod values;

use std::collections::{BTreeMap, HashSet};

use rspc::{Builder, Failure, Form, Octets, Procedures, Router};
use serde::{Deserialize, Serialize};
use superjson::{BigInt, Date, Map, Set};
use uuid::Uuid;

/// A currency, by its code.
#[rspc::scalar(pattern("^[A-Z]{3}$"))]
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub(crate) struct Currency(String);

impl TryFrom<String> for Currency {
    type Error = String;
    fn try_from(code: String) -> Result<Self, String> {
        let is_code = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
        if is_code { Ok(Self(code)) } else { Err(format!("{code:?} is no currency")) }
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.0
    }
}

/// Tagged from inside.
#[rspc::input]
#[serde(tag = "type", rename_all = "snake_case")]
pub(crate) enum Order {
    Market,
    Limit {
        #[garde(range(min = 0.01))]
        limit_price: f64,
        post_only: Option<bool>,
    },
    Stop(#[garde(dive)] Stop),
}

/// What a stop order adds.
#[rspc::input]
pub(crate) struct Stop {
    #[garde(range(min = 1, max = MOST_TICKS))]
    #[serde(rename = "offset-in-ticks")]
    offset: i32,
}

const MOST_TICKS: i32 = 1_000;

/// Tagged from outside.
#[rspc::input]
pub(crate) enum Outside {
    Unit,
    One(#[garde(length(chars, max = 4))] String),
    Two(u8, bool),
    Many { some_field: i16 },
}

/// Tagged beside its content.
#[rspc::input]
#[serde(tag = "kind", content = "value")]
pub(crate) enum Beside {
    Nothing,
    Number(u32),
    Object(Inside),
}

/// With one field.
#[rspc::input]
pub(crate) struct Inside {
    inner_field: Option<String>,
}

/// Not tagged at all.
#[rspc::input]
#[serde(untagged)]
pub(crate) enum Either {
    Id(Uuid),
    Range(Span),
}

/// From here to there.
#[rspc::input]
pub(crate) struct Span {
    from: u32,
    to: u32,
}

/// A tree.
#[rspc::input]
pub(crate) struct Node {
    #[garde(length(utf16, min = 1, max = 3), ascii)]
    name: String,
    #[garde(length(max = 2), dive)]
    children: Vec<Node>,
}

/// With a parameter.
#[rspc::input]
pub(crate) struct Between<T> {
    from: T,
    to: Option<T>,
}

/// Of every shape.
#[rspc::input]
pub(crate) struct Input {
    id: Uuid,
    #[garde(email)]
    e_mail: Option<String>,
    currency: Currency,
    #[garde(dive)]
    order: Order,
    #[garde(dive)]
    outside: Outside,
    beside: Beside,
    either: Either,
    #[garde(dive)]
    tree: Node,
    prices: Between<f64>,
    dates: Between<Date>,
    #[serde(default)]
    flag: bool,
    letter: char,
    pair: (i8, String),
    #[garde(length(min = 1, max = 3), inner(length(chars, min = 2)))]
    tags: Vec<String>,
    #[garde(inner(prefix("x-"), contains("y"), suffix("z")))]
    header: Option<String>,
    scores: BTreeMap<String, u16>,
    fixed: [u8; 2],
    #[serde(rename = "class")]
    #[garde(required)]
    class_name: Option<String>,
    /// By size.
    #[deprecated = "by number now"]
    size: Option<u32>,
    unique: HashSet<String>,
}

/// What JSON has no form for.
#[derive(Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Answer<T> {
    id: BigInt<u64>,
    at: Date,
    closed_at: Option<Date>,
    by_id: Map<BigInt<u64>, T>,
    seen: Set<String>,
    #[deprecated]
    old: bool,
    page: Option<Vec<T>>,
}

#[derive(Serialize, specta::Type)]
pub(crate) struct Row {
    currency: Currency,
}

async fn every((): (), input: Input) -> Result<Answer<Row>, Failure> {
    let closed_at = input.dates.to;
    Ok(Answer {
        id: BigInt(1),
        at: input.dates.from,
        closed_at,
        by_id: Map(Vec::new()),
        seen: Set(Vec::new()),
        old: false,
        page: None,
    })
}

async fn order((): (), _: Order) -> Result<(), Failure> {
    Ok(())
}

/// Stores nothing.
#[rspc::procedure]
#[deprecated(note = "use `shapes.every`")]
async fn nothing((): ()) -> Result<(), Failure> {
    Ok(())
}

async fn put((): (), _: Octets) -> Result<u32, Failure> {
    Ok(0)
}

async fn form((): (), _: Form) -> Result<Vec<String>, Failure> {
    Ok(Vec::new())
}

pub(crate) fn router() -> Result<Procedures<(), ()>, rspc::BuildError> {
    let shapes =
        Router::new().mutation("every", Builder::new(()), every).mutation("order", Builder::new(()), order);
    let old = Router::new().query("nothing", Builder::new(()), rspc::handler!(nothing));
    let files = Router::new().upload("put", Builder::new(()), put).upload("form", Builder::new(()), form);
    let ids = Router::new().mutation("every", Builder::new(()), ids::every).query(
        "one",
        Builder::new(()),
        ids::one,
    );
    Router::new()
        .nest("shapes", shapes)
        .nest("flat", Router::new().mutation("draw", Builder::new(()), flat::draw))
        .nest("ids", ids)
        .nest("values", values::router())
        .nest("old", old)
        .nest("files", files)
        .build()
}
