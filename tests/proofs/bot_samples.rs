//! A call of each procedure by which a bot and its people talk.

use prisma::{CommandKind, MessageLevel};
use prisma_client_rust::{Source, SystemSource};
use serde_json::{Value, json};

use crate::harness::{Tenant, secret};

/// An input with which the procedure does its work, its ids those of the tenant.
pub(super) async fn bot_sample(tenant: &Tenant, procedure: &str) -> Value {
    let id = tenant.bot.id;
    match procedure {
        "bots.watch" => json!({ "id": id, "quietAfter": 3600, "onQuiet": "TELL" }),
        "bots.log" => json!({ "id": id, "messages": [{ "text": secret() }] }),
        "bots.messages" => json!({ "id": id, "cursor": message(tenant).await }),
        "bots.command" => json!({ "id": id, "kind": "RELOAD" }),
        "bots.commands" => json!({ "id": id, "cursor": command(tenant).await }),
        "bots.onCommand" => json!({ "id": id }),
        "bots.acknowledge" => json!({ "id": command(tenant).await, "done": true }),
        other => panic!("{other} has no sample: say here with which input it is called"),
    }
}

/// The id of a command to the tenant's bot that waits.
async fn command(tenant: &Tenant) -> Value {
    let commands = tenant.system.bot_command();
    let row =
        commands.create(tenant.id, tenant.bot.id, CommandKind::Reload, SystemSource.now(), "us", 1, 1, []);
    json!(row.exec().await.unwrap().id)
}

/// The id of something that the tenant's bot has said.
async fn message(tenant: &Tenant) -> Value {
    let messages = tenant.system.bot_message();
    let row = messages.create(tenant.id, tenant.bot.id, MessageLevel::Info, "a test", SystemSource.now(), []);
    json!(row.exec().await.unwrap().id)
}
