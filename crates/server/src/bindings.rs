//! `tickwire bindings`: the API in TypeScript, and as an OpenAPI document.

use std::{
    fs,
    path::{Component, Path},
};

use anyhow::Context;
use rspc_bindings::Bindings;

use crate::{config, openapi, permissions};

/// Writes the files that changed, so that nothing is rebuilt for the others.
pub(crate) fn write(config: &config::Bindings) -> anyhow::Result<()> {
    let procedures = api::router()?;
    let mut bindings = Bindings::new(&procedures).outputs();
    // The way from a folder elsewhere would be another on the next machine.
    if config.out.is_relative() {
        bindings = bindings.sources(way_back(&config.out));
    }
    let files = bindings.files()?.into_iter().map(|file| (file.name, file.text));
    let document = serde_json::to_string_pretty(&openapi::document(&procedures)?)? + "\n";
    let permissions = permissions::render(&procedures)?;
    fs::create_dir_all(&config.out).with_context(|| format!("cannot make {}", config.out.display()))?;
    for (name, text) in files.chain([("openapi.json", document), ("permissions.ts", permissions)]) {
        let path = config.out.join(name);
        if fs::read_to_string(&path).is_ok_and(|old| old == text) {
            continue;
        }
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

/// The way from a folder of the workspace to the workspace.
fn way_back(folder: &Path) -> String {
    let steps = folder.components().filter(|step| matches!(step, Component::Normal(_))).count();
    if steps == 0 { ".".to_owned() } else { vec![".."; steps].join("/") }
}
