//! What the catalogue can say that keeps a server from serving.

use std::fmt;

/// Something that would let one tenant see another's rows, or keep it from its own.
///
/// Names are as the catalogue writes them in the role's sessions: with their schema where it is not in the search path.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
#[expect(missing_docs, reason = "the fields are named after what they name")]
pub enum Problem {
    /// Policies do not bind a superuser.
    Superuser { role: String },
    /// Policies do not bind a role with BYPASSRLS.
    BypassesPolicies { role: String },
    /// The role has, or may take on by way of one that it is a member of, an attribute that leads round policies.
    Powerful { role: String, through: String, power: String },
    /// The role may act on the server's machine, by way of a predefined role.
    ReachesFiles { role: String, through: String },
    /// A session of the role begins as some tenant.
    TenantPreset { role: String },
    /// The role looks for names in a schema before it looks for PostgreSQL's own.
    SearchPath { role: String, schema: String },
    /// An owner can drop policies.
    OwnsTable { role: String, table: String },
    /// The owner of a schema or of the database can drop what is in it.
    Owns { role: String, object: String },
    /// The table is not there.
    MissingTable { table: String },
    /// What the role finds under the table's name is no table.
    Shadowed { role: String, table: String, by: String },
    /// The table has no column for the tenant.
    MissingColumn { table: String, column: String },
    /// The role may not read the table at all.
    NoGrant { role: String, table: String },
    /// The role has a privilege that policies do not bind.
    UnboundPrivilege { role: String, table: String, privilege: String },
    /// Row-level security is off.
    NotEnabled { table: String },
    /// Row-level security does not bind the owner.
    NotForced { table: String },
    /// No policy lets the role do what it is granted.
    NoPolicy { role: String, table: String, commands: Vec<String> },
    /// A policy for this role asks for something else than the tenant.
    OpenPolicy { role: String, table: String, policy: String, column: String },
    /// A foreign table has no row-level security of its own.
    ForeignTable { role: String, table: String },
    /// Rows of a table are read through one that it inherits from, whose policies bind then.
    OpenParent { role: String, parent: String, child: String },
    /// The table between two models says of none of its rows whose it is.
    JoinTable { role: String, table: String },
    /// What a rule does is done with the rights of the table's owner.
    Rule { table: String, rule: String },
    /// A view reads tenants' rows with the rights of its owner.
    OpenView { role: String, view: String },
    /// A materialised view holds tenants' rows without any policy.
    MaterialisedView { role: String, view: String },
    /// A function runs with the rights of its owner.
    DefinerFunction { role: String, function: String },
    /// Tables are granted as they are made, before they have a policy.
    DefaultPrivileges { owner: String, schema: Option<String>, grantee: String },
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.fault(), self.remedy())
    }
}

impl Problem {
    /// What is wrong.
    fn fault(&self) -> String {
        match self {
            Self::Superuser { role } => format!("role {role} is a superuser, whom no policy binds"),
            Self::BypassesPolicies { role } => {
                format!("role {role} has BYPASSRLS, so that no policy binds it")
            }
            Self::Powerful { role, through, power } if role == through => {
                format!("role {role} has {power}, which leads round policies")
            }
            Self::Powerful { role, through, power } => {
                format!("role {role} may become {through}, whose {power} leads round policies")
            }
            Self::ReachesFiles { role, through } => {
                format!(
                    "role {role} may become {through}, which reaches the server's files, the tables' included"
                )
            }
            Self::TenantPreset { role } => format!("sessions of role {role} begin as a tenant"),
            Self::SearchPath { role, schema } => {
                format!("role {role} looks for functions and operators in schema {schema} before pg_catalog")
            }
            Self::OwnsTable { role, table } => {
                format!("role {role} owns {table} and could drop its policies")
            }
            Self::Owns { role, object } => {
                format!("role {role} owns {object} and could drop what is in it")
            }
            Self::MissingTable { table } => format!("table {table} is missing"),
            Self::Shadowed { role, table, by } => {
                format!("role {role} finds {by} where it looks for table {table}")
            }
            Self::MissingColumn { table, column } => format!("table {table} has no column {column}"),
            Self::NoGrant { role, table } => format!("role {role} may not read {table}"),
            Self::UnboundPrivilege { role, table, privilege } => {
                format!("role {role} has {privilege} on {table}, which no policy binds")
            }
            Self::NotEnabled { table } => format!("row-level security is not enabled on {table}"),
            Self::NotForced { table } => format!("row-level security is not forced on {table}"),
            Self::NoPolicy { role, table, commands } => {
                format!("{table} has no policy for role {role} to {}", commands.join(", "))
            }
            Self::OpenPolicy { role, table, policy, .. } => {
                format!("policy {policy} on {table} does not hold role {role} to the rows of its tenant")
            }
            Self::ForeignTable { table, .. } => {
                format!("{table} is a foreign table with tenants' rows, which no policy can guard")
            }
            Self::OpenParent { role, parent, child } => {
                format!("role {role} reads the rows of {child} through {parent}, which it inherits from")
            }
            Self::JoinTable { role, table } => {
                format!(
                    "role {role} reaches all tenants' rows of {table}, which has no column for the tenant"
                )
            }
            Self::Rule { table, rule } => {
                format!("rule {rule} on {table} runs with the rights of the table's owner")
            }
            Self::OpenView { role, view } => format!("view {view} shows role {role} what its owner sees"),
            Self::MaterialisedView { role, view } => {
                format!("materialized view {view} shows role {role} what its owner sees")
            }
            Self::DefinerFunction { role, function } => {
                format!(
                    "role {role} may call {function}, which is SECURITY DEFINER and sees what its owner sees"
                )
            }
            Self::DefaultPrivileges { owner, grantee, .. } => {
                format!("tables that {owner} makes are granted to {grantee} before they have a policy")
            }
        }
    }

