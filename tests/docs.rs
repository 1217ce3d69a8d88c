//! What the pages in `docs/` name is there.

use std::{collections::BTreeSet, fs, path::Path};

use app::identity::{AuthjsConfig, Identity, IssuerConfig, ProviderConfig};

const CHECKOUT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(CHECKOUT).join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The block of JSON with that name on the page.
fn block<'a>(page: &'a str, name: &str) -> &'a str {
    let (_, rest) =
        page.split_once(&format!("```json {name}\n")).unwrap_or_else(|| panic!("no block {name}"));
    rest.split_once("\n```").expect("a block ends").0
}

/// Words of capitals and underscores, as variables are written.
fn variables(text: &str) -> BTreeSet<&str> {
    let words = text.split(|c: char| !(c.is_ascii_uppercase() || c == '_'));
    words.filter(|word| word.starts_with("TICKWIRE_") || word.ends_with("DATABASE_URL")).collect()
}

#[test]
fn every_setting_of_mail_and_identity_is_on_its_page() {
    let page = read("docs/mail-and-identity.md");
    let told = variables(&page);
    let sources = ["config.rs", "config/database.rs", "config/identity.rs", "config/mail.rs"]
        .map(|file| read(&format!("crates/server/src/{file}")));
    let all: BTreeSet<_> = sources.iter().flat_map(|source| variables(source)).collect();
    let missing: Vec<_> = sources[2..]
        .iter()
        .flat_map(|source| variables(source))
        .filter(|name| !told.contains(name))
        .collect();
    assert!(missing.is_empty(), "the page does not tell of {missing:?}");
    let unknown: Vec<_> = told.difference(&all).collect();
    assert!(unknown.is_empty(), "nobody reads {unknown:?}");
}

#[test]
fn the_settings_that_the_page_shows_are_taken() {
    let page = read("docs/mail-and-identity.md");
    let issuers: Vec<IssuerConfig> = serde_json::from_str(block(&page, "issuers")).expect("issuers");
    let providers: Vec<ProviderConfig> = serde_json::from_str(block(&page, "providers")).expect("providers");
    let authjs: AuthjsConfig = serde_json::from_str(block(&page, "authjs")).expect("the sessions of Auth.js");
    let identity = Identity::new(issuers).expect("issuers");
    let identity = identity.with_providers(providers).expect("providers");
    identity.with_authjs(&["x".repeat(32)], true, authjs).expect("the sessions of Auth.js");
}

#[test]
fn what_shows_that_something_is_secure_is_there() {
    let page = read("docs/security.md");
    let code = page.split('`').skip(1).step_by(2);
    let paths: Vec<_> = code
        .filter(|code| ["tests/", "crates/", "web-client/"].iter().any(|root| code.starts_with(root)))
        .collect();
    assert!(paths.len() > 20, "{paths:?}");
    for path in paths {
        assert!(Path::new(CHECKOUT).join(path).exists(), "{path} is not there");
    }
}
