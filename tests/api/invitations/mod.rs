//! `invitations.*`.

mod accept;
mod create;
mod get;
mod list;
mod resend;
mod revoke;

use serde_json::{Value, json};

use crate::harness::{Person, fresh_email, letters, token_in};

/// Invites somebody as a trader. Answers the invitation, and the token in the link that they are sent.
async fn invited(by: &Person, email: &str) -> (Value, String) {
    let input = json!({ "email": email, "role": "TRADER" });
    let invitation = by.api.mutate("invitations.create", input).await.data();
    (invitation, last_token(by, email).await)
}

/// Invites somebody whom nobody knows.
async fn stranger_invited(by: &Person) -> (Value, String) {
    invited(by, &fresh_email()).await
}

/// The token in the last link that was sent to an address.
async fn last_token(reader: &Person, email: &str) -> String {
    token_in(&letters(&reader.api, email).await[0])
}
