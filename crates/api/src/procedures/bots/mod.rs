//! `bots.*`: the strategies that send a tenant's signals.

mod acknowledge;
mod command;
mod commands;
mod create;
mod get;
mod heartbeat;
mod list;
mod log;
mod messages;
mod on_change;
mod on_command;
mod on_command_change;
mod on_message;
mod pause;
mod rename;
mod save_version;
mod start;
mod stop;
mod versions;
mod watch;

use rspc::handler;

use crate::{
    Permission, Rate,
    declaration::{Audit, Edge, FOLLOW, Idempotency, PAGE, TRANSACTION, tenant},
    router::Router,
};

const CREATE: Edge = Edge {
    rate: Rate::Write,
    idempotency: Idempotency::Key,
    audit: Audit::As("bot.create"),
    cost: TRANSACTION,
};
const RENAME: Edge = Edge {
    idempotency: Idempotency::Natural("a bot that has the name keeps it"),
    audit: Audit::As("bot.rename"),
    ..CREATE
};
const HEARTBEAT: Edge = Edge {
    idempotency: Idempotency::Natural("the newest heartbeat counts"),
    audit: Audit::No("a program says it every few seconds"),
    ..CREATE
};
const SAVE_VERSION: Edge = Edge {
    idempotency: Idempotency::Natural("the configuration that a bot has is not saved twice"),
    audit: Audit::As("bot.configure"),
    ..CREATE
};
const WATCH: Edge = Edge {
    idempotency: Idempotency::Natural("a bot that is watched so stays so"),
    audit: Audit::As("bot.watch"),
    ..CREATE
};
const COMMAND: Edge = Edge { audit: Audit::As("bot.command"), ..CREATE };
const ACKNOWLEDGE: Edge = Edge {
    idempotency: Idempotency::Natural("a command that was answered so stays so"),
    audit: Audit::No("a command is stored with its answer"),
    ..CREATE
};
const LOG: Edge = Edge { rate: Rate::Log, audit: Audit::No("what a bot says is stored as it is"), ..CREATE };

/// Asking for what is asked for already changes nothing.
const fn ask(action: &'static str) -> Edge {
    let idempotency = Idempotency::Natural("asked for what it is asked for already, a bot goes on");
    Edge { idempotency, audit: Audit::As(action), ..CREATE }
}

pub(crate) fn router() -> Router {
    const READ: Permission = Permission::BotsRead;
    const MANAGE: Permission = Permission::BotsManage;
    const SPEAK: Permission = Permission::SignalsSubmit;
    const CHANGED: [&str; 2] = ["bots.get", "bots.list"];
    let renamed = ["bots.get", "bots.list", "signals.list", "positions.getAll", "keys.list"];
    let saved = ["bots.get", "bots.list", "bots.versions"];
    Router::new()
        .query("list", tenant(READ, PAGE), handler!(list::list))
        .query("get", tenant(READ, PAGE), handler!(get::get))
        .query("versions", tenant(READ, PAGE), handler!(versions::versions))
        .subscription("onChange", tenant(READ, FOLLOW), handler!(on_change::on_change))
        .mutation("create", tenant(MANAGE, CREATE).invalidates(["bots.list"]), handler!(create::create))
        .mutation("rename", tenant(MANAGE, RENAME).invalidates(renamed), handler!(rename::rename))
        .mutation("start", tenant(MANAGE, ask("bot.start")).invalidates(CHANGED), handler!(start::start))
        .mutation("pause", tenant(MANAGE, ask("bot.pause")).invalidates(CHANGED), handler!(pause::pause))
        .mutation("stop", tenant(MANAGE, ask("bot.stop")).invalidates(CHANGED), handler!(stop::stop))
        .mutation(
            "saveVersion",
            tenant(MANAGE, SAVE_VERSION).invalidates(saved),
            handler!(save_version::save_version),
        )
        .mutation("heartbeat", tenant(SPEAK, HEARTBEAT).invalidates(CHANGED), handler!(heartbeat::heartbeat))
        .mutation("watch", tenant(MANAGE, WATCH).invalidates(CHANGED), handler!(watch::watch))
        .query("messages", tenant(READ, PAGE), handler!(messages::messages))
        .subscription("onMessage", tenant(READ, FOLLOW), handler!(on_message::on_message))
        .mutation("log", tenant(SPEAK, LOG).invalidates(["bots.messages"]), handler!(log::log))
        .query("commands", tenant(READ, PAGE), handler!(commands::commands))
        .subscription("onCommandChange", tenant(READ, FOLLOW), handler!(on_command_change::on_command_change))
        .mutation(
            "command",
            tenant(MANAGE, COMMAND).invalidates(["bots.commands"]),
            handler!(command::command),
        )
        .subscription("onCommand", tenant(SPEAK, FOLLOW), handler!(on_command::on_command))
        .mutation(
            "acknowledge",
            tenant(SPEAK, ACKNOWLEDGE).invalidates(["bots.commands"]),
            handler!(acknowledge::acknowledge),
        )
}
