//! The tenant's members, in the order in which they came.

use prisma::{IsolationLevel, TenantDb, membership};
use uuid::Uuid;

use super::{Member, people};
use crate::{
    App, Result,
    page::{Page, PageRequest},
    stream,
};

/// The tenant's members, in the order in which they came. A page is followed from its last member's place.
pub async fn list(app: &App, db: &TenantDb, tenant: Uuid, page: PageRequest) -> Result<Page<Member>> {
    let tx = db.begin_with(IsolationLevel::RepeatableRead).await?;
    let query =
        tx.membership().find_many([]).order_by(membership::created_at::asc()).order_by(membership::id::asc());
    let (rows, next) = page.read(&tx.membership(), query, membership::id::equals, |row| row.id).await?;
    let as_of = stream::head(&tx, tenant).await?;
    tx.commit().await?;
    Ok(Page { items: people::joined(app, rows).await?, next, as_of })
}
