//! Every way to fail.

use rspc::{ErrorCode, Failure, Router};
use serde::Serialize;

use crate::{context::Context, plain};

#[rspc::input]
struct WithCode {
    code: String,
}

#[rspc::input]
struct Door {
    opens_at: u32,
}

/// Why a door does not open.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type", rename_all_fields = "camelCase")]
pub(crate) enum Refusal {
    #[error("The door opens at {opens_at}.")]
    Closed { opens_at: u32 },
}

impl rspc::Error for Refusal {
    fn code(&self) -> ErrorCode {
        ErrorCode::Conflict
    }
}

const CODES: [ErrorCode; 21] = [
    ErrorCode::ParseError,
    ErrorCode::BadRequest,
    ErrorCode::Unauthorized,
    ErrorCode::PaymentRequired,
    ErrorCode::Forbidden,
    ErrorCode::NotFound,
    ErrorCode::MethodNotSupported,
    ErrorCode::Timeout,
    ErrorCode::Conflict,
    ErrorCode::PreconditionFailed,
    ErrorCode::PayloadTooLarge,
    ErrorCode::UnsupportedMediaType,
    ErrorCode::UnprocessableContent,
    ErrorCode::PreconditionRequired,
    ErrorCode::TooManyRequests,
    ErrorCode::ClientClosedRequest,
    ErrorCode::InternalServerError,
    ErrorCode::NotImplemented,
    ErrorCode::BadGateway,
    ErrorCode::ServiceUnavailable,
    ErrorCode::GatewayTimeout,
];

pub(crate) fn router() -> Router<Context, ()> {
    Router::new()
        .query("withCode", plain(), with_code)
        .query("typed", plain(), typed)
        .mutation("mutateTyped", plain(), typed)
        .query("panics", plain(), panics)
}

async fn with_code(_: Context, input: WithCode) -> Result<(), Failure> {
    let code = CODES.into_iter().find(|code| code.name() == input.code);
    let code = code.unwrap_or(ErrorCode::BadRequest);
    Err(Failure::new(code, format!("Refused with {}.", input.code)))
}

async fn typed(_: Context, input: Door) -> Result<String, Refusal> {
    Err(Refusal::Closed { opens_at: input.opens_at })
}

async fn panics(_: Context) -> Result<(), Failure> {
    panic!("on purpose")
}
