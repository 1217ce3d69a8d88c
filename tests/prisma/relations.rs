//! Rows with what belongs to them: read by one statement a relation, and never another tenant's.

use prisma::{Error, bot, include, instrument, select, signal};
use uuid::Uuid;

use super::fixture::World;

#[tokio::test]
async fn an_include_reads_what_belongs_to_the_row_and_to_the_tenant() {
    let world = World::new().await;
    world.signal(&world.ours, "ours", 1).await;
    world.signal(&world.ours, "ours too", 2).await;
    world.signal(&world.theirs, "theirs", 1).await;
    let before = world.ours.db.pool().usage().statements;
    let shape = include!(bot { signals.order_by(signal::dedup_key::desc()).take(1) { instrument } });
    let bots = world.ours.db.bot().find_many([]).include(shape).exec().await.unwrap();
    assert_eq!(world.ours.db.pool().usage().statements - before, 3);
    assert_eq!(bots.len(), 1);
    assert_eq!(bots[0].data, world.ours.bot);
    let [signal] = &bots[0].signals[..] else { panic!("{bots:?}") };
    assert_eq!((&*signal.dedup_key, signal.instrument.id), ("ours too", signal.instrument_id));

    // Instruments are shared by all tenants, what belongs to them is not.
    let shape = select!(instrument { symbol, signals { dedup_key }, _count { signals } });
    let shared = world.ours.db.instrument().find_many([]).select(shape).exec().await.unwrap();
    let keys = shared.iter().flat_map(|it| &it.signals).map(|signal| &*signal.dedup_key).collect::<Vec<_>>();
    assert_eq!(keys.len(), 2, "{keys:?}");
    assert_eq!(shared.iter().map(|it| it._count.signals).sum::<i64>(), 2);
}

#[tokio::test]
async fn keys_of_two_columns_lead_to_their_rows() {
    let world = World::new().await;
    world.signal(&world.ours, "ours", 1).await;
    world.signal(&world.theirs, "theirs", 1).await;
    let signals = world.system.signal().find_many([]).order_by(signal::dedup_key::asc());
    let signals = signals.select(select!(signal { dedup_key, bot { id, tenant_id } })).exec().await.unwrap();
    let found: Vec<_> = signals.iter().map(|signal| (&*signal.dedup_key, signal.bot.id)).collect();
    assert_eq!(found, [("ours", world.ours.bot.id), ("theirs", world.theirs.bot.id)]);
    let of_bots =
        world.system.bot().find_many([bot::signals::some([signal::dedup_key::equals("ours".to_owned())])]);
    assert_eq!(of_bots.exec().await.unwrap(), std::slice::from_ref(&world.ours.bot));
    let instruments = [instrument::signals::none([])];
    let unused = world.ours.db.instrument().count(instruments).exec().await.unwrap();
    let all = world.ours.db.instrument().count([]).exec().await.unwrap();
    assert_eq!(all - unused, 1);
}

/// A column as somebody else's type has it.
#[derive(Debug, PartialEq)]
struct Name(String);

impl From<String> for Name {
    fn from(name: String) -> Self {
        Self(name)
    }
}

select! {
    /// A bot with what belongs to it, in types that have names.
    #[derive(Debug)]
    struct Overview from bot {
        id,
        name: Name,
        signals.order_by(signal::dedup_key::desc()): Vec<Received>,
        _count: Numbers,
    }
}

select! {
    /// A signal of a bot.
    #[derive(Debug, PartialEq)]
    struct Received from signal { dedup_key: Name, instrument: Traded }
}

select! {
    /// What a signal is about.
    #[derive(Debug, PartialEq)]
    struct Traded from instrument { symbol }
}

select! {
    /// How much belongs to a bot.
    #[derive(Debug, PartialEq, Eq)]
    struct Numbers from _count of bot { signals, api_keys }
}

#[tokio::test]
async fn declared_types_have_fields_of_other_types_and_counts() {
    let world = World::new().await;
    for key in ["a", "b"] {
        world.signal(&world.ours, key, 1).await;
    }
    let found =
        world.ours.db.bot().find_first([]).select(Overview::selection()).exec().await.unwrap().unwrap();
    assert_eq!((found.id, found.name), (world.ours.bot.id, Name("bot of ours".to_owned())));
    let received = |key: &str| Received {
        dedup_key: Name(key.to_owned()),
        instrument: Traded { symbol: "BTCUSDT".to_owned() },
    };
    assert_eq!(found.signals, [received("b"), received("a")]);
    assert_eq!(found._count, Numbers { signals: 2, api_keys: 0 });
}

#[tokio::test]
async fn one_row_is_changed_or_deleted_only_if_more_holds_for_it() {
    let world = World::new().await;
    let (bots, id) = (world.ours.db.bot(), world.ours.bot.id);
    let (is_named, is_not) = (|| bot::name::equals("bot of ours".to_owned()), || bot::id::not(id));
    let update = || bots.update(bot::id::equals(id), [bot::name::set("renamed".to_owned())]);
    let missed = update().filter([is_named(), is_not()]).exec().await;
    assert!(matches!(missed, Err(Error::NotFound { table: "bots" })), "{missed:?}");
    let missed = bots.delete(bot::id::equals(Uuid::nil())).filter([is_named()]).exec().await;
    assert!(matches!(missed, Err(Error::NotFound { .. })), "{missed:?}");
    assert_eq!(update().filter([is_named()]).exec().await.unwrap().name, "renamed");
    let missed = bots.delete(bot::id::equals(id)).filter([is_named()]).exec().await;
    assert!(matches!(missed, Err(Error::NotFound { .. })), "{missed:?}");
    let renamed = bot::name::equals("renamed".to_owned());
    assert_eq!(bots.delete(bot::id::equals(id)).filter([renamed]).exec().await.unwrap().id, id);
}
