//! What a stopwatch learns at the door: nothing.

use std::time::Duration;

use app::{ambient::SystemAmbient, auth::Passwords};
use prisma::user;
use serde_json::json;
use tokio::time::Instant;

use crate::harness::{Api, Database, PASSWORD, Server, UNAUTHORIZED};

/// Logins of each kind, interleaved.
const TURNS: usize = 1_000;

#[tokio::test]
#[ignore = "takes minutes, alone on the machine: cargo test -p tickwire-tests -- --ignored --nocapture stopwatch"]
async fn a_stopwatch_does_not_tell_known_people_from_unknown_ones() {
    let database = Database::migrated().await;
    let server = Server::start(&database).await;
    let api = Api::new(&server.url);
    let passwords = Passwords::new(&SystemAmbient).unwrap();
    let hash = passwords.hash(&SystemAmbient, PASSWORD.to_owned()).await.unwrap();
    let people = (0..TURNS).map(|n| {
        user::create(format!("known{n}@example.com"), [user::password_hash::set(Some(hash.clone()))])
    });
    database.system().await.user().create_many(people).exec().await.unwrap();

    let mut times = [Vec::new(), Vec::new()];
    for n in 0..TURNS {
        // Each address once, so that no quota is in the way.
        for (kind, name) in ["known", "other"].into_iter().enumerate() {
            let input = json!({ "email": format!("{name}{n}@example.com"), "password": "not the password" });
            let start = Instant::now();
            let answer = api.mutate("auth.login", input).await;
            times[kind].push(start.elapsed());
            answer.refused(UNAUTHORIZED, "do not belong together");
        }
    }
    let [known, unknown] = times.map(median);
    println!("medians of {TURNS} each: known {known:?}, unknown {unknown:?}");
    let ratio = known.as_secs_f64() / unknown.as_secs_f64();
    assert!((0.95..1.05).contains(&ratio), "known {known:?}, unknown {unknown:?}");
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
