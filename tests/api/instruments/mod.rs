//! `instruments.*`.

mod list;
