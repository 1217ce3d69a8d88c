//! The tables that hold tenants' rows, and their policies.

use super::{Problem, policy};
use crate::error::Result;
use crate::model::Table;
use crate::session::{SETTING, Session};

/// A table that holds tenants' rows.
pub(super) struct Guarded {
    /// What the catalogue knows it by; none where it is missing.
    pub(super) id: Option<u32>,
    /// As a person reads it.
    name: String,
    /// The column that says whose a row is.
    pub(super) column: String,
    /// Whether the schema has a model of it, which is read.
    pub(super) is_declared: bool,
    /// What the role finds under the name instead, where that is no table.
    shadowed_by: Option<String>,
}

/// By name and schema. Unlike `to_regclass`, this finds what is in a schema that the role may not use.
const DECLARED: &str = "
SELECT CASE WHEN c.relkind IN ('r', 'p', 'f', 'v', 'm') THEN c.oid END,
       CASE WHEN c.relkind NOT IN ('r', 'p', 'f', 'v', 'm') THEN format('%I.%I', n.nspname, c.relname) END
FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS d (name, schema, place)
LEFT JOIN (pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace)
  ON c.relname = d.name AND CASE WHEN d.schema IS NULL THEN pg_table_is_visible(c.oid) ELSE n.nspname = d.schema END
ORDER BY d.place";

/// Of a view only what every relation has; whose rows it shows is told by what it reads.
const TABLE: &str = "
SELECT c.relrowsecurity OR c.relkind IN ('v', 'm'), c.relforcerowsecurity OR c.relkind IN ('v', 'm'),
       pg_has_role(current_user, c.relowner, 'MEMBER'), c.relkind = 'f',
       EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = $2 AND NOT a.attisdropped),
       has_schema_privilege(c.relnamespace, 'USAGE') AND has_any_column_privilege(c.oid, 'SELECT'),
       ARRAY(SELECT p FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) p
             WHERE c.relkind NOT IN ('v', 'm') AND CASE WHEN p = 'DELETE' THEN has_table_privilege(c.oid, p) ELSE has_any_column_privilege(c.oid, p) END),
       ARRAY(SELECT p FROM unnest(ARRAY['TRUNCATE', 'REFERENCES', 'TRIGGER']) p WHERE has_table_privilege(c.oid, p))
FROM pg_class c
WHERE c.oid = $1";

/// The policies that let the role in, alone or as a role that it may become. Restrictive ones only shut it out. Which
/// function a name stands for depends on the search path; only of PostgreSQL's own it is not recorded that a policy uses
/// them.
const POLICIES: &str = "
SELECT p.polname::text, pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid), p.polcmd::text,
       EXISTS (SELECT FROM pg_depend d
               WHERE d.classid = 'pg_policy'::regclass AND d.objid = p.oid AND d.refclassid <> 'pg_class'::regclass)
FROM pg_policy p
WHERE p.polrelid = $1 AND p.polpermissive
  AND EXISTS (SELECT FROM unnest(p.polroles) r
              WHERE r = 0 OR pg_has_role(current_user, r, 'MEMBER') OR pg_has_role(session_user, r, 'MEMBER'))
ORDER BY p.polname";

/// What the role reaches of the tables that have a column of the tenants' name, partitions and foreign tables included,
/// and of those that hold the tenants themselves: what a foreign key of that column alone leads to.
const UNDECLARED: &str = "
WITH declared AS (SELECT id, tenant FROM unnest($1::oid[], $2::text[]) AS d (id, tenant)),
found AS (
  SELECT a.attrelid AS id, a.attname FROM pg_attribute a
  WHERE a.attname IN (SELECT tenant FROM declared) AND a.attnum > 0 AND NOT a.attisdropped
  UNION
  SELECT f.confrelid, target.attname
  FROM pg_constraint f
  JOIN declared ON declared.id = f.conrelid
  JOIN pg_attribute own ON own.attrelid = f.conrelid AND own.attname = declared.tenant
  JOIN pg_attribute target ON target.attrelid = f.confrelid AND target.attnum = f.confkey[1]
  WHERE f.contype = 'f' AND f.conkey = ARRAY[own.attnum]
)
SELECT c.oid, c.oid::regclass::text, found.attname::text
FROM found JOIN pg_class c ON c.oid = found.id JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'f') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND has_schema_privilege(n.oid, 'USAGE')
  AND NOT EXISTS (SELECT FROM declared WHERE declared.id = c.oid)
  AND (has_any_column_privilege(c.oid, 'SELECT, INSERT, UPDATE') OR has_table_privilege(c.oid, 'DELETE, TRUNCATE'))
ORDER BY 2";

