//! Where orders go: one trait, and the paper venue.
