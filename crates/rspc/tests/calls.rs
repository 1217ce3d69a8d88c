//! Routers and calls as a user of the crate meets them.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use futures::{Stream, StreamExt, stream};
use rspc::{
    Builder, Call, Encoding, ErrorCode, Failure, Kind, Next, Procedures, RawInput, Reply, Router, Tracked,
    TrackedForm, Transformer, handler,
};

type Log = Arc<Mutex<Vec<String>>>;

#[rspc::input]
struct Greeting {
    #[garde(length(min = 1, max = 8))]
    first_name: String,
}

#[derive(Debug, serde::Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
enum Refusal {
    #[error("the door is closed")]
    Closed { opens_at: u32 },
}

impl rspc::Error for Refusal {
    fn code(&self) -> ErrorCode {
        ErrorCode::PreconditionFailed
    }
}

/// Greets by name.
#[rspc::procedure]
async fn greet(log: Log, input: Greeting) -> Result<String, Failure> {
    log.lock().unwrap().push(format!("greet {}", input.first_name));
    Ok(format!("Hello, {}!", input.first_name))
}

async fn panics(_: Log) -> Result<(), Failure> {
    panic!("on purpose")
}

async fn refuses(_: Log) -> Result<(), Refusal> {
    Err(Refusal::Closed { opens_at: 9 })
}

async fn count(_: Log, (): ()) -> Result<impl Stream<Item = Result<Tracked<u32>, Failure>>, Failure> {
    Ok(stream::iter(1..=2).map(|n| Ok(Tracked { id: n.to_string(), data: n })))
}

async fn nothing((): ()) -> Result<(), Failure> {
    Ok(())
}

fn procedures(log: &Log) -> Procedures<Log, &'static str> {
    let seen = log.clone();
    let logged = Builder::new("logged").with(move |log: Log, next: Next<Log, &'static str>| {
        let procedure = next.procedure();
        seen.lock().unwrap().push(format!("{} {:?} {}", procedure.path, procedure.kind, procedure.meta));
        async move { Ok::<_, Failure>(next.run(log).await) }
    });
    let plain = || Builder::new("plain");
    Router::new()
        .nest(
            "door",
            Router::new().query("greet", logged, handler!(greet)).mutation("refuse", plain(), refuses),
        )
        .query("panics", plain(), panics)
        .subscription("count", plain(), count)
        .build()
        .unwrap()
}

async fn call(path: &str, input: &'static str) -> Result<Reply, Failure> {
    let log = Log::default();
    let procedures = procedures(&log);
    let call = Call {
        input: RawInput { bytes: Some(Bytes::from_static(input.as_bytes())), last_event_id: None },
        encoding: Encoding {
            transformer: Transformer::Plain,
            tracked: TrackedForm::Envelope,
            ..Encoding::default()
        },
        buffer: b"answer: ".to_vec(),
        upload: None,
        decoded: None,
    };
    procedures.get(path).unwrap().call(log, call).await
}

