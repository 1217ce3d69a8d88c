//! Halting under load, with several processes at work: of one team, and, by `tickwire halt`, of everybody.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use chrono::{DateTime, TimeDelta, Utc};
use prisma::{Role, SignalStatus, order, signal};
use prisma_client_rust::{Source, SystemSource};
use serde_json::{Value, json};
use tokio::task::{JoinHandle, spawn_blocking};

use crate::harness::{Database, Program, Server, Socket, Tenant, eventually, store_instrument};

/// Two processes that answer and work, and two teams of two bots.
struct Busy {
    database: Database,
    servers: [Server; 2],
    teams: [Tenant; 2],
    done: Arc<AtomicBool>,
    sending: Vec<JoinHandle<()>>,
}

impl Busy {
    async fn start() -> Self {
        let database = Database::migrated().await;
        let system = database.system().await;
        store_instrument(&system).await;
        let (one, other) = tokio::join!(Server::start(&database), Server::start(&database));
        let teams = [Tenant::new(&system, &one.url).await, Tenant::new(&system, &other.url).await];
        let servers = [one, other];
        Self { database, servers, teams, done: Arc::default(), sending: Vec::new() }
    }

    /// Sends signals for two bots of each team until [`Self::rest`], each by the other process in turn.
    async fn send(&mut self) {
        self.done = Arc::default();
        for team in &self.teams {
            let another = team.another_bot(&SystemSource.uuid_v7().to_string(), vec![]).await;
            for bot in [team.bot.id, another.id] {
                let apis = self.servers.each_ref().map(|server| team.api.at(&server.url));
                let (mut signal, done) = (team.buy(), self.done.clone());
                signal["botId"] = json!(bot);
                self.sending.push(tokio::spawn(async move {
                    for api in apis.iter().cycle() {
                        if done.load(Ordering::Relaxed) {
                            return;
                        }
                        signal["dedupKey"] = json!(SystemSource.uuid_v7());
                        api.mutate("signals.submit", signal.clone()).await.data();
                    }
                }));
            }
        }
        for team in &self.teams {
            eventually("orders under load", async || (orders(team).await.len() > 8).then_some(())).await;
        }
    }

    /// Waits until signals of the first teams were refused that came a second after that, and then for the end of all.
    async fn rest(&mut self, after: DateTime<Utc>, halted: usize) {
        for team in &self.teams[..halted] {
            eventually("a refusal a second later", async || {
                let late = signal::received_at::gt(after + TimeDelta::milliseconds(1_200));
                let of_team = signal::tenant_id::equals(team.id);
                let refused = signal::status::equals(SignalStatus::Rejected);
                let count = team.system.signal().count([of_team, late, refused]).exec().await.unwrap();
                (count > 0).then_some(())
            })
            .await;
        }
        self.done.store(true, Ordering::Relaxed);
        for sender in self.sending.drain(..) {
            sender.await.unwrap();
        }
        for team in &self.teams {
            eventually("the end of all signals", async || {
                let open = signal::status::in_vec(vec![SignalStatus::Received, SignalStatus::Accepted]);
                let of_team = signal::tenant_id::equals(team.id);
                (team.system.signal().count([of_team, open]).exec().await.unwrap() == 0).then_some(())
            })
            .await;
        }
    }

    async fn operate(&self, command: &str, arguments: &[&str]) -> (bool, String, String) {
        // Neither keys nor a mode: the switch needs none.
        let program = Program::new(command)
            .env("DATABASE_URL", &self.database.owner_url)
            .env("TICKWIRE_ENV", "production");
        let program = arguments.iter().fold(program, Program::arg);
        spawn_blocking(|| program.run()).await.unwrap()
    }
}

/// A team's orders, those last that left last.
async fn orders(team: &Tenant) -> Vec<order::Data> {
    let of_team = team.system.order().find_many([order::tenant_id::equals(team.id)]);
    of_team.order_by(order::submitted_at::asc()).exec().await.unwrap()
}

