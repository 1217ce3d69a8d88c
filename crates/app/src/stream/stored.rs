//! An event as it was read: shared by everybody who follows, and made into what they send once.

use std::{
    any::Any,
    sync::{Arc, OnceLock},
};

use prisma::event;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::Position;
use crate::{Error, Result};

/// An event of a tenant's stream.
#[derive(Debug)]
pub struct Stored {
    position: Position,
    row: event::Data,
    made: OnceLock<Arc<dyn Any + Send + Sync>>,
}

impl Stored {
    pub(super) const fn new(epoch: Uuid, row: event::Data) -> Self {
        Self { position: Position { epoch, seq: row.seq }, row, made: OnceLock::new() }
    }

    /// Where it stands: everything up to and with it is behind.
    pub const fn position(&self) -> Position {
        self.position
    }

    /// Its type, as the events table names it.
    pub fn kind(&self) -> &str {
        &self.row.r#type
    }

    /// The thing as it stood after the event.
    pub fn decode<T: DeserializeOwned>(&self) -> Result<T> {
        T::deserialize(&self.row.payload).map_err(|error| Error::row(self.row.tenant_id, error))
    }

    /// What `make` makes of the event: made for the first who asks, the same for everybody after.
    pub fn once<S: Clone + Send + Sync + 'static>(&self, make: impl FnOnce(&Self) -> Result<S>) -> Result<S> {
        if let Some(made) = self.made.get().and_then(|made| made.downcast_ref::<S>()) {
            return Ok(made.clone());
        }
        let made = make(self)?;
        // Where two make it at once, or make different things, each has its own.
        let _ = self.made.set(Arc::new(made.clone()));
        Ok(made)
    }
}
