//! What the venue tells without being asked, and what became of orders while nobody listened.

use std::{collections::BTreeSet, time::Duration};

use futures::StreamExt;
use prisma::{order, signal};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;
use venues::{OrderRef, OrderReport, QueryOutcome, VenueUpdate};

use super::{
    decide::signal_of,
    turn::{LIVE, Turn},
    worker::WorkerConfig,
};
use crate::{App, Error, Result, instruments};

/// How long an update waits whose turn cannot be taken.
const WAIT: Duration = Duration::from_secs(1);
/// How often an update is tried whose turn cannot be taken.
const ATTEMPTS: u32 = 20;
/// Between two questions to a venue that does not answer, at most.
const LONGEST: Duration = Duration::from_secs(30);
/// Working orders asked about at once after a connection.
const BATCH: i64 = 500;

/// Applies the venue's updates until `stop`; after every connection it asks about what was working.
pub(super) async fn run(app: &App, config: WorkerConfig, stop: &CancellationToken) {
    let mut doubts = Doubts::new(config.pause);
    while !stop.is_cancelled() {
        let mut updates = app.venue.updates();
        // After the connection, so that nothing falls between the two.
        if app.venue.paper_terms().is_none() {
            doubts.doubt_all();
        }
        loop {
            tokio::select! {
                () = stop.cancelled() => return,
                () = doubts.due() => doubts.ask(app).await,
                update = updates.next() => match update {
                    Some(update) => doubts.extend(apply_patiently(app, &update, stop).await),
                    None => break,
                },
            }
        }
        stop.run_until_cancelled(tokio::time::sleep(config.reconnect)).await;
    }
}

/// An update that cannot be stored is waited with: after it, the reconciliation is all there is. Answers the order, where what the venue told of it cannot be all.
async fn apply_patiently(app: &App, update: &VenueUpdate, stop: &CancellationToken) -> Option<Uuid> {
    for _ in 0..ATTEMPTS {
        match apply(app, update).await {
            Err(error) if error.is_transient() => {
                tracing::warn!(%error, order = update.client_order_id, "a venue's update has to wait");
                stop.run_until_cancelled(tokio::time::sleep(WAIT)).await;
            }
            Err(error) => {
                tracing::error!(%error, order = update.client_order_id, "a venue's update cannot be applied");
                return None;
            }
            Ok(doubted) => return doubted,
        }
    }
    None
}

/// Applies one update in a turn of its bot; one of an order that is not ours changes nothing. Answers the order, where
/// its end was not believed: some of it was not told.
async fn apply(app: &App, update: &VenueUpdate) -> Result<Option<Uuid>> {
    let Some((tenant, bot)) = owner(app, &update.client_order_id).await? else {
        tracing::warn!(order = update.client_order_id, "the venue tells of an order that is not ours");
        return Ok(None);
    };
    let mut turn = Turn::begin(app, tenant, bot).await?;
    let order = turn.find_order(&update.client_order_id).await?;
    if let Some(order) = order {
        turn.apply_all(order, std::slice::from_ref(update)).await?;
    }
    let goes_on = |id: &Uuid| turn.orders.get(id).is_some_and(|kept| LIVE.contains(&kept.row.status));
    let doubted = order.filter(|id| update.is_end() && goes_on(id));
    turn.finish().await?;
    Ok(doubted)
}

async fn owner(app: &App, client_order_id: &str) -> Result<Option<(Uuid, Uuid)>> {
    let Some(id) = signal_of(client_order_id) else { return Ok(None) };
    let row = app.system.signal().find_unique(signal::id::equals(id)).exec().await?;
    Ok(row.map(|row| (row.tenant_id, row.bot_id)))
}

/// Orders of which it is not known what became of them. They are asked about until the venue answers, less and less
/// often while it does not.
struct Doubts {
    /// Every order that is working: there was no connection.
    all: bool,
    orders: BTreeSet<Uuid>,
    first_pause: Duration,
    pause: Duration,
    due: Instant,
}

impl Doubts {
    fn new(pause: Duration) -> Self {
        Self { all: false, orders: BTreeSet::new(), first_pause: pause, pause, due: Instant::now() }
    }

    /// From now on every order that is working is asked about.
    fn doubt_all(&mut self) {
        self.all = true;
        self.soon();
    }

    fn extend(&mut self, doubted: Option<Uuid>) {
        if let Some(order) = doubted {
            self.orders.insert(order);
            self.soon();
        }
    }

    fn soon(&mut self) {
        (self.pause, self.due) = (self.first_pause, Instant::now());
    }

    /// Waits until it is time to ask; for ever, where there is nothing to ask.
    async fn due(&self) {
        if self.all || !self.orders.is_empty() {
            tokio::time::sleep_until(self.due).await;
        } else {
            std::future::pending::<()>().await;
        }
    }

