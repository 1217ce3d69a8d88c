//! Bringing a set: its file is read and stored piece by piece, and nothing of it is kept in memory.

use prisma::{CandleInterval, CandleSetStatus, TenantDb, candle_set};
use prisma_client_rust::raw;
use serde_json::json;
use trading::{Candle, candle::Millis};
use uuid::Uuid;

use super::{
    CandleSet,
    csv::{Decoder, Refused},
};
use crate::{
    App, Error,
    audit::{self, Actor, Deed},
    instruments::{self, InstrumentRef},
    market::{Source, at, bounds, rule_interval},
};

/// Candles stored at once.
const BATCH: usize = 5_000;
/// Refused lines that are told of one by one.
const TOLD: usize = 100;
/// The name of the constraint that keeps a tenant's sets apart.
const NAME_CONSTRAINT: &str = "candle_sets_tenant_id_name_key";

/// The name of the constraint that keeps candles in their set.
const SET_CONSTRAINT: &str = "candle_set_candles_tenant_id_set_id_fkey";

/// What a set is to be.
#[derive(Clone, Debug)]
pub struct NewSet {
    /// Unique in the tenant.
    pub name: String,
    /// The instrument's venue.
    pub venue: String,
    /// The instrument's symbol.
    pub symbol: String,
    /// How long each candle lasts.
    pub interval: CandleInterval,
}

/// What came of a file.
#[derive(Clone, Debug)]
pub struct Report {
    /// The set as it stands.
    pub set: CandleSet,
    /// Lines of the file.
    pub lines: u64,
    /// Lines whose time another line before had; the first stands.
    pub duplicates: u64,
    /// Lines that came after a later one.
    pub disordered: u64,
    /// Lines that are no candles.
    pub refused: Refusals,
}

/// Lines that are no candles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refusals {
    /// How many.
    pub count: u64,
    /// The first hundred of them.
    pub first: Vec<Refused>,
}

/// Why there is no set.
#[derive(Debug, thiserror::Error)]
pub enum UploadError {
    /// Another set of the tenant has this name.
    #[error("another set has this name")]
    NameTaken,
    /// No such instrument.
    #[error("no such instrument")]
    UnknownInstrument,
    /// No line of the file is a candle.
    #[error("the file holds no candles")]
    Empty(Refusals),
    /// Somebody took it away meanwhile.
    #[error("the set was taken away")]
    Gone,
    /// Beneath.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<prisma_client_rust::Error> for UploadError {
    fn from(error: prisma_client_rust::Error) -> Self {
        match error {
            error if error.is_unique_violation(NAME_CONSTRAINT) => Self::NameTaken,
            error if error.is_foreign_key_violation(SET_CONSTRAINT) => Self::Gone,
            error => Self::Failed(error.into()),
        }
    }
}

/// A file that is being read. What was stored of one that is not finished is taken away by [`Upload::abandon`], or by
/// the job that forgets.
pub struct Upload {
    app: App,
    db: TenantDb,
    tenant: Uuid,
    actor: Actor,
    set: candle_set::Data,
    instrument: InstrumentRef,
    decoder: Decoder,
    batch: Vec<Candle>,
    latest: Millis,
    stored: u64,
    duplicates: u64,
    disordered: u64,
    refused: Refusals,
}

impl Upload {
    /// Begins a set.
    pub async fn begin(
        app: App,
        db: TenantDb,
        tenant: Uuid,
        actor: Actor,
        new: NewSet,
    ) -> Result<Self, UploadError> {
        let instrument = instruments::find(&db, &new.venue, &new.symbol).await?;
        let instrument = instrument.ok_or(UploadError::UnknownInstrument)?;
        let set = db.candle_set().create(new.name, instrument.id, new.interval, []).exec().await?;
        Ok(Self {
            app,
            db,
            tenant,
            actor,
            decoder: Decoder::new(rule_interval(set.interval)),
            set,
            instrument: (&instrument).into(),
            batch: Vec::with_capacity(BATCH),
            latest: Millis::MIN,
            stored: 0,
            duplicates: 0,
            disordered: 0,
            refused: Refusals::default(),
        })
    }

    /// Takes the next bytes of the file.
    pub async fn push(&mut self, bytes: &[u8]) -> Result<(), UploadError> {
        // So few at a time that no piece of a file is a thousand batches.
        for piece in bytes.chunks(64 * 1024) {
            let Self { decoder, batch, refused, .. } = self;
            decoder.push(piece, |line| sort(line, batch, refused));
            if self.batch.len() >= BATCH {
                self.store().await?;
            }
        }
        Ok(())
    }

