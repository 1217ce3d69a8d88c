//! `post.getLatest`: the newest post.

use crate::{Ctx, error::Fault, prisma::post, views::Post};

/// The newest post; null while there is none.
#[rspc::procedure]
pub(super) async fn get_latest(ctx: Ctx) -> Result<Option<Post>, Fault> {
    let newest = ctx.db.post().find_first([]).order_by(post::id::desc());
    Ok(newest.select(Post::selection()).exec().await?)
}
