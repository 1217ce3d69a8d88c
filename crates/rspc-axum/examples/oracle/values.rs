//! Every kind of value, out and in.

use rspc::{Failure, Router};
use serde::{Deserialize, Serialize};
use superjson::{BigInt, Date, Map, Set, Undefined};

use crate::{context::Context, plain};

/// What JSON alone cannot say.
#[derive(Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
struct Everything {
    date: Date,
    bigint: BigInt<i128>,
    map: Map<String, Date>,
    set: Set<u32>,
    undefined: Undefined,
    null: Option<u32>,
    nan: f64,
    infinity: f64,
    negative_zero: f64,
    dates: Vec<Date>,
    #[serde(rename = "a.b\\c")]
    dotted: Date,
}

/// The same kinds, taken and given back.
#[rspc::input]
#[derive(Serialize)]
struct Taken {
    date: Date,
    bigint: BigInt<i64>,
    map: Map<String, u32>,
    set: Set<String>,
    nan: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    maybe: Option<String>,
}

#[rspc::input]
#[derive(Serialize)]
struct Optional {
    text: Option<String>,
    number: Option<f64>,
}

#[rspc::input]
#[derive(Serialize)]
struct Checked {
    #[garde(length(min = 1, max = 8))]
    text: String,
    #[garde(range(max = 100))]
    number: u32,
    kind: Kind,
}

#[derive(Debug, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "UPPERCASE")]
enum Kind {
    Buy,
    Sell,
}

pub(crate) fn router() -> Router<Context, ()> {
    Router::new()
        .query("text", plain(), text)
        .query("dates", plain(), dates)
        .query("everything", plain(), everything)
        .query("nothing", plain(), nothing)
        .query("null", plain(), null)
        .query("take", plain(), take)
        .query("optional", plain(), optional)
        .query("checked", plain(), checked)
        .mutation("mutateChecked", plain(), checked)
        .mutation("mutateOptional", plain(), optional)
        .mutation("mutateNothing", plain(), nothing)
}

pub(crate) async fn text(_: Context) -> Result<&'static str, Failure> {
    Ok("pong – \"ünï\u{2028}cödé\" \\ 😀 </script>")
}

async fn dates(_: Context) -> Result<Vec<Date>, Failure> {
    Ok(vec![date(0), date(1_234_567_890_123)])
}

async fn everything(_: Context) -> Result<Everything, Failure> {
    Ok(Everything {
        date: date(1_700_000_000_001),
        bigint: BigInt(-170_141_183_460_469_231_731),
        map: Map(vec![("a".to_owned(), date(1)), ("b".to_owned(), date(2))]),
        set: Set(vec![3, 1, 2]),
        undefined: Undefined,
        null: None,
        nan: f64::NAN,
        infinity: f64::INFINITY,
        negative_zero: -0.0,
        dates: vec![date(3), date(4)],
        dotted: date(5),
    })
}

async fn nothing(_: Context) -> Result<(), Failure> {
    Ok(())
}

async fn null(_: Context) -> Result<Option<u32>, Failure> {
    Ok(None)
}

async fn take(_: Context, input: Taken) -> Result<Taken, Failure> {
    Ok(input)
}

async fn optional(_: Context, input: Optional) -> Result<Optional, Failure> {
    Ok(input)
}

async fn checked(_: Context, input: Checked) -> Result<Checked, Failure> {
    Ok(input)
}

pub(crate) fn date(milliseconds: i64) -> Date {
    Date(chrono::DateTime::from_timestamp_millis(milliseconds).unwrap_or_default())
}
