//! Callers are known for a moment: what changes, in whichever process, is in force within a second, on open sockets too.

use std::time::Duration;

use prisma::{Role, api_key, membership, session};
use prisma_client_rust::{Source, SystemSource};
use serde_json::json;
use tokio::time::Instant;

use crate::harness::{Api, Database, KeySpec, Server, Socket, Tenant, eventually};

const SECOND: Duration = Duration::from_secs(1);

/// Waits until the caller is refused with that status. Answers after how long.
async fn refused(api: &Api, procedure: &str, status: u16) -> Duration {
    let start = Instant::now();
    eventually("the refusal", async || {
        (api.query(procedure, json!({})).await.status == status).then_some(())
    })
    .await;
    start.elapsed()
}

/// Waits until the socket's subscription is refused. Answers after how long, since `start`.
async fn ended(mut socket: Socket, start: Instant, code: &str) -> Duration {
    let frame = socket.next().await;
    assert_eq!(frame["error"]["json"]["data"]["code"], code, "{frame}");
    start.elapsed()
}

/// A socket with a subscription.
async fn following(api: &Api) -> Socket {
    let mut socket = Socket::connect(api).await;
    socket.subscribe("signals.onNew", json!({})).await;
    socket
}

#[tokio::test]
async fn what_another_process_changes_is_in_force_within_a_second() {
    let database = Database::migrated().await;
    let server = Server::start(&database).await;
    let system = database.system().await;
    let tenant = Tenant::new(&system, &server.url).await;
    let (left, ended_session) = (tenant.person(Role::Trader).await, tenant.person(Role::Trader).await);
    let key = tenant.program(KeySpec::default()).await;
    for api in [&left.api, &ended_session.api, &key] {
        api.query("signals.list", json!({})).await.data();
    }
    let sockets = [following(&left.api).await, following(&ended_session.api).await, following(&key).await];

    // As another process would, behind this one's back.
    let start = Instant::now();
    system.membership().delete_many([membership::user_id::equals(left.id)]).exec().await.unwrap();
    system.session().delete_many([session::id::equals(ended_session.session)]).exec().await.unwrap();
    let revoked = [api_key::revoked_at::set(Some(SystemSource.now()))];
    system.api_key().update_many([api_key::tenant_id::equals(tenant.id)], revoked).exec().await.unwrap();

    let [of_left, of_session, of_key] = sockets;
    let calls = async {
        tokio::join!(
            refused(&left.api, "signals.list", 401),
            refused(&ended_session.api, "signals.list", 401),
            refused(&key, "signals.list", 401),
        )
    };
    let sockets = async {
        tokio::join!(
            ended(of_left, start, "UNAUTHORIZED"),
            ended(of_session, start, "UNAUTHORIZED"),
            ended(of_key, start, "UNAUTHORIZED"),
        )
    };
    let (calls, sockets) = tokio::join!(calls, sockets);
    for (what, times) in [("calls", calls), ("sockets", sockets)] {
        let slowest = times.0.max(times.1).max(times.2);
        assert!(slowest < SECOND, "{what}: place, session and key end after {times:?}");
    }
}

#[tokio::test]
async fn another_role_and_other_scopes_are_in_force_within_a_second() {
    let database = Database::migrated().await;
    let server = Server::start(&database).await;
    let system = database.system().await;
    let tenant = Tenant::new(&system, &server.url).await;
    let person = tenant.person(Role::Trader).await;
    let submit = async |api: &Api| api.mutate("signals.submit", tenant.buy()).await.status;
    // The bot may; that nothing is to be traded here is another matter.
    assert_ne!(submit(&person.api).await, 403);
    assert_ne!(submit(&tenant.api).await, 403);
    let viewer = [membership::role::set(Role::Viewer)];
    system.membership().update_many([membership::user_id::equals(person.id)], viewer).exec().await.unwrap();
    let read = [api_key::scopes::set(vec![prisma::ApiKeyScope::Read])];
    system.api_key().update_many([api_key::tenant_id::equals(tenant.id)], read).exec().await.unwrap();
    let start = Instant::now();
    for api in [&person.api, &tenant.api] {
        eventually("the refusal", async || (submit(api).await == 403).then_some(())).await;
    }
    assert!(start.elapsed() < SECOND, "{:?}", start.elapsed());
}

#[tokio::test]
async fn what_one_server_is_told_the_other_knows_within_a_second() {
    let database = Database::migrated().await;
    let (one, other) = (Server::start(&database).await, Server::start(&database).await);
    let system = database.system().await;
    let person = Tenant::new(&system, &one.url).await.person(Role::Owner).await;
    let there = person.api.at(&other.url);
    there.query("auth.me", json!(null)).await.data();
    let socket = following(&there).await;
    person.api.mutate("auth.logout", json!(null)).await.data();
    let start = Instant::now();
    // Here at once, there in a moment.
    assert_eq!(person.api.query("auth.me", json!(null)).await.status, 401);
    let time = refused(&there, "signals.list", 401).await.max(ended(socket, start, "UNAUTHORIZED").await);
    assert!(time < SECOND, "{time:?}");
}
