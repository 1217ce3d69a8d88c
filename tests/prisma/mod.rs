//! The generated client on a real database: tenants kept apart, transactions, pages, errors, migrations.

mod batches;
mod cancellation;
mod catalogue;
mod errors;
mod filters;
mod fixture;
mod hooks;
mod interactive;
mod isolation;
mod migrated;
mod migrations;
mod observability;
mod paging;
mod queries;
mod raw;
mod relations;
mod serving_role;
mod soft_delete;
mod tenancy;
mod transactions;
