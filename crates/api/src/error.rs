//! The errors of the edge: codes that a client can match on, sentences for people, nothing of the inside.

use std::{borrow::Cow, time::Duration};

use app::stream::FollowError;
use rspc::{Error, ErrorCode, Failure, HandlerError};
use serde::Serialize;

use crate::Permission;

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
    #[error("your role or key does not allow this: it takes the permission {permission:?}")]
    Forbidden {
        /// What is missing.
        permission: Permission,
    },
    /// A key cannot do what only a person can.
    #[error("this is for people who are logged in, not for API keys")]
    PeopleOnly,
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
    /// Try again in a moment.
    #[error("the service is busy; try again in a moment")]
    Unavailable,
    /// A fault of ours.
    #[error("something went wrong on our side; the request id finds it in the log")]
    Internal,
}

impl ApiError {
    pub(crate) fn unauthorized(reason: Option<String>) -> Self {
        Self::Unauthorized { reason: reason.map_or("log in, or send an API key, first".into(), Cow::Owned) }
    }
}

impl Error for ApiError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::Unauthorized { .. } => ErrorCode::Unauthorized,
            Self::Forbidden { .. } | Self::PeopleOnly => ErrorCode::Forbidden,
            Self::UnknownCursor | Self::InvalidPosition => ErrorCode::BadRequest,
            Self::StreamReset { .. } => ErrorCode::PreconditionFailed,
            Self::Unavailable => ErrorCode::ServiceUnavailable,
            Self::Internal => ErrorCode::InternalServerError,
        }
    }

    fn retry_after(&self) -> Option<Duration> {
        matches!(self, Self::Unavailable).then_some(Duration::from_secs(1))
    }
}

impl From<app::Error> for ApiError {
    fn from(error: app::Error) -> Self {
        if matches!(error, app::Error::UnknownCursor) {
            return Self::UnknownCursor;
        }
        if error.is_transient() {
            tracing::warn!(%error, "a call met a busy service");
            return Self::Unavailable;
        }
        tracing::error!(%error, "a call failed");
        Self::Internal
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
    const TYPES: &'static [rspc::TypeOf] = &[E::definition, <ApiError as specta::Type>::definition];
}