    /// The file has ended.
    pub async fn finish(mut self) -> Result<Report, UploadError> {
        let decoder = std::mem::replace(&mut self.decoder, Decoder::new(rule_interval(self.set.interval)));
        let lines = decoder.finish(|line| sort(line, &mut self.batch, &mut self.refused));
        self.store().await?;
        if self.stored == 0 {
            let refused = std::mem::take(&mut self.refused);
            self.abandon().await?;
            return Err(UploadError::Empty(refused));
        }
        let row = self.conclude().await?;
        let Self { instrument, duplicates, disordered, refused, .. } = self;
        Ok(Report { set: CandleSet::new(row, instrument), lines, duplicates, disordered, refused })
    }

    /// Takes away what was stored.
    pub async fn abandon(self) -> Result<(), UploadError> {
        self.db.candle_set().delete_many([candle_set::id::equals(self.set.id)]).exec().await?;
        Ok(())
    }

    async fn conclude(&self) -> Result<candle_set::Data, UploadError> {
        let tx = self.db.begin().await?;
        let ends = bounds(&tx, Source::Set(self.set.id), Millis::MAX).await?;
        let (first, last) = ends.ok_or(UploadError::Gone)?;
        let count = tx
            .candle_set_candle()
            .count([prisma::candle_set_candle::set_id::equals(self.set.id)])
            .exec()
            .await?;
        let span = (last - first) / rule_interval(self.set.interval).millis() + 1;
        let done = [
            candle_set::status::set(CandleSetStatus::Ready),
            candle_set::count::set(i32::try_from(count).unwrap_or(i32::MAX)),
            candle_set::missing::set(i32::try_from(span - count).unwrap_or(i32::MAX)),
            candle_set::first_at::set(Some(at(first))),
            candle_set::last_at::set(Some(at(last))),
        ];
        let row = tx.candle_set().update(candle_set::id::equals(self.set.id), done).exec().await?;
        let after = Some(json!({ "name": row.name, "count": row.count }));
        let deed = Deed { action: "candleSet.upload", target: row.id.to_string(), before: None, after };
        audit::record(&tx, self.tenant, self.app.ambient.now(), &self.actor, deed).await?;
        tx.commit().await?;
        Ok(row)
    }

    /// Stores what was read; of two candles of one time the first stands.
    async fn store(&mut self) -> Result<(), UploadError> {
        if self.batch.is_empty() {
            return Ok(());
        }
        for candle in &self.batch {
            self.disordered += u64::from(candle.open_time < self.latest);
            self.latest = self.latest.max(candle.open_time);
        }
        let column = |of: fn(&Candle) -> rust_decimal::Decimal| self.batch.iter().map(of).collect::<Vec<_>>();
        let times: Vec<_> = self.batch.iter().map(|candle| at(candle.open_time)).collect();
        let (tenant, set) = (self.tenant, self.set.id);
        let tx = self.db.begin().await?;
        let inserted = tx
            ._execute_raw(raw!(
                "INSERT INTO candle_set_candles (tenant_id, set_id, open_time, open, high, low, close, volume)
                 SELECT {}, {}, * FROM unnest({}::timestamptz[], {}::numeric[], {}::numeric[], {}::numeric[],
                                              {}::numeric[], {}::numeric[])
                 ON CONFLICT DO NOTHING",
                tenant,
                set,
                times,
                column(|candle| candle.open),
                column(|candle| candle.high),
                column(|candle| candle.low),
                column(|candle| candle.close),
                column(|candle| candle.volume)
            ))
            .exec()
            .await?;
        let more = i32::try_from(inserted).unwrap_or(i32::MAX);
        let touched = [candle_set::count::increment(more)];
        tx.candle_set().update(candle_set::id::equals(set), touched).exec().await?;
        tx.commit().await?;
        self.stored += inserted;
        self.duplicates += self.batch.len() as u64 - inserted;
        self.batch.clear();
        Ok(())
    }
}

fn sort(line: Result<Candle, Refused>, batch: &mut Vec<Candle>, refused: &mut Refusals) {
    match line {
        Ok(candle) => batch.push(candle),
        Err(line) => {
            refused.count += 1;
            if refused.first.len() < TOLD {
                refused.first.push(line);
            }
        }
    }
}
