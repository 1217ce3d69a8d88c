//! `audit.*`: who did what, and whether the log of it is as it was written.

mod export;
mod list;
mod verify;

use rspc::handler;

use crate::{
    Permission,
    declaration::{Edge, PAGE, tenant},
    router::Router,
};

/// What reads the whole log, or a thousand entries of it.
const SCAN: Edge = Edge { cost: 200, ..PAGE };

pub(crate) fn router() -> Router {
    const READ: Permission = Permission::AuditRead;
    Router::new()
        .query("list", tenant(READ, PAGE), handler!(list::list))
        .query("verify", tenant(READ, SCAN), handler!(verify::verify))
        .query("export", tenant(READ, SCAN), handler!(export::export))
}
