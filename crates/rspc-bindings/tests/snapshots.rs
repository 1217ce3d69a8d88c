//! The bindings of a router with every shape, as they are committed; `UPDATE=1` writes them anew.
//!
//! `npm run check` of the tests' package compiles them, strictly.

mod sample;

use std::{fs, path::Path};

use rspc_bindings::{Bindings, File};

fn generate() -> Result<Vec<File>, Box<dyn std::error::Error>> {
    Ok(Bindings::new(&sample::router()?).sources("../../../..").outputs().files()?)
}

#[test]
fn every_shape_is_bound_as_committed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots");
    for file in generate().unwrap() {
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
    let first = generate().unwrap();
    for _ in 0..20 {
        assert_eq!(generate().unwrap(), first);
    }
}

#[test]
fn nothing_is_any() {
    for file in generate().unwrap() {
        let words = file.text.split(|c: char| !c.is_ascii_alphanumeric());
        let code = words.filter(|word| *word == "any").count();
        assert_eq!(code, 0, "{}", file.name);
    }
}
