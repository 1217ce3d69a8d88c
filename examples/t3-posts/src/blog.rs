//! What all calls share: the database, and news of what is published.

use std::sync::Arc;

use tokio::sync::{Mutex, watch};

use crate::prisma::{Client, Result};

/// The blog. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Blog {
    pub(crate) db: Client,
    pub(crate) press: Arc<Press>,
}

impl Blog {
    /// The blog in that database.
    pub fn new(db: Client) -> Self {
        Self { db, press: Arc::default() }
    }
}

/// Where posts are published.
///
/// One at a time: an id is drawn before its post is committed, and subscribers, who go by ids, would miss a post
/// that another one overtakes. Where the blog is served by several processes, PostgreSQL has to keep the turn.
#[derive(Debug, Default)]
pub(crate) struct Press {
    turn: Mutex<()>,
    news: watch::Sender<()>,
}

impl Press {
    /// Stores posts, and then tells the subscribers.
    pub(crate) async fn publish<T>(&self, storing: impl Future<Output = Result<T>>) -> Result<T> {
        let _turn = self.turn.lock().await;
        let stored = storing.await?;
        self.news.send_replace(());
        Ok(stored)
    }

    /// Changes with each publication.
    pub(crate) fn news(&self) -> watch::Receiver<()> {
        self.news.subscribe()
    }
}
