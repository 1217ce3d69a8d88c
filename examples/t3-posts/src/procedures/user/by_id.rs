//! `user.byId`: one user.

use rspc::ErrorCode;
use serde::Serialize;
use uuid::Uuid;

use crate::{
    Ctx,
    error::Refused,
    prisma::{select, user},
};

/// Which user.
#[rspc::input]
pub(crate) struct Input {
    id: Uuid,
}

select! {
    /// A user, and how much is theirs.
    #[derive(Debug, Serialize, specta::Type)]
    pub(crate) struct Profile from user {
        id,
        name,
        #[serde(rename = "_count")]
        _count: ProfileCount,
    }
}

select! {
    /// How much belongs to a user.
    #[derive(Debug, Serialize, specta::Type)]
    pub(crate) struct ProfileCount from _count of user {
        #[specta(type = u32)]
        posts,
        #[specta(type = u32)]
        comments,
    }
}

/// Why there is no user.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum UserByIdError {
    /// Nobody has that id.
    #[error("there is no such user")]
    UnknownUser,
}

impl rspc::Error for UserByIdError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::UnknownUser => ErrorCode::NotFound,
        }
    }
}

/// One user.
#[rspc::procedure]
pub(super) async fn by_id(ctx: Ctx, input: Input) -> Result<Profile, Refused<UserByIdError>> {
    let found = ctx.db.user().find_unique(user::id::equals(input.id));
    let found = found.select(Profile::selection()).exec().await?;
    found.ok_or(Refused::Own(UserByIdError::UnknownUser))
}
