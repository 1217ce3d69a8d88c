//! A router with a middleware, called without a network: `cargo run -p tickwire-rspc --example router`.
#![expect(clippy::print_stdout, reason = "an example shows what it did")]

use rspc::{Builder, Call, Encoding, Failure, Next, RawInput, Reply, Router, Transformer};

/// Who calls, as the transport knows it.
struct Visitor {
    name: Option<String>,
}

/// Somebody who has said their name.
struct Person {
    name: String,
}

#[rspc::input]
struct Input {
    #[garde(range(min = 1, max = 3))]
    times: u32,
}

/// Greets the caller, more than once if need be.
#[rspc::procedure]
async fn greet(person: Person, input: Input) -> Result<String, Failure> {
    Ok(vec![format!("Hello, {}!", person.name); input.times as usize].join(" "))
}

/// For people who have said their name; `meta` is what a registration declares, here a sentence for the log.
fn known(meta: &'static str) -> Builder<Visitor, Person, &'static str> {
    Builder::new(meta).with(|visitor: Visitor, next: Next<Person, &'static str>| async move {
        let Some(name) = visitor.name else {
            return Err(Failure::new(rspc::ErrorCode::Unauthorized, "Say who you are."));
        };
        println!("{} is called: {}", next.procedure().path, next.procedure().meta);
        Ok(next.run(Person { name }).await)
    })
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let hello = Router::new().query("greet", known("a greeting"), rspc::handler!(greet));
    let procedures = Router::new().nest("hello", hello).build()?;

    for (name, input) in
        [(Some("Ada"), r#"{"times":2}"#), (Some("Ada"), r#"{"times":9}"#), (None, r#"{"times":1}"#)]
    {
        let call = Call {
            input: RawInput { bytes: Some(input.into()), last_event_id: None },
            encoding: Encoding { transformer: Transformer::Plain, ..Encoding::default() },
            buffer: Vec::new(),
            upload: None,
            decoded: None,
        };
        let procedure = procedures.get("hello.greet").ok_or("there is no such procedure")?;
        match procedure.call(Visitor { name: name.map(str::to_owned) }, call).await {
            Ok(Reply::Once(answer)) => println!("{input} → {}", String::from_utf8_lossy(&answer.json)),
            Ok(Reply::Stream(_)) => println!("{input} → a stream"),
            Err(failure) => println!("{input} → {failure}"),
        }
    }
    Ok(())
}
