//! The tenant's bots, by name.

use prisma::{IsolationLevel, TenantDb, bot};
use uuid::Uuid;

use super::Bot;
use crate::{
    Result,
    page::{Page, PageRequest},
    stream,
};

/// The tenant's bots, by name.
pub async fn list(db: &TenantDb, tenant: Uuid, page: PageRequest) -> Result<Page<Bot>> {
    let tx = db.begin_with(IsolationLevel::RepeatableRead).await?;
    let query = tx.bot().find_many([]).order_by(bot::name::asc());
    let (rows, next) = page.read(&tx.bot(), query, bot::id::equals, |row| row.id).await?;
    let items = rows.into_iter().map(Bot::from).collect();
    let as_of = stream::head(&tx, tenant).await?;
    tx.commit().await?;
    Ok(Page { items, next, as_of })
}
