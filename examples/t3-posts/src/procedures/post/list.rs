//! `post.list`: posts, newest first, page by page.

use rspc::ErrorCode;
use serde::Serialize;

use crate::{
    Ctx,
    error::Refused,
    prisma::{category, post},
    views::Post,
};

/// Rows that one page holds unless asked otherwise.
const DEFAULT_LIMIT: u8 = 20;

/// Which posts.
#[rspc::input]
pub(crate) struct Input {
    /// The slug of a category; posts of all, if left out.
    #[garde(inner(pattern("^[^\\x00]*$")))]
    category: Option<String>,
    /// The `nextCursor` of the page before.
    cursor: Option<i32>,
    /// Rows, 20 if left out.
    #[garde(inner(range(min = 1, max = 100)))]
    limit: Option<u8>,
}

/// Some posts, newest first.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PostPage {
    items: Vec<Post>,
    /// The `cursor` of the next page; null on the last one.
    next_cursor: Option<i32>,
}

/// Why there is no list.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum PostListError {
    /// No category has that slug.
    #[error("there is no such category")]
    UnknownCategory,
}

impl rspc::Error for PostListError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::UnknownCategory => ErrorCode::NotFound,
        }
    }
}

/// Posts, newest first, page by page.
#[rspc::procedure]
pub(super) async fn list(ctx: Ctx, input: Input) -> Result<PostPage, Refused<PostListError>> {
    let Input { category, cursor, limit } = input;
    let limit = limit.unwrap_or(DEFAULT_LIMIT);
    let of_category = category.clone().map(|slug| post::categories::some([category::slug::equals(slug)]));
    // One more than asked for: it says whether there is another page, and begins that one.
    let mut posts =
        ctx.db.post().find_many(of_category).order_by(post::id::desc()).take(i64::from(limit) + 1);
    if let Some(id) = cursor {
        posts = posts.cursor(post::id::equals(id));
    }
    let mut items = posts.select(Post::selection()).exec().await?;
    let next_cursor = items.get(usize::from(limit)).map(|next| next.id);
    items.truncate(limit.into());
    if let Some(slug) = category.filter(|_| items.is_empty()) {
        let known = ctx.db.category().find_unique(category::slug::equals(slug)).exec().await?;
        known.ok_or(Refused::Own(PostListError::UnknownCategory))?;
    }
    Ok(PostPage { items, next_cursor })
}
