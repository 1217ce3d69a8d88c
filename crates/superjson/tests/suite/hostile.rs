//! Documents made to do harm are errors, never a panic or an overflow of the stack.

use std::collections::BTreeMap;

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use superjson::{BigInt, ErrorKind, from_slice};

use crate::values::any::{Any, any_value};
use crate::values::typed::{Typed, typed};

const MUTATIONS: usize = 200_000;

/// What is likely to mean something, wherever it lands.
const TOKENS: [&str; 24] = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    ".",
    "null",
    "-0",
    "1e999",
    "\"json\":",
    "\"meta\":",
    "\"values\":",
    "\"v\":1",
    "[\"undefined\"]",
    "[\"number\"]",
    "[\"bigint\"]",
    "[\"map\",{",
    "\"NaN\"",
    "\"0\":",
    "\"__proto__\"",
    "\"\\ud800\"",
];

#[test]
fn no_mutated_document_makes_it_panic() {
    let seeds = seeds();
    let mut random = Random(0x7469_636b_7769_7265);
    let mut read = 0;
    for _ in 0..MUTATIONS {
        let mut document = random.pick(&seeds).clone();
        for _ in 0..=random.below(4) {
            mutate(&mut document, &mut random);
        }
        read += usize::from(from_slice::<Any>(&document).is_ok());
        if random.below(8) == 0 {
            read += usize::from(from_slice::<Typed>(&document).is_ok());
        }
    }
    // Were nearly all of them refused at the first bracket, little would have been tried.
    assert!(read > MUTATIONS / 20, "only {read} were read");
}

/// Small documents of both kinds.
fn seeds() -> Vec<Vec<u8>> {
    let mut runner = TestRunner::deterministic();
    let mut seeds = Vec::new();
    while seeds.len() < 100 {
        let value = any_value().new_tree(&mut runner).expect("no filter can fail").current();
        let document = superjson::to_vec(&value).expect("every value can be written");
        if (60..300).contains(&document.len()) {
            seeds.push(document);
        }
    }
    for _ in 0..5 {
        let value = typed().new_tree(&mut runner).expect("no filter can fail").current();
        seeds.push(superjson::to_vec(&value).expect("every value can be written"));
    }
    seeds
}

fn mutate(document: &mut Vec<u8>, random: &mut Random) {
    let at = random.below(document.len() + 1);
    let end = (at + random.below(8)).min(document.len());
    match random.below(4) {
        0 => document.truncate(document.len() - random.below(3).min(document.len())),
        1 => drop(document.drain(at..end)),
        2 => drop(document.splice(at..at, document[at..end].to_vec())),
        _ => drop(document.splice(at..end, random.pick(&TOKENS).bytes())),
    }
    if let Some(byte) = document.get_mut(at)
        && random.below(4) == 0
    {
        *byte = random.next().to_le_bytes()[0];
    }
}

/// Marsaglia's xorshift, of a fixed seed.
struct Random(usize);

impl Random {
    fn next(&mut self) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() >> 11) % limit
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

fn kind_of(document: &str) -> ErrorKind {
    from_slice::<Any>(document.as_bytes()).expect_err("a hostile document is refused").kind()
}

