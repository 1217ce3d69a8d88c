//! `post.onCreate`: each post as it is published.

use futures::Stream;
use rspc::Tracked;

use crate::{
    Ctx,
    error::Fault,
    prisma::{post, select},
    views::Post,
};

/// Posts that are read at once.
const BATCH: u8 = 50;

/// Where to begin.
#[rspc::input]
pub(crate) struct Input {
    /// The id of the last post that the client has seen; posts from now on, if left out.
    #[garde(inner(pattern("^[0-9]{1,9}$")))]
    last_event_id: Option<String>,
}

/// Each post as it is published; a client that was away misses none.
#[rspc::procedure]
pub(super) async fn on_create(
    ctx: Ctx,
    input: Input,
) -> Result<impl Stream<Item = Result<Tracked<Post>, Fault>>, Fault> {
    // From before the database is asked: what is published meanwhile is news.
    let mut news = ctx.press.news();
    let seen = input.last_event_id.and_then(|id| id.parse().ok());
    let mut last = if let Some(id) = seen {
        id
    } else {
        let newest = ctx.db.post().find_first([]).order_by(post::id::desc());
        newest.select(select!(post { id })).exec().await?.map_or(0, |post| post.id)
    };
    Ok(async_stream::try_stream! {
        loop {
            let newer = ctx.db.post().find_many([post::id::gt(last)]).order_by(post::id::asc());
            let posts = newer.take(BATCH.into()).select(Post::selection()).exec().await?;
            let is_all = posts.len() < BATCH.into();
            for post in posts {
                last = post.id;
                yield Tracked { id: post.id.to_string(), data: post };
            }
            if is_all && news.changed().await.is_err() {
                return;
            }
        }
    })
}
