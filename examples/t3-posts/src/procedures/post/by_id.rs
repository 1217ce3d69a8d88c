//! `post.byId`: one post with all that is said about it.

use rspc::ErrorCode;
use serde::Serialize;

use crate::{Ctx, error::Refused, prisma::post, views::PostWithComments};

/// Which post.
#[rspc::input]
pub(crate) struct Input {
    id: i32,
}

/// Why there is no post.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum PostByIdError {
    /// No post has that id.
    #[error("there is no such post")]
    UnknownPost,
}

impl rspc::Error for PostByIdError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::UnknownPost => ErrorCode::NotFound,
        }
    }
}

/// One post with all that is said about it.
#[rspc::procedure]
pub(super) async fn by_id(ctx: Ctx, input: Input) -> Result<PostWithComments, Refused<PostByIdError>> {
    let found = ctx.db.post().find_unique(post::id::equals(input.id));
    let found = found.select(PostWithComments::selection()).exec().await?;
    found.ok_or(Refused::Own(PostByIdError::UnknownPost))
}
