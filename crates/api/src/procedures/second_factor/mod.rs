//! `secondFactor.*`: an authenticator's codes beside the password, and recovery codes for when it is lost.

mod begin;
mod confirm;
mod disable;
mod get;
mod regenerate_codes;

use rspc::handler;

use crate::{
    Rate,
    declaration::{Audit, Edge, Idempotency, PASSWORD, READ, TRANSACTION, person},
    router::Router,
};

const BEGIN: Edge = Edge {
    rate: Rate::Credential,
    idempotency: Idempotency::Natural("a secret that was not confirmed is forgotten for the next one"),
    audit: Audit::No("nothing counts until it is confirmed"),
    cost: PASSWORD,
};
const CONFIRM: Edge = Edge {
    rate: Rate::Credential,
    idempotency: Idempotency::Natural("what is enabled is not enabled again"),
    audit: Audit::As("secondFactor.enable"),
    cost: TRANSACTION,
};
const DISABLE: Edge = Edge {
    rate: Rate::Credential,
    idempotency: Idempotency::Natural("what is disabled is not disabled again"),
    audit: Audit::As("secondFactor.disable"),
    cost: PASSWORD,
};
const REGENERATE: Edge = Edge {
    rate: Rate::Credential,
    idempotency: Idempotency::Natural("the last codes are the ones that count"),
    audit: Audit::As("secondFactor.regenerateCodes"),
    cost: PASSWORD,
};

pub(crate) fn router() -> Router {
    let changes = ["secondFactor.get"];
    Router::new()
        .mutation("begin", person(BEGIN), handler!(begin::begin))
        .mutation("confirm", person(CONFIRM).invalidates(changes), handler!(confirm::confirm))
        .mutation("disable", person(DISABLE).invalidates(changes), handler!(disable::disable))
        .query("get", person(READ), handler!(get::get))
        .mutation(
            "regenerateCodes",
            person(REGENERATE).invalidates(changes),
            handler!(regenerate_codes::regenerate_codes),
        )
}
