//! The shapes on the wire: amounts as strings, times as dates, names that read well in TypeScript.

mod amount;
mod page;
mod position;
mod references;
mod signal;

pub(crate) use amount::Amount;
pub(crate) use page::{PageDto, StreamInput, page_request, tracked};
pub(crate) use position::PositionDto;
pub(crate) use references::{BotDto, InstrumentDto};
pub(crate) use signal::SignalDto;
