//! `account.*`: what a person changes about themselves.

mod change_email;
mod change_password;
mod confirm_email;
mod update_profile;

use rspc::handler;

use crate::{
    Rate,
    declaration::{Audit, Edge, Idempotency, PASSWORD, TRANSACTION, person, public},
    router::Router,
};

const UPDATE_PROFILE: Edge = Edge {
    rate: Rate::Write,
    idempotency: Idempotency::Natural("the same name once more is the same name"),
    audit: Audit::No("how one is called is one's own affair"),
    cost: TRANSACTION,
};
const CHANGE_PASSWORD: Edge = Edge {
    rate: Rate::Credential,
    idempotency: Idempotency::Natural("the password that it takes is another one afterwards"),
    audit: Audit::As("account.changePassword"),
    cost: PASSWORD,
};
const CHANGE_EMAIL: Edge = Edge {
    rate: Rate::Credential,
    idempotency: Idempotency::Natural("each link is good by itself, and moves the account to the same place"),
    audit: Audit::As("account.changeEmail"),
    cost: PASSWORD,
};
const CONFIRM_EMAIL: Edge = Edge {
    rate: Rate::Credential,
    idempotency: Idempotency::Natural("a link is good once"),
    audit: Audit::As("account.confirmEmail"),
    cost: TRANSACTION,
};

pub(crate) fn router() -> Router {
    let me = ["auth.me"];
    Router::new()
        .mutation("changeEmail", person(CHANGE_EMAIL), handler!(change_email::change_email))
        .mutation(
            "changePassword",
            person(CHANGE_PASSWORD).invalidates(["sessions.list"]),
            handler!(change_password::change_password),
        )
        .mutation(
            "confirmEmail",
            public(CONFIRM_EMAIL).invalidates(me),
            handler!(confirm_email::confirm_email),
        )
        .mutation(
            "updateProfile",
            person(UPDATE_PROFILE).invalidates(me),
            handler!(update_profile::update_profile),
        )
}
