//! How fast it is: measured through the front door, on a database of its own that syncs every commit. `just figures` runs
//! these, one after the other, on the optimised server; where the machine has four cores, server and database have two
//! of them, and who measures the others.

mod intake;
mod lists;
mod memory;
mod procedures;
mod report;
mod stage;
mod stream;
mod wire;
