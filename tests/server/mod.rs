//! The program as whoever runs it meets it: starting, answering probes, stopping, and coming back after a crash.

mod authority;
mod crashes;
mod disconnects;
mod drain;
mod halt;
mod jobs;
mod keys;
mod locks;
mod mail;
mod mailbox;
mod metrics;
mod paper;
mod probes;
mod processes;
mod restarts;
mod restored;
mod retention;
mod start;
mod steps;
mod ticks;
