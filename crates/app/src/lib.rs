//! Use cases and background jobs: every transaction of the service.
