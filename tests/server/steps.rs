//! Each step that a crash can leave a signal at: the next start goes on from there.

use prisma::{OrderStatus, OrderType, Side, SignalStatus, SystemDb, TimeInForce, order, signal};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::harness::{Database, Server, Tenant, eventually, store_instrument};

/// A database on which one signal is stored and nothing else was done; its server is gone.
struct Crashed {
    database: Database,
    system: SystemDb,
    tenant: Tenant,
    signal: signal::Data,
}

impl Crashed {
    async fn after_the_acknowledgement() -> Self {
        let database = Database::migrated().await;
        let system = database.system().await;
        store_instrument(&system).await;
        let server = Server::start(&database).await;
        let tenant = Tenant::new(&system, &server.url).await;
        // The bot is held, so that the pipeline cannot begin.
        let mut owner = database.owner().await;
        let hold = owner.transaction().await.unwrap();
        hold.execute("SELECT FROM bots WHERE id = $1 FOR NO KEY UPDATE", &[&tenant.bot.id]).await.unwrap();
        let stored = tenant.api.mutate("signals.submit", tenant.buy()).await.data();
        server.kill();
        hold.rollback().await.unwrap();
        let id: Uuid = stored["id"].as_str().unwrap().parse().unwrap();
        let signal = system.signal().find_unique(signal::id::equals(id)).exec_or_throw().await.unwrap();
        Self { database, system, tenant, signal }
    }

    /// The same, with the signal accepted and its order stored.
    async fn with_an_order(status: OrderStatus) -> Self {
        let crashed = Self::after_the_acknowledgement().await;
        let Self { system, signal, .. } = &crashed;
        let accepted = [signal::status::set(SignalStatus::Accepted)];
        system.signal().update(signal::id::equals(signal.id), accepted).exec().await.unwrap();
        let order = system.order().create(
            signal.tenant_id,
            signal.bot_id,
            signal.id,
            signal.instrument_id,
            format!("tw-{}", signal.id.simple()),
            Side::Buy,
            OrderType::Market,
            TimeInForce::Ioc,
            Decimal::new(1, 3),
            status,
            signal.seq,
            [],
        );
        order.exec().await.unwrap();
        crashed
    }

    /// Starts a server again, and checks that the signal was finished once.
    async fn finishes_once(self) {
        assert_eq!(self.signal.status, SignalStatus::Received);
        let _server = Server::start(&self.database).await;
        let outcome = self.tenant.outcome(&self.signal.id.to_string().into()).await;
        assert_eq!(outcome.status, SignalStatus::Executed);
        let [signals, orders, fills, positions, _] = self.tenant.rows().await;
        assert_eq!([signals, orders, fills, positions], [1; 4]);
        let order = self.system.order().find_first([order::signal_id::equals(self.signal.id)]).exec().await;
        assert_eq!(order.unwrap().map(|order| order.status), Some(OrderStatus::Filled));
    }
}

#[tokio::test]
async fn a_stored_signal_is_finished() {
    Crashed::after_the_acknowledgement().await.finishes_once().await;
}

#[tokio::test]
async fn an_accepted_signal_is_finished_with_the_order_that_it_has() {
    Crashed::with_an_order(OrderStatus::Initialized).await.finishes_once().await;
}

#[tokio::test]
async fn an_order_that_the_venue_may_have_heard_of_is_asked_about_under_its_own_name() {
    Crashed::with_an_order(OrderStatus::Submitted).await.finishes_once().await;
}

/// A database on which one order rests, in that state, its end asked for; its server is gone.
async fn crashed_while_ending(status: OrderStatus) -> (Database, Tenant, Uuid) {
    let database = Database::migrated().await;
    let system = database.system().await;
    store_instrument(&system).await;
    let server = Server::start(&database).await;
    let tenant = Tenant::new(&system, &server.url).await;
    let mut limit = tenant.buy();
    (limit["orderType"], limit["limitPrice"]) = ("LIMIT".into(), "20000".into());
    let placed = tenant.finished(limit).await;
    assert_eq!(placed.status, SignalStatus::Placed);
    server.kill();
    let row = system.order().find_first([order::signal_id::equals(placed.id)]).exec_or_throw().await.unwrap();
    let previous = (status == OrderStatus::PendingCancel).then_some(row.status);
    let forged = [
        order::status::set(status),
        order::previous_status::set(previous),
        order::cancel_requested_at::set(Some(row.created_at)),
    ];
    system.order().update(order::id::equals(row.id), forged).exec().await.unwrap();
    if status == OrderStatus::Initialized {
        let accepted = [signal::status::set(SignalStatus::Accepted)];
        system.signal().update(signal::id::equals(placed.id), accepted).exec().await.unwrap();
    }
    (database, tenant, row.id)
}

async fn ends_as(crashed: (Database, Tenant, Uuid), status: OrderStatus, signal: SignalStatus) {
    let (database, tenant, id) = crashed;
    let _server = Server::start(&database).await;
    let row = eventually("the order's end", async || {
        let row = tenant.system.order().find_unique(order::id::equals(id)).exec_or_throw().await.unwrap();
        (row.status == status).then_some(row)
    })
    .await;
    let of =
        tenant.system.signal().find_unique(signal::id::equals(row.signal_id)).exec_or_throw().await.unwrap();
    assert_eq!(of.status, signal);
}

#[tokio::test]
async fn an_end_that_was_asked_for_is_brought_to_the_venue() {
    let crashed = crashed_while_ending(OrderStatus::Accepted).await;
    ends_as(crashed, OrderStatus::Canceled, SignalStatus::Canceled).await;
}

#[tokio::test]
async fn an_end_that_the_venue_may_have_heard_of_is_asked_for_again() {
    let crashed = crashed_while_ending(OrderStatus::PendingCancel).await;
    ends_as(crashed, OrderStatus::Canceled, SignalStatus::Canceled).await;
}

#[tokio::test]
async fn an_order_that_was_not_sent_is_not_sent_once_its_end_is_asked_for() {
    let crashed = crashed_while_ending(OrderStatus::Initialized).await;
    ends_as(crashed, OrderStatus::Denied, SignalStatus::Rejected).await;
}
