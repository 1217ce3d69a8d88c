//! How `prisma generate` talks to a generator: JSON-RPC, a request a line on stdin, an answer a line on stderr.

use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::{Value, json};

use crate::dmmf::Dmmf;
use crate::{files, render, schema};

#[derive(Deserialize)]
struct Request {
    id: Value,
    method: String,
    #[serde(default)]
    params: Value,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Generate {
    generator: Generator,
    schema_path: PathBuf,
    dmmf: Dmmf,
}

#[derive(Deserialize)]
struct Generator {
    output: Option<Output>,
}

#[derive(Deserialize)]
struct Output {
    value: PathBuf,
}

/// Answers requests until the input ends.
pub fn serve(requests: impl BufRead, mut answers: impl Write) -> io::Result<()> {
    for line in requests.lines() {
        let Ok(request) = serde_json::from_str::<Request>(&line?) else { continue };
        let result = match request.method.as_str() {
            "getManifest" => Ok(manifest()),
            "generate" => generate(request.params).map(|()| Value::Null),
            other => Err(format!("this generator does not know the method {other}")),
        };
        let answer = match result {
            Ok(result) => json!({ "jsonrpc": "2.0", "id": request.id, "result": result }),
            Err(message) => {
                let error = json!({ "code": -32000, "message": message, "data": null });
                json!({ "jsonrpc": "2.0", "id": request.id, "error": error })
            }
        };
        writeln!(answers, "{answer}")?;
    }
    Ok(())
}

fn manifest() -> Value {
    json!({ "manifest": {
        "prettyName": "Prisma Client Rust",
        "defaultOutput": "../src/prisma",
        "requiresEngines": [],
    } })
}

fn generate(params: Value) -> Result<(), String> {
    let request: Generate = serde_json::from_value(params)
        .map_err(|error| format!("Prisma sent something unexpected: {error}"))?;
    let output = request.generator.output.ok_or("the generator block has no `output`")?.value;
    let schema = schema::Schema::new(&request.dmmf.datamodel)?;
    let migrations = files::migrations(schema_folder(&request.schema_path), &output)?;
    files::write(&output, &render::client(&schema, &migrations))
}

/// The schema is a file, or a folder of files.
fn schema_folder(schema: &Path) -> &Path {
    if schema.is_dir() { schema } else { schema.parent().unwrap_or(schema) }
}

#[cfg(test)]
mod tests {
    use super::serve;

    fn answer(request: &str) -> serde_json::Value {
        let mut out = Vec::new();
        serve(request.as_bytes(), &mut out).unwrap();
        serde_json::from_slice(&out).unwrap()
    }

    #[test]
    fn says_what_it_is() {
        let answer = answer(r#"{"jsonrpc":"2.0","id":1,"method":"getManifest","params":{}}"#);
        assert_eq!(answer["result"]["manifest"]["prettyName"], "Prisma Client Rust");
        assert_eq!(answer["id"], 1);
    }

    #[test]
    fn answers_an_unknown_method_with_an_error() {
        let answer = answer(r#"{"jsonrpc":"2.0","id":7,"method":"dance"}"#);
        assert_eq!(answer["error"]["message"], "this generator does not know the method dance");
    }
}
