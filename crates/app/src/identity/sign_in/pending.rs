//! What a browser keeps, sealed, between the steps of a sign-in.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use uuid::Uuid;

use super::Join;
use crate::{
    App, Error, Result,
    identity::{link::Named, provider::Expected},
    vault::Place,
};

/// How long somebody may be at the provider, or look for the code.
const PATIENCE: TimeDelta = TimeDelta::minutes(10);

/// A step that waits for the next one.
pub(super) trait Step: Serialize + DeserializeOwned {
    /// By which one step's record is not taken for another's.
    const FIELD: &'static str;
}

/// Somebody is at the provider.
#[derive(Serialize, Deserialize)]
pub(super) struct Begun {
    pub(super) expected: Expected,
    pub(super) return_to: String,
    pub(super) link: Option<Uuid>,
    pub(super) join: Option<Join>,
}

impl Step for Begun {
    const FIELD: &'static str = "begun";
}

/// The provider has said who it is; the second factor's code is missing.
#[derive(Serialize, Deserialize)]
pub(super) struct Awaiting {
    pub(super) user: Uuid,
    pub(super) named: Named,
    pub(super) join: Option<Join>,
    /// When the provider asked.
    pub(super) at: DateTime<Utc>,
    pub(super) return_to: String,
}

impl Step for Awaiting {
    const FIELD: &'static str = "awaiting";
}

#[derive(Serialize, Deserialize)]
struct Kept<T> {
    step: T,
    until: DateTime<Utc>,
}

const fn place<T: Step>() -> Place {
    Place { owner: Uuid::nil(), table: "sign_in", row: Uuid::nil(), field: T::FIELD }
}

/// A step as the browser keeps it.
pub(super) fn seal<T: Step>(app: &App, step: T) -> Result<String> {
    let kept = Kept { step, until: app.ambient.now() + PATIENCE };
    let text = serde_json::to_vec(&kept).map_err(|error| Error::row(Uuid::nil(), error))?;
    Ok(BASE64_URL_SAFE_NO_PAD.encode(app.vault.seal(&*app.ambient, place::<T>(), &text)))
}

/// The step, where it is one of ours and not too long ago.
pub(super) fn unseal<T: Step>(app: &App, kept: &str) -> Option<T> {
    let sealed = BASE64_URL_SAFE_NO_PAD.decode(kept).ok()?;
    let text = app.vault.open(place::<T>(), &sealed).ok()?;
    let kept: Kept<T> = serde_json::from_slice(&text).ok()?;
    (kept.until > app.ambient.now()).then_some(kept.step)
}
