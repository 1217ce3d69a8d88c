//! The tenant's keys, newest first.

use prisma::{IsolationLevel, TenantDb, api_key};
use uuid::Uuid;

use super::{ApiKey, joined};
use crate::{
    Result,
    page::{Page, PageRequest},
    stream,
};

/// The tenant's keys, newest first: those in force, and those that were.
pub async fn list(db: &TenantDb, tenant: Uuid, page: PageRequest) -> Result<Page<ApiKey>> {
    let tx = db.begin_with(IsolationLevel::RepeatableRead).await?;
    let query =
        tx.api_key().find_many([]).order_by(api_key::created_at::desc()).order_by(api_key::id::desc());
    let (rows, next) = page.read(&tx.api_key(), query, api_key::id::equals, |row| row.id).await?;
    let items = joined(&tx, rows).await?;
    let as_of = stream::head(&tx, tenant).await?;
    tx.commit().await?;
    Ok(Page { items, next, as_of })
}