    /// What to do about it.
    fn remedy(&self) -> String {
        match self {
            Self::Superuser { role } => format!("ALTER ROLE {role} NOSUPERUSER"),
            Self::BypassesPolicies { role } => format!("ALTER ROLE {role} NOBYPASSRLS"),
            Self::Powerful { role, through, power } if role == through => {
                format!("ALTER ROLE {role} NO{power}")
            }
            Self::Powerful { role, through, .. } | Self::ReachesFiles { role, through } => {
                format!("REVOKE {through} FROM {role}")
            }
            Self::TenantPreset { .. } => {
                "take app.tenant_id out of the settings of the role, of the database and of the URL"
                    .to_owned()
            }
            Self::SearchPath { .. } => "leave pg_catalog out of its search_path".to_owned(),
            Self::OwnsTable { .. } | Self::Owns { .. } => "give it to the role that migrates".to_owned(),
            Self::MissingTable { .. } | Self::MissingColumn { .. } => "is the database migrated?".to_owned(),
            Self::Shadowed { .. } => "is its search_path right?".to_owned(),
            Self::NoGrant { role, table } => format!("GRANT SELECT ON {table} TO {role}"),
            Self::UnboundPrivilege { role, table, privilege } => {
                format!("REVOKE {privilege} ON {table} FROM {role}, PUBLIC")
            }
            Self::NotEnabled { table } => format!("ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"),
            Self::NotForced { table } => format!("ALTER TABLE {table} FORCE ROW LEVEL SECURITY"),
            Self::NoPolicy { .. } => "create one, or revoke what it may not do".to_owned(),
            Self::OpenPolicy { column, .. } => format!(
                "let it ask for {column} = current_setting('app.tenant_id', true), cast to the column's type, and for \
                 nothing else"
            ),
            Self::ForeignTable { role, table: name }
            | Self::OpenParent { role, parent: name, .. }
            | Self::MaterialisedView { role, view: name } => {
                format!("REVOKE ALL ON {name} FROM {role}, PUBLIC")
            }
            Self::JoinTable { .. } => "make it a model of its own, with the tenant in it".to_owned(),
            Self::Rule { table, rule } => format!("DROP RULE {rule} ON {table}"),
            Self::OpenView { view, .. } => format!("ALTER VIEW {view} SET (security_invoker = true)"),
            Self::DefinerFunction { role, function } => {
                format!("REVOKE EXECUTE ON ROUTINE {function} FROM {role}, PUBLIC")
            }
            Self::DefaultPrivileges { owner, schema, grantee } => {
                let place = schema.as_ref().map(|schema| format!(" IN SCHEMA {schema}")).unwrap_or_default();
                format!(
                    "ALTER DEFAULT PRIVILEGES FOR ROLE {owner}{place} REVOKE ALL ON TABLES FROM {grantee}"
                )
            }
        }
    }
}
