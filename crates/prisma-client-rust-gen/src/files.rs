//! The output folder: generated files are written and formatted, stale ones removed, all others left alone.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::process::Command;

use crate::render::{File, HEADER, Migration};

/// The file that the others belong to: a crate's root in the `src` of a package, else a module's.
pub fn root(output: &Path) -> &'static str {
    let is_source = output.file_name().is_some_and(|name| name == "src");
    let is_package = output.parent().is_some_and(|parent| parent.join("Cargo.toml").is_file());
    if is_source && is_package { "lib" } else { "mod" }
}

/// Writes the client. A file that was generated once and is no longer part of it goes.
pub fn write(output: &Path, files: &[File]) -> Result<(), String> {
    let failed = |error: io::Error| format!("cannot write to {}: {error}", output.display());
    fs::create_dir_all(output).map_err(failed)?;
    let names: BTreeSet<&str> = files.iter().map(|file| file.name.as_str()).collect();
    for stale in generated_files(output).map_err(failed)? {
        if stale.file_name().and_then(|name| name.to_str()).is_some_and(|name| !names.contains(name)) {
            fs::remove_file(&stale).map_err(failed)?;
        }
    }
    for file in files {
        fs::write(output.join(&file.name), &file.text).map_err(failed)?;
    }
    format(files.iter().map(|file| output.join(&file.name)))
}

/// The files in the folder that begin as generated files do.
fn generated_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_rust = path.extension().is_some_and(|extension| extension == "rs");
        if is_rust && fs::read_to_string(&path)?.starts_with(HEADER) {
            found.push(path);
        }
    }
    Ok(found)
}

/// Formats as the surrounding project does: rustfmt finds its configuration from where the files are.
fn format(files: impl Iterator<Item = PathBuf>) -> Result<(), String> {
    let run = Command::new("rustfmt").args(["--edition", "2024"]).args(files).output();
    let output = run.map_err(|error| format!("cannot run rustfmt, which formats the client: {error}"))?;
    if output.status.success() {
        Ok(())
    } else {
        Err(format!("rustfmt: {}", String::from_utf8_lossy(&output.stderr)))
    }
}

/// The migrations beside the schema, the oldest first, as paths from the output folder.
pub fn migrations(schema_folder: &Path, output: &Path) -> Result<Vec<Migration>, String> {
    let folder = schema_folder.join("migrations");
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let failed = |error: io::Error| format!("cannot read {}: {error}", folder.display());
    let mut migrations = Vec::new();
    for entry in fs::read_dir(&folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let file = path.join("migration.sql");
        if let Some(name) = path.file_name().and_then(|name| name.to_str()).filter(|_| file.is_file()) {
            migrations.push(Migration { name: name.to_owned(), path: relative(output, &file) });
        }
    }
    migrations.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(migrations)
}

/// The path of `file` from `folder`, with slashes.
fn relative(folder: &Path, file: &Path) -> String {
    let names = |path: &Path| -> Vec<String> {
        path.components()
            .filter(|component| !matches!(component, Component::CurDir))
            .map(|component| component.as_os_str().to_string_lossy().into_owned())
            .collect()
    };
    let (from, to) = (names(folder), names(file));
    let shared = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
    let up = std::iter::repeat_n("..".to_owned(), from.len() - shared);
    up.chain(to[shared..].iter().cloned()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::relative;

    #[test]
    fn finds_the_way_between_folders() {
        let way =
            relative(Path::new("/a/crates/prisma/src"), Path::new("/a/prisma/migrations/1/migration.sql"));
        assert_eq!(way, "../../../prisma/migrations/1/migration.sql");
    }
}
