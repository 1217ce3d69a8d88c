//! The tenant's invitations, newest first.

use prisma::{IsolationLevel, TenantDb, invitation};
use uuid::Uuid;

use super::Invitation;
use crate::{
    Result,
    page::{Page, PageRequest},
    stream,
};

/// The tenant's invitations, newest first: those that stand, and those that did.
pub async fn list(db: &TenantDb, tenant: Uuid, page: PageRequest) -> Result<Page<Invitation>> {
    let tx = db.begin_with(IsolationLevel::RepeatableRead).await?;
    let query = tx
        .invitation()
        .find_many([])
        .order_by(invitation::created_at::desc())
        .order_by(invitation::id::desc());
    let (rows, next) = page.read(&tx.invitation(), query, invitation::id::equals, |row| row.id).await?;
    let items = rows.into_iter().map(Invitation::from).collect();
    let as_of = stream::head(&tx, tenant).await?;
    tx.commit().await?;
    Ok(Page { items, next, as_of })
}
