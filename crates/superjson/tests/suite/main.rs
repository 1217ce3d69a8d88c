//! The crate from outside: against itself, against the real superjson, and against hostile documents.

mod hostile;
mod oracle;
mod round_trip;
mod values;
