//! The bindings of routers of twenty procedures, each with types of its own: written to the folder that is named, or
//! timed where none is.
//!
//! One router, and fifty with the feature `thousand`, which takes a minute to compile:
//! `cargo run --release --features thousand --example thousand`.
#![expect(clippy::print_stdout, reason = "it says what it measures")]

use std::{env, error::Error, fs, path::Path, time::Instant};

use futures::{Stream, stream};
use rspc::{Builder, ErrorCode, FieldErrors, Procedures, Router};
use rspc_bindings::{Bindings, File};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use specta::{
    Type, Types,
    datatype::{DataType, NamedDataType, Reference},
};
use superjson::Date;

#[rspc::input]
struct Input {
    #[garde(length(chars, min = 1, max = 64))]
    symbol: String,
    active: bool,
    since: Date,
    #[garde(length(max = 20))]
    tags: Vec<String>,
    note: Option<String>,
}

#[rspc::input]
struct PageInput {
    #[garde(length(chars, min = 1, max = 64))]
    symbol: String,
    since: Date,
    #[garde(inner(range(min = 1, max = 200)))]
    limit: Option<u32>,
    cursor: Option<String>,
}

#[derive(Serialize, Type)]
#[serde(rename_all = "camelCase")]
struct Output {
    id: String,
    total: String,
    ok: bool,
    status: Status,
    note: Option<String>,
    tags: Vec<String>,
    created_at: Date,
}

#[derive(Serialize, Type)]
#[serde(rename_all = "camelCase")]
struct Page {
    id: String,
    total: String,
    count: u32,
    created_at: Date,
    next: Option<String>,
}

#[derive(Serialize, Type)]
#[serde(rename_all = "lowercase")]
enum Status {
    Open,
    Closed,
}

#[derive(Debug, thiserror::Error, Serialize, Type)]
#[serde(tag = "type")]
enum Refusal {
    #[error("there is no {id}")]
    NotFound { id: String },
    #[error("{reason}")]
    Denied { reason: String },
}

impl rspc::Error for Refusal {
    fn code(&self) -> ErrorCode {
        ErrorCode::NotFound
    }
}

/// `T` under a name of its own in each procedure.
struct Own<T, const ROUTER: usize, const PLACE: usize>(T);

impl<T: Type, const ROUTER: usize, const PLACE: usize> Type for Own<T, ROUTER, PLACE> {
    fn definition(types: &mut Types) -> DataType {
        let ty = match T::definition(types) {
            DataType::Reference(Reference::Named(shared)) => types.get(&shared).and_then(|it| it.ty.clone()),
            other => Some(other),
        };
        let name = std::any::type_name::<T>().rsplit(':').next().unwrap_or_default();
        let name = format!("R{ROUTER:03}P{PLACE:02}{name}");
        NamedDataType::new(name, types, |_, named| named.ty = ty).reference(Vec::new()).into()
    }
}

impl<'de, T: Deserialize<'de>, const ROUTER: usize, const PLACE: usize> Deserialize<'de>
    for Own<T, ROUTER, PLACE>
{
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        T::deserialize(from).map(Self)
    }
}

impl<T: Serialize, const ROUTER: usize, const PLACE: usize> Serialize for Own<T, ROUTER, PLACE> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(to)
    }
}

impl<T: rspc::Input, const ROUTER: usize, const PLACE: usize> rspc::Input for Own<T, ROUTER, PLACE> {
    fn validate(&self) -> Result<(), FieldErrors> {
        self.0.validate()
    }
}

async fn one<const ROUTER: usize, const PLACE: usize>(
    (): (),
    Own(Input { symbol, active, since, tags, note }): Own<Input, ROUTER, PLACE>,
) -> Result<Own<Output, ROUTER, PLACE>, Refusal> {
    if symbol.is_empty() {
        return Err(Refusal::NotFound { id: symbol });
    }
    let status = if active { Status::Open } else { Status::Closed };
    Ok(Own(Output { id: symbol.clone(), total: symbol, ok: active, status, note, tags, created_at: since }))
}

async fn page<const ROUTER: usize, const PLACE: usize>(
    (): (),
    Own(PageInput { symbol, since, limit, cursor }): Own<PageInput, ROUTER, PLACE>,
) -> Result<Own<Page, ROUTER, PLACE>, Refusal> {
    let count = limit.ok_or_else(|| Refusal::Denied { reason: "no limit".to_owned() })?;
    Ok(Own(Page { id: symbol.clone(), total: symbol, count, created_at: since, next: cursor }))
}

type Answers<const ROUTER: usize, const PLACE: usize> = Result<Own<Output, ROUTER, PLACE>, Refusal>;

async fn many<const ROUTER: usize, const PLACE: usize>(
    (): (),
    input: Own<Input, ROUTER, PLACE>,
) -> Result<impl Stream<Item = Answers<ROUTER, PLACE>> + Send, Refusal> {
    Ok(stream::once(one::<ROUTER, PLACE>((), input)))
}

/// Twelve queries, four of them with pages, six mutations, two subscriptions.
fn router<const N: usize>() -> Router<(), ()> {
    macro_rules! add {
        ($router:expr, $kind:ident, $handler:ident, $($place:literal)*) => {
            $router$(.$kind(&format!("p{:02}", $place), Builder::new(()), $handler::<N, $place>))*
        };
    }
    let queries = add!(Router::new(), query, one, 0 1 2 4 5 6 8 9);
    let pages = add!(queries, query, page, 3 7 10 11);
    let mutations = add!(pages, mutation, one, 12 13 14 15 16 17);
    add!(mutations, subscription, many, 18 19)
}

fn procedures() -> Result<Procedures<(), ()>, rspc::BuildError> {
    macro_rules! routers {
        ($($n:literal)*) => { [$(router::<$n> as fn() -> Router<(), ()>),*] };
    }
    #[cfg(feature = "thousand")]
    let routers = routers![
        0
        1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36
        37 38 39 40 41 42 43 44 45 46 47 48 49
    ];
    #[cfg(not(feature = "thousand"))]
    let routers = routers![0];
    let all = routers.iter().enumerate();
    all.fold(Router::new(), |all, (n, router)| all.nest(&format!("r{n:03}"), router())).build()
}

fn write(folder: &Path, files: Vec<File>) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    files.into_iter().try_for_each(|file| fs::write(folder.join(file.name), file.text))
}

fn main() -> Result<(), Box<dyn Error>> {
    let procedures = procedures()?;
    if let Some(folder) = env::args_os().nth(1) {
        return Ok(write(Path::new(&folder), Bindings::new(&procedures).files()?)?);
    }
    for _ in 0..5 {
        let started = Instant::now();
        let files = Bindings::new(&procedures).files()?;
        let bytes: usize = files.iter().map(|file| file.text.len()).sum();
        println!("{} procedures, {bytes} bytes: {:?}", procedures.iter().count(), started.elapsed());
    }
    Ok(())
}
