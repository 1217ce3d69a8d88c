//! What a router is refused for, by name; and what is taken however it is written.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(dead_code, reason = "only the types are looked at")]

use std::collections::BTreeMap;

use rspc::{Builder, Failure, Input, Router};
use rspc_bindings::Bindings;

#[rspc::input]
struct Limited {
    #[garde(range(max = 3))]
    count: u8,
}

#[rspc::input]
struct Unchecked {
    limits: Vec<Limited>,
}

#[rspc::input]
struct Unseen<T> {
    page: Option<T>,
}

#[rspc::input]
struct Carried {
    limits: superjson::Map<String, Limited>,
}

#[rspc::input]
struct Noted {
    /// Up to */ that.
    #[deprecated = "use */ `other`\nor */ none"]
    size: Option<u8>,
    #[serde(rename = "newName", alias = "oldName")]
    renamed: u8,
    choice: Option<Choice>,
}

#[rspc::input]
enum Choice {
    #[serde(alias = "Former")]
    Current,
}

/// Of no constraints.
#[rspc::input]
struct Id(String);

#[rspc::input]
struct Lists {
    numbers: Unseen<Vec<u8>>,
    three: Unseen<[u8; 3]>,
    texts: Unseen<Vec<String>>,
    by_flag: Unseen<BTreeMap<bool, u8>>,
    by_name: Unseen<BTreeMap<String, u8>>,
    pair: Unseen<(u8, String)>,
    id: Id,
}

#[rspc::input]
struct Tree<T> {
    value: T,
    children: Vec<Tree<T>>,
}

mod clock {
    #[rspc::input]
    pub(super) struct Date {
        day: u8,
    }

    #[rspc::input]
    pub(super) struct Id {
        number: u8,
    }
}

#[rspc::input]
struct Dated {
    date: clock::Date,
}

#[rspc::input]
struct Ambiguous {
    id: Id,
    other: clock::Id,
}

async fn take<T: Input>((): (), _: T) -> Result<(), Failure> {
    Ok(())
}

fn emitted<T: Input>() -> Result<String, String> {
    let procedures = Router::<(), ()>::new().mutation("take", Builder::new(()), take::<T>).build().unwrap();
    let files = Bindings::new(&procedures).files().map_err(|error| error.to_string())?;
    // The contract knows what is read besides.
    let modules = files.into_iter().filter(|file| file.name != "contract.json");
    Ok(modules.map(|file| file.text).collect())
}

#[test]
fn constraints_that_nothing_checks_are_refused_at_their_field() {
    let refused = |result: Result<String, String>, place: &str| {
        let error = result.unwrap_err();
        assert!(error.contains(place) && error.contains("the constraints of `Limited`"), "{error}");
    };
    refused(emitted::<Unchecked>(), "Unchecked.limits:");
    refused(emitted::<Unseen<Limited>>(), "UnseenOfLimited.page:");
    refused(emitted::<Unseen<Unseen<Limited>>>(), "UnseenOfLimited.page:");
    refused(emitted::<Carried>(), "Carried.limits:");
    emitted::<Unseen<String>>().unwrap();
}

#[test]
fn no_comment_ends_before_its_end() {
    let text = emitted::<Noted>().unwrap();
    let note = text.lines().skip_while(|line| !line.contains("@deprecated")).take(2).collect::<String>();
    assert!(note.contains("use *\\/ `other`") && note.contains("or *\\/ none"), "{note}");
}

#[test]
fn another_name_is_read_and_not_told() {
    let text = emitted::<Noted>().unwrap();
    assert!(text.contains("newName: number") && !text.contains("oldName") && !text.contains("Former"));
    let read: Noted = serde_json::from_str(r#"{"oldName":1,"choice":"Former"}"#).unwrap();
    assert_eq!(read.renamed, 1);
}

#[test]
fn names_that_would_stand_for_something_else_are_refused() {
    let error = emitted::<Dated>().unwrap_err();
    assert!(error.contains("refusals::clock::Date") && error.contains("refusals.rs:"), "{error}");
    let error = emitted::<Ambiguous>().unwrap_err();
    assert!(error.contains("refusals::Id (") && error.contains("refusals::clock::Id ("), "{error}");
}

#[test]
fn what_types_are_made_of_has_names_of_its_own() {
    let text = emitted::<Lists>().unwrap();
    for name in ["U8List", "U8List3", "StringList", "BoolToU8Map", "StringToU8Map", "U8AndStringTuple"] {
        assert!(text.contains(&format!("const unseenOf{name}Schema")), "{name}: {text}");
    }
}

#[test]
fn a_schema_that_holds_itself_is_of_the_type_that_its_arguments_make() {
    let text = emitted::<Tree<Option<Vec<Id>>>>().unwrap();
    assert!(text.contains("Schema: Schema<types.Tree<(types.Id)[] | null>> ="), "{text}");
}

#[test]
fn an_integer_that_is_too_wide_is_told_by_its_procedure() {
    let procedures = Router::<(), ()>::new().query("count", Builder::new(()), count).build().unwrap();
    let error = Bindings::new(&procedures).files().unwrap_err().to_string();
    assert!(error.starts_with("count's output: ") && error.contains("superjson's BigInt"), "{error}");
}

async fn count((): ()) -> Result<i64, Failure> {
    Ok(0)
}