impl Guarded {
    /// What is wrong with it.
    pub(super) async fn problems(&self, session: &Session, role: &str) -> Result<Vec<Problem>> {
        let (role, table) = (|| role.to_owned(), || self.name.clone());
        if let Some(by) = &self.shadowed_by {
            return Ok(vec![Problem::Shadowed { role: role(), table: table(), by: by.clone() }]);
        }
        let missing = || Ok(vec![Problem::MissingTable { table: table() }]);
        let Some(id) = self.id else { return missing() };
        let rows = session.query_raw(TABLE, &[&id, &self.column]).await?;
        let Some(found) = rows.first() else { return missing() };
        if found.try_get(3)? {
            return Ok(vec![Problem::ForeignTable { role: role(), table: table() }]);
        }
        if !found.try_get::<_, bool>(4)? {
            return Ok(vec![Problem::MissingColumn { table: table(), column: self.column.clone() }]);
        }
        let mut problems = Vec::new();
        if !found.try_get::<_, bool>(0)? {
            problems.push(Problem::NotEnabled { table: table() });
        }
        if !found.try_get::<_, bool>(1)? {
            problems.push(Problem::NotForced { table: table() });
        }
        if found.try_get(2)? {
            problems.push(Problem::OwnsTable { role: role(), table: table() });
        } else {
            if self.is_declared && !found.try_get::<_, bool>(5)? {
                problems.push(Problem::NoGrant { role: role(), table: table() });
            }
            for privilege in found.try_get::<_, Vec<String>>(7)? {
                problems.push(Problem::UnboundPrivilege { role: role(), table: table(), privilege });
            }
        }
        let policies = Policy::read(session, id).await?;
        let mut commands: Vec<String> = found.try_get(6)?;
        commands.retain(|command| !policies.iter().any(|policy| policy.lets(command)));
        if !commands.is_empty() {
            problems.push(Problem::NoPolicy { role: role(), table: table(), commands });
        }
        for policy in policies.into_iter().filter(|policy| !policy.asks_for_tenant(&self.column)) {
            let column = self.column.clone();
            problems.push(Problem::OpenPolicy { role: role(), table: table(), policy: policy.name, column });
        }
        Ok(problems)
    }
}

/// A policy that lets the role in.
struct Policy {
    name: String,
    using: Option<String>,
    with_check: Option<String>,
    /// The letter that the catalogue has for it.
    command: String,
    /// It uses functions, operators or types that are not PostgreSQL's own.
    is_foreign: bool,
}

impl Policy {
    async fn read(session: &Session, table: u32) -> Result<Vec<Self>> {
        let rows = session.query_raw(POLICIES, &[&table]).await?;
        let policy = |row: &tokio_postgres::Row| {
            let (name, using, with_check) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
            Ok(Self { name, using, with_check, command: row.try_get(3)?, is_foreign: row.try_get(4)? })
        };
        rows.iter().map(policy).collect()
    }

    /// Whether rows may pass it for that command. An expression that is not there lets nobody in.
    fn lets(&self, command: &str) -> bool {
        let letter = match command {
            "SELECT" => "r",
            "INSERT" => "a",
            "UPDATE" => "w",
            _ => "d",
        };
        let has_expression = self.using.is_some() || letter == "a" && self.with_check.is_some();
        has_expression && ["*", letter].contains(&self.command.as_str())
    }

    fn asks_for_tenant(&self, column: &str) -> bool {
        let mut expressions = self.using.iter().chain(&self.with_check);
        !self.is_foreign && expressions.all(|text| policy::asks_for_tenant(text, column, SETTING))
    }
}

/// The tables of the tenant models.
pub(super) async fn declared(session: &Session, tables: &[&Table]) -> Result<Vec<Guarded>> {
    let models: Vec<(&Table, &str)> =
        tables.iter().filter_map(|table| Some((*table, table.columns.get(table.tenant?)?.name))).collect();
    let names: Vec<&str> = models.iter().map(|(table, _)| table.name).collect();
    let schemas: Vec<Option<&str>> = models.iter().map(|(table, _)| table.schema).collect();
    let rows = session.query_raw(DECLARED, &[&names, &schemas]).await?;
    let guarded = |((table, column), row): (&(&Table, &str), &tokio_postgres::Row)| {
        let (name, column) = (table.name.to_owned(), (*column).to_owned());
        Ok(Guarded { id: row.try_get(0)?, name, column, is_declared: true, shadowed_by: row.try_get(1)? })
    };
    models.iter().zip(&rows).map(guarded).collect()
}

/// The tables with tenants' rows that the schema has no tenant model of, and that the role reaches.
pub(super) async fn undeclared(session: &Session, declared: &[Guarded]) -> Result<Vec<Guarded>> {
    let (ids, columns): (Vec<Option<u32>>, Vec<&str>) =
        declared.iter().map(|table| (table.id, table.column.as_str())).unzip();
    let rows = session.query_raw(UNDECLARED, &[&ids, &columns]).await?;
    let guarded = |row: &tokio_postgres::Row| {
        let (id, name, column) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
        Ok(Guarded { id, name, column, is_declared: false, shadowed_by: None })
    };
    rows.iter().map(guarded).collect()
}
