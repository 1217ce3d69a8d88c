//! What a token claims of a person, read as its issuer's configuration says.

use chrono::{DateTime, Utc};
use prisma::Role;
use serde_json::Value;

use super::issuer::{ClaimNames, Rules};

/// A person as an issuer knows them.
#[derive(Clone, Debug)]
pub(super) struct Claims {
    /// The person's name there, which never changes.
    pub(super) subject: String,
    /// The address, where the issuer has verified it.
    pub(super) email: Option<String>,
    /// The slug of the tenant that the person works in.
    pub(super) tenant: Option<String>,
    /// What the person is there, where it is a role of ours.
    pub(super) role: Option<Role>,
    /// When the person last proved who they are.
    pub(super) authenticated_at: Option<DateTime<Utc>>,
}

impl Claims {
    /// None without a subject.
    pub(super) fn read(claims: &Value, rules: &Rules) -> Option<Self> {
        let subject = text(claims, "sub").filter(|subject| !subject.is_empty() && subject.len() <= 255)?;
        let names = &rules.claims;
        Some(Self {
            subject: subject.to_owned(),
            email: email(claims, names).map(str::to_owned),
            tenant: text(claims, &names.tenant).map(str::to_owned),
            role: text(claims, &names.role).and_then(|role| rules.role(role)),
            authenticated_at: claims["auth_time"].as_i64().and_then(|at| DateTime::from_timestamp(at, 0)),
        })
    }
}

/// The address, where it is one and verified.
fn email<'a>(claims: &'a Value, names: &ClaimNames) -> Option<&'a str> {
    let verified = match &names.email_verified {
        Some(name) => claim(claims, name).is_some_and(|verified| *verified == Value::Bool(true)),
        None => true,
    };
    text(claims, &names.email)
        .filter(|email| verified && (3..=254).contains(&email.len()) && email.contains('@'))
}

/// A text that the database can keep.
fn text<'a>(claims: &'a Value, name: &str) -> Option<&'a str> {
    claim(claims, name)?.as_str().filter(|text| !text.contains('\0'))
}

fn claim<'a>(claims: &'a Value, name: &str) -> Option<&'a Value> {
    if name.starts_with('/') { claims.pointer(name) } else { claims.get(name) }
}