/// How long after that the team's last order left.
async fn last_left(team: &Tenant, after: DateTime<Utc>) -> TimeDelta {
    orders(team).await.last().and_then(|last| last.submitted_at).expect("orders left") - after
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_order_of_a_halted_team_leaves_any_process_later_than_a_second_after_it() {
    let mut busy = Busy::start().await;
    busy.send().await;
    let trader = busy.teams[0].person(Role::Trader).await;
    trader.api.mutate("risk.halt", json!({ "reason": "enough" })).await.data();
    let at = SystemSource.now();
    busy.rest(at, 1).await;
    let [halted, free] = [last_left(&busy.teams[0], at).await, last_left(&busy.teams[1], at).await];
    println!("kill switch: the last order left {} ms after its answer", halted.num_milliseconds());
    assert!(halted < TimeDelta::seconds(1), "an order left {halted} after the halt");
    assert!(free > TimeDelta::seconds(1), "the other team goes on");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_operators_switch_stops_everybody_in_every_process_within_a_second() {
    let mut busy = Busy::start().await;
    let [one, _] = &busy.teams;
    let mut rests = one.buy();
    (rests["orderType"], rests["limitPrice"]) = (json!("LIMIT"), json!("20000"));
    one.finished(one.buy()).await;
    let opening = one.finished(rests.clone()).await;
    (rests["side"], rests["reduceOnly"], rests["limitPrice"]) = (json!("SELL"), json!(true), json!("90000"));
    rests["dedupKey"] = json!("protects");
    let protecting = one.finished(rests).await;
    assert_eq!([opening.status, protecting.status], [SignalStatus::Placed; 2]);
    let mut follower = Socket::connect(&one.api).await;
    follower.subscribe("risk.onChange", json!({})).await;

    busy.send().await;
    let (succeeded, answer, said) =
        busy.operate("halt", &["--reason", "the venue lies", "--by", "ada"]).await;
    let at = SystemSource.now();
    assert!(succeeded && answer.contains("2 tenants were told"), "{answer}{said}");
    busy.rest(at, 2).await;
    let [one, _] = &busy.teams;
    for team in &busy.teams {
        let last = last_left(team, at).await;
        println!("operator's switch: the last order left {} ms after its answer", last.num_milliseconds());
        assert!(last < TimeDelta::seconds(1), "an order left {last} after the halt");
        let status = team.api.query("risk.get", Value::Null).await.data();
        assert_eq!(status["system"], json!({ "state": "HALTED", "reason": "the venue lies" }));
        let detail = json!({ "before": null, "after": { "state": "HALTED", "reason": "the venue lies" } });
        assert_eq!(team.deeds().await, [json!(["ada", "system.halt", "everybody", detail])]);
    }
    assert_eq!(follower.item().await.1["what"], "switch");
    let status = async |id| {
        one.system.signal().find_unique(signal::id::equals(id)).exec_or_throw().await.unwrap().status
    };
    let ends = async || (status(opening.id).await == SignalStatus::Canceled).then_some(());
    eventually("the end of what would open", ends).await;
    assert_eq!(status(protecting.id).await, SignalStatus::Placed);

    // Said again it is the same switch, which says it otherwise.
    let again = ["--reason", "closing is fine", "--state", "reducing", "--keep-orders"];
    let (succeeded, answer, said) = busy.operate("halt", &again).await;
    assert!(succeeded && answer.contains("but those that reduce a position"), "{answer}{said}");
    let status = one.api.query("risk.get", Value::Null).await.data();
    assert_eq!(status["system"], json!({ "state": "REDUCING", "reason": "closing is fine" }));
    let trader = one.person(Role::Trader).await;
    let started = trader.api.mutate("bots.start", json!({ "id": one.bot.id })).await.data();
    assert_eq!(started["halts"], json!({ "system": status["system"], "switches": [] }));
    assert_eq!(one.finished(one.buy()).await.status, SignalStatus::Rejected);
    let close = json!({
        "botId": one.bot.id, "dedupKey": "close", "venue": "BINANCE", "symbol": "BTCUSDT", "action": "CLOSE",
    });
    assert_eq!(one.finished(close).await.status, SignalStatus::Executed);

    let (succeeded, answer, said) = busy.operate("resume", &[]).await;
    assert!(succeeded && answer.contains("2 tenants were told"), "{answer}{said}");
    assert_eq!(one.finished(one.buy()).await.status, SignalStatus::Executed);
    assert_eq!(
        one.deeds().await[2],
        json!(["operator", "system.resume", "everybody", { "before": null, "after": null }])
    );
    let (succeeded, answer, _) = busy.operate("resume", &[]).await;
    assert!(succeeded && answer.contains("nobody was halted"), "{answer}");
}

#[tokio::test]
async fn a_halt_says_why() {
    let run = |arguments: &[&str]| arguments.iter().fold(Program::new("halt"), Program::arg).run();
    for (arguments, why) in [
        (vec![], "--reason"),
        (vec!["--reason", ""], "one line of 1 to 200 characters"),
        (vec!["--reason", "two\nlines"], "one line"),
        (vec!["--reason", "x", "--state", "closed"], "halted, reducing"),
        (vec!["--reason", "x"], "DATABASE_URL is not set"),
    ] {
        let (succeeded, _, said) = run(&arguments);
        assert!(!succeeded && said.contains(why), "{arguments:?}: {said}");
    }
}
