//! Who it is that comes back from a provider: known by the name there, or by an address where the provider is believed
//! about those; or somebody new.

use openidconnect::core::CoreIdTokenClaims;
use prisma::{identity, user};

use super::{Join, SignInError, join::Newcomer};
use crate::{
    App,
    identity::{link::Named, provider::Provider},
};

/// The longest name that is taken over.
const NAME: usize = 64;

/// The person, where there is one.
pub(super) async fn known(
    app: &App,
    provider: &Provider,
    claims: &CoreIdTokenClaims,
    named: &Named,
) -> Result<Option<user::Data>, SignInError> {
    let linked = identity::issuer_subject::equals(named.issuer.clone(), named.subject.clone());
    if let Some(known) = app.system.identity().find_unique(linked).exec().await? {
        return Ok(app.system.user().find_unique(user::id::equals(known.user_id)).exec().await?);
    }
    let email = verified_email(claims)?;
    let user = app.system.user().find_unique(user::email::equals(email)).exec().await?;
    if user.is_some() && !provider.link_by_email {
        return Err(SignInError::LogInFirst);
    }
    Ok(user)
}

/// Somebody new, as the provider speaks of them.
pub(super) fn newcomer(
    provider: &Provider,
    claims: &CoreIdTokenClaims,
    named: Named,
    join: &Join,
) -> Result<Newcomer, SignInError> {
    // An invitation has proved the address by itself: its link was sent there.
    if matches!(join, Join::Team(_)) && !provider.link_by_email {
        return Err(SignInError::NoAccount);
    }
    let said = claims.name().and_then(|names| names.get(None)).map(|name| name.as_str());
    let name = said.unwrap_or_default().chars().filter(|c| !c.is_control()).take(NAME).collect::<String>();
    Ok(Newcomer { email: verified_email(claims)?, name: name.trim().to_owned(), named })
}

fn verified_email(claims: &CoreIdTokenClaims) -> Result<String, SignInError> {
    let verified = claims.email().filter(|_| claims.email_verified() == Some(true));
    let email = verified.map(|email| email.as_str().to_owned());
    let email = email.filter(|email| (3..=254).contains(&email.len()) && email.contains('@'));
    email.ok_or(SignInError::Unverified)
}
