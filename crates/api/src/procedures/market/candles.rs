//! `market.candles`: what an instrument's price did, a page of candles at a time.

use app::market::{self, CandlesError, CandlesQuery};
use prisma::CandleInterval;
use rspc::ErrorCode;
use serde::Serialize;
use superjson::Date;

use crate::{
    context::TenantCtx,
    dto::{CandleDto, CandleSetId, Moment},
    error::{ApiError, Refused},
};

/// Candles that one page holds unless asked otherwise.
const DEFAULT_LIMIT: u32 = 500;

/// Which candles.
#[rspc::input]
pub(crate) struct Input {
    /// Such as `BINANCE`.
    #[garde(length(chars, min = 1, max = 32), pattern("^[^\\x00]*$"))]
    venue: String,
    /// Such as `BTCUSDT`.
    #[garde(length(chars, min = 1, max = 32), pattern("^[^\\x00]*$"))]
    symbol: String,
    /// How long each lasts.
    interval: CandleInterval,
    /// The team's own candles instead of the market's.
    candle_set_id: Option<CandleSetId>,
    /// None that begins before.
    from: Option<Moment>,
    /// The `nextCursor` of the page after: none that begins then or later. The newest, if left out.
    cursor: Option<Moment>,
    /// Candles, 500 if left out. Of long intervals a page may hold fewer.
    #[garde(inner(range(min = 1, max = 1000)))]
    limit: Option<u32>,
}

/// Candles in the order of their time; where there is a gap, there is none.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CandlePageDto {
    items: Vec<CandleDto>,
    /// The `cursor` of the page before these in time; null where there are none before.
    next_cursor: Option<Date>,
}

/// Why there are no candles to be had.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum CandlesRefused {
    /// No such instrument.
    #[error("there is no such instrument")]
    UnknownInstrument,
    /// The team has no such candles of that instrument.
    #[error("there are no such candles of this instrument")]
    UnknownCandleSet,
    /// The team's candles are longer.
    #[error("interval: these candles are longer than that")]
    IntervalTooShort,
}

#[rspc::codes]
impl rspc::Error for CandlesRefused {
    fn code(&self) -> ErrorCode {
        match self {
            Self::UnknownInstrument | Self::UnknownCandleSet => ErrorCode::NotFound,
            Self::IntervalTooShort => ErrorCode::BadRequest,
        }
    }
}

impl From<CandlesError> for Refused<CandlesRefused> {
    fn from(error: CandlesError) -> Self {
        Self::Own(match error {
            CandlesError::UnknownInstrument => CandlesRefused::UnknownInstrument,
            CandlesError::UnknownSet => CandlesRefused::UnknownCandleSet,
            CandlesError::TooShort => CandlesRefused::IntervalTooShort,
            CandlesError::Failed(error) => return Self::Api(ApiError::from(error)),
        })
    }
}

/// What an instrument's price did, a page at a time, from the newest back; a page is in the order of time.
#[rspc::procedure]
pub(super) async fn candles(ctx: TenantCtx, input: Input) -> Result<CandlePageDto, Refused<CandlesRefused>> {
    let query = CandlesQuery {
        venue: &input.venue,
        symbol: &input.symbol,
        set: input.candle_set_id.map(Into::into),
        interval: input.interval,
        from: input.from.map(|moment| moment.0.timestamp_millis()),
        before: input.cursor.map(|moment| moment.0.timestamp_millis()),
        limit: input.limit.unwrap_or(DEFAULT_LIMIT),
    };
    let page = market::candles(&ctx.db, query).await?;
    let next_cursor = page.before.map(|before| Date(market::at(before)));
    Ok(CandlePageDto { items: CandleDto::of_page(&page), next_cursor })
}
