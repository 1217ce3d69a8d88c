//! A folder of migrations, as the Prisma CLI writes and reads it.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use crate::error::{Error, Result};

/// Names the database that the migrations were written for.
const LOCK_FILE: &str = "migration_lock.toml";

/// The names and the SQL of the folder's migrations, in any order.
pub(super) fn read(folder: &Path) -> Result<Vec<(String, String)>> {
    check_provider(&folder.join(LOCK_FILE))?;
    let mut migrations = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| unreadable(folder, &error))? {
        let path = entry.map_err(|error| unreadable(folder, &error))?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()).filter(|_| path.is_dir()) else {
            continue;
        };
        let file = path.join("migration.sql");
        let sql = fs::read_to_string(&file).map_err(|error| match error.kind() {
            ErrorKind::NotFound => Error::Migration(format!(
                "{} is missing (P3015): restore the file, or remove its folder",
                file.display()
            )),
            _ => unreadable(&file, &error),
        })?;
        migrations.push((name.to_owned(), sql));
    }
    Ok(migrations)
}

fn check_provider(file: &Path) -> Result<()> {
    let text = match fs::read_to_string(file) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        other => other.map_err(|error| unreadable(file, &error))?,
    };
    let provider =
        text.lines().find_map(|line| line.trim().strip_prefix("provider")?.trim().strip_prefix('='));
    match provider.map(|value| value.trim().trim_matches('"')) {
        None | Some("postgresql" | "postgres") => Ok(()),
        Some(other) => Err(Error::Migration(format!(
            "{} says that the migrations are for {other} (P3019)",
            file.display()
        ))),
    }
}

fn unreadable(path: &Path, error: &std::io::Error) -> Error {
    Error::Migration(format!("{} cannot be read: {error}", path.display()))
}
