//! How `prisma generate` talks to a generator: JSON-RPC, a request a line on stdin, an answer a line on stderr.

use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::{Value, json};

use crate::dmmf::Dmmf;
use crate::text::Text;
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
    #[serde(default)]
    datasources: Vec<Datasource>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Datasource {
    name: String,
    /// As the schema has it: `postgres` says PostgreSQL too.
    provider: String,
    active_provider: String,
}

#[derive(Deserialize)]
struct Generator {
    output: Option<Output>,
    #[serde(default)]
    config: Options,
}

/// What else a generator block may say.
#[derive(Deserialize, Default)]
struct Options {
    /// `specta = true`: rows and enums are types of the wire where the crate's feature `specta` is on.
    #[serde(default)]
    specta: Option<String>,
}

#[derive(Deserialize)]
struct Output {
    value: PathBuf,
}

/// Answers requests until the input ends. What a person should know goes to `notes`, a sentence a line.
pub fn serve(requests: impl BufRead, mut answers: impl Write, mut notes: impl Write) -> io::Result<()> {
    for line in requests.lines() {
        let Ok(request) = serde_json::from_str::<Request>(&line?) else { continue };
        let result = match request.method.as_str() {
            "getManifest" => Ok(manifest()),
            "generate" => match generate(request.params) {
                Ok(left_out) => {
                    left_out.iter().try_for_each(|sentence| writeln!(notes, "{sentence}"))?;
                    Ok(Value::Null)
                }
                Err(message) => Err(message),
            },
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

/// Writes the client, and says what it leaves out.
fn generate(params: Value) -> Result<Vec<String>, String> {
    let request: Generate = serde_json::from_value(params)
        .map_err(|error| format!("Prisma sent something unexpected: {error}"))?;
    let output = request.generator.output.ok_or("the generator block has no `output`")?.value;
    let text = Text::read(&request.schema_path)
        .map_err(|error| format!("cannot read {}: {error}", request.schema_path.display()))?;
    if let Some(source) = request.datasources.iter().find(|source| source.active_provider != "postgresql") {
        let place = text.place(&source.name, None);
        return Err(format!("{place}the client is for PostgreSQL, not for {}", source.provider));
    }
    let mut schema = schema::Schema::new(&request.dmmf.datamodel, &text)?;
    schema.derives_specta = request.generator.config.specta.is_some_and(|value| value == "true");
    let migrations = files::migrations(schema_folder(&request.schema_path), &output)?;
    files::write(&output, &render::client(&schema, &migrations, files::root(&output)))?;
    Ok(schema.left_out(&text))
}

/// The schema is a file, or a folder of files.
fn schema_folder(schema: &Path) -> &Path {
    if schema.is_dir() { schema } else { schema.parent().unwrap_or(schema) }
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::serve;

    fn answer(request: &str) -> serde_json::Value {
        let mut out = Vec::new();
        serve(request.as_bytes(), &mut out, io::sink()).unwrap();
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
