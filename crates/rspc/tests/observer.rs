//! Who watches calls hears of each of them once, however it ends.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    future,
    sync::{Arc, Mutex},
    time::Duration,
};

use futures::{FutureExt, Stream, StreamExt, stream};
use rspc::{
    Builder, Call, Encoding, ErrorCode, Failure, Info, Observer, Procedures, RawInput, Reply, Router,
    Transformer,
};

#[derive(Default)]
struct Heard(Mutex<Vec<String>>);

impl<M> Observer<M> for Heard {
    fn answered(&self, info: &Info<M>, _took: Duration, refused: Option<ErrorCode>) {
        let outcome = refused.map_or("answered", ErrorCode::name);
        self.0.lock().unwrap().push(format!("{} {outcome}", info.path));
    }

    fn ended(&self, info: &Info<M>) {
        self.0.lock().unwrap().push(format!("{} ended", info.path));
    }

    fn turned_away(&self, code: ErrorCode) {
        self.0.lock().unwrap().push(format!("turned away {}", code.name()));
    }
}

async fn answers((): ()) -> Result<u32, Failure> {
    Ok(1)
}

async fn refuses((): ()) -> Result<u32, Failure> {
    Err(Failure::new(ErrorCode::Conflict, "no"))
}

async fn panics((): ()) -> Result<u32, Failure> {
    panic!("on purpose")
}

async fn waits((): ()) -> Result<u32, Failure> {
    future::pending().await
}

async fn counts((): (), (): ()) -> Result<impl Stream<Item = Result<u32, Failure>>, Failure> {
    Ok(stream::iter([Ok(1), Ok(2)]))
}

fn observed() -> (Arc<Heard>, Procedures<(), ()>) {
    let heard = Arc::new(Heard::default());
    let router = Router::new()
        .query("answers", Builder::new(()), answers)
        .query("refuses", Builder::new(()), refuses)
        .query("panics", Builder::new(()), panics)
        .query("waits", Builder::new(()), waits)
        .subscription("counts", Builder::new(()), counts);
    let observer: Arc<dyn Observer<()>> = heard.clone();
    (heard, router.build().unwrap().observed(&observer))
}

fn call(procedures: &Procedures<(), ()>, path: &str) -> impl Future<Output = Result<Reply, Failure>> + use<> {
    let encoding = Encoding { transformer: Transformer::Plain, ..Encoding::default() };
    let call = Call { input: RawInput::default(), encoding, buffer: Vec::new(), upload: None, decoded: None };
    procedures.get(path).unwrap().call((), call)
}

#[tokio::test]
async fn every_call_is_heard_of_once_with_its_end() {
    let (heard, procedures) = observed();
    for path in ["answers", "refuses", "panics"] {
        let _ = call(&procedures, path).await;
    }
    // Its caller leaves.
    assert!(call(&procedures, "waits").now_or_never().is_none());
    let ends = [
        "answers answered",
        "refuses CONFLICT",
        "panics INTERNAL_SERVER_ERROR",
        "waits CLIENT_CLOSED_REQUEST",
    ];
    assert_eq!(*heard.0.lock().unwrap(), ends);
}

#[test]
fn what_no_procedure_ran_for_is_heard_of() {
    let (heard, procedures) = observed();
    procedures.turned_away(ErrorCode::NotFound);
    assert_eq!(*heard.0.lock().unwrap(), ["turned away NOT_FOUND"]);
}

#[tokio::test]
async fn a_subscription_ends_when_nobody_holds_its_stream() {
    let (heard, procedures) = observed();
    let Ok(Reply::Stream(mut items)) = call(&procedures, "counts").await else { panic!("a stream") };
    assert!(items.next().await.is_some());
    assert_eq!(*heard.0.lock().unwrap(), ["counts answered"]);
    drop(items);
    assert_eq!(*heard.0.lock().unwrap(), ["counts answered", "counts ended"]);
}
