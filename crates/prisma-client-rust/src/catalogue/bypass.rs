//! What leads to tenants' rows round the policies of their tables.

use tokio_postgres::Row;

use super::Problem;
use super::table::Guarded;
use crate::error::Result;
use crate::model::Table;
use crate::relation::Side;
use crate::session::Session;

/// Triggers cannot be called, and extensions are the administrator's.
const FUNCTIONS: &str = "
SELECT p.oid::regprocedure::text
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE p.prosecdef AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND p.prorettype NOT IN ('trigger'::regtype, 'event_trigger'::regtype)
  AND has_schema_privilege(n.oid, 'USAGE') AND has_function_privilege(p.oid, 'EXECUTE')
  AND NOT EXISTS (SELECT FROM pg_depend d
                  WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
ORDER BY 1";

/// The views that lead to tenants' rows, over others or not, with the rights of their owner; and so do those that are
/// tenant models.
const VIEWS: &str = "
WITH RECURSIVE guarded AS (
  SELECT id FROM unnest($1::oid[]) id
  UNION
  SELECT attrelid FROM pg_attribute WHERE attname = ANY ($2::text[]) AND attnum > 0 AND NOT attisdropped
), uses AS (
  SELECT r.ev_class AS view, d.refobjid AS used
  FROM pg_rewrite r
  JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass
  WHERE d.refobjid <> r.ev_class
), reaching AS (
  SELECT id AS view FROM guarded
  UNION
  SELECT view FROM uses JOIN guarded ON guarded.id = uses.used
  UNION
  SELECT uses.view FROM uses JOIN reaching ON reaching.view = uses.used
)
SELECT c.oid::regclass::text, c.relkind = 'm'
FROM reaching JOIN pg_class c ON c.oid = reaching.view
WHERE (c.relkind = 'm' OR c.relkind = 'v' AND NOT coalesce(
        (SELECT o.option_value::boolean FROM pg_options_to_table(c.reloptions) o
         WHERE o.option_name = 'security_invoker'), false))
  AND has_schema_privilege(c.relnamespace, 'USAGE')
  AND (has_any_column_privilege(c.oid, 'SELECT, INSERT, UPDATE') OR has_table_privilege(c.oid, 'DELETE'))
ORDER BY 1";

/// What tables with tenants' rows inherit from without having the tenant's column from there.
const PARENTS: &str = "
WITH RECURSIVE ancestors AS (
  SELECT i.inhrelid AS child, i.inhparent AS parent
  FROM pg_inherits i
  WHERE i.inhrelid = ANY ($1::oid[]) OR EXISTS (
    SELECT FROM pg_attribute a WHERE a.attrelid = i.inhrelid AND a.attname = ANY ($2::text[]) AND NOT a.attisdropped)
  UNION
  SELECT ancestors.child, i.inhparent FROM ancestors JOIN pg_inherits i ON i.inhrelid = ancestors.parent
)
SELECT c.oid::regclass::text, min(ancestors.child::regclass::text)
FROM ancestors JOIN pg_class c ON c.oid = ancestors.parent
WHERE NOT EXISTS (
    SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = ANY ($2::text[]) AND NOT a.attisdropped)
  AND c.relkind IN ('r', 'p', 'f') AND has_schema_privilege(c.relnamespace, 'USAGE')
  AND (has_any_column_privilege(c.oid, 'SELECT, INSERT, UPDATE') OR has_table_privilege(c.oid, 'DELETE, TRUNCATE'))
GROUP BY c.oid
ORDER BY 1";

/// The tables between models, where the role reaches them.
const JOINS: &str = "
SELECT c.oid::regclass::text
FROM unnest($1::text[], $2::text[]) AS j (name, schema)
JOIN pg_class c ON c.relname = j.name
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE CASE WHEN j.schema IS NULL THEN pg_table_is_visible(c.oid) ELSE n.nspname = j.schema END
  AND has_schema_privilege(n.oid, 'USAGE')
  AND (has_any_column_privilege(c.oid, 'SELECT, INSERT, UPDATE') OR has_table_privilege(c.oid, 'DELETE, TRUNCATE'))
GROUP BY c.oid
ORDER BY 1";

/// But those that make a view a view.
const RULES: &str = "
SELECT r.ev_class::regclass::text, r.rulename::text
FROM pg_rewrite r
WHERE r.ev_class = ANY ($1::oid[]) AND r.ev_type <> '1'
ORDER BY 1, 2";

/// Tables that somebody makes later are granted by these.
const DEFAULTS: &str = "
SELECT DISTINCT pg_get_userbyid(d.defaclrole)::text, n.nspname::text,
       CASE WHEN g.grantee = 0 THEN 'PUBLIC' ELSE pg_get_userbyid(g.grantee)::text END
FROM pg_default_acl d
LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace
CROSS JOIN LATERAL aclexplode(d.defaclacl) g
WHERE d.defaclobjtype = 'r' AND g.grantee <> d.defaclrole
  AND (g.grantee = 0 OR pg_has_role(current_user, g.grantee, 'MEMBER') OR pg_has_role(session_user, g.grantee, 'MEMBER'))
ORDER BY 1, 2, 3";

/// All such ways that the role may go.
pub(super) async fn problems(
    session: &Session,
    role: &str,
    tables: &[&Table],
    guarded: &[Guarded],
) -> Result<Vec<Problem>> {
    let ids: Vec<Option<u32>> = guarded.iter().map(|table| table.id).collect();
    let declared = guarded.iter().filter(|table| table.is_declared);
    let columns: Vec<&str> = declared.map(|table| table.column.as_str()).collect();
    let role = || role.to_owned();
    let mut problems = Vec::new();
    for row in session.query_raw(VIEWS, &[&ids, &columns]).await? {
        let view = row.try_get(0)?;
        let is_materialised: bool = row.try_get(1)?;
        problems.push(if is_materialised {
            Problem::MaterialisedView { role: role(), view }
        } else {
            Problem::OpenView { role: role(), view }
        });
    }
    let parent =
        |row: &Row| Ok(Problem::OpenParent { role: role(), parent: row.try_get(0)?, child: row.try_get(1)? });
    problems.extend(each(&session.query_raw(PARENTS, &[&ids, &columns]).await?, parent)?);
    let join = |row: &Row| Ok(Problem::JoinTable { role: role(), table: row.try_get(0)? });
    let (joins, schemas) = joins(tables);
    problems.extend(each(&session.query_raw(JOINS, &[&joins, &schemas]).await?, join)?);
    let rule = |row: &Row| Ok(Problem::Rule { table: row.try_get(0)?, rule: row.try_get(1)? });
    problems.extend(each(&session.query_raw(RULES, &[&ids]).await?, rule)?);
    let function = |row: &Row| Ok(Problem::DefinerFunction { role: role(), function: row.try_get(0)? });
    problems.extend(each(&session.query_raw(FUNCTIONS, &[]).await?, function)?);
    let default = |row: &Row| {
        let (owner, schema, grantee) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
        Ok(Problem::DefaultPrivileges { owner, schema, grantee })
    };
    problems.extend(each(&session.query_raw(DEFAULTS, &[]).await?, default)?);
    Ok(problems)
}

/// The tables between the tenant models and others, and their schemas.
fn joins(tables: &[&Table]) -> (Vec<&'static str>, Vec<Option<&'static str>>) {
    let relations = tables.iter().flat_map(|table| table.relations);
    let of_tenants =
        relations.filter(|relation| relation.source.tenant.is_some() || relation.target.tenant.is_some());
    let joins = of_tenants.filter_map(|relation| match relation.side {
        Side::Between(join) => Some((join.name, join.schema)),
        Side::Source | Side::Target => None,
    });
    joins.unzip()
}

fn each(rows: &[Row], problem: impl Fn(&Row) -> Result<Problem>) -> Result<Vec<Problem>> {
    rows.iter().map(problem).collect()
}