    /// Asks about each; what is not answered stays.
    async fn ask(&mut self, app: &App) {
        let before = self.orders.len();
        let asked = std::mem::take(&mut self.orders);
        let done = if self.all {
            reconcile(app, &mut self.orders).await
        } else {
            ask_about(app, asked.iter().copied(), &mut self.orders).await
        };
        match done {
            Ok(()) => self.all = false,
            Err(error) => {
                tracing::warn!(%error, "working orders could not be reconciled");
                self.orders.extend(asked);
            }
        }
        let is_silent = self.all || (before > 0 && self.orders.len() >= before);
        self.pause = if is_silent { (self.pause * 2).min(LONGEST) } else { self.first_pause };
        self.due = Instant::now() + self.pause;
    }
}

/// Asks the venue about every order that was working. Those that it does not answer about are added to `unanswered`.
async fn reconcile(app: &App, unanswered: &mut BTreeSet<Uuid>) -> Result<()> {
    let mut after: Option<Uuid> = None;
    loop {
        let live = order::status::in_vec(LIVE.to_vec());
        let filters = [Some(live), after.map(order::id::gt)].into_iter().flatten();
        let rows =
            app.system.order().find_many(filters).order_by(order::id::asc()).take(BATCH).exec().await?;
        let Some(last) = rows.last().map(|row| row.id) else { return Ok(()) };
        for row in rows {
            if !is_settled(app, &row).await? {
                unanswered.insert(row.id);
            }
        }
        after = Some(last);
    }
}

/// The same of some orders.
async fn ask_about(
    app: &App,
    orders: impl Iterator<Item = Uuid>,
    unanswered: &mut BTreeSet<Uuid>,
) -> Result<()> {
    for id in orders {
        let row = app.system.order().find_unique(order::id::equals(id)).exec().await?;
        if let Some(row) = row.filter(|row| LIVE.contains(&row.status))
            && !is_settled(app, &row).await?
        {
            unanswered.insert(id);
        }
    }
    Ok(())
}

/// Whether there is no more to ask about the order. One that cannot be kept in step holds up no other.
async fn is_settled(app: &App, row: &order::Data) -> Result<bool> {
    match is_answered(app, row).await {
        Err(error) if !error.is_transient() => {
            tracing::error!(%error, order = row.client_order_id, "an order cannot be brought up to date");
            Ok(true)
        }
        answered => answered,
    }
}

/// Whether the venue answers what became of the order; then that is applied.
async fn is_answered(app: &App, row: &order::Data) -> Result<bool> {
    Ok(match ask(app, row).await? {
        Answer::Applied(_) => true,
        Answer::Unsent => false,
        Answer::Unheard => {
            if row.venue_order_id.is_some() {
                tracing::error!(order = row.client_order_id, "the venue has forgotten an order that it took");
            }
            true
        }
        Answer::Unknown(reason) => {
            tracing::warn!(order = row.client_order_id, reason, "an order could not be asked about");
            false
        }
    })
}

/// What came of asking a venue about an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// It said that the order stands so, and that was applied.
    Applied(Box<OrderReport>),
    /// It was not asked: what was not sent, or not answered, the bot's work asks about. What happened after that answer
    /// may be what was told to nobody.
    Unsent,
    /// It never heard of the order.
    Unheard,
    /// It gave no answer, for that reason.
    Unknown(String),
}

/// Asks the venue about an order, and applies what it says.
pub(crate) async fn ask(app: &App, row: &order::Data) -> Result<Answer> {
    if matches!(row.status, prisma::OrderStatus::Initialized | prisma::OrderStatus::Submitted) {
        return Ok(Answer::Unsent);
    }
    let instrument = app.instruments.row(&app.client.tenant(row.tenant_id), row.instrument_id).await?;
    let instrument = instrument.ok_or_else(|| Error::row(row.instrument_id, "the instrument is missing"))?;
    let named = OrderRef {
        client_order_id: &row.client_order_id,
        venue_order_id: row.venue_order_id.as_deref(),
        instrument: &instruments::rules(&instrument)?,
        now: app.ambient.now(),
    };
    let report = match app.venue.query(named).await {
        QueryOutcome::Found(report) => report,
        QueryOutcome::NotFound => return Ok(Answer::Unheard),
        QueryOutcome::Unknown { reason } => return Ok(Answer::Unknown(reason)),
    };
    let mut turn = Turn::begin(app, row.tenant_id, row.bot_id).await?;
    if let Some(order) = turn.find_order(&row.client_order_id).await? {
        turn.apply_all(order, &report.updates()).await?;
    }
    turn.finish().await?;
    Ok(Answer::Applied(report))
}
