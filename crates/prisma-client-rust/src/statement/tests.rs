//! The SQL of statements, as text.
