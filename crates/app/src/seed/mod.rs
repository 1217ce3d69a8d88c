//! Demo data for development: two teams whose positions came out of the real pipeline.

mod clock;
mod tape;

use std::sync::Arc;

use chrono::TimeDelta;
use prisma::{ApiKeyScope, BotStatus, Role, SystemDb, api_key, bot, instrument, signal, tenant, user};
use prisma_client_rust::Source as _;
use rust_decimal::{Decimal, dec};
use uuid::Uuid;

use crate::{App, Result, audit, auth::digest, equity, pipeline, signals, stream::Hints};

use clock::PastClock;

/// What a newcomer needs to look around.
pub mod demo {
    /// Owner of the team `demo`.
    pub const EMAIL: &str = "demo@tickwire.dev";
    /// Its password.
    pub const PASSWORD: &str = "demo-tickwire-2026";
    /// Owner of the team `acme`, whose rows `demo` must never see.
    pub const OTHER_EMAIL: &str = "acme@tickwire.dev";
    /// Its password.
    pub const OTHER_PASSWORD: &str = "acme-tickwire-2026";
    /// The inbound hook of the bot `momentum`.
    pub const HOOK_TOKEN: &str = "demo-hook-momentum";
    /// The key of the bot `momentum`.
    pub const API_KEY: &str = "tw_demo_momentum_key";
    /// The key of the bot `acme-bot`.
    pub const OTHER_API_KEY: &str = "tw_demo_acme_key";
    /// A key that was revoked.
    pub const REVOKED_API_KEY: &str = "tw_demo_revoked_key";
}

struct Team {
    slug: &'static str,
    name: &'static str,
    email: &'static str,
    password: &'static str,
    bots: &'static [&'static str],
}

const TEAMS: [Team; 2] = [
    Team {
        slug: "demo",
        name: "Demo Trading",
        email: demo::EMAIL,
        password: demo::PASSWORD,
        bots: &["momentum", "mean-reversion"],
    },
    Team {
        slug: "acme",
        name: "Acme Capital",
        email: demo::OTHER_EMAIL,
        password: demo::OTHER_PASSWORD,
        bots: &["acme-bot"],
    },
];

/// Writes the demo data; what is there already stays as it is, what a cut-off seed left out is added.
pub async fn seed(app: &App) -> Result<()> {
    instruments(&app.system).await?;
    for team in &TEAMS {
        let bots =
            match app.system.tenant().find_unique(tenant::slug::equals(team.slug.to_owned())).exec().await? {
                Some(tenant) => bots_of(app, team, tenant.id).await?,
                None => people_and_bots(app, team).await?,
            };
        Box::pin(trade(app, bots)).await?;
    }
    Ok(())
}

/// Whether the demo data is there, so that anybody could log in or call: its passwords and keys are known.
pub async fn is_in_place(system: &SystemDb) -> Result<bool> {
    let emails = TEAMS.iter().map(|team| team.email.to_owned()).collect();
    let keys = [demo::API_KEY, demo::OTHER_API_KEY].map(digest).to_vec();
    let people = system.user().count([user::email::in_vec(emails)]).exec().await?;
    let keys =
        system.api_key().count([api_key::hash::in_vec(keys), api_key::revoked_at::is_null()]).exec().await?;
    Ok(people + keys > 0)
}

/// The bots of a team that is there, in the order of its list.
async fn bots_of(app: &App, team: &Team, tenant: Uuid) -> Result<Vec<(Uuid, Uuid)>> {
    let mut bots = Vec::new();
    for name in team.bots {
        let named = bot::tenant_id_name::equals(tenant, (*name).to_owned());
        bots.extend(app.system.bot().find_unique(named).exec().await?.map(|bot| (tenant, bot.id)));
    }
    Ok(bots)
}

