//! The errors of the edge: codes that a client can match on, sentences for people, nothing of the inside.

use std::{borrow::Cow, time::Duration};

use app::{once::OnceError, stream::FollowError};
use rspc::{Error, ErrorCode, ErrorType, Failure, FieldErrors, HandlerError};
use serde::Serialize;

use crate::{Permission, busy};

/// What any procedure may refuse with.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum ApiError {
    /// Nobody is logged in.
    #[error("{reason}")]
    Unauthorized {
        /// What to do.
        reason: Cow<'static, str>,
    },
    /// The caller's role, or its key's scopes, do not include it.
    #[error("your role or key does not allow this: it takes the permission {permission}")]
    Forbidden {
        /// What is missing.
        permission: Permission,
    },
    /// The call is meant for another tenant than the one that the person works in now.
    #[error("you work in {slug} now, and this was meant for another tenant: switch there first")]
    AnotherTenant {
        /// Where the person works.
        slug: String,
    },
    /// A key cannot do what only a person can.
    #[error("this is for people who are logged in, not for API keys")]
    PeopleOnly,
    /// It takes a proof of who one is that is a few minutes old at most.
    #[error("{reason}")]
    ConfirmationRequired {
        /// What to do.
        reason: Cow<'static, str>,
    },
    /// It sets a cookie, which neither a socket nor a streamed batch can carry.
    #[error("this sets a cookie: call it by a request of its own, not on a socket or in a streamed batch")]
    NoCookies,
    /// The cursor of a list names no row.
    #[error("this cursor belongs to no page; begin again without it")]
    UnknownCursor,
    /// What was given as a stream position is none.
    #[error("this is no stream position: pass a page's asOf, or the id of an event")]
    InvalidPosition,
    /// The stream has another history than the position is from.
    #[error("this stream position no longer stands; read anew and follow from {head}")]
    StreamReset {
        /// Where the stream stands.
        head: String,
    },
    /// The key names another request.
    #[error("this idempotencyKey was used for another request; take a new one for each")]
    IdempotencyKeyReused,
    /// Asked too often.
    #[error("too many calls; try again in {retry_after_seconds} s")]
    #[serde(rename_all = "camelCase")]
    TooManyCalls {
        /// After so many seconds.
        retry_after_seconds: u32,
    },
    /// Try again in a moment.
    #[error("the service is busy; try again in a moment")]
    Unavailable,
    /// A fault of ours.
    #[error("something went wrong on our side; the request id finds it in the log")]
    Internal,
}

impl ApiError {
    pub(crate) fn too_many(wait: Duration) -> Self {
        let seconds = wait.as_secs_f64().ceil().max(1.0);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "no quota waits for years"
        )]
        Self::TooManyCalls { retry_after_seconds: seconds as u32 }
    }

    pub(crate) fn unauthorized(reason: Option<String>) -> Self {
        Self::Unauthorized { reason: reason.map_or("log in, or send an API key, first".into(), Cow::Owned) }
    }
}

/// What to do where a session was opened, or confirmed, too long ago.
const CONFIRM: &str = "enter your password again first: auth.confirm";
/// What to do where the caller has no session here.
const NO_SESSION: &str = "log in here first: this takes a session of this service";

impl ApiError {
    pub(crate) const fn confirm_first() -> Self {
        Self::ConfirmationRequired { reason: Cow::Borrowed(CONFIRM) }
    }

    pub(crate) const fn no_session() -> Self {
        Self::ConfirmationRequired { reason: Cow::Borrowed(NO_SESSION) }
    }
}

#[rspc::codes]
impl Error for ApiError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::Unauthorized { .. } => ErrorCode::Unauthorized,
            Self::Forbidden { .. } | Self::PeopleOnly | Self::ConfirmationRequired { .. } => {
                ErrorCode::Forbidden
            }
            Self::UnknownCursor | Self::InvalidPosition | Self::NoCookies => ErrorCode::BadRequest,
            Self::StreamReset { .. } => ErrorCode::PreconditionFailed,
            Self::IdempotencyKeyReused | Self::AnotherTenant { .. } => ErrorCode::Conflict,
            Self::TooManyCalls { .. } => ErrorCode::TooManyRequests,
            Self::Unavailable => ErrorCode::ServiceUnavailable,
            Self::Internal => ErrorCode::InternalServerError,
        }
    }

    fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Unavailable => Some(Duration::from_secs(1)),
            Self::TooManyCalls { retry_after_seconds } => {
                Some(Duration::from_secs((*retry_after_seconds).into()))
            }
            _ => None,
        }
    }
}

impl From<app::Error> for ApiError {
    fn from(error: app::Error) -> Self {
        if matches!(error, app::Error::UnknownCursor) {
            return Self::UnknownCursor;
        }
        if error.is_transient() {
            busy::tell(&error);
            return Self::Unavailable;
        }
        tracing::error!(%error, "a call failed");
        Self::Internal
    }
}

impl<E: Into<Self>> From<OnceError<E>> for ApiError {
    fn from(error: OnceError<E>) -> Self {
        match error {
            OnceError::Reused => Self::IdempotencyKeyReused,
            OnceError::Work(error) => error.into(),
        }
    }
}

impl From<FollowError> for ApiError {
    fn from(error: FollowError) -> Self {
        match error {
            FollowError::Reset { head } => Self::StreamReset { head: head.to_string() },
            FollowError::Failed(error) => error.into(),
        }
    }
}

impl<E, R> From<OnceError<E>> for Refused<R>
where
    Self: From<E>,
{
    fn from(error: OnceError<E>) -> Self {
        match error {
            OnceError::Reused => Self::Api(ApiError::IdempotencyKeyReused),
            OnceError::Work(error) => error.into(),
        }
    }
}

impl<E> From<ApiError> for Refused<E> {
    fn from(error: ApiError) -> Self {
        Self::Api(error)
    }
}

/// A procedure's own refusal, or one that any procedure may have.
#[derive(Debug)]
pub(crate) enum Refused<E> {
    Own(E),
    Api(ApiError),
}

impl<E: Error> From<Refused<E>> for Failure {
    fn from(refused: Refused<E>) -> Self {
        match refused {
            Refused::Own(error) => error.into(),
            Refused::Api(error) => error.into(),
        }
    }
}

impl<E: Error> HandlerError for Refused<E> {
    const TYPES: &'static [ErrorType] = &[ErrorType::of::<E>(), ErrorType::of::<ApiError>()];
}

/// Why a call does not begin.
#[derive(Debug)]
pub(crate) enum Barred {
    Api(ApiError),
    /// It changes something, and another site's page may have sent it. As the refusal of a foreign page it has no type:
    /// no client of ours meets it.
    Forgeable,
    /// Its input holds what cannot be stored: a refusal as of any input that does not fit.
    Unstorable(FieldErrors),
}

impl From<ApiError> for Barred {
    fn from(error: ApiError) -> Self {
        Self::Api(error)
    }
}

impl From<Barred> for Failure {
    fn from(barred: Barred) -> Self {
        const WHY: &str = "Say from which page this comes: a browser sends Origin, and a program an API key in place of a cookie.";
        match barred {
            Barred::Api(error) => error.into(),
            Barred::Forgeable => Self::new(ErrorCode::Forbidden, WHY),
            Barred::Unstorable(fields) => Self::invalid(fields),
        }
    }
}

impl HandlerError for Barred {
    const TYPES: &'static [ErrorType] = &[ErrorType::of::<ApiError>()];
}
