//! The clients of hard schemas, and of schemas in the manner of well-known projects, compile without a word.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
const GENERATOR: &str = env!("CARGO_BIN_EXE_tickwire-prisma-client-rust-gen");

/// The schemas: files, and a folder of files, by the names of the modules that their clients become.
fn schemas() -> Outcome<Vec<(String, PathBuf)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemas"))? {
        let path = entry?.path();
        let name = path.file_stem().ok_or("a schema has no name")?.to_string_lossy().replace('-', "_");
        found.push((name, path));
    }
    found.sort();
    Ok(found)
}

/// Runs `prisma generate` on the schema. What it said is the answer, or the error.
fn generate(schema: &Path, output: &Path) -> Outcome<String> {
    let run = Command::new("node")
        .args(["node_modules/prisma/build/index.js", "generate", "--schema"])
        .arg(schema)
        .current_dir(ROOT)
        .env("GENERATOR", GENERATOR)
        .env("OUTPUT", output)
        .output()?;
    let said = String::from_utf8_lossy(&run.stdout) + String::from_utf8_lossy(&run.stderr);
    if run.status.success() { Ok(said.into_owned()) } else { Err(said.into()) }
}

/// A package of its own with the workspace's lints, so that the clients depend on what every client does.
fn package(folder: &Path, modules: &[String]) -> Outcome {
    let root = Path::new(ROOT).canonicalize()?;
    let workspace = fs::read_to_string(root.join("Cargo.toml"))?;
    let (_, lints) = workspace.split_once("[workspace.lints.rust]").ok_or("the workspace has no lints")?;
    let (lints, _) = lints.split_once("[profile.dev]").ok_or("the workspace has no profile")?;
    let lints = lints.replace("[workspace.lints.", "[lints.");
    let version = |name: &str| {
        let line = workspace.lines().find(|line| line.starts_with(&format!("{name} =")));
        line.and_then(|line| line.split('"').nth(1)).ok_or("a dependency has no version")
    };
    let manifest = format!(
        r#"[package]
name = "generated-clients"
version = "0.0.0"
edition = "2024"

[workspace]

[features]
default = ["specta"]
specta = ["dep:specta"]

[dependencies]
prisma-client-rust = {{ package = "tickwire-prisma-client-rust", path = "{runtime}" }}
serde = {{ version = "{serde}", features = ["derive"] }}
specta = {{ version = "{specta}", optional = true, features = ["chrono", "derive", "rust_decimal", "serde_json", "uuid"] }}

[lints.rust]{lints}"#,
        runtime = root.join("crates/prisma-client-rust").display(),
        serde = version("serde")?,
        specta = version("specta")?,
    );
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
    fs::copy(root.join("clippy.toml"), folder.join("clippy.toml"))?;
    let modules: Vec<_> = modules.iter().map(|module| format!("pub mod {module};")).collect();
    fs::write(folder.join("src/lib.rs"), format!("//! Generated clients.\n\n{}\n", modules.join("\n")))?;
    Ok(())
}

/// Runs cargo on the package; the error is what it said.
fn cargo(folder: &Path, arguments: &[&str]) -> Outcome {
    let run = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("clients-target"))
        .output()?;
    if run.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&run.stderr).into()) }
}

/// One cargo at a time: another would wait for the target folder, and its time would count.
static CARGO: Mutex<()> = Mutex::new(());

#[test]
fn every_client_compiles_without_a_warning() -> Outcome {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("clients");
    let sources = folder.join("src");
    let schemas = schemas()?;
    for (name, _) in &schemas {
        fs::create_dir_all(sources.join(name))?;
    }
    let workers = thread::available_parallelism()?.get();
    for some in schemas.chunks(workers) {
        thread::scope(|scope| {
            let outputs = some.iter().map(|(name, schema)| (schema, sources.join(name)));
            let runs: Vec<_> =
                outputs.map(|(schema, output)| scope.spawn(move || generate(schema, &output))).collect();
            runs.into_iter().try_for_each(|run| run.join().map_err(|_| "a thread panicked")?.map(drop))
        })?;
    }
    package(&folder, &schemas.into_iter().map(|(name, _)| name).collect::<Vec<_>>())?;
    let _turn = CARGO.lock().map_err(|_| "another test panicked")?;
    cargo(&folder, &["clippy", "--quiet", "--", "--deny", "warnings"])?;
    cargo(&folder, &["rustdoc", "--quiet", "--", "--deny", "warnings"])
}

