//! The rules of the house, read from the house itself: which crate may know which, and what a file may be.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

/// The checkout: the tests crate is a folder of it.
const CHECKOUT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// Which crate may depend on which of ours. A crate that is not here may not exist; an arrow that is not here may not
/// either. Arrows of development alone (`[dev-dependencies]`) are not asked about.
const ARROWS: &[(&str, &[&str])] = &[
    // Generic: could be published tomorrow, and know nothing of trading.
    ("superjson", &[]),
    ("rspc-macros", &[]),
    ("rspc", &["rspc-macros", "superjson", "zod-gen"]),
    ("rspc-axum", &["rspc", "superjson"]),
    ("zod-gen", &[]),
    ("rspc-bindings", &["rspc", "superjson", "zod-gen"]),
    ("prisma-client-rust", &[]),
    ("prisma-client-rust-gen", &[]),
    // The database, generated.
    ("prisma", &["prisma-client-rust"]),
    // Trading.
    ("trading", &[]),
    ("venues", &["trading"]),
    ("backtest", &["trading"]),
    ("app", &["backtest", "prisma", "prisma-client-rust", "trading", "venues"]),
    // The edge.
    ("api", &["app", "prisma", "rspc", "superjson"]),
    (
        "server",
        &["api", "app", "prisma", "prisma-client-rust", "rspc", "rspc-axum", "rspc-bindings", "venues"],
    ),
    // What the differential tests run.
    ("differential", &["prisma-client-rust"]),
    // The tests' own program, which ends what they start; the benchmark's jobs; and a blog.
    ("tests", &[]),
    ("example-peers", &["rspc", "rspc-axum", "superjson"]),
    ("example-sockets", &["rspc", "rspc-axum"]),
    ("example-t3-posts", &["prisma-client-rust", "rspc", "rspc-axum", "rspc-bindings", "superjson"]),
];

/// Who may not know the network, the database, or HTTP, whatever else they use.
const ABSENT: &[(&str, &[&str])] = &[
    ("trading", &["tokio", "axum", "tokio-postgres", "chrono", "uuid", "rand", "serde"]),
    ("superjson", &["tokio", "axum", "tokio-postgres"]),
    ("rspc", &["axum", "hyper", "tokio-postgres"]),
    ("rspc-macros", &["axum", "tokio-postgres"]),
    ("rspc-bindings", &["axum", "hyper", "tokio-postgres"]),
    ("prisma-client-rust", &["axum", "hyper"]),
    ("prisma-client-rust-gen", &["axum", "hyper", "tokio-postgres"]),
    ("venues", &["axum", "tokio-postgres"]),
    ("backtest", &["tokio", "axum", "tokio-postgres", "chrono", "uuid", "rand", "serde"]),
    ("app", &["axum", "hyper", "tokio-postgres"]),
    ("api", &["hyper", "tokio-postgres", "deadpool-postgres"]),
];

/// Names that say nothing of what a module is for.
const NAMELESS: &[&str] = &["utils", "util", "common", "helpers", "helper", "misc", "v2"];

/// How long a file may be, and by how much it may exceed that before it has to be split.
const FILE_LINES: usize = 400;
const TOLERANCE: usize = 40;

/// How long a procedure's function may be, from its signature to its brace.
const HANDLER_LINES: usize = 40;

/// Every package of the workspace: its name without `tickwire-`, and the names of its normal dependencies.
fn packages() -> BTreeMap<String, BTreeSet<String>> {
    let mut command = Command::new(env!("CARGO"));
    command.args(["metadata", "--no-deps", "--format-version", "1", "--offline"]).current_dir(CHECKOUT);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let short = |name: &Value| {
        let name = name.as_str().unwrap();
        name.strip_prefix("tickwire-").unwrap_or(name).to_owned()
    };
    let packages = metadata["packages"].as_array().unwrap().iter().map(|package| {
        let dependencies = package["dependencies"].as_array().unwrap().iter();
        let normal = dependencies.filter(|dependency| dependency["kind"].is_null());
        (short(&package["name"]), normal.map(|dependency| short(&dependency["name"])).collect())
    });
    packages.collect()
}

