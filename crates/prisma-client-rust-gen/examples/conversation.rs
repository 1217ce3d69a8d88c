//! What Prisma and the generator say to each other: `cargo run -p tickwire-prisma-client-rust-gen --example conversation`.
#![expect(clippy::print_stdout, reason = "an example shows what it did")]

use std::{env, fs, io, process};

use prisma_client_rust_gen::protocol;
use serde_json::json;

/// As a schema has it, for the places of errors; what it means, Prisma says itself.
const SCHEMA: &str = r#"datasource db {
  provider = "postgresql"
}

/// What posts are about.
model Tag {
  slug String @id
}
"#;

fn main() -> io::Result<()> {
    let folder = env::temp_dir().join(format!("prisma-client-rust-{}", process::id()));
    fs::create_dir_all(&folder)?;
    let schema = folder.join("schema.prisma");
    fs::write(&schema, SCHEMA)?;
    let slug = json!({
        "name": "slug", "kind": "scalar", "type": "String", "isId": true, "isUnique": false,
        "isList": false, "isRequired": true, "hasDefaultValue": false,
    });
    let tag = json!({
        "name": "Tag", "documentation": "What posts are about.", "fields": [slug], "uniqueIndexes": [],
    });
    let generate = json!({
        "generator": { "output": { "value": folder.join("prisma") }, "config": {} },
        "schemaPath": schema,
        "datasources": [{ "name": "db", "provider": "postgresql", "activeProvider": "postgresql" }],
        "dmmf": { "datamodel": { "enums": [], "models": [tag] } },
    });
    let requests = [
        json!({ "jsonrpc": "2.0", "id": 1, "method": "getManifest", "params": {} }),
        json!({ "jsonrpc": "2.0", "id": 2, "method": "generate", "params": generate }),
    ];
    for request in requests.map(|request| request.to_string()) {
        println!("Prisma:    {request}");
        let mut answer = Vec::new();
        protocol::serve(request.as_bytes(), &mut answer, io::stdout())?;
        println!("generator: {}", String::from_utf8_lossy(&answer).trim_end());
    }
    println!("\n{}", fs::read_to_string(folder.join("prisma/tag.rs"))?);
    fs::remove_dir_all(folder)
}