/// How long the client of fifty models may take to be checked on two cores, its dependencies apart.
const LIMIT: Duration = Duration::from_secs(15);

/// Fifty models of twelve fields, each with two relations of its own and whatever leads to it.
fn fifty_models() -> Outcome<String> {
    const TYPES: [&str; 10] =
        ["String", "Int", "BigInt", "Float?", "Decimal", "Boolean", "DateTime", "Json", "Bytes?", "Kind"];
    let mut text =
        "generator rust {\n  provider = env(\"GENERATOR\")\n  output = env(\"OUTPUT\")\n  specta = true\n}\n\
                    datasource db {\n  provider = \"postgresql\"\n}\nenum Kind {\n  A\n  B\n}\n"
            .to_owned();
    let (parent_of, other_of) = (|model: usize| (model * 7 + 3) % 50, |model: usize| (model * 11 + 5) % 50);
    for model in 0..50 {
        writeln!(text, "model M{model} {{\n  id String @id @default(uuid(7)) @db.Uuid")?;
        for (field, ty) in TYPES.iter().cycle().skip(model).take(8).enumerate() {
            writeln!(text, "  field{field} {ty}")?;
        }
        let (parent, other) = (parent_of(model), other_of(model));
        writeln!(
            text,
            "  parentId String @db.Uuid\n  otherId String? @db.Uuid\n  updatedAt DateTime @updatedAt"
        )?;
        writeln!(text, "  parent M{parent} @relation(\"P{model}\", fields: [parentId], references: [id])")?;
        writeln!(text, "  other M{other}? @relation(\"O{model}\", fields: [otherId], references: [id])")?;
        for child in (0..50).filter(|&child| parent_of(child) == model) {
            writeln!(text, "  children{child} M{child}[] @relation(\"P{child}\")")?;
        }
        for child in (0..50).filter(|&child| other_of(child) == model) {
            writeln!(text, "  others{child} M{child}[] @relation(\"O{child}\")")?;
        }
        writeln!(text, "}}")?;
    }
    Ok(text)
}

#[test]
fn the_client_of_fifty_models_is_soon_checked() -> Outcome {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fifty");
    let output = folder.join("src/fifty");
    fs::create_dir_all(&output)?;
    fs::write(folder.join("schema.prisma"), fifty_models()?)?;
    generate(&folder.join("schema.prisma"), &output)?;
    let _turn = CARGO.lock().map_err(|_| "another test panicked")?;
    let check = ["check", "--quiet", "--jobs", "2"];
    package(&folder, &[])?;
    cargo(&folder, &check)?;
    package(&folder, &["fifty".to_owned()])?;
    let start = Instant::now();
    cargo(&folder, &check)?;
    let took = start.elapsed();
    assert!(took < LIMIT, "it took {took:?}");
    Ok(())
}

#[test]
fn what_a_client_does_not_have_is_said_with_its_line() -> Outcome {
    let output = Path::new(env!("CARGO_TARGET_TMPDIR")).join("left-out");
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemas/unsupported.prisma");
    let said = generate(&schema, &output)?;
    let line =
        "unsupported.prisma:15: Place.location is left out, as Prisma does not support the type `point`";
    assert!(said.contains(line), "{said}");
    assert!(
        said.contains("unsupported.prisma:12: Place has no `create`, as it needs what is left out"),
        "{said}"
    );
    Ok(())
}

#[test]
fn another_database_is_refused_with_its_line() -> Outcome {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("refused");
    fs::create_dir_all(&folder)?;
    let schema = folder.join("schema.prisma");
    let text = "generator rust {\n  provider = env(\"GENERATOR\")\n  output = env(\"OUTPUT\")\n}\ndatasource db {\n  provider = \"mysql\"\n}\nmodel A {\n  id Int @id\n}\n";
    fs::write(&schema, text)?;
    let error = generate(&schema, &folder.join("client")).err().ok_or("it was not refused")?.to_string();
    assert!(error.contains("schema.prisma:5: the client is for PostgreSQL, not for mysql"), "{error}");
    Ok(())
}