#[tokio::test]
async fn a_call_is_decoded_run_and_written_after_what_the_transport_wrote() {
    let Ok(Reply::Once(encoded)) = call("door.greet", r#"{"firstName":"Ada"}"#).await else {
        panic!("one value")
    };
    assert_eq!(encoded.json, br#"answer: "Hello, Ada!""#);
}

#[tokio::test]
async fn middleware_sees_the_procedure_and_its_declaration() {
    let log = Log::default();
    let procedures = procedures(&log);
    let input = RawInput { bytes: Some(Bytes::from_static(br#"{"firstName":"Ada"}"#)), last_event_id: None };
    let encoding = Encoding { transformer: Transformer::Plain, ..Encoding::default() };
    let call = Call { input, encoding, buffer: Vec::new(), upload: None, decoded: None };
    assert!(procedures.get("door.greet").unwrap().call(log.clone(), call).await.is_ok());
    assert_eq!(*log.lock().unwrap(), ["door.greet Query logged", "greet Ada"]);
}

#[tokio::test]
async fn constraints_name_the_field_as_the_wire_does() {
    let failure = call("door.greet", r#"{"firstName":""}"#).await.err().unwrap();
    assert_eq!(failure.code(), ErrorCode::BadRequest);
    assert!(failure.message().starts_with("firstName: "), "{failure}");
}

#[tokio::test]
async fn an_error_enum_reaches_the_transport_with_its_fields() {
    let failure = call("door.refuse", "null").await.err().unwrap();
    assert_eq!((failure.code(), failure.message()), (ErrorCode::PreconditionFailed, "the door is closed"));
    let detail = serde_json::to_string(&failure.detail().unwrap()).unwrap();
    assert_eq!(detail, r#"{"type":"Closed","opens_at":9}"#);
}

#[tokio::test]
async fn a_panic_fails_its_own_call_alone() {
    let failure = call("panics", "null").await.err().unwrap();
    assert_eq!(failure.code(), ErrorCode::InternalServerError);
    assert!(!failure.message().contains("on purpose"));
    assert!(call("door.greet", r#"{"firstName":"Ada"}"#).await.is_ok());
}

#[tokio::test]
async fn a_stream_yields_tracked_items() {
    let Ok(Reply::Stream(items)) = call("count", "null").await else { panic!("a stream") };
    let items: Vec<_> = items.map(|item| item.unwrap()).collect().await;
    let written = items.iter().map(|item| (item.id.as_deref(), &*item.document)).collect::<Vec<_>>();
    let expected: [(_, &[u8]); 2] =
        [(Some("1"), br#"{"id":"1","data":1}"#), (Some("2"), br#"{"id":"2","data":2}"#)];
    assert_eq!(written, expected);
}

/// Somebody whose name is known, which only the middleware makes.
struct Named(&'static str);

async fn names(named: Named) -> Result<impl Stream<Item = Result<&'static str, Failure>>, Failure> {
    Ok(stream::iter([Ok(named.0), Ok("panics"), Ok("never")]).inspect(|item| {
        assert!(!matches!(item, Ok("panics")), "on purpose");
    }))
}

#[tokio::test]
async fn middleware_switches_the_context_and_wraps_streams() {
    let named = Builder::new(()).context(async |name: Option<&'static str>| {
        name.map(Named).ok_or(Failure::new(ErrorCode::Unauthorized, "say who you are"))
    });
    let doubled = named.with(|named: Named, next: Next<Named, ()>| async move {
        Ok::<_, Failure>(next.run(named).await.map(|reply| match reply {
            Reply::Stream(items) => {
                Reply::Stream(items.flat_map(|item| stream::iter([item.clone(), item])).boxed())
            }
            once @ Reply::Once(_) => once,
        }))
    });
    let procedures = Router::new().subscription("names", doubled, names).build().unwrap();
    let open = async |name| {
        let encoding = Encoding { transformer: Transformer::Plain, ..Encoding::default() };
        let call =
            Call { input: RawInput::default(), encoding, buffer: Vec::new(), upload: None, decoded: None };
        procedures.get("names").unwrap().call(name, call).await
    };
    assert_eq!(open(None).await.err().unwrap().code(), ErrorCode::Unauthorized);
    let Ok(Reply::Stream(items)) = open(Some("Ada")).await else { panic!("a stream") };
    let items: Vec<_> =
        items.map(|item| item.map(|item| item.document).map_err(|it| it.code())).collect().await;
    // A panic in the stream is its last item, and a failure like any other.
    let (ada, failed) = (Ok(Bytes::from_static(b"\"Ada\"")), Err(ErrorCode::InternalServerError));
    assert_eq!(items, [ada.clone(), ada, failed.clone(), failed]);
}

async fn name(named: Named) -> Result<&'static str, Failure> {
    Ok(named.0)
}

#[tokio::test]
async fn a_context_is_switched_at_once_where_nothing_is_waited_for() {
    let named = Builder::new(()).switch(|name: Option<&'static str>| match name {
        Some("") => panic!("on purpose"),
        name => name.map(Named).ok_or(Failure::new(ErrorCode::Unauthorized, "say who you are")),
    });
    let procedures = Router::new().query("name", named, name).build().unwrap();
    let call = async |name| {
        let encoding = Encoding { transformer: Transformer::Plain, ..Encoding::default() };
        let call =
            Call { input: RawInput::default(), encoding, buffer: Vec::new(), upload: None, decoded: None };
        match procedures.get("name").unwrap().call(name, call).await {
            Ok(Reply::Once(encoded)) => Ok(encoded.json),
            Ok(Reply::Stream(_)) => panic!("one value"),
            Err(failure) => Err(failure.code()),
        }
    };
    assert_eq!(call(Some("Ada")).await, Ok(b"\"Ada\"".to_vec()));
    assert_eq!(call(None).await, Err(ErrorCode::Unauthorized));
    assert_eq!(call(Some("")).await, Err(ErrorCode::InternalServerError), "a panic is of that call alone");
}

#[test]
fn a_marked_function_knows_its_place() {
    let procedures = procedures(&Log::default());
    let info = procedures.get("door.greet").unwrap().info();
    let source = info.source.unwrap();
    assert_eq!((info.kind, source.docs), (Kind::Query, "Greets by name."));
    assert!(source.file.ends_with("crates/rspc/tests/calls.rs") && source.line > 30, "{source:?}");
}

#[test]
fn names_are_checked_when_the_router_is_built() {
    let refusal = |router: Router<(), ()>| router.build().err().unwrap().to_string();
    let one = |name: &str| Router::new().query(name, Builder::new(()), nothing);
    assert!(refusal(one("a").merge(one("a"))).contains("already registered at crates/rspc/tests/calls.rs"));
    for reserved in ["then", "call", "apply"] {
        let said = refusal(one(reserved));
        let place = format!("procedure `{reserved}`, registered at crates/rspc/tests/calls.rs:");
        assert!(said.starts_with(&place) && said.contains("reserved"), "{said}");
        assert!(refusal(Router::new().nest(reserved, one("a"))).contains("reserved"));
        assert!(refusal(Router::new().nest("a", one(reserved))).contains("reserved"));
    }
    assert!(
        refusal(one("a").merge(Router::new().nest("a", one("b")))).contains("a procedure and a namespace")
    );
    assert!(refusal(one("a-b")).contains("letters, digits"));
    assert!(one("a").merge(one("ab")).build().is_ok());
}

#[test]
fn what_a_mutation_makes_stale_is_checked_when_the_router_is_built() {
    let stale = |names: &[&str]| Builder::new(()).invalidates(names.iter().copied());
    let lists = || {
        let list = Router::new().query("list", Builder::new(()), nothing);
        list.mutation("add", Builder::new(()), nothing)
    };
    let with = |names: &[&str]| {
        let all = Router::new().nest("posts", lists());
        all.mutation("forget", stale(names), nothing).build()
    };
    let built = with(&["posts.list", "posts"]).unwrap();
    assert_eq!(built.get("forget").unwrap().info().invalidates, ["posts.list", "posts"]);
    let refusal = |names: &[&str]| with(names).err().unwrap().to_string();
    assert!(refusal(&["posts.all"]).contains("`forget`, registered at crates/rspc/tests/calls.rs"));
    assert!(refusal(&["posts.all"]).contains("`posts.all` stale: there is no such query"));
    assert!(refusal(&["post"]).contains("there is no such query"));
    assert!(refusal(&["posts.add"]).contains("which is no query"));
    let query = Router::<(), ()>::new().nest("posts", lists()).query("read", stale(&["posts"]), nothing);
    assert!(query.build().err().unwrap().to_string().contains("it is no mutation"));
}
