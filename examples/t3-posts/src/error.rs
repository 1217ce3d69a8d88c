//! Why a call fails: what its procedure refuses, or a fault that any procedure can meet.

use std::time::Duration;

use rspc::{Error, ErrorCode, Failure, HandlerError};
use serde::Serialize;

use crate::prisma;

/// What any procedure may fail with. Nothing of the inside reaches a client.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum Fault {
    /// The database is not there, or busy.
    #[error("the blog is busy; try again in a moment")]
    Unavailable,
    /// A mistake of ours.
    #[error("something went wrong on our side")]
    Internal,
}

impl Error for Fault {
    fn code(&self) -> ErrorCode {
        match self {
            Self::Unavailable => ErrorCode::ServiceUnavailable,
            Self::Internal => ErrorCode::InternalServerError,
        }
    }

    fn retry_after(&self) -> Option<Duration> {
        matches!(self, Self::Unavailable).then_some(Duration::from_secs(1))
    }
}

impl From<prisma::Error> for Fault {
    fn from(error: prisma::Error) -> Self {
        tracing::error!(%error, code = error.code(), "a query failed");
        if error.is_transient() { Self::Unavailable } else { Self::Internal }
    }
}

/// A procedure's own refusal, or a fault.
#[derive(Debug)]
pub(crate) enum Refused<E> {
    Own(E),
    Fault(Fault),
}

impl<E> From<prisma::Error> for Refused<E> {
    fn from(error: prisma::Error) -> Self {
        Self::Fault(error.into())
    }
}

impl<E: Error> From<Refused<E>> for Failure {
    fn from(refused: Refused<E>) -> Self {
        match refused {
            Refused::Own(error) => error.into(),
            Refused::Fault(fault) => fault.into(),
        }
    }
}

impl<E: Error> HandlerError for Refused<E> {
    const TYPES: &'static [rspc::ErrorType] = &[rspc::ErrorType::of::<E>(), rspc::ErrorType::of::<Fault>()];
}
