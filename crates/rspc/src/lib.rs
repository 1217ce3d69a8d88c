//! Type-safe RPC: routers, procedures, middleware, validation and typed errors; no HTTP, no database.
