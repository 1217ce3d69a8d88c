//! `comment.add`: says something about a post.

use rspc::ErrorCode;
use serde::Serialize;

use crate::{context::UserCtx, error::Refused, prisma::Error, views::Comment};

/// What to say, and where.
#[rspc::input]
pub(crate) struct Input {
    post_id: i32,
    /// No text of PostgreSQL holds the character U+0000.
    #[garde(length(chars, min = 1, max = 2000), pattern("^[^\\x00]*$"))]
    text: String,
}

/// Why a comment is not taken.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum CommentAddError {
    /// No post has that id.
    #[error("there is no such post")]
    UnknownPost,
}

impl rspc::Error for CommentAddError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::UnknownPost => ErrorCode::NotFound,
        }
    }
}

/// Says something about a post, in the name of who calls.
#[rspc::procedure]
pub(super) async fn add(ctx: UserCtx, input: Input) -> Result<Comment, Refused<CommentAddError>> {
    let Input { post_id, text } = input;
    let new = ctx.db.comment().create(text, post_id, ctx.user.id, []);
    new.select(Comment::selection()).exec().await.map_err(|error| match error {
        Error::ForeignKeyViolation { fields, .. } if fields == ["postId"] => {
            Refused::Own(CommentAddError::UnknownPost)
        }
        error => error.into(),
    })
}
