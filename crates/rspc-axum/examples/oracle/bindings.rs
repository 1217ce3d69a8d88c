//! The router in TypeScript, for the pages that `tests/react` drives.

use std::{error::Error, fs, path::Path};

use rspc_bindings::Bindings;

/// What of the bindings the pages use.
const USED: [&str; 4] = ["error.d.ts", "router.d.ts", "server.ts", "types.d.ts"];

/// Writes them to a folder.
pub(crate) fn write(folder: &Path) -> Result<(), Box<dyn Error>> {
    let procedures = crate::procedures()?;
    fs::create_dir_all(folder)?;
    for file in Bindings::new(&procedures).files()? {
        if USED.contains(&file.name) {
            fs::write(folder.join(file.name), file.text)?;
        }
    }
    Ok(())
}