#[test]
fn crates_know_only_whom_they_may() {
    let packages = packages();
    let allowed: BTreeMap<_, BTreeSet<_>> =
        ARROWS.iter().map(|(name, may)| (*name, may.iter().copied().collect())).collect();
    for (name, dependencies) in &packages {
        let may = allowed.get(&**name).unwrap_or_else(|| panic!("{name} is not a crate of architecture.md"));
        let ours = dependencies.iter().map(String::as_str).filter(|name| packages.contains_key(*name));
        let wrong: Vec<_> = ours.filter(|name| !may.contains(name)).collect();
        assert_eq!(wrong, [""; 0], "{name} may not depend on these");
    }
}

#[test]
fn what_is_absent_stays_absent() {
    let packages = packages();
    for (name, absent) in ABSENT {
        let dependencies = packages.get(*name).unwrap_or_else(|| panic!("there is no crate {name}"));
        let wrong: Vec<_> = absent.iter().filter(|absent| dependencies.contains(**absent)).collect();
        assert!(wrong.is_empty(), "{name} may not depend on {wrong:?}");
    }
}

/// Every Rust file of ours below a folder of the checkout.
fn rust_files(folder: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![Path::new(CHECKOUT).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
            if path.is_dir() && !hidden && !path.ends_with("target") && !path.ends_with("node_modules") {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    assert!(!files.is_empty(), "there is no Rust below {folder}");
    files
}

/// Every Rust file that people write, with its text.
fn written() -> impl Iterator<Item = (PathBuf, String)> {
    let files = rust_files("crates").into_iter().chain(rust_files("tests"));
    let read = files.map(|path| {
        let text = fs::read_to_string(&path).unwrap();
        (path, text)
    });
    read.filter(|(_, text)| !text.starts_with("// @generated"))
}

/// The names of the files that break a rule.
fn breaking(rule: impl Fn(&Path, &str) -> bool) -> Vec<PathBuf> {
    written().filter(|(path, text)| rule(path, text)).map(|(path, _)| path).collect()
}

#[test]
fn files_stay_short_enough_to_be_read() {
    let long = breaking(|_, text| text.lines().count() > FILE_LINES + TOLERANCE);
    assert!(long.is_empty(), "split these, at about {FILE_LINES} lines: {long:#?}");
}

#[test]
fn modules_open_with_a_sentence() {
    let silent = breaking(|_, text| !text.starts_with("//! "));
    assert!(silent.is_empty(), "say what these are for, in a first line `//! …`: {silent:#?}");
}

#[test]
fn modules_have_names() {
    let nameless = breaking(|path, _| {
        let below = path.strip_prefix(CHECKOUT).unwrap_or(path);
        let mut parts = below.components().map(|part| part.as_os_str().to_string_lossy().into_owned());
        parts.any(|part| NAMELESS.contains(&part.trim_end_matches(".rs")))
    });
    assert!(nameless.is_empty(), "name these after what they are for: {nameless:#?}");
}

/// `positions.getAll` as files name it: `positions/get_all`.
fn place(procedure: &str) -> String {
    let mut place = String::new();
    for c in procedure.chars() {
        match c {
            '.' => place.push('/'),
            c if c.is_ascii_uppercase() => place.extend(['_', c.to_ascii_lowercase()]),
            c => place.push(c),
        }
    }
    place
}

/// The names of all procedures.
fn procedures() -> Vec<String> {
    api::router().unwrap().iter().map(|procedure| procedure.info().path.clone()).collect()
}

#[test]
fn a_procedures_name_leads_to_its_file_and_to_its_test() {
    let procedures = procedures();
    assert!(procedures.contains(&"positions.getAll".to_owned()), "{procedures:?}");
    for procedure in procedures {
        let place = place(&procedure);
        for file in [format!("crates/api/src/procedures/{place}.rs"), format!("tests/api/{place}.rs")] {
            let text = fs::read_to_string(Path::new(CHECKOUT).join(&file));
            let text = text.unwrap_or_else(|error| panic!("{procedure} has no {file}: {error}"));
            assert!(text.starts_with(&format!("//! `{procedure}`: ")), "{file} does not open with its name");
            if file.starts_with("tests") {
                assert!(text.contains("#[tokio::test]"), "{file} tests nothing");
            }
        }
    }
}

#[test]
fn a_procedures_file_holds_its_procedure_and_no_other() {
    let known: BTreeSet<_> =
        procedures().iter().map(|procedure| format!("{}.rs", place(procedure))).collect();
    let folder = Path::new(CHECKOUT).join("crates/api/src/procedures");
    for path in rust_files("crates/api/src/procedures") {
        let text = fs::read_to_string(&path).unwrap();
        let marked = text.lines().filter(|line| line.trim() == "#[rspc::procedure]").count();
        if path.ends_with("mod.rs") {
            assert_eq!(marked, 0, "{} only registers", path.display());
            continue;
        }
        let name = path.strip_prefix(&folder).unwrap().to_str().unwrap();
        assert!(known.contains(name), "{name} is registered nowhere");
        let function = format!("async fn {}(", path.file_stem().unwrap().to_str().unwrap());
        assert_eq!(
            (marked, text.matches(&function).count()),
            (1, 1),
            "{name} holds one procedure, by its name"
        );
    }
}

#[test]
fn a_handler_fits_on_a_page() {
    for path in rust_files("crates/api/src/procedures") {
        let text = fs::read_to_string(&path).unwrap();
        let mut lines = text.lines().skip_while(|line| !line.contains("async fn "));
        let length = lines.by_ref().take_while(|line| *line != "}").count() + 1;
        assert!(length <= HANDLER_LINES, "{}: {length} lines; a use case is missing in app", path.display());
    }
}

#[test]
fn what_changes_something_says_why_asking_twice_is_safe_and_whether_it_is_written_down() {
    use api::{Audit, Idempotency};
    for procedure in api::router().unwrap().iter() {
        let info = procedure.info();
        let reads = info.meta.idempotency == Idempotency::Reads;
        assert_eq!(reads, info.kind != rspc::Kind::Mutation, "{}: {:?}", info.path, info.meta.idempotency);
        assert!(!reads || matches!(info.meta.audit, Audit::No(_)), "{}: {:?}", info.path, info.meta.audit);
    }
}

#[test]
fn the_unscoped_door_is_opened_where_it_is_known_to_be() {
    // Authentication comes before the tenant is known; the worker, the hints and the seed look at all tenants; signals of
    // several tenants are stored together; the simulated market writes candles, which are everybody's; what a person does
    // is written into the logs of theirs.
    let known = [
        "crates/app/src/audit/",
        "crates/app/src/account/",
        "crates/app/src/auth/",
        "crates/app/src/backlog.rs",
        "crates/app/src/backtests/worker.rs",
        "crates/app/src/bots/expire.rs",
        "crates/app/src/bots/quiet.rs",
        "crates/app/src/identity/",
        "crates/app/src/invitations/accept.rs",
        "crates/app/src/invitations/find.rs",
        "crates/app/src/jobs/operate.rs",
        "crates/app/src/jobs/store.rs",
        "crates/app/src/lib.rs",
        "crates/app/src/mail/",
        "crates/app/src/market/simulator.rs",
        "crates/app/src/members/people.rs",
        "crates/app/src/once.rs",
        "crates/app/src/equity/",
        "crates/app/src/pipeline/ticks.rs",
        "crates/app/src/pipeline/updates.rs",
        "crates/app/src/pipeline/worker.rs",
        "crates/app/src/reconciliation/account.rs",
        "crates/app/src/retention.rs",
        "crates/app/src/risk/system.rs",
        "crates/app/src/sealed.rs",
        "crates/app/src/seed/",
        "crates/app/src/signals/together.rs",
        "crates/app/src/strategies/live.rs",
        "crates/app/src/stream/hints.rs",
        "crates/app/src/stream/relay.rs",
        "crates/app/src/stream/renew.rs",
        "crates/app/src/stream/write.rs",
        "crates/app/src/tenants/",
        "crates/server/src/",
    ];
    let strange = breaking(|path, text| {
        let below = path.strip_prefix(CHECKOUT).unwrap_or(path).to_string_lossy();
        let ours =
            ["crates/app/", "crates/api/", "crates/server/"].iter().any(|start| below.starts_with(start));
        let opens = text.contains("SystemDb") || text.contains(".system\n") || text.contains(".system.");
        ours && opens && !known.iter().any(|known| below.starts_with(known))
    });
    assert!(strange.is_empty(), "these reach into all tenants: {strange:#?}");
}
