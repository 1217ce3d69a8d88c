//! What a contract says of types that have no keyword of their own.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(dead_code, reason = "only the types are looked at")]

use rspc::{Builder, ErrorCode, Failure, Input, Router, Transformer};
use rspc_bindings::{Bindings, Contract};
use serde_json::json;
use superjson::BigInt;

async fn take<T: Input>((): (), _: T) -> Result<(), Failure> {
    Ok(())
}

fn taking<T: Input>() -> Contract {
    let procedures = Router::<(), ()>::new().mutation("take", Builder::new(()), take::<T>).build().unwrap();
    Bindings::new(&procedures).described().unwrap()
}

#[rspc::input]
struct Numbered<T> {
    number: T,
}

#[rspc::input]
struct Both {
    narrow: Numbered<BigInt<u32>>,
    wide: Numbered<BigInt<i64>>,
}

#[test]
fn a_wide_integer_has_a_range_of_its_own() {
    let (narrow, wide) = (taking::<Numbered<BigInt<u32>>>(), taking::<Numbered<BigInt<i64>>>());
    let number = &wide.types["NumberedOfBigintI64"]["properties"]["number"];
    assert_eq!(number["x-minimum"], i64::MIN.to_string());
    assert_eq!(number["x-maximum"], i64::MAX.to_string());
    assert!(wide.changes_since(&narrow).iter().all(|change| !change.breaking), "it takes more");
    assert!(narrow.changes_since(&wide).iter().any(|change| change.breaking), "it takes less");
    assert!(taking::<Both>().types.contains_key("NumberedOfBigintU32"), "the two are told apart");
}

#[rspc::input]
struct Before {
    old_name: u8,
    #[garde(length(max = 9))]
    text: Option<String>,
}

#[rspc::input]
#[serde(rename = "Before")]
struct After {
    #[serde(alias = "oldName")]
    new_name: u8,
    #[serde(alias = "words", alias = "letters")]
    #[garde(length(max = 9))]
    text: Option<String>,
}

#[test]
fn a_field_that_is_read_by_its_old_name_breaks_nobody() {
    let (before, after) = (taking::<Before>(), taking::<After>());
    let changes = after.changes_since(&before);
    assert!(!changes.is_empty() && changes.iter().all(|change| !change.breaking), "{changes:?}");
    let back = before.changes_since(&after);
    assert!(back.iter().any(|change| change.breaking && change.place == "take input.newName"), "{back:?}");
}

#[rspc::input]
struct Built {
    constructor: Option<u8>,
}

#[test]
fn a_name_that_superjson_does_not_send_is_refused() {
    let procedures =
        Router::<(), ()>::new().mutation("take", Builder::new(()), take::<Built>).build().unwrap();
    let error = Bindings::new(&procedures).files().unwrap_err().to_string();
    assert!(error.starts_with("take's input: Built.constructor: superjson"), "{error}");
}

/// Why a thing is not had.
#[derive(Debug, thiserror::Error, serde::Serialize, specta::Type)]
#[serde(tag = "type")]
enum Refusal {
    #[error("it is taken")]
    Taken { by: String },
    #[error("it is gone")]
    Gone,
    #[error("it was never there")]
    NeverThereAsFarAsAnybodyRemembers,
    #[error("it is lost")]
    Lost(Lost),
}

#[derive(Debug, serde::Serialize, specta::Type)]
struct Lost {
    since: u8,
}

#[rspc::codes]
impl rspc::Error for Refusal {
    fn code(&self) -> ErrorCode {
        match self {
            Self::Taken { .. } => ErrorCode::Conflict,
            Self::Gone | Self::NeverThereAsFarAsAnybodyRemembers | Self::Lost(_) => ErrorCode::NotFound,
        }
    }
}

async fn refuse((): ()) -> Result<(), Refusal> {
    Err(Refusal::Gone)
}

#[test]
fn how_values_travel_and_the_codes_of_errors_are_relied_on() {
    let procedures = Router::<(), ()>::new().query("refuse", Builder::new(()), refuse).build().unwrap();
    let plain = Bindings::new(&procedures).transformer(Transformer::Plain).described().unwrap();
    let mut old = Bindings::new(&procedures).described().unwrap();
    let codes = serde_json::to_value(&old.procedures["refuse"].error_codes).unwrap();
    assert_eq!(
        codes,
        json!({ "CONFLICT": ["Taken"], "NOT_FOUND": ["Gone", "Lost", "NeverThereAsFarAsAnybodyRemembers"] })
    );

    let [change] = plain.changes_since(&old).try_into().unwrap();
    assert!(change.breaking && change.place == "the transformer", "{change:?}");
    let refuse = old.procedures.get_mut("refuse").unwrap();
    refuse.error_codes = serde_json::from_value(json!({ "CONFLICT": ["Taken", "Gone"] })).unwrap();
    let [change] = Bindings::new(&procedures).described().unwrap().changes_since(&old).try_into().unwrap();
    assert!(change.breaking && change.what == "`Gone` was CONFLICT and is NOT_FOUND", "{change:?}");
}
