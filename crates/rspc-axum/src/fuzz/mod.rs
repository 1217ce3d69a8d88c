//! Hostile bytes for everything that decodes: no panic, and what is accepted keeps its promises.
//!
//! Each target mutates the files of its folder in `tests/corpus`, the same way each time. `FUZZ_SECONDS=600` lets each
//! go on for so long, and `FUZZ_SEED=7` begins elsewhere. Bytes that break something are a new file of the corpus.

mod mutate;

use std::{
    env, fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    time::{Duration, Instant},
};

use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode},
};
use bytes::Bytes;
use futures::{FutureExt, Stream, stream};
use http_body_util::BodyExt;
use rspc::{Builder, Call, Encoding, Failure, Procedure, RawInput, Reply, Transformer};
use serde::de::IgnoredAny;
use superjson::{BigInt, Date, Map, Set};
use tower::ServiceExt;

use self::mutate::Random;
use crate::{
    Mount, connection_params,
    inputs::{self, Input},
    one_pass,
    socket::incoming::{Batch, Work},
};

/// How often each target is tried, where no time is set.
const TRIES: usize = 20_000;

/// Mutates the corpus of a target, and tries every mutant.
fn fuzz(target: &str, tries: usize, mut attempt: impl FnMut(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(target);
    let mut files: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let corpus: Vec<Vec<u8>> = files.iter().map(|file| fs::read(file).unwrap()).collect();
    assert!(corpus.len() > 2, "{} is the corpus", folder.display());

    let duration = env::var("FUZZ_SECONDS").ok().map(|text| Duration::from_secs(text.parse().unwrap()));
    let seed = env::var("FUZZ_SEED").map_or(0x7469_636b_7769_7265, |text| text.parse().unwrap());
    let (mut random, begin) = (Random::new(seed), Instant::now());
    let mut tried = 0;
    let mut try_one = |bytes: &[u8]| {
        tried += 1;
        let verdict = catch_unwind(AssertUnwindSafe(|| attempt(bytes)));
        assert!(
            verdict.is_ok(),
            "seed {seed}: these bytes break {target}: {:?}",
            String::from_utf8_lossy(bytes)
        );
    };
    for document in &corpus {
        try_one(document);
    }
    let mut left = tries;
    while duration.map_or(left > 0, |duration| begin.elapsed() < duration) {
        left = left.saturating_sub(1);
        try_one(&random.mutant(&corpus));
    }
    assert!(tried > corpus.len(), "it has tried something");
}

fn assert_json(bytes: &[u8]) {
    serde_json::from_slice::<IgnoredAny>(bytes).expect("JSON");
}

#[test]
fn paths() {
    fuzz("paths", TRIES, |bytes| {
        let Ok(raw) = std::str::from_utf8(bytes) else { return };
        if let Ok(path) = inputs::path(raw) {
            assert!(path.len() <= raw.len());
        }
    });
}

#[test]
fn queries() {
    fuzz("queries", TRIES, |bytes| {
        let Ok(query) = std::str::from_utf8(bytes) else { return };
        let found = inputs::Query::of(Some(query));
        let values = [found.batch, found.input, found.connection_params, found.last_event_id];
        for value in values.into_iter().flatten() {
            // A malformed byte becomes a replacement character, which is three.
            assert!(value.len() <= query.len() * 3);
            let _ = connection_params::from_text(&value);
        }
    });
}

/// Whether the inputs are decoded on the way or after it, they are the same.
#[test]
fn batches() {
    let procedures = rspc::Router::new()
        .mutation("shown", Builder::new(()), shown)
        .mutation("ping", Builder::new(()), ping)
        .build()
        .unwrap();
    let called = ["shown", "ping", "shown"].map(|path| procedures.get(path));
    let mut at_once = 0;
    fuzz("batches", TRIES, |bytes| {
        let body = Bytes::copy_from_slice(bytes);
        let split = inputs::split(body.clone(), true, 3);
        for input in split.iter().flatten().filter_map(|input| input.bytes.as_ref()) {
            assert_json(input);
        }
        for transformer in [Transformer::Plain, Transformer::Superjson] {
            let Some(decoded) = one_pass::read(&body, &called, transformer) else { continue };
            at_once += 1;
            let split = inputs::split(body.clone(), true, 3).expect("it is a batch");
            assert_eq!((decoded.len(), split.len()), (3, 3));
            for ((decoded, split), procedure) in decoded.into_iter().zip(split).zip(called) {
                assert_eq!(decoded.bytes, split.bytes);
                let answer = |input| answer(procedure.unwrap(), input, transformer);
                assert_eq!(answer(decoded), answer(split));
            }
        }
    });
    assert!(at_once > 100, "only {at_once} were read at once");
}

async fn shown((): (), input: Anything) -> Result<String, Failure> {
    Ok(format!("{input:?}"))
}

async fn ping((): ()) -> Result<(), Failure> {
    Ok(())
}

fn answer(procedure: &Procedure<(), ()>, input: Input, transformer: Transformer) -> Result<String, String> {
    let Input { bytes, decoded } = input;
    let call = Call {
        input: RawInput { bytes, last_event_id: None },
        decoded,
        encoding: Encoding { transformer, ..Encoding::default() },
        upload: None,
        buffer: Vec::new(),
    };
    match procedure.call((), call).now_or_never().expect("it waits for nothing") {
        Ok(Reply::Once(encoded)) => Ok(String::from_utf8(encoded.json).unwrap()),
        Ok(Reply::Stream(_)) => panic!("a stream"),
        Err(failure) => Err(failure.to_string()),
    }
}

#[test]
fn messages() {
    fuzz("messages", TRIES, |bytes| {
        let message = Bytes::copy_from_slice(bytes);
        let _ = connection_params::from_message(bytes);
        let Ok(batch) = Batch::of(&message) else { return };
        let waiting = batch.waiting();
        for id in &waiting {
            assert_json(id.raw.as_bytes());
        }
        let Ok(requests) = batch.read() else { return };
        for request in &requests {
            if let Work::Call { input, .. } = &request.work {
                if let Some(bytes) = &input.bytes {
                    assert_json(bytes);
                }
                assert!(waiting.contains(&request.id), "who asks waits for an answer");
            }
        }
    });
}

/// Every kind of field that an input may have.
#[rspc::input]
#[expect(dead_code, reason = "read by nobody but serde")]
struct Anything {
    #[garde(length(max = 5))]
    text: Option<String>,
    number: Option<f64>,
    count: Option<u32>,
    list: Option<Vec<Option<bool>>>,
    nested: Option<Box<Nested>>,
    date: Option<Date>,
    big: Option<BigInt<i128>>,
    set: Option<Set<u8>>,
    map: Option<Map<String, i64>>,
    last_event_id: Option<String>,
}

#[derive(Debug, serde::Deserialize, specta::Type)]
#[serde(tag = "type", deny_unknown_fields)]
#[expect(dead_code, reason = "read by nobody but serde")]
enum Nested {
    Leaf { name: String },
    Pair { left: f32, right: u8 },
}

#[test]
fn bodies() {
    let mut accepted = 0;
    fuzz("bodies", TRIES, |bytes| {
        for (transformer, last_event_id) in [
            (Transformer::Plain, None),
            (Transformer::Superjson, None),
            (Transformer::Superjson, Some("7".to_owned())),
        ] {
            let raw = RawInput { bytes: Some(Bytes::copy_from_slice(bytes)), last_event_id };
            match raw.decode::<Anything>(transformer) {
                Ok(input) => {
                    accepted += 1;
                    assert_json(bytes);
                    assert!(input.text.is_none_or(|text| text.len() <= 5));
                    assert!(raw.last_event_id.is_none() || input.last_event_id == raw.last_event_id);
                }
                Err(failure) => assert_eq!(failure.code().http_status(), 400),
            }
            let _ = raw.decode::<()>(transformer);
        }
    });
    assert!(accepted > 100, "only {accepted} were accepted");
}

async fn any((): (), input: Anything) -> Result<Option<f64>, Failure> {
    Ok(input.number)
}

async fn some((): (), _: Anything) -> Result<impl Stream<Item = Result<u8, Failure>>, Failure> {
    Ok(stream::iter([Ok(1), Ok(2)]))
}

/// A whole request: the first line is the method, the second the address, the rest the body.
#[test]
fn requests() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let procedures = rspc::Router::new()
        .query("a.query", Builder::new(()), any)
        .mutation("a.mutation", Builder::new(()), any)
        .subscription("a.some", Builder::new(()), some)
        .build()
        .unwrap();
    let routes: Router = Mount::new(procedures, |_| async { Ok(()) }).at("/rpc");
    fuzz("requests", TRIES / 10, |bytes| {
        let text = String::from_utf8_lossy(bytes);
        let (method, rest) = text.split_once('\n').unwrap_or((&text, ""));
        let (address, body) = rest.split_once('\n').unwrap_or((rest, ""));
        let request =
            Request::builder().method(method).uri(address).header("content-type", "application/json");
        let Ok(request) = request.body(Body::from(body.to_owned())) else { return };
        runtime.block_on(answered(routes.clone(), request));
    });
}

/// Whatever is asked, the answer is one that a client can read.
async fn answered(routes: Router, request: Request<Body>) {
    let response = routes.oneshot(request).await.unwrap();
    let (status, content_type) = (response.status(), response.headers().get("content-type").cloned());
    let body = response.into_body().collect().await.unwrap().to_bytes();
    match content_type.as_ref().map_or("", |value| value.to_str().unwrap()) {
        "application/json" => body.split_inclusive(|byte| *byte == b'\n').for_each(assert_json),
        "text/event-stream" => assert!(body.starts_with(b"event: connected\n")),
        _ => assert!(
            body.is_empty() && [StatusCode::NO_CONTENT, StatusCode::NOT_FOUND].contains(&status),
            "{status}"
        ),
    }
    assert!(!status.is_server_error(), "{status}: {body:?}");
}
