//! `auth.*`: becoming a person, logging in and out, proving again who one is, and who one is.

mod complete_registration;
mod complete_sign_in;
mod confirm;
mod forgot_password;
mod login;
mod logout;
mod logout_everywhere;
mod me;
mod providers;
mod register;
mod reset_password;

use rspc::handler;

pub(crate) use me::Me;

use crate::{
    Rate,
    declaration::{Audit, Edge, Idempotency, PASSWORD, READ, TRANSACTION, person, public},
    router::Router,
};

const REGISTER: Edge = Edge {
    rate: Rate::Mail,
    idempotency: Idempotency::Natural("each link is good by itself"),
    audit: Audit::No("there is no team yet whose log it could be in"),
    cost: TRANSACTION,
};
const COMPLETE: Edge = Edge {
    rate: Rate::Credential,
    idempotency: Idempotency::Natural("a link is good once"),
    audit: Audit::As("auth.register"),
    cost: PASSWORD,
};
const FORGOT: Edge = Edge {
    rate: Rate::Mail,
    idempotency: Idempotency::Natural("each link is good by itself"),
    audit: Audit::No("anybody may ask for a link, and nothing changes by it"),
    cost: TRANSACTION,
};
const RESET: Edge = Edge {
    rate: Rate::Credential,
    idempotency: Idempotency::Natural("a link is good once"),
    audit: Audit::As("auth.resetPassword"),
    cost: PASSWORD,
};
const LOGIN: Edge = Edge {
    rate: Rate::Credential,
    idempotency: Idempotency::Natural("each login is a session of its own"),
    audit: Audit::As("auth.login"),
    cost: PASSWORD,
};
const CONFIRM: Edge = Edge {
    rate: Rate::Credential,
    idempotency: Idempotency::Natural("a session that is confirmed again is as confirmed as before"),
    audit: Audit::As("auth.confirm"),
    cost: PASSWORD,
};
const COMPLETE_SIGN_IN: Edge = Edge {
    rate: Rate::Credential,
    idempotency: Idempotency::Natural("each sign-in is a session of its own, and a code is good once"),
    audit: Audit::As("auth.login"),
    cost: TRANSACTION,
};
const LOGOUT: Edge = Edge {
    rate: Rate::Write,
    idempotency: Idempotency::Natural("a session that is over stays over"),
    audit: Audit::No("ending one's own session harms nobody"),
    cost: 1,
};

pub(crate) fn router() -> Router {
    Router::new()
        .mutation(
            "completeRegistration",
            public(COMPLETE).invalidates(["auth.me"]),
            handler!(complete_registration::complete_registration),
        )
        .mutation(
            "completeSignIn",
            public(COMPLETE_SIGN_IN).invalidates(["auth.me"]),
            handler!(complete_sign_in::complete_sign_in),
        )
        .mutation("confirm", person(CONFIRM), handler!(confirm::confirm))
        .mutation("login", public(LOGIN).invalidates(["auth.me"]), handler!(login::login))
        .mutation("forgotPassword", public(FORGOT), handler!(forgot_password::forgot_password))
        .mutation("logout", public(LOGOUT).invalidates(["auth.me"]), handler!(logout::logout))
        .mutation(
            "logoutEverywhere",
            person(LOGOUT).invalidates(["auth.me", "sessions.list"]),
            handler!(logout_everywhere::logout_everywhere),
        )
        .query("me", person(READ), handler!(me::me))
        .query("providers", public(READ), handler!(providers::providers))
        .mutation("register", public(REGISTER), handler!(register::register))
        .mutation("resetPassword", public(RESET), handler!(reset_password::reset_password))
}
