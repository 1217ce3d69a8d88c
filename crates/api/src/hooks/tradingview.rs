//! `POST /hooks/tradingview/{token}`: an alert becomes a signal, stored before it is acknowledged.

use app::{
    App, auth, instruments,
    signals::{self, NewSignal, SubmitError},
};
use axum::{
    Json,
    body::{Body, Bytes},
    extract::{Path, State, rejection::PathRejection},
    http::StatusCode,
};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use prisma::SignalSource;
use rspc::{Error as _, ErrorCode};
use serde::Serialize;
use tokio::time::{Duration, timeout};
use uuid::Uuid;

use super::{Refusal, alert::Alert};
use crate::error::ApiError;

/// An alert is short; more is a mistake.
const BODY_LIMIT: usize = 64 * 1024;
/// How long an alert may take to arrive.
const BODY_WITHIN: Duration = Duration::from_secs(10);

/// The stored signal.
#[derive(Debug, Serialize)]
pub(super) struct Accepted {
    id: Uuid,
    /// Whether the same alert was taken before.
    duplicate: bool,
}

/// Takes an alert. The same alert again is acknowledged and changes nothing.
pub(super) async fn receive(
    State(app): State<App>,
    token: Result<Path<String>, PathRejection>,
    body: Body,
) -> Result<(StatusCode, Json<Accepted>), Refusal> {
    let unknown =
        || Refusal::new(ErrorCode::NotFound, "no bot has this hook; make a new address in its settings");
    // What is no text is nobody's token.
    let Path(token) = token.map_err(|_| unknown())?;
    let target = auth::find_hook(&app, &token).await.map_err(failed)?.ok_or_else(unknown)?;
    let body = read(body).await?;
    let alert =
        Alert::parse(&body).map_err(|message| Refusal::new(ErrorCode::UnprocessableContent, message))?;

    let db = app.client.tenant(target.tenant);
    let venue = match alert.venue {
        Some(venue) => venue,
        None => instruments::only_venue(&db, &alert.symbol).await.map_err(failed)?.ok_or_else(|| {
            let message = format!(
                "{} is no instrument, or one of several exchanges: add {{{{exchange}}}} to the alert",
                alert.symbol
            );
            Refusal::new(ErrorCode::UnprocessableContent, message)
        })?,
    };
    let signal = NewSignal {
        bot: target.bot,
        source: SignalSource::Tradingview,
        dedup_key: alert.dedup_key.unwrap_or_else(|| app.ambient.uuid_v7().to_string()),
        venue,
        symbol: alert.symbol,
        action: alert.action,
        side: alert.side,
        qty: alert.qty,
        target_qty: alert.target_qty,
        terms: alert.terms,
        price: alert.price,
        occurred_at: alert.time,
        raw: alert.raw,
    };
    match signals::submit(&app, target.tenant, signal).await {
        Ok(signal) => Ok((StatusCode::ACCEPTED, Json(Accepted { id: signal.id, duplicate: false }))),
        Err(SubmitError::Duplicate { signal, .. }) => {
            Ok((StatusCode::OK, Json(Accepted { id: signal, duplicate: true })))
        }
        Err(SubmitError::Failed(error)) => Err(failed(error)),
        Err(refusal) => {
            Err(Refusal::new(ErrorCode::UnprocessableContent, as_alerts_say(refusal).to_string()))
        }
    }
}

/// The refusal with the field's name as it is in alerts, where `trigger_price` is the last price that was seen.
fn as_alerts_say(refusal: SubmitError) -> SubmitError {
    match refusal {
        SubmitError::Field { field: "trigger_price", message } => {
            SubmitError::Field { field: "stop_price", message }
        }
        other => other,
    }
}

/// The alert as a whole.
async fn read(body: Body) -> Result<Bytes, Refusal> {
    match timeout(BODY_WITHIN, Limited::new(body, BODY_LIMIT).collect()).await {
        Ok(Ok(whole)) => Ok(whole.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => {
            Err(Refusal::new(ErrorCode::PayloadTooLarge, "the alert is too large: at most 64 KiB"))
        }
        Ok(Err(_)) => Err(Refusal::new(ErrorCode::BadRequest, "the alert ended early")),
        Err(_) => Err(Refusal::new(ErrorCode::Timeout, "the alert did not arrive in time")),
    }
}

fn failed(error: app::Error) -> Refusal {
    let error = ApiError::from(error);
    Refusal::new(error.code(), error.to_string())
}
