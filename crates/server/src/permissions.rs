//! Who may do what, in TypeScript: what the server would refuse, the web client does not offer.

use std::fmt::Write as _;

use anyhow::Context;
use api::{Access, Permission, Procedures};
use prisma::Role;
use serde::Serialize;
use serde_json::Value;

/// From the most to the least.
const ROLES: [Role; 4] = [Role::Owner, Role::Admin, Role::Trader, Role::Viewer];

/// The tables of roles, of keys' scopes, and of procedures, as they are in Rust.
pub(crate) fn render(procedures: &Procedures) -> anyhow::Result<String> {
    let mut text = String::from(
        "// Generated from the Rust router. Do not edit: run `just gen`.\n\n\
         import type { ApiKeyScope, Permission, Role } from './types';\n\n\
         /** What a person may do, by role. */\nexport const rolePermissions = {\n",
    );
    for role in ROLES {
        let allowed: Vec<String> = Permission::all()
            .filter(|permission| permission.of_role(role))
            .map(literal)
            .collect::<Result<_, _>>()?;
        writeln!(text, "  {}: [{}],", name(role)?, allowed.join(", "))?;
    }
    text.push_str("} as const satisfies Record<Role, readonly Permission[]>;\n\n");
    text.push_str(
        "/** The scope that a key needs; null where no key may. */\nexport const permissionScopes = {\n",
    );
    for permission in Permission::all() {
        writeln!(text, "  {}: {},", name(permission)?, literal(permission.scope())?)?;
    }
    text.push_str("} as const satisfies Record<Permission, ApiKeyScope | null>;\n\n");
    text.push_str(
        "/** What each procedure takes: a permission, `PERSON` where any person may, `PUBLIC` where everybody may. */\n\
         export const procedureAccess = {\n",
    );
    for procedure in procedures.iter() {
        let access = match procedure.info().meta.access {
            Access::Public => "'PUBLIC'".to_owned(),
            Access::Person => "'PERSON'".to_owned(),
            Access::Tenant(permission) => literal(permission)?,
        };
        writeln!(text, "  '{}': {access},", procedure.info().path)?;
    }
    text.push_str("} as const satisfies Record<string, Permission | 'PERSON' | 'PUBLIC'>;\n");
    Ok(text)
}

/// A variant's name on the wire.
fn name(variant: impl Serialize) -> anyhow::Result<String> {
    match serde_json::to_value(variant)? {
        Value::String(name) => Ok(name),
        other => Err(anyhow::anyhow!("{other} is no name")).context("permissions have names"),
    }
}

/// The same as TypeScript writes it; null for nothing.
fn literal(variant: impl Serialize) -> anyhow::Result<String> {
    Ok(match serde_json::to_value(variant)? {
        Value::Null => "null".to_owned(),
        variant => format!("'{}'", name(variant)?),
    })
}