#[test]
fn deep_nesting_is_refused_in_every_part() {
    let deep = "[".repeat(1_000_000);
    assert_eq!(kind_of(&format!(r#"{{"json":{deep}"#)), ErrorKind::Syntax);
    let deep = r#"["map",{"0":"#.repeat(1_000_000);
    assert_eq!(kind_of(&format!(r#"{{"json":1,"meta":{{"values":{deep}"#)), ErrorKind::Syntax);
    let deep = "[".repeat(1_000_000) + &"]".repeat(1_000_000);
    assert_eq!(kind_of(&format!(r#"{{"json":{deep}}}"#)), ErrorKind::Value);
    // What is skipped is not recursed into.
    assert!(from_slice::<Any>(format!(r#"{{"x":{deep},"json":1}}"#).as_bytes()).is_ok());
}

#[test]
fn deep_values_are_refused_where_they_are_annotated_too() {
    let deep = "[".repeat(1_000_000);
    let meta = r#""meta":{"values":{"0.0.0":["bigint"]},"v":1}"#;
    assert_eq!(kind_of(&format!(r#"{{{meta},"json":{deep}}}"#)), ErrorKind::Syntax);
}

#[test]
fn paths_of_a_million_segments_are_refused() {
    for path in ["a.".repeat(1_000_000), r"\\\\.".repeat(1_000_000)] {
        let document = format!(r#"{{"json":[],"meta":{{"values":{{"{path}":["bigint"]}},"v":1}}}}"#);
        assert_eq!(kind_of(&document), ErrorKind::Meta);
    }
}

#[test]
fn many_annotations_take_time_in_proportion() {
    let values = (0..100_000).map(|nth| format!(r#""{nth}.a.b.c":["bigint"]"#)).collect::<Vec<_>>().join(",");
    let document = format!(r#"{{"json":["7"],"meta":{{"values":{{{values}}},"v":1}}}}"#);
    let read: Any = from_slice(document.as_bytes()).unwrap();
    assert!(matches!(read, Any::Array(_)));
}

#[test]
fn annotations_that_do_not_fit_the_value_are_refused() {
    for (json, values) in [
        (r#"["x"]"#, r#"{"0":["bigint"]}"#),
        ("[7]", r#"{"0":["bigint"]}"#),
        (r#"["0x7"]"#, r#"{"0":["bigint"]}"#),
        (r#"["12"]"#, r#"{"0":["number"]}"#),
        ("[[]]", r#"{"0":["number"]}"#),
    ] {
        let document = format!(r#"{{"json":{json},"meta":{{"values":{values},"v":1}}}}"#);
        assert_eq!(kind_of(&document), ErrorKind::Value, "{document}");
    }
}

#[test]
fn paths_to_nothing_are_ignored_as_in_javascript() {
    let document = br#"{"json":{"a":1},"meta":{"values":{"b.c":["bigint"],"a.0":["number"]},"v":1}}"#;
    let read: BTreeMap<String, u8> = from_slice(document).unwrap();
    assert_eq!(read, BTreeMap::from([("a".to_owned(), 1)]));
}

#[test]
fn integers_out_of_range_are_refused() {
    let document = br#"{"json":["300"],"meta":{"values":{"0":["bigint"]},"v":1}}"#;
    assert!(from_slice::<[u8; 1]>(document).is_err());
    assert!(from_slice::<[BigInt<u8>; 1]>(document).is_err());
    assert_eq!(from_slice::<[BigInt<i16>; 1]>(document).unwrap(), [BigInt(300)]);
    assert_eq!(from_slice::<[u128; 1]>(document).unwrap(), [300]);
}

#[test]
fn a_bigint_is_neither_number_nor_text() {
    let document = br#"{"json":["7"],"meta":{"values":{"0":["bigint"]},"v":1}}"#;
    assert!(from_slice::<[u8; 1]>(document).unwrap_err().to_string().starts_with("invalid type: bigint"));
    assert!(from_slice::<[f64; 1]>(document).is_err());
    assert!(from_slice::<[String; 1]>(document).is_err());
}

#[test]
fn an_unknown_field_is_unknown_though_it_be_undefined() {
    #[derive(Debug, PartialEq, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Known {
        #[serde(default)]
        a: u8,
    }

    let read = |field: &str| {
        let document =
            format!(r#"{{"json":{{"{field}":null}},"meta":{{"values":{{"{field}":["undefined"]}},"v":1}}}}"#);
        from_slice::<Known>(document.as_bytes()).map_err(|error| error.to_string())
    };
    assert_eq!(read("a"), Ok(Known { a: 0 }));
    assert!(read("b").unwrap_err().starts_with("unknown field `b`"));
}

#[test]
fn integers_take_the_zero_that_javascript_rounds_to() {
    let document = br#"{"json":["-0"],"meta":{"values":{"0":["number"]},"v":1}}"#;
    assert_eq!(from_slice::<[i64; 1]>(document).unwrap(), [0]);
    assert!(from_slice::<[f64; 1]>(document).unwrap()[0].is_sign_negative());
}
