//! The intake: signals that arrive while others are being stored are stored together after them, whoever's they are.
//!
//! A batch is one transaction (`together`). It waits for nobody: the signals of a tenant whose stream somebody else holds,
//! or that name something that is not there, are stored in a transaction of their own.

use std::{
    collections::BTreeMap,
    fmt,
    ops::Bound,
    sync::{Mutex, MutexGuard, PoisonError},
};

use tokio::{sync::oneshot, time::Instant};
use uuid::Uuid;

use super::{
    Signal,
    names::Names,
    submit::{NewSignal, SubmitError, store},
    together::store_at_once,
};
use crate::{App, Error, Result};

/// Signals stored in one transaction at most.
const TOGETHER: usize = 128;
/// Transactions of several tenants at once: one is written while the other waits for the disk.
const AT_ONCE: usize = 2;
/// Signals of a tenant that wait at most; more are refused for now.
const WAITING: usize = 4096;

/// What is answered where nobody knows; its name keeps a signal that comes again from being stored twice.
pub(super) const UNKNOWN: Error = Error::Busy("whether the signal was stored is not known: send it again");

/// A signal that waits, and who waits for it.
struct Waiting {
    new: NewSignal,
    since: Instant,
    answer: oneshot::Sender<Result<Signal, SubmitError>>,
}

/// What waits of a tenant, and whether somebody stores signals of it.
#[derive(Default)]
struct Line {
    waiting: Vec<Waiting>,
    is_held: bool,
}

/// The tenants of whom something waits or is being stored.
#[derive(Default)]
struct Lines {
    tenants: BTreeMap<Uuid, Line>,
    /// The last of whom something was taken: the next batch begins behind it, so that everybody's time comes.
    last: Uuid,
    /// Batches under way.
    batches: usize,
}

/// What waits of each tenant.
#[derive(Default)]
pub struct Intake {
    lines: Mutex<Lines>,
    pub(super) names: Names,
}

impl fmt::Debug for Intake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Intake").finish_non_exhaustive()
    }
}

impl Intake {
    pub(super) async fn submit(
        &self,
        app: &App,
        tenant: Uuid,
        new: NewSignal,
    ) -> Result<Signal, SubmitError> {
        let (answer, answered) = oneshot::channel();
        let begins = {
            let lines = &mut *self.lines();
            let line = lines.tenants.entry(tenant).or_default();
            if line.waiting.len() >= WAITING {
                return Err(Error::Busy("too many signals of this tenant wait").into());
            }
            line.waiting.push(Waiting { new, since: Instant::now(), answer });
            let begins = !line.is_held && lines.batches < AT_ONCE;
            lines.batches += usize::from(begins);
            begins
        };
        if begins {
            // By itself, so that a caller who leaves takes nobody else's signal along.
            let app = app.clone();
            tokio::spawn(async move { while store_batch(&app).await {} });
        }
        answered.await.unwrap_or_else(|_| Err(Error::Busy("the signal was not stored").into()))
    }

    /// The next that wait, of all tenants that nobody holds: they are held from here on. Where nothing waits, that was
    /// the last batch of who asks.
    fn next_batch(&self) -> BTreeMap<Uuid, Vec<Waiting>> {
        let (mut batch, mut room) = (BTreeMap::new(), TOGETHER);
        let lines = &mut *self.lines();
        let behind = (Bound::Excluded(lines.last), Bound::Unbounded);
        for within in [behind, (Bound::Unbounded, Bound::Included(lines.last))] {
            for (tenant, line) in lines.tenants.range_mut(within) {
                if !line.is_held && !line.waiting.is_empty() && room > 0 {
                    line.is_held = true;
                    let taken = take(&mut line.waiting, room);
                    room -= taken.len();
                    lines.last = *tenant;
                    batch.insert(*tenant, taken);
                }
            }
        }
        lines.batches -= usize::from(batch.is_empty());
        batch
    }

    /// The next that wait of a tenant that is held; none, and it is let go, where nothing does.
    fn next_of(&self, tenant: Uuid) -> Vec<Waiting> {
        let mut lines = self.lines();
        let taken = lines.tenants.get_mut(&tenant).map(|line| take(&mut line.waiting, TOGETHER));
        let taken = taken.unwrap_or_default();
        if taken.is_empty() {
            lines.tenants.remove(&tenant);
        }
        taken
    }

    /// Lets tenants go.
    fn let_go(&self, tenants: impl IntoIterator<Item = Uuid>) {
        let mut lines = self.lines();
        for tenant in tenants {
            match lines.tenants.get_mut(&tenant) {
                Some(line) if !line.waiting.is_empty() => line.is_held = false,
                _ => drop(lines.tenants.remove(&tenant)),
            }
        }
    }

