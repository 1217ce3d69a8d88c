//! `post.create`: publishes a post.

use rspc::ErrorCode;
use serde::Serialize;

use super::categories::{Unusable, existing_or_new};
use crate::{
    Ctx,
    error::Refused,
    prisma::{post, user},
    views::Post,
};

/// A post that is to be. No text of PostgreSQL holds the character U+0000.
#[rspc::input]
pub(crate) struct Input {
    /// Its title.
    #[garde(length(chars, min = 1, max = 200), pattern("^[^\\x00]*$"))]
    name: String,
    /// Empty, if left out.
    #[garde(inner(length(chars, max = 20000), pattern("^[^\\x00]*$")))]
    body: Option<String>,
    /// Those that do not exist yet are created; none, if left out.
    #[garde(inner(length(max = 10), inner(length(chars, max = 40), pattern("^[^\\x00]*$"))))]
    categories: Option<Vec<String>>,
}

/// Why a post is not taken.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum PostCreateError {
    /// A category has to have a letter or a digit in its name.
    #[error("{name:?} is no name of a category: it has neither a letter nor a digit")]
    UnusableCategory {
        /// As asked for.
        name: String,
    },
}

impl rspc::Error for PostCreateError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::UnusableCategory { .. } => ErrorCode::UnprocessableContent,
        }
    }
}

impl From<Unusable> for Refused<PostCreateError> {
    fn from(Unusable(name): Unusable) -> Self {
        Self::Own(PostCreateError::UnusableCategory { name })
    }
}

/// Publishes a post, in the name of who calls, if that is known.
#[rspc::procedure]
pub(super) async fn create(ctx: Ctx, input: Input) -> Result<Post, Refused<PostCreateError>> {
    let Input { name, body, categories } = input;
    let categories = existing_or_new(categories.unwrap_or_default())?;
    let mut rest = vec![post::categories::connect_or_create(categories)];
    rest.extend(body.map(post::body::set));
    rest.extend(ctx.user.map(|user| post::author::connect(user::id::equals(user.id))));
    let new = ctx.db.post().create(name, rest).select(Post::selection());
    Ok(ctx.press.publish(new.exec()).await?)
}
