//! `post.update`: changes a post of one's own.

use rspc::ErrorCode;
use serde::Serialize;

use super::categories::{Unusable, existing_or_new};
use crate::{
    context::UserCtx,
    error::Refused,
    prisma::{Error, post},
    views::Post,
};

/// What becomes of a post: what is left out stays. No text of PostgreSQL holds the character U+0000.
#[rspc::input]
pub(crate) struct Input {
    id: i32,
    /// Its title.
    #[garde(inner(length(chars, min = 1, max = 200), pattern("^[^\\x00]*$")))]
    name: Option<String>,
    #[garde(inner(length(chars, max = 20000), pattern("^[^\\x00]*$")))]
    body: Option<String>,
    /// These and no others; those that do not exist yet are created.
    #[garde(inner(length(max = 10), inner(length(chars, max = 40), pattern("^[^\\x00]*$"))))]
    categories: Option<Vec<String>>,
}

/// Why a post does not change.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum PostUpdateError {
    /// The caller has written no post of that id.
    #[error("you have no such post")]
    UnknownPost,
    /// A category has to have a letter or a digit in its name.
    #[error("{name:?} is no name of a category: it has neither a letter nor a digit")]
    UnusableCategory {
        /// As asked for.
        name: String,
    },
}

impl rspc::Error for PostUpdateError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::UnknownPost => ErrorCode::NotFound,
            Self::UnusableCategory { .. } => ErrorCode::UnprocessableContent,
        }
    }
}

impl From<Unusable> for Refused<PostUpdateError> {
    fn from(Unusable(name): Unusable) -> Self {
        Self::Own(PostUpdateError::UnusableCategory { name })
    }
}

/// Changes a post of the caller's own.
#[rspc::procedure]
pub(super) async fn update(ctx: UserCtx, input: Input) -> Result<Post, Refused<PostUpdateError>> {
    let Input { id, name, body, categories } = input;
    let mut changes = Vec::new();
    changes.extend(name.map(post::name::set));
    changes.extend(body.map(post::body::set));
    if let Some(names) = categories {
        changes.push(post::categories::set([]));
        changes.push(post::categories::connect_or_create(existing_or_new(names)?));
    }
    let own = ctx.db.post().update(post::id::equals(id), changes);
    let own = own.filter([post::author_id::equals(Some(ctx.user.id))]).select(Post::selection());
    ctx.press.publish(own.exec()).await.map_err(|error| match error {
        Error::NotFound { .. } => Refused::Own(PostUpdateError::UnknownPost),
        error => error.into(),
    })
}
