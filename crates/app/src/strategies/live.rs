//! The job that lets built-in strategies trade: each candle that is over is shown to the strategies that follow it, and
//! what one wants becomes a signal of its bot.
//!
//! Every worker does this, and a candle is decided by once: the signal is stored together with how far the bot has
//! decided, under a lock on the bot. Whoever comes after a crash, or beside another worker, reads how far that is.

use std::{
    collections::{BTreeSet, HashMap},
    time::Duration,
};

use chrono::SecondsFormat;
use futures::StreamExt;
use prisma::{BotStatus, CandleInterval, SignalAction, SignalSource, bot, candle};
use serde_json::json;
use tokio_util::sync::CancellationToken;
use trading::{candle::Millis, strategy::Target};
use uuid::Uuid;

use super::follower::Follower;
use crate::{
    App, Error, Result,
    bots::{self, BotError},
    market::at,
    signals::{NewSignal, SubmitError, Terms, store},
};

/// How often new candles are looked for.
const LOOK: Duration = Duration::from_millis(500);
/// Bots that are looked after at once.
const AT_ONCE: usize = 4;
/// Bots with a strategy that are read at most, of all tenants.
const MOST: i64 = 100_000;

/// What this process knows of the bots that run, by their ids.
type Followers = HashMap<Uuid, Follower>;

/// Lets built-in strategies trade until `stop`.
pub async fn run(app: &App, stop: &CancellationToken) {
    let mut followers = Followers::new();
    while !stop.is_cancelled() {
        if let Err(error) = look(app, &mut followers).await {
            tracing::warn!(%error, "the built-in strategies have to wait");
        }
        stop.run_until_cancelled(tokio::time::sleep(LOOK)).await;
    }
}

async fn look(app: &App, followers: &mut Followers) -> Result<()> {
    // It looks into all tenants, which is why it goes through the unscoped door.
    let rows = app.system.bot().find_many([bot::strategy::is_not_null()]).take(MOST).exec().await?;
    for row in rows.iter().filter(|row| row.status != row.desired_status) {
        report(app, row).await?;
    }
    let mut known = std::mem::take(followers);
    let begun = rows.into_iter().filter(|row| row.desired_status == BotStatus::Running).map(|row| {
        let follower = known.remove(&row.id).filter(|follower| follower.version == row.version);
        begin(app, row, follower)
    });
    let begun: Vec<_> = futures::stream::iter(begun).buffer_unordered(AT_ONCE).collect().await;
    let begun: Vec<_> = begun.into_iter().flatten().collect();
    let newest = newest_minutes(app, begun.iter().map(|(_, follower)| follower.instrument).collect()).await?;
    let attended = begun.into_iter().map(|(row, follower)| {
        let newest = newest.get(&follower.instrument).copied();
        attend(app, row, follower, newest)
    });
    let mut attended = futures::stream::iter(attended).buffer_unordered(AT_ONCE);
    while let Some(attended) = attended.next().await {
        followers.extend(attended);
    }
    Ok(())
}

/// A bot that follows a strategy does what it is asked for at once, and this says so.
async fn report(app: &App, row: &bot::Data) -> Result<()> {
    let db = app.client.tenant(row.tenant_id);
    match bots::heartbeat(app, &db, row.tenant_id, row.id, row.desired_status).await {
        Ok(_) | Err(BotError::UnknownBot) => Ok(()),
        Err(BotError::Failed(error)) => Err(error),
    }
}

/// The bot's follower, made anew where there is none; none where that has to wait.
async fn begin(app: &App, row: bot::Data, known: Option<Follower>) -> Option<(bot::Data, Follower)> {
    if let Some(known) = known {
        return Some((row, known));
    }
    match Follower::new(&app.client.tenant(row.tenant_id), &row).await {
        Ok(follower) => Some((row, follower)),
        Err(error) => {
            tracing::warn!(tenant = %row.tenant_id, bot = %row.id, %error, "a strategy cannot be begun");
            None
        }
    }
}

