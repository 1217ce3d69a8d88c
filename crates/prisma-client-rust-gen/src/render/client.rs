//! The crate's root and the doors to the database.

use std::fmt::Write as _;

use super::{File, file, own_module, scalar_type};
use crate::name;
use crate::schema::Schema;

pub(super) fn root(schema: &Schema, root: &str) -> File {
    let client = own_module(schema, "client");
    let enums = own_module(schema, "enums");
    let migrations = own_module(schema, "migrations");
    let (enums_module, enums) = if schema.enums.is_empty() {
        (String::new(), String::new())
    } else {
        (format!("mod {enums};\n"), format!("pub use {enums}::*;\n"))
    };
    let mut text = format!(
        "//! The generated client of the Prisma schema: a module a model, the enums, and the doors to the database.\n\n{LINTS}\n\n\
         mod {client};\n{enums_module}mod {migrations};\n"
    );
    for model in &schema.models {
        let _ = writeln!(text, "pub mod {};", model.module);
    }
    let mut doors = name::DOORS.to_vec();
    if schema.tenant_type().is_some() {
        doors.extend(name::TENANT_DOORS);
    }
    let (doors, runtime) = (doors.join(", "), name::RUNTIME.join(", "));
    let _ = write!(
        text,
        "\npub use {client}::{{{doors}}};\n{enums}pub use {migrations}::MIGRATIONS;\n\
         pub use ::prisma_client_rust::{{{runtime}, and, count, include, not, or, select}};\n\n\
         /// The tables of all models.\npub const TABLES: &[&::prisma_client_rust::Table] = &[\n"
    );
    for model in &schema.models {
        let _ = writeln!(text, "<{}::Model as ::prisma_client_rust::Model>::TABLE,", model.module);
    }
    text.push_str("];\n");
    file(root, text)
}

pub(super) fn doors(schema: &Schema) -> File {
    let mut accessors = String::new();
    for model in &schema.models {
        let accessor = if METHODS.contains(&model.module.as_str()) {
            format!("{}_", model.module)
        } else {
            model.module.clone()
        };
        let _ = write!(
            accessors,
            "    /// `{}`\n    pub fn {accessor}(&self) -> Actions<'_, super::{module}::Model, S> {{\n        Actions::new(&self.session)\n    }}\n\n",
            model.name,
            module = model.module,
        );
    }
    let doors = match schema.tenant_type() {
        Some(tenant) => TENANT_DOORS.replace("TENANT_ID", &scalar_type(tenant)),
        None => PLAIN_DOORS.to_owned(),
    };
    file(name::plain(&own_module(schema, "client")), format!("{HEAD}{doors}{DB}{accessors}}}\n{TAIL}"))
}

/// What the compiler is not to say of the client: its names, its comments and its sizes are the schema's.
const LINTS: &str = r#"#![allow(
    clippy::all,
    clippy::pedantic,
    dead_code,
    non_camel_case_types,
    rustdoc::all,
    unreachable_pub,
    unused_imports,
    unused_variables,
    reason = "its names, comments and sizes are the schema's, and a client is there to be used in part"
)]"#;

/// What a database, or a transaction in it, can do beside its models.
const METHODS: [&str; 10] = [
    "begin",
    "begin_with",
    "clone",
    "commit",
    "connect",
    "deref",
    "execute_raw",
    "pool",
    "query_raw",
    "rollback",
];

const HEAD: &str = r"//! The doors to the database.

use std::marker::PhantomData;
use std::ops::Deref;

use ::prisma_client_rust::prelude::*;
use ::prisma_client_rust::{Config, IsolationLevel, Pool, Session, Transaction};
";

const TENANT_DOORS: &str = r"
/// The pool of the role that serves. Rows are reached through [`Client::tenant`] alone.
#[derive(Debug, Clone)]
pub struct Client {
    pool: Pool,
}

impl Client {
    /// Connects, and makes one connection to see that it works.
    pub async fn connect(url: &str, config: Config) -> Result<Self> {
        Ok(Self { pool: Pool::connect(url, config).await? })
    }

    /// The database as this tenant sees it.
    pub fn tenant(&self, id: TENANT_ID) -> TenantDb {
        Db { session: Session::of_tenant(self.pool.clone(), id), scope: PhantomData }
    }

    /// The pool, for its figures and the checks at start.
    pub fn pool(&self) -> &Pool {
        &self.pool
    }
}

/// Statements that act for one tenant.
#[derive(Debug, Clone, Copy)]
pub struct Tenant;

/// Statements that no tenant limits.
#[derive(Debug, Clone, Copy)]
pub struct System;

/// The database as one tenant sees it. Each statement is a transaction of its own, in one round trip.
pub type TenantDb = Db<Tenant>;

/// The whole database: the one door that no tenant limits.
pub type SystemDb = Db<System>;
";

const PLAIN_DOORS: &str = r"
/// Statements that no tenant limits; the schema has no tenant models.
#[derive(Debug, Clone, Copy)]
pub struct System;

/// The database.
pub type Client = Db<System>;
";

const DB: &str = r"
/// The database, or a transaction in it. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Db<S> {
    session: Session,
    scope: PhantomData<fn() -> S>,
}

impl Db<System> {
    /// Connects, and makes one connection to see that it works.
    pub async fn connect(url: &str, config: Config) -> Result<Self> {
        Ok(Self { session: Session::unscoped(Pool::connect(url, config).await?), scope: PhantomData })
    }
}

impl<S: Clone> ::prisma_client_rust::Database for Db<S> {
    fn session(&self) -> &Session {
        &self.session
    }

    fn in_session(session: Session) -> Self {
        Self { session, scope: PhantomData }
    }
}

/// Batches and raw SQL: [`Session::_batch`], [`Session::_query_raw`] and [`Session::_execute_raw`].
impl<S> Deref for Db<S> {
    type Target = Session;

    fn deref(&self) -> &Session {
        &self.session
    }
}

impl<S: Clone> Db<S> {
    /// A transaction that a closure runs in: `db._transaction().run(|tx| async move { .. }).await`.
    pub fn _transaction(&self) -> ::prisma_client_rust::InteractiveTransaction<'_, Self> {
        ::prisma_client_rust::InteractiveTransaction::new(self)
    }
}

impl<S> Db<S> {
    /// Begins a transaction; dropped without a commit, it rolls back.
    pub async fn begin(&self) -> Result<Transaction<Self>> {
        self.begin_with(IsolationLevel::default()).await
    }

    /// Begins a transaction of that isolation level.
    pub async fn begin_with(&self, isolation: IsolationLevel) -> Result<Transaction<Self>> {
        Transaction::begin(&self.session, isolation, |session| Self { session, scope: PhantomData }).await
    }

";

const TAIL: &str = r"
/// What can be done with the rows of model `M`: the statements of [`prisma_client_rust::Actions`], and `create`.
#[derive(Debug)]
pub struct Actions<'a, M, S> {
    actions: prisma_client_rust::Actions<'a, M>,
    scope: PhantomData<fn() -> S>,
}

impl<'a, M: Model, S> Actions<'a, M, S> {
    fn new(session: &'a Session) -> Self {
        Self { actions: prisma_client_rust::Actions::new(session), scope: PhantomData }
    }
}

impl<'a, M, S> Deref for Actions<'a, M, S> {
    type Target = prisma_client_rust::Actions<'a, M>;

    fn deref(&self) -> &Self::Target {
        &self.actions
    }
}
";
