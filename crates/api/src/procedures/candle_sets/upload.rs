//! `candleSets.upload`: brings candles as a file, read line by line as it arrives.

use app::candle_sets::{NewSet, Refusals, Report, Upload, UploadError};
use prisma::CandleInterval;
use rspc::{ErrorCode, Failure, Form, HandlerError};
use serde::{Deserialize, Serialize};

use crate::{
    context::TenantCtx,
    dto::{CandleSetDto, is_legible},
    error::{ApiError, Refused},
};

/// Bytes of each field before the file.
const FIELD: usize = 128;

/// What came of a file.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct UploadReport {
    set: CandleSetDto,
    /// Lines of the file.
    #[specta(type = u32)]
    lines: u64,
    /// Lines whose time another line before had; the first stands.
    #[specta(type = u32)]
    duplicates: u64,
    /// Lines that came after a later one; they are in their place now.
    #[specta(type = u32)]
    disordered: u64,
    refused: RefusedLines,
}

/// Lines that are no candles.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RefusedLines {
    /// How many.
    #[specta(type = u32)]
    count: u64,
    /// The first hundred of them.
    first: Vec<RefusedLine>,
}

/// A line that is no candle.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RefusedLine {
    /// From 1.
    #[specta(type = u32)]
    line: u64,
    /// Which field is wrong; null where the whole line is.
    field: Option<&'static str>,
    /// Why.
    reason: String,
}

impl From<Refusals> for RefusedLines {
    fn from(refusals: Refusals) -> Self {
        let first = refusals.first.into_iter();
        let first = first.map(|line| RefusedLine { line: line.line, field: line.field, reason: line.reason });
        Self { count: refusals.count, first: first.collect() }
    }
}

/// Why there is no set.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum UploadCandlesRefused {
    /// A field of the form is missing, wrong, or comes after the file.
    #[error("{field}: {message}")]
    InvalidField {
        /// Its name.
        field: &'static str,
        /// What it must be.
        message: &'static str,
    },
    /// Another set of the team has this name.
    #[error("name: another set of candles has it")]
    NameTaken,
    /// No such instrument.
    #[error("there is no such instrument")]
    UnknownInstrument,
    /// No line of the file is a candle.
    #[error("file: no line of it is a candle")]
    NoCandles {
        /// Why not.
        refused: RefusedLines,
    },
    /// Somebody took the set away while its file was read.
    #[error("the set was taken away while its file was read")]
    Removed,
}

#[rspc::codes]
impl rspc::Error for UploadCandlesRefused {
    fn code(&self) -> ErrorCode {
        match self {
            Self::InvalidField { .. } | Self::NoCandles { .. } => ErrorCode::BadRequest,
            Self::UnknownInstrument => ErrorCode::NotFound,
            Self::NameTaken | Self::Removed => ErrorCode::Conflict,
        }
    }
}

impl From<UploadError> for Refused<UploadCandlesRefused> {
    fn from(error: UploadError) -> Self {
        Self::Own(match error {
            UploadError::NameTaken => UploadCandlesRefused::NameTaken,
            UploadError::UnknownInstrument => UploadCandlesRefused::UnknownInstrument,
            UploadError::Empty(refused) => UploadCandlesRefused::NoCandles { refused: refused.into() },
            UploadError::Gone => UploadCandlesRefused::Removed,
            UploadError::Failed(error) => return Self::Api(ApiError::from(error)),
        })
    }
}

/// Why an upload ends without a set: a refusal, or that the client goes too far or goes away.
#[derive(Debug)]
pub(crate) enum UploadEnded {
    Refused(Refused<UploadCandlesRefused>),
    Broken(Failure),
}

impl From<Failure> for UploadEnded {
    fn from(failure: Failure) -> Self {
        Self::Broken(failure)
    }
}

impl<E: Into<Refused<UploadCandlesRefused>>> From<E> for UploadEnded {
    fn from(error: E) -> Self {
        Self::Refused(error.into())
    }
}

