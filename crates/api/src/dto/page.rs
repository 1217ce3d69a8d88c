//! Pages and stream positions.

use app::{
    page::{Page, PageRequest},
    stream::Position,
};
use futures::{Stream, StreamExt};
use serde::Serialize;
use uuid::Uuid;

use crate::error::ApiError;

/// Rows that one page holds unless asked otherwise.
const DEFAULT_LIMIT: u32 = 50;

/// What a list is asked for: where it goes on, and how far.
pub(crate) fn page_request(cursor: Option<Uuid>, limit: Option<u32>) -> PageRequest {
    PageRequest { after: cursor, limit: limit.unwrap_or(DEFAULT_LIMIT) }
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

/// Maps a followed stream to the wire: each item under its position.
pub(crate) fn tracked<D, T>(
    events: impl Stream<Item = Result<(Position, D), app::stream::FollowError>>,
    dto: impl Fn(D) -> T,
) -> impl Stream<Item = Result<rspc::Tracked<T>, ApiError>> {
    events.map(move |event| {
        let (position, data) = event?;
        Ok(rspc::Tracked { id: position.to_string(), data: dto(data) })
    })
}
