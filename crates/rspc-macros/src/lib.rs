//! The attributes of rspc.
