//! The bindings of a router with every shape, as they are committed; `UPDATE=1` writes them anew.
//!
//! `npm run check` of the tests' package compiles them, strictly.

mod sample;

use std::{fs, path::Path};

use rspc::Transformer;

#[test]
fn every_shape_is_bound_as_committed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots");
    for file in rspc_bindings::generate(&sample::router().unwrap(), Transformer::Superjson).unwrap() {
        let path = folder.join(file.name);
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, &file.text).unwrap();
        }
        let committed = fs::read_to_string(&path).unwrap();
        assert_eq!(file.text, committed, "{} is not as committed", file.name);
    }
}

#[test]
fn the_bytes_depend_on_the_router_alone() {
    let generate = || rspc_bindings::generate(&sample::router().unwrap(), Transformer::Superjson).unwrap();
    let first = generate();
    for _ in 0..20 {
        assert_eq!(generate(), first);
    }
}

#[test]
fn nothing_is_any() {
    for file in rspc_bindings::generate(&sample::router().unwrap(), Transformer::Superjson).unwrap() {
        let words = file.text.split(|c: char| !c.is_ascii_alphanumeric());
        let code = words.filter(|word| *word == "any").count();
        assert_eq!(code, 0, "{}", file.name);
    }
}
