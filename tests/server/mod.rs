//! The program as whoever runs it meets it: starting, answering probes, stopping, and coming back after a crash.

mod drain;
mod probes;
mod recovery;
mod start;
mod steps;
