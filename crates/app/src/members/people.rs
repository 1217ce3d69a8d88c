//! What is known of members beside their places: people belong to no tenant, so this goes through the unscoped door.

use std::collections::HashMap;

use prisma::{membership, session, user};
use uuid::Uuid;

use super::Member;
use crate::{App, Error, Result};

/// Joins places with their people.
pub(super) async fn joined(app: &App, places: Vec<membership::Data>) -> Result<Vec<Member>> {
    let ids = places.iter().map(|place| place.user_id).collect();
    let people = app.system.user().find_many([user::id::in_vec(ids)]).exec().await?;
    let mut people: HashMap<Uuid, user::Data> =
        people.into_iter().map(|person| (person.id, person)).collect();
    let members = places.into_iter().map(|place| {
        let person = people.remove(&place.user_id);
        let person = person.ok_or_else(|| Error::row(place.user_id, "the person is missing"))?;
        Ok(Member {
            user: person.id,
            email: person.email,
            name: person.name,
            role: place.role,
            joined_at: place.created_at,
        })
    });
    members.collect()
}

/// Ends the sessions that a person has in a tenant where there is no place for them any more.
pub(super) async fn end_sessions(app: &App, tenant: Uuid, user: Uuid) -> Result<()> {
    let there = [session::user_id::equals(user), session::tenant_id::equals(tenant)];
    app.system.session().delete_many(there).exec().await?;
    app.known.forget_people(move |person| person.user == user && person.tenant.id == tenant);
    Ok(())
}
