//! The edge: the router, its procedures and the inbound hooks.
