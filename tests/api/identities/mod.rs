//! `identities.*`.

mod list;
mod unlink;

use prisma::identity;
use uuid::Uuid;

use crate::harness::{Person, World, secret};

/// An identity of the person's at that issuer.
async fn linked(world: &World, person: &Person, issuer: &str) -> Uuid {
    let row = world.system.identity().create(person.id, issuer, secret(), []);
    row.exec().await.expect("an identity").id
}

/// How many identities the person has.
async fn count(world: &World, person: &Person) -> i64 {
    world.system.identity().count([identity::user_id::equals(person.id)]).exec().await.unwrap()
}
