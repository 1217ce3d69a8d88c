//! `audit.*`.

mod export;
mod list;
mod verify;

use serde_json::json;

use crate::harness::{Person, Tenant};

/// Does so many things that are written down.
async fn done(tenant: &Tenant, person: &Person, count: usize) {
    for number in 0..count {
        let input = json!({ "id": tenant.bot.id, "name": format!("name {number}") });
        person.api.mutate("bots.rename", input).await.data();
    }
}