async fn instruments(system: &SystemDb) -> Result<()> {
    let known = [
        ("BTCUSDT", "BTC", dec!(0.01), dec!(0.00001), dec!(67250.00)),
        ("ETHUSDT", "ETH", dec!(0.01), dec!(0.0001), dec!(3480.00)),
        ("SOLUSDT", "SOL", dec!(0.01), dec!(0.001), dec!(162.40)),
    ];
    let rows = known.map(|(symbol, base, tick, lot, price)| {
        let optional = vec![
            instrument::last_price::set(Some(price)),
            instrument::last_price_at::set(Some(prisma_client_rust::SystemSource.now())),
        ];
        instrument::create("BINANCE", symbol, base, "USDT", tick, lot, lot, dec!(5), optional)
    });
    system.instrument().create_many(rows).skip_duplicates().exec().await?;
    Ok(())
}

/// Everything of a team but its trades, at once.
async fn people_and_bots(app: &App, team: &Team) -> Result<Vec<(Uuid, Uuid)>> {
    let hash = app.passwords.hash(&*app.ambient, team.password.to_owned()).await?;
    let tx = app.system.begin().await?;
    let tenant = tx.tenant().create(team.slug, team.name, []).exec().await?.id;
    tx.stream_head().create(tenant, []).exec().await?;
    audit::open(&tx, tenant).await?;
    let person = tx.user().create(team.email.to_owned(), [user::password_hash::set(Some(hash))]);
    let person = person.exec().await?.id;
    tx.membership().create(tenant, person, Role::Owner, []).exec().await?;
    let mut bots = Vec::new();
    for name in team.bots {
        let hook = (*name == "momentum").then(|| digest(demo::HOOK_TOKEN));
        let running = vec![
            bot::status::set(BotStatus::Running),
            bot::desired_status::set(BotStatus::Running),
            bot::last_heartbeat_at::set(Some(app.ambient.now())),
            bot::hook_token_hash::set(hook),
            bot::max_order_notional::set(Some(Decimal::from(25_000))),
        ];
        bots.push((tenant, tx.bot().create(tenant, *name, running).exec().await?.id));
    }
    let keys = match team.slug {
        "demo" => vec![("momentum", demo::API_KEY, false), ("retired", demo::REVOKED_API_KEY, true)],
        _ => vec![("acme-bot", demo::OTHER_API_KEY, false)],
    };
    for (name, key, revoked) in keys {
        let optional = vec![
            api_key::bot_id::set(bots.first().map(|(_, bot)| *bot)),
            api_key::scopes::set(vec![ApiKeyScope::Read, ApiKeyScope::Signals]),
            api_key::revoked_at::set(revoked.then(|| app.ambient.now())),
        ];
        tx.api_key().create(tenant, name, &key[..10], digest(key), optional).exec().await?;
    }
    tx.commit().await?;
    Ok(bots)
}

/// Sends the tape through the pipeline, each signal at its time in the past.
async fn trade(app: &App, bots: Vec<(Uuid, Uuid)>) -> Result<()> {
    let clock = Arc::new(PastClock::new(app.ambient.clone()));
    let past = App { ambient: clock.clone(), hints: Arc::new(Hints::default()), ..app.clone() };
    for line in tape::tape() {
        let Some((tenant, bot)) = bots.get(line.bot) else { continue };
        let taken = [signal::bot_id::equals(*bot), signal::dedup_key::equals(line.dedup_key())];
        if app.client.tenant(*tenant).signal().count(taken).exec().await? > 0 {
            continue;
        }
        clock.set_back(TimeDelta::minutes(line.minutes_ago));
        match signals::submit(&past, *tenant, line.signal(*bot)).await {
            Ok(_) => {
                pipeline::settle(&past).await?;
                equity::snapshot_of(&past, vec![*tenant]).await?;
            }
            Err(error) => tracing::warn!(%error, "a demo signal was not taken"),
        }
    }
    // What a cut-off seed had stored and not finished.
    pipeline::settle(&past).await
}