    fn lines(&self) -> MutexGuard<'_, Lines> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn take(waiting: &mut Vec<Waiting>, most: usize) -> Vec<Waiting> {
    let rest = waiting.split_off(waiting.len().min(most));
    std::mem::replace(waiting, rest)
}

/// Should storing panic, whoever still waits is told, and the next comer begins anew.
struct Leaves<'a> {
    app: &'a App,
    /// Whether a batch ends with it.
    of_batch: bool,
    tenants: Vec<Uuid>,
}

impl Drop for Leaves<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let mut lines = self.app.intake.lines();
            lines.batches -= usize::from(self.of_batch);
            for tenant in &self.tenants {
                lines.tenants.remove(tenant);
            }
        }
    }
}

/// Stores what waits, of several tenants together. Answers whether there was something.
async fn store_batch(app: &App) -> bool {
    let batch = app.intake.next_batch();
    if batch.is_empty() {
        return false;
    }
    let _leaves = Leaves { app, of_batch: true, tenants: batch.keys().copied().collect() };
    let first = first(batch.values().flatten());
    let news = batch.iter().map(|(tenant, waiting)| (*tenant, waiting.iter().map(|waiting| &waiting.new)));
    let news = news.map(|(tenant, news)| (tenant, news.collect())).collect();
    let begun = Instant::now();
    let mut stored = store_at_once(app, news).await;
    if !stored.is_empty() {
        app.places.heard(begun.elapsed(), first.elapsed());
    }
    let mut finished = Vec::with_capacity(batch.len());
    for (tenant, waiting) in batch {
        if let Some(answers) = stored.remove(&tenant) {
            answer_all(waiting, answers);
            finished.push(tenant);
        } else {
            let app = app.clone();
            tokio::spawn(async move { store_all(&app, tenant, waiting).await });
        }
    }
    app.intake.let_go(finished);
    true
}

/// Stores signals of one tenant, and those that come meanwhile.
async fn store_all(app: &App, tenant: Uuid, mut waiting: Vec<Waiting>) {
    let _leaves = Leaves { app, of_batch: false, tenants: vec![tenant] };
    while !waiting.is_empty() {
        let (news, begun) = (news(&waiting), Instant::now());
        match store_together(app, tenant, news.clone()).await {
            Ok(stored) => {
                app.places.heard(begun.elapsed(), first(&waiting).elapsed());
                answer_all(waiting, stored);
            }
            // What fails together may do so because of one.
            Err(error) if news.len() > 1 && !error.is_transient() => {
                for (waiting, new) in waiting.into_iter().zip(news) {
                    let stored = store_together(app, tenant, vec![new]).await;
                    let answer = match stored.map(|mut stored| stored.pop()) {
                        Ok(Some(stored)) => stored,
                        Ok(None) => Err(Error::Busy("the signal was not stored").into()),
                        Err(error) => Err(error.into()),
                    };
                    answer_all(vec![waiting], vec![answer]);
                }
            }
            Err(error) => refuse(waiting, error),
        }
        waiting = app.intake.next_of(tenant);
    }
}

/// Since when the first of them waits.
fn first<'a>(waiting: impl IntoIterator<Item = &'a Waiting>) -> Instant {
    waiting.into_iter().map(|waiting| waiting.since).min().unwrap_or_else(Instant::now)
}

fn news(waiting: &[Waiting]) -> Vec<NewSignal> {
    waiting.iter().map(|waiting| waiting.new.clone()).collect()
}

/// A caller who left does not hear it; the signal is stored.
fn answer_all(waiting: Vec<Waiting>, answers: Vec<Result<Signal, SubmitError>>) {
    for (waiting, answer) in waiting.into_iter().zip(answers) {
        let _ = waiting.answer.send(answer);
    }
}

/// Tells all of them that it failed: the first how, the others that they do not know.
fn refuse(waiting: Vec<Waiting>, error: Error) {
    let mut error = Some(error);
    for waiting in waiting {
        let error = error.take().unwrap_or(UNKNOWN);
        let _ = waiting.answer.send(Err(error.into()));
    }
}

async fn store_together(
    app: &App,
    tenant: Uuid,
    news: Vec<NewSignal>,
) -> Result<Vec<Result<Signal, SubmitError>>> {
    let tx = app.client.tenant(tenant).begin().await?;
    let stored = store(app, &tx, tenant, news).await?;
    tx.commit().await?;
    if let Some(reserved) = stored.reserved {
        reserved.announce(&app.hints);
    }
    for signal in stored.answers.iter().flatten() {
        app.work.nudge(tenant, signal.bot.id);
    }
    Ok(stored.answers)
}
