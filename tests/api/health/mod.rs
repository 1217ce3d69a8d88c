//! `health.*`.

mod ping;