/// The open times of the newest minutes that are stored.
async fn newest_minutes(app: &App, instruments: BTreeSet<Uuid>) -> Result<HashMap<Uuid, Millis>> {
    let mut newest = HashMap::new();
    for instrument in instruments {
        let minutes =
            [candle::instrument_id::equals(instrument), candle::interval::equals(CandleInterval::M1)];
        let last = app.system.candle().find_first(minutes).order_by(candle::open_time::desc()).exec().await?;
        newest.extend(last.map(|last| (instrument, last.open_time.timestamp_millis())));
    }
    Ok(newest)
}

/// Shows a follower what is new, and stores what comes of it; without it, it begins anew with the next look.
async fn attend(
    app: &App,
    row: bot::Data,
    mut follower: Follower,
    newest: Option<Millis>,
) -> Option<(Uuid, Follower)> {
    match look_at_market(app, &row, &mut follower, newest).await {
        Ok(()) => Some((row.id, follower)),
        Err(error) => {
            tracing::warn!(tenant = %row.tenant_id, bot = %row.id, %error, "a strategy has to wait");
            None
        }
    }
}

async fn look_at_market(
    app: &App,
    row: &bot::Data,
    follower: &mut Follower,
    newest: Option<Millis>,
) -> Result<()> {
    if let Some(newest) = newest.filter(|newest| !follower.has_seen(*newest)) {
        follower.catch_up(&app.client.tenant(row.tenant_id), newest).await?;
    }
    if follower.closed().map(|candle| at(candle.open_time)) > row.decided_until {
        decide(app, row, follower).await?;
    }
    Ok(())
}

/// Stores how far the bot has decided, and the signal where it wants something else since: both or neither.
///
/// Where several candles were over since, as after a time without a worker, what it wanted last counts. Of what it
/// wanted before it was started nothing does.
async fn decide(app: &App, row: &bot::Data, follower: &Follower) -> Result<()> {
    let Some(closed) = follower.closed() else { return Ok(()) };
    let (tenant, until, now) = (row.tenant_id, at(closed.open_time), app.ambient.now());
    let tx = app.client.tenant(tenant).begin().await?;
    let row = match bots::lock(&tx, row.id).await {
        Ok(row) => row,
        Err(BotError::UnknownBot) => return Ok(()),
        Err(BotError::Failed(error)) => return Err(error),
    };
    // Meanwhile somebody may have paused it, given it another version, or been faster.
    let stands = row.desired_status == BotStatus::Running && row.version == follower.version;
    if !stands || row.decided_until.is_some_and(|decided| decided >= until) {
        return Ok(tx.rollback().await?);
    }
    let decided = [bot::decided_until::set(Some(until)), bot::last_heartbeat_at::set(Some(now))];
    tx.bot().update(bot::id::equals(row.id), decided).exec().await?;
    let wanted = row.decided_until.and_then(|decided| follower.wanted_after(decided));
    let Some((target, since)) = wanted else { return Ok(tx.commit().await?) };
    let stored = store(app, &tx, tenant, vec![signal(app, row.id, follower, target, since)]).await?;
    for answer in stored.answers {
        match answer {
            Ok(_) | Err(SubmitError::Duplicate { .. }) => {}
            Err(error) => return Err(Error::row(row.id, error)),
        }
    }
    tx.commit().await?;
    if let Some(reserved) = stored.reserved {
        reserved.announce(&app.hints);
    }
    app.work.nudge(tenant, row.id);
    Ok(())
}

/// What a bot sends that wants to hold something else since the candle that begins then.
fn signal(app: &App, bot: Uuid, follower: &Follower, target: Target, since: Millis) -> NewSignal {
    let (setup, candle) = (&follower.setup, at(since).to_rfc3339_opts(SecondsFormat::Secs, true));
    // Where nobody tells of trades, the last close is the newest price.
    let price = match app.market.latest(follower.instrument) {
        Some(_) => None,
        None => follower.closed().map(|candle| candle.close),
    };
    NewSignal {
        bot,
        source: SignalSource::Strategy,
        dedup_key: format!("v{}-{candle}", follower.version),
        venue: setup.venue.clone(),
        symbol: setup.symbol.clone(),
        action: SignalAction::Target,
        side: None,
        qty: None,
        target_qty: Some(target.signed_qty(setup.qty)),
        terms: Terms::default(),
        price,
        occurred_at: Some(at(follower.end_of(since)).min(app.ambient.now())),
        raw: json!({ "version": follower.version, "candle": candle, "interval": setup.interval }),
    }
}
