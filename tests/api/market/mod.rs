//! `market.*`.

mod candles;
mod on_tick;
