//! A tenant's orders: those that are open, and those that ended a moment ago, are asked about at the venue.

use chrono::TimeDelta;
use prisma::{OrderStatus, TenantDb, order};
use prisma_client_rust::{and, or};
use uuid::Uuid;
use venues::OrderReport;

use crate::{
    App, Result,
    pipeline::{Answer, LIVE, ask, rows::rule_status},
};

/// How an order ends before all of it has traded: some of it may have, and the news been told to nobody.
const ENDED: [OrderStatus; 3] = [OrderStatus::Canceled, OrderStatus::Expired, OrderStatus::Rejected];
/// Orders that ended earlier were asked about after they did.
const LOOKED_BACK: TimeDelta = TimeDelta::hours(1);
/// Orders that are read at one time.
const BATCH: i64 = 50;

/// Asks the venue about every order that it may still work on, or did a moment ago, and applies what it says.
pub(super) async fn reconcile(app: &App, db: &TenantDb, differences: &mut Vec<String>) -> Result<()> {
    let since = app.ambient.now() - LOOKED_BACK;
    let mut after: Option<Uuid> = None;
    loop {
        let live = order::status::in_vec(LIVE.to_vec());
        let ended = and([order::status::in_vec(ENDED.to_vec()), order::updated_at::gte(since)]);
        let filters = [Some(or([live, ended])), after.map(order::id::gt)].into_iter().flatten();
        let rows = db.order().find_many(filters).order_by(order::id::asc()).take(BATCH).exec().await?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = Some(last.id);
        for row in &rows {
            // News that came between asking and reading makes no second difference.
            if difference(app, db, row).await?.is_some() {
                differences.extend(difference(app, db, row).await?);
            }
        }
    }
}

/// What the order still is other than at the venue, after what the venue says was applied.
async fn difference(app: &App, db: &TenantDb, row: &order::Data) -> Result<Option<String>> {
    let name = &row.client_order_id;
    let is_open = LIVE.contains(&row.status);
    Ok(match ask(app, row).await? {
        Answer::Applied(report) => {
            let stored = db.order().find_unique(order::id::equals(row.id)).exec().await?;
            stored.filter(|stored| !agree(stored, &report)).map(|stored| {
                let (here, there) = (stored.filled_qty.normalize(), report.filled_qty.normalize());
                let (status, theirs) = (rule_status(stored.status), report.status);
                format!("Order {name} is {status} here, with {here} filled, and {theirs} at the venue, with {there}.")
            })
        }
        Answer::Unheard if is_open && row.venue_order_id.is_some() => {
            Some(format!("Order {name} is open here, and the venue knows nothing of it."))
        }
        Answer::Unsent | Answer::Unheard => None,
        Answer::Unknown(reason) => Some(format!("Order {name} could not be asked about: {reason}")),
    })
}

/// Whether both count the same as filled, and as open or over.
fn agree(stored: &order::Data, report: &OrderReport) -> bool {
    stored.filled_qty == report.filled_qty && rule_status(stored.status).is_over() == report.status.is_over()
}
