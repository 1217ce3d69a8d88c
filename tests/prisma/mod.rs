//! The generated client on a real database: tenants kept apart, transactions, pages, errors, migrations.

mod cancellation;
mod catalogue;
mod errors;
mod fixture;
mod migrations;
mod paging;
mod queries;
mod tenancy;
mod transactions;
