//! serde to superjson and back, with no tree in between.
