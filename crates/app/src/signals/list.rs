//! The tenant's signals, newest first.

use prisma::{IsolationLevel, SignalStatus, TenantDb, signal};
use uuid::Uuid;

use super::{Signal, join};
use crate::{
    Error, Result,
    page::{Page, PageRequest},
    stream,
};

/// The tenant's signals, newest first, all or those of one bot or one status.
pub async fn list(
    db: &TenantDb,
    tenant: Uuid,
    bot: Option<Uuid>,
    status: Option<SignalStatus>,
    page: PageRequest,
) -> Result<Page<Signal>> {
    let tx = db.begin_with(IsolationLevel::RepeatableRead).await?;
    let filters = bot.map(signal::bot_id::equals).into_iter().chain(status.map(signal::status::equals));
    let mut query = tx
        .signal()
        .find_many(filters)
        .order_by(signal::received_at::desc())
        .order_by(signal::id::desc())
        .take(page.take());
    if let Some(after) = page.after {
        if tx.signal().count([signal::id::equals(after)]).exec().await? == 0 {
            return Err(Error::UnknownCursor);
        }
        query = query.cursor(signal::id::equals(after)).skip(1);
    }
    let (rows, next) = page.cut(query.exec().await?, |row| row.id);
    let items = join(&tx, rows, |row| (row.bot_id, row.instrument_id), Signal::new).await?;
    let as_of = stream::head(&tx, tenant).await?;
    tx.commit().await?;
    Ok(Page { items, next, as_of })
}
