//! Becoming a person: a link proves the address, and with it come the name, the password and the first team.

use prisma::{EmailTokenPurpose as Purpose, Role, SystemDb, tenant, user};
use serde_json::json;

use super::{Browser, ChoiceError, OpenedSession, Weakness, email_token, open::open};
use crate::{
    App, Error, Result,
    audit::{self, Actor, Deed},
    mail::{self, Letter},
};

/// Sends a link to somebody who wants an account, or the news that there is one. To the caller both are the same, and
/// take as long.
pub async fn register(app: &App, email: &str) -> Result<()> {
    let known = app.system.user().count([user::email::equals(email.to_owned())]).exec().await? > 0;
    let tx = app.system.begin().await?;
    let token = email_token::issue(app, &tx, Purpose::Register, email, None).await?;
    let letter = if known { Letter::AlreadyRegistered } else { Letter::Register { token: &token } };
    mail::post(app, &tx, email, &letter).await?;
    Ok(tx.commit().await?)
}

/// What somebody says who opens the link.
#[derive(Clone)]
pub struct Registration {
    /// The link's token.
    pub token: String,
    /// How the person is called.
    pub name: String,
    /// The password to be.
    pub password: String,
    /// How the team is called.
    pub team_name: String,
}

/// Why somebody does not become a person.
#[derive(Debug, thiserror::Error)]
pub enum RegistrationError {
    /// The link was used, is too old, or was never sent.
    #[error("this link was used before, or is too old")]
    Link,
    /// The address has become somebody's since.
    #[error("this address has an account already")]
    Known,
    /// The password is too easily guessed.
    #[error("this password is too easily guessed")]
    Weak(Weakness),
    /// Beneath.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<prisma_client_rust::Error> for RegistrationError {
    fn from(error: prisma_client_rust::Error) -> Self {
        if error.is_unique_violation("users_email_key") { Self::Known } else { Self::Failed(error.into()) }
    }
}

impl From<ChoiceError> for RegistrationError {
    fn from(error: ChoiceError) -> Self {
        match error {
            ChoiceError::Weak(weakness) => Self::Weak(weakness),
            ChoiceError::Failed(error) => Self::Failed(error),
        }
    }
}

/// Makes the person, the team that they own, and a session.
pub async fn complete_registration(
    app: &App,
    registration: Registration,
    browser: &Browser,
) -> Result<OpenedSession, RegistrationError> {
    let Registration { token, name, password, team_name } = registration;
    // Before the hash, which is dear.
    let link = email_token::find(app, Purpose::Register, &token).await?.ok_or(RegistrationError::Link)?;
    let known = vec![link.email, name.clone(), team_name.clone()];
    let hash = app.passwords.choose(&*app.ambient, password, known).await?;

    let tx = app.system.begin().await?;
    let link = email_token::redeem(app, &tx, Purpose::Register, &token).await?;
    let link = link.ok_or(RegistrationError::Link)?;
    let person = vec![user::name::set(name), user::password_hash::set(Some(hash))];
    let person = tx.user().create(link.email, person).exec().await?;
    let opened = open_first_team(app, &tx, person, &team_name, browser).await?;
    tx.commit().await?;
    app.known.forget_session_of(browser);
    Ok(opened)
}

/// A first team for a person who has just been made, and a session there.
pub(crate) async fn open_first_team(
    app: &App,
    tx: &SystemDb,
    person: user::Data,
    name: &str,
    browser: &Browser,
) -> Result<OpenedSession> {
    let team = found(app, tx, name).await?;
    tx.membership().create(team.id, person.id, Role::Owner, []).exec().await?;
    let actor = Actor { id: Some(person.id), name: person.email.clone(), ip: browser.ip.clone() };
    let after = json!({ "slug": team.slug, "name": team.name });
    let deed =
        Deed { action: "auth.register", target: team.id.to_string(), before: None, after: Some(after) };
    audit::record_for(tx, team.id, app.ambient.now(), &actor, deed).await?;
    open(app, tx, person, team, Role::Owner, browser).await
}

/// A new team with an empty stream and an empty log. Whose it is is the caller's to say, in the same transaction.
pub(crate) async fn found(app: &App, tx: &SystemDb, name: &str) -> Result<tenant::Data> {
    let base = slug_of(name);
    let mut slug = base.clone();
    // Somebody else's name is passed over, not tripped on: the transaction has to stand.
    while tx.tenant().create_many([tenant::create(&*slug, name, [])]).skip_duplicates().exec().await? == 0 {
        slug = format!("{base}-{}", hex::encode(&app.ambient.secret()[..3]));
    }
    let team = tx.tenant().find_unique(tenant::slug::equals(slug)).exec().await?;
    let team = team.ok_or_else(|| Error::row(uuid::Uuid::nil(), "a team is there and is not"))?;
    tx.stream_head().create(team.id, []).exec().await?;
    audit::open(tx, team.id).await?;
    Ok(team)
}

/// A team's name as it stands in addresses: small letters, digits, and hyphens between them.
fn slug_of(name: &str) -> String {
    const LONGEST: usize = 40;
    let lower = name.to_lowercase();
    let words = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut slug = words.collect::<Vec<_>>().join("-");
    slug.truncate(LONGEST);
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "team".to_owned() } else { slug.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::slug_of;

    #[test]
    fn a_slug_is_what_an_address_can_hold() {
        for (name, slug) in [
            ("Acme Capital", "acme-capital"),
            ("  --Ärger & Söhne GmbH--  ", "rger-s-hne-gmbh"),
            ("東京", "team"),
            ("../../etc", "etc"),
            ("a".repeat(60).as_str(), "a".repeat(40).as_str()),
            (format!("{} b", "a".repeat(39)).as_str(), "a".repeat(39).as_str()),
        ] {
            assert_eq!(slug_of(name), slug);
        }
    }
}
