//! From a stored signal to a position, in three steps, of which a real venue has each stored before the next:
//!
//! 1. a [`Turn`] locks the bot and decides its signals, oldest first: the refusals are stored, and the first order that
//!    is to be sent, SUBMITTED, under its client order id;
//! 2. the [`dispatch`] brings it to the venue, with no transaction open, past the kill switch;
//! 3. the next turn applies what the venue says: the order's events, fills, position, account and signal, at once.
//!
//! On paper, where the venue is a function, they are one turn: order and fill are stored in one transaction.
//!
//! Every turn reads where the last one got to under the lock, so that whoever comes after a crash, or beside another
//! worker, carries on and repeats nothing. What the venue tells later, and what the market does to orders that rest on
//! paper, is applied in turns of its own.

mod account;
mod apply;
mod bot;
mod bounds;
mod decide;
mod dispatch;
mod give_up;
mod pace;
mod places;
mod resting;
pub(crate) mod rows;
mod stake;
mod ticks;
mod turn;
mod updates;
mod work;
mod worker;
mod write;

use tokio_util::sync::CancellationToken;

pub(crate) use account::{day_open as account_day_open, result as account_result};
pub(crate) use bounds::{account_of, fall, starting, team_peak};
pub(crate) use decide::signal_of;
pub use places::Places;
pub(crate) use stake::{Holdings, holdings};
pub use turn::LIVE;
pub(crate) use turn::hold;
pub(crate) use updates::{Answer, ask};
pub use work::Work;
pub use worker::{WorkerConfig, settle};

use crate::App;

/// Finishes signals, follows the venue, and matches what rests on paper with the market, until `stop`.
pub async fn run(app: &App, config: WorkerConfig, stop: &CancellationToken) {
    tokio::join!(worker::run(app, config, stop), updates::run(app, config, stop), ticks::run(app, stop),);
}
