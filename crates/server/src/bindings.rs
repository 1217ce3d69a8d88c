//! `tickwire bindings`: the API in TypeScript.

use std::fs;

use anyhow::Context;
use rspc::Transformer;

use crate::config::Bindings;

/// Writes the files that changed, so that nothing is rebuilt for the others.
pub(crate) fn write(config: &Bindings) -> anyhow::Result<()> {
    let procedures = api::router()?;
    let files = rspc_bindings::generate(&procedures, Transformer::Superjson)?;
    fs::create_dir_all(&config.out).with_context(|| format!("cannot make {}", config.out.display()))?;
    for file in files {
        let path = config.out.join(file.name);
        if fs::read_to_string(&path).is_ok_and(|old| old == file.text) {
            continue;
        }
        fs::write(&path, file.text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}
