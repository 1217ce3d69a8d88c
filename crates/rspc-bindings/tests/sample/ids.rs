//! Ids, and wherever they may stand.

use std::collections::BTreeMap;

use rspc::Failure;
use serde::{Deserialize, Serialize};
use superjson::{BigInt, Map};
use uuid::Uuid;

use super::Between;

/// A bot's own id.
#[rspc::id]
#[derive(Copy)]
pub(super) struct BotId(Uuid);

/// An order, by its number.
#[rspc::id]
pub(super) struct OrderId(BigInt<u64>);

/// A place in a list.
#[rspc::id]
pub(super) struct Rank(u16);

/// A symbol of an exchange.
#[rspc::scalar(brand, pattern("^[A-Z]{6}$"))]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub(super) struct Symbol(String);

impl TryFrom<String> for Symbol {
    type Error = String;
    fn try_from(symbol: String) -> Result<Self, String> {
        let is_symbol = symbol.len() == 6 && symbol.bytes().all(|byte| byte.is_ascii_uppercase());
        if is_symbol { Ok(Self(symbol)) } else { Err(format!("{symbol:?} is no symbol")) }
    }
}

impl From<Symbol> for String {
    fn from(symbol: Symbol) -> Self {
        symbol.0
    }
}

/// Bots, and further ones.
#[rspc::input]
pub(super) struct Fleet {
    bots: Vec<BotId>,
    escort: Option<Box<Fleet>>,
}

/// What has an id.
#[rspc::input]
pub(super) struct Branded {
    bot: BotId,
    parent: Option<BotId>,
    order: OrderId,
    rank: Option<Rank>,
    symbol: Symbol,
    by_bot: BTreeMap<BotId, Rank>,
    either: EitherId,
    between: Between<BotId>,
    fleet: Fleet,
}

/// One of two ids.
#[rspc::input]
pub(super) enum EitherId {
    Bot(BotId),
    Order { order_id: OrderId },
}

/// As they are answered.
#[derive(Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub(super) struct Known {
    by_bot: BTreeMap<BotId, Rank>,
    by_order: Map<OrderId, BotId>,
    symbol: Option<Symbol>,
}

pub(super) async fn every((): (), input: Branded) -> Result<Known, Failure> {
    Ok(Known {
        by_bot: input.by_bot,
        by_order: Map(vec![(input.order, input.bot)]),
        symbol: Some(input.symbol),
    })
}

pub(super) async fn one((): (), id: BotId) -> Result<Option<BotId>, Failure> {
    Ok(Some(id))
}
