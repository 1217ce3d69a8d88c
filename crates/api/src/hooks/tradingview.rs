//! `POST /hooks/tradingview/{token}`: an alert becomes a signal, stored before it is acknowledged.

use app::{
    App, auth, instruments,
    signals::{self, NewSignal, SubmitError},
};
use axum::{
    Json,
    body::Bytes,
    extract::{
        Path, State,
        rejection::{BytesRejection, FailedToBufferBody},
    },
    http::StatusCode,
};
use prisma::SignalSource;
use rspc::{Error as _, ErrorCode};
use serde::Serialize;
use uuid::Uuid;

use super::{Refusal, alert::Alert};
use crate::error::ApiError;

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
    Path(token): Path<String>,
    body: Result<Bytes, BytesRejection>,
) -> Result<(StatusCode, Json<Accepted>), Refusal> {
    let unknown =
        || Refusal::new(ErrorCode::NotFound, "no bot has this hook; make a new address in its settings");
    let target = auth::find_hook(&app, &token).await.map_err(failed)?.ok_or_else(unknown)?;
    let body = body.map_err(|rejection| match rejection {
        BytesRejection::FailedToBufferBody(FailedToBufferBody::LengthLimitError(_)) => {
            Refusal::new(ErrorCode::PayloadTooLarge, "the alert is too large: at most 64 KiB")
        }
        _ => Refusal::new(ErrorCode::BadRequest, "the alert ended early"),
    })?;
    let alert =
        Alert::parse(&body).map_err(|message| Refusal::new(ErrorCode::UnprocessableContent, message))?;

    let db = app.client.tenant(target.tenant);
    let venue = match alert.venue {
        Some(venue) => venue,
        None => instruments::only_venue(&db, &alert.symbol).await.map_err(failed)?.ok_or_else(|| {
            let message =
                format!("the alert names no exchange for {}: add {{{{exchange}}}} to it", alert.symbol);
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
        price: alert.price,
        occurred_at: alert.time,
        raw: alert.raw,
    };
    match signals::submit(&app, &db, target.tenant, signal).await {
        Ok(signal) => Ok((StatusCode::ACCEPTED, Json(Accepted { id: signal.id, duplicate: false }))),
        Err(SubmitError::Duplicate { signal, .. }) => {
            Ok((StatusCode::OK, Json(Accepted { id: signal, duplicate: true })))
        }
        Err(SubmitError::Failed(error)) => Err(failed(error)),
        Err(refusal) => Err(Refusal::new(ErrorCode::UnprocessableContent, refusal.to_string())),
    }
}

fn failed(error: app::Error) -> Refusal {
    let error = ApiError::from(error);
    Refusal::new(error.code(), error.to_string())
}
