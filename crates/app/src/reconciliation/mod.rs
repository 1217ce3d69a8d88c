//! Reconciliation: the books are held against the venue, and against themselves. What the venue tells of an order is
//! applied as any news of it is; any other difference is told to people, never mended in silence.

mod account;
mod orders;
mod positions;

use uuid::Uuid;

use crate::{App, jobs::Failure};

/// Holds the tenant's books against its venue, and against themselves.
pub(crate) async fn reconcile(app: &App, tenant: Uuid) -> Result<(), Failure> {
    let db = app.client.tenant(tenant);
    let mut differences = Vec::new();
    // What rests on paper rests in our own books alone.
    if app.venue.paper_terms().is_none() {
        orders::reconcile(app, &db, &mut differences).await?;
    }
    positions::reconcile(app, &db, &mut differences).await?;
    told(&differences)
}

/// Holds the books of all tenants against the venue's account: what only the whole of it can tell.
pub(crate) async fn reconcile_account(app: &App) -> Result<(), Failure> {
    let mut differences = Vec::new();
    if app.venue.paper_terms().is_none() {
        account::reconcile(app, &mut differences).await?;
    }
    told(&differences)
}

fn told(differences: &[String]) -> Result<(), Failure> {
    if differences.is_empty() { Ok(()) } else { Err(Failure::Told(differences.join("\n"))) }
}
