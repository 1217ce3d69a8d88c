//! `category.list`: every category, in alphabetical order.

use serde::Serialize;

use crate::{
    Ctx,
    error::Fault,
    prisma::{category, select},
};

select! {
    /// A category, and how many posts are about it.
    #[derive(Debug, Serialize, specta::Type)]
    pub(crate) struct CategoryWithCount from category {
        /// Its name in addresses, such as `front-end`.
        slug,
        name,
        #[serde(rename = "_count")]
        _count: CategoryCount,
    }
}

select! {
    /// How much belongs to a category.
    #[derive(Debug, Serialize, specta::Type)]
    pub(crate) struct CategoryCount from _count of category {
        #[specta(type = u32)]
        posts,
    }
}

/// Every category, in alphabetical order.
#[rspc::procedure]
pub(super) async fn list(ctx: Ctx) -> Result<Vec<CategoryWithCount>, Fault> {
    let by_name = ctx.db.category().find_many([]).order_by(category::name::asc());
    Ok(by_name.select(CategoryWithCount::selection()).exec().await?)
}
