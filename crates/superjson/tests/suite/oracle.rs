//! The real superjson, run by node, reads what we write and writes what we read.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::values::any::{Any, any_value};
use crate::values::typed::{Typed, typed};

const VALUES: usize = 3_000;

#[test]
fn javascript_agrees_on_values_of_any_shape() {
    let values = random(&any_value());
    let questions = values.iter().map(|value| json!({ "rust": document(value), "is": value.description() }));
    let answers = ask_javascript(questions.collect());
    for (value, answer) in values.iter().zip(answers) {
        let read: Any = superjson::from_slice(answer.as_bytes()).expect(&answer);
        assert_eq!(format!("{read:?}"), format!("{:?}", value.without_types()), "{answer}");
    }
}

#[test]
fn javascript_gives_typed_values_back() {
    let values = random(&typed());
    let questions = values.iter().map(|value| json!({ "rust": document(value) }));
    let answers = ask_javascript(questions.collect());
    for (value, answer) in values.iter().zip(answers) {
        let read: Typed = superjson::from_slice(answer.as_bytes()).expect(&answer);
        assert_eq!(format!("{read:?}"), format!("{value:?}"), "{answer}");
    }
}

/// Values of a fixed seed.
fn random<S: Strategy>(strategy: &S) -> Vec<S::Value> {
    let mut runner = TestRunner::deterministic();
    (0..VALUES).map(|_| strategy.new_tree(&mut runner).expect("no filter can fail").current()).collect()
}

fn document<T: serde::Serialize>(value: &T) -> String {
    String::from_utf8(superjson::to_vec(value).expect("every value can be written")).expect("JSON is UTF-8")
}

#[derive(Deserialize)]
#[serde(untagged, rename_all_fields = "camelCase")]
enum Answer {
    Agrees { document: String, same_bytes: bool },
    Differs { error: String },
}

/// superjson's own document of each value, once it has agreed with ours.
fn ask_javascript(questions: Vec<Value>) -> Vec<String> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/oracle.mjs");
    let mut node = Command::new("node")
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("this test needs `node` on the PATH, and the packages of `npm install`");
    let mut input = node.stdin.take().expect("stdin is piped");
    let output = BufReader::new(node.stdout.take().expect("stdout is piped"));
    let asked = questions.len();
    let writer = thread::spawn(move || {
        for question in questions {
            // node says on stderr why it went away, and the count of answers fails the test.
            if writeln!(input, "{question}").is_err() {
                return;
            }
        }
    });
    let (mut documents, mut same_bytes) = (Vec::new(), 0);
    for line in output.lines() {
        match serde_json::from_str(&line.expect("node writes UTF-8")).expect("node answers in JSON") {
            Answer::Agrees { document, same_bytes: same } => {
                documents.push(document);
                same_bytes += usize::from(same);
            }
            Answer::Differs { error } => panic!("{error}"),
        }
    }
    writer.join().expect("the writer does not panic");
    assert!(node.wait().expect("node was started").success(), "node failed: see its message above");
    assert_eq!(documents.len(), asked);
    // The rest differ in the order of keys only: the script has seen to that.
    assert!(same_bytes * 10 > asked * 9, "{same_bytes} of {asked} are the same byte for byte");
    documents
}
