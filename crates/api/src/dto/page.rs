//! Pages and stream positions.

use std::sync::Arc;

use app::{
    narrow::Narrow,
    page::{Page, PageRequest},
    stream::{FollowError, Position, Stored},
};
use futures::{Stream, StreamExt};
use rspc::{Shared, Tracked};
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

use super::{BotId, Moment};
use crate::error::ApiError;

/// Rows that one page holds unless asked otherwise.
const DEFAULT_LIMIT: u32 = 50;

/// What a list is asked for: where it goes on, and how far.
pub(crate) fn page_request(cursor: Option<Uuid>, limit: Option<u32>) -> PageRequest {
    PageRequest { after: cursor, limit: limit.unwrap_or(DEFAULT_LIMIT) }
}

/// What a list of trading is narrowed down to: not before the first date, and before the second.
pub(crate) fn narrow(
    bot: Option<BotId>,
    venue: Option<String>,
    symbol: Option<String>,
    [from, to]: [Option<Moment>; 2],
) -> Narrow {
    let at = |moment: Option<Moment>| moment.map(|moment| moment.0);
    Narrow { bot: bot.map(Uuid::from), venue, symbol, from: at(from), to: at(to) }
}

/// Some rows of a list, in order.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
#[serde(rename = "Page")]
pub(crate) struct PageDto<T> {
    /// The rows.
    items: Vec<T>,
    /// The `cursor` of the next page; null on the last one.
    next_cursor: Option<Uuid>,
    /// The stream position that the rows were read at: give it to a subscription as `lastEventId`.
    as_of: String,
}

impl<T> PageDto<T> {
    pub(crate) fn new<D>(page: Page<D>, dto: impl Fn(D) -> T) -> Self {
        Self {
            items: page.items.into_iter().map(dto).collect(),
            next_cursor: page.next,
            as_of: page.as_of.to_string(),
        }
    }
}

/// Where a subscription begins.
#[rspc::input]
#[serde(rename = "StreamInput")]
pub(crate) struct StreamInput {
    /// The stream position to go on from, such as a page's `asOf`; from now on, if left out.
    #[garde(inner(length(max = 80)))]
    last_event_id: Option<String>,
}

impl StreamInput {
    pub(crate) fn position(&self) -> Result<Option<Position>, ApiError> {
        let parse = |text: &String| text.parse().map_err(|_| ApiError::InvalidPosition);
        self.last_event_id.as_ref().filter(|text| !text.is_empty()).map(parse).transpose()
    }
}

/// Maps a followed stream to the wire: each item under its position, decoded and encoded once for all who follow.
pub(crate) fn tracked<D, T>(
    events: impl Stream<Item = Result<Arc<Stored>, FollowError>>,
    dto: impl Fn(D) -> T,
) -> impl Stream<Item = Result<Shared<Tracked<T>>, ApiError>>
where
    D: DeserializeOwned,
    T: Send + Sync + 'static,
{
    events.map(move |event| {
        let shared = event?.once(|event| {
            let data = dto(event.decode()?);
            Ok(Shared::new(Tracked { id: event.position().to_string(), data }))
        });
        Ok(shared?)
    })
}
