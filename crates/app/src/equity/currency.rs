//! What money is counted in: each account names its currency.

use prisma::{TenantDb, paper_account};
use uuid::Uuid;

use crate::{Result, pipeline::account_of};

/// What is counted in where no account was made.
const STARTING: &str = "USDT";

/// The currencies of a tenant's accounts.
#[derive(Clone, Debug)]
pub struct Currencies(Vec<paper_account::Data>);

impl Currencies {
    /// Those of the tenant of `db`.
    pub async fn read(db: &TenantDb) -> Result<Self> {
        Ok(Self(db.paper_account().find_many([]).exec().await?))
    }

    /// The currency of the bot's account, else of the tenant's.
    pub fn of(&self, bot: Option<Uuid>) -> &str {
        account_of(&self.0, bot).map_or(STARTING, |row| &row.currency)
    }

    /// The accounts themselves.
    pub(super) fn accounts(&self) -> &[paper_account::Data] {
        &self.0
    }
}
