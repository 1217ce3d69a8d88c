//! Who it is here that an issuer speaks of: found by the name they have there, or by their address where the issuer is
//! believed about those, or made.

use prisma::{Role, SystemDb, identity, membership, tenant, user};
use prisma_client_rust::Error as Database;
use serde_json::json;

use super::{Refusal, claims::Claims, issuer::Rules};
use crate::{
    App, Result,
    audit::{self, Actor, Deed},
    auth::{Person, TenantInfo},
};

/// How often it is looked again when somebody else made the same person at the same moment.
const ATTEMPTS: usize = 3;

/// The person and their place, or why there is none.
pub(super) async fn admit(app: &App, rules: &Rules, claims: &Claims) -> Result<Result<Person, Refusal>> {
    let mut attempt = 1;
    loop {
        match once(app, rules, claims).await {
            Err(crate::Error::Database(Database::UniqueViolation { .. })) if attempt < ATTEMPTS => {
                attempt += 1;
            }
            outcome => return outcome,
        }
    }
}

async fn once(app: &App, rules: &Rules, claims: &Claims) -> Result<Result<Person, Refusal>> {
    let user = match named(app, rules, claims).await? {
        Some(user) => user,
        None => match introduce(app, rules, claims).await? {
            Ok(user) => user,
            Err(refusal) => return Ok(Err(refusal)),
        },
    };
    let Some(tenant) = place_of(app, rules, claims, &user).await? else {
        return Ok(Err("you are not a member of this team; ask for an invitation".into()));
    };
    let place = membership::tenant_id_user_id::equals(tenant.id, user.id);
    let held = app.system.membership().find_unique(place).exec().await?.map(|place| place.role);
    let role = match (held, claims.role) {
        // Who owns a team is for its owners to say.
        (Some(role), Some(other)) if rules.provision && role != other && role != Role::Owner => {
            settle(app, rules, &user, &tenant, Some(role), other).await?
        }
        (Some(role), _) => role,
        (None, Some(role)) if rules.provision => settle(app, rules, &user, &tenant, None, role).await?,
        (None, _) => return Ok(Err("you are not a member of this team; ask for an invitation".into())),
    };
    Ok(Ok(Person {
        user: user.id,
        email: user.email,
        name: user.name,
        session: None,
        authenticated_at: claims.authenticated_at,
        tenant: TenantInfo { id: tenant.id, slug: tenant.slug, name: tenant.name },
        role,
    }))
}

/// The person who has this name at the issuer.
async fn named(app: &App, rules: &Rules, claims: &Claims) -> Result<Option<user::Data>> {
    let name = identity::issuer_subject::equals(rules.issuer.clone(), claims.subject.clone());
    let Some(known) = app.system.identity().find_unique(name).exec().await? else { return Ok(None) };
    Ok(app.system.user().find_unique(user::id::equals(known.user_id)).exec().await?)
}

/// Remembers whom the issuer speaks of: a person of ours, or a new one.
async fn introduce(app: &App, rules: &Rules, claims: &Claims) -> Result<Result<user::Data, Refusal>> {
    let Some(email) = &claims.email else {
        return Ok(Err("this token's person is not known here, and it names no verified address".into()));
    };
    let found = app.system.user().find_unique(user::email::equals(email.clone())).exec().await?;
    if found.is_some() && !rules.link_by_email {
        // Another token of the same person may have made them since it was looked by their name.
        if let Some(user) = named(app, rules, claims).await? {
            return Ok(Ok(user));
        }
        return Ok(Err("somebody has this address here; its issuer is not believed about addresses".into()));
    }
    if found.is_none() && !rules.provision {
        return Ok(Err("this token's person is not known here".into()));
    }
    let tx = app.system.begin().await?;
    let user = match found {
        Some(user) => user,
        None => tx.user().create(email.clone(), []).exec().await?,
    };
    tx.identity().create(user.id, rules.issuer.clone(), claims.subject.clone(), []).exec().await?;
    tx.commit().await?;
    Ok(Ok(user))
}

/// The tenant that the token speaks of, or else the one that the person joined first.
async fn place_of(
    app: &App,
    rules: &Rules,
    claims: &Claims,
    user: &user::Data,
) -> Result<Option<tenant::Data>> {
    let named = if let Some(slug) = &claims.tenant {
        Some(tenant::slug::equals(slug.clone()))
    } else {
        let first = app.system.membership().find_first([membership::user_id::equals(user.id)]);
        let first = first.order_by(membership::created_at::asc()).exec().await?;
        first.map(|first| tenant::id::equals(first.tenant_id))
    };
    let Some(named) = named else { return Ok(None) };
    let found = app.system.tenant().find_unique(named).exec().await?;
    let may = |tenant: &tenant::Data| rules.tenants.as_ref().is_none_or(|may| may.contains(&tenant.slug));
    Ok(found.filter(may))
}

/// Gives the person that role in the tenant, as the issuer says.
async fn settle(
    app: &App,
    rules: &Rules,
    user: &user::Data,
    tenant: &tenant::Data,
    before: Option<Role>,
    role: Role,
) -> Result<Role> {
    let tx = app.system.begin().await?;
    match before {
        // Another token of theirs said it at the same moment.
        Some(before) if !change_role(&tx, user, tenant, before, role).await? => return Ok(role),
        Some(_) => {}
        None => {
            tx.membership().create(tenant.id, user.id, role, []).exec().await?;
        }
    }
    let actor = Actor { id: None, name: rules.issuer.clone(), ip: None };
    let state = |role: Role| json!({ "role": format!("{role:?}").to_uppercase() });
    let (before, after) = (before.map(state), Some(state(role)));
    let deed = Deed { action: "member.provision", target: user.id.to_string(), before, after };
    audit::record_for(&tx, tenant.id, app.ambient.now(), &actor, deed).await?;
    tx.commit().await?;
    Ok(role)
}

/// Whether their role was that one and is this one now.
async fn change_role(
    tx: &SystemDb,
    user: &user::Data,
    tenant: &tenant::Data,
    before: Role,
    role: Role,
) -> Result<bool> {
    let place = [
        membership::tenant_id::equals(tenant.id),
        membership::user_id::equals(user.id),
        membership::role::equals(before),
    ];
    let changed = tx.membership().update_many(place, [membership::role::set(role)]).exec().await?;
    Ok(changed > 0)
}
