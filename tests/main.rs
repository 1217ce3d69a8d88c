//! The tests through the front door.