impl From<UploadEnded> for Failure {
    fn from(ended: UploadEnded) -> Self {
        match ended {
            UploadEnded::Refused(refused) => refused.into(),
            UploadEnded::Broken(failure) => failure,
        }
    }
}

impl HandlerError for UploadEnded {
    const TYPES: &'static [rspc::ErrorType] = Refused::<UploadCandlesRefused>::TYPES;
}

/// The fields of the form that come before the file.
#[derive(Default)]
struct Fields {
    name: Option<String>,
    venue: Option<String>,
    symbol: Option<String>,
    interval: Option<CandleInterval>,
}

impl Fields {
    fn set(self) -> Result<NewSet, UploadCandlesRefused> {
        let missing = |field| invalid(field, "it has to come before the file");
        Ok(NewSet {
            name: self.name.ok_or_else(|| missing("name"))?,
            venue: self.venue.ok_or_else(|| missing("venue"))?,
            symbol: self.symbol.ok_or_else(|| missing("symbol"))?,
            interval: self.interval.ok_or_else(|| missing("interval"))?,
        })
    }

    fn take(&mut self, field: &str, text: String) -> Result<(), UploadCandlesRefused> {
        // With no space at either end, and nothing that is not seen.
        let one_line = |text: &str| !text.trim().is_empty() && text.trim() == text && is_legible(text);
        match field {
            "name" if one_line(&text) && text.chars().count() <= 64 => self.name = Some(text),
            "name" => {
                return Err(invalid("name", "one line of 1 to 64 characters, with no space at either end"));
            }
            "venue" if one_line(&text) => self.venue = Some(text),
            "venue" => return Err(invalid("venue", "such as BINANCE")),
            "symbol" if one_line(&text) => self.symbol = Some(text),
            "symbol" => return Err(invalid("symbol", "such as BTCUSDT")),
            "interval" => {
                let known = CandleInterval::deserialize(serde_json::Value::String(text));
                let known = known.map_err(|_| invalid("interval", "one of M1, M5, M15, H1, H4 and D1"))?;
                self.interval = Some(known);
            }
            _ => {
                return Err(invalid(
                    "form",
                    "it has the fields name, venue, symbol, interval and file alone",
                ));
            }
        }
        Ok(())
    }
}

const fn invalid(field: &'static str, message: &'static str) -> UploadCandlesRefused {
    UploadCandlesRefused::InvalidField { field, message }
}

/// Brings candles as a file: a form of `name`, `venue`, `symbol`, `interval` and then `file`, which has a candle a line,
/// or a trade a line, of which candles are made. Lines that are none are refused one by one, and the others stand.
#[rspc::procedure]
pub(super) async fn upload(ctx: TenantCtx, mut form: Form) -> Result<UploadReport, UploadEnded> {
    let mut fields = Fields::default();
    while let Some(part) = form.next().await {
        let part = part?;
        if part.name != "file" {
            let name = part.name.clone();
            fields.take(&name, part.text(FIELD).await?).map_err(Refused::Own)?;
            continue;
        }
        let new = std::mem::take(&mut fields).set().map_err(Refused::Own)?;
        let upload =
            Upload::begin(ctx.app.clone(), ctx.db.clone(), ctx.tenant, ctx.actor.clone(), new).await?;
        return Ok(read(upload, part.data).await?.into());
    }
    Err(Refused::Own(invalid("file", "it is missing")).into())
}

/// Reads the file to its end. What was stored of one that breaks off is taken away.
async fn read(mut upload: Upload, mut file: rspc::Octets) -> Result<Report, UploadEnded> {
    while let Some(chunk) = file.next().await {
        let stored = match chunk {
            Ok(chunk) => upload.push(&chunk).await.map_err(UploadEnded::from),
            Err(failure) => Err(failure.into()),
        };
        if let Err(ended) = stored {
            upload.abandon().await?;
            return Err(ended);
        }
    }
    Ok(upload.finish().await?)
}

impl From<Report> for UploadReport {
    fn from(report: Report) -> Self {
        Self {
            set: report.set.into(),
            lines: report.lines,
            duplicates: report.duplicates,
            disordered: report.disordered,
            refused: report.refused.into(),
        }
    }
}
