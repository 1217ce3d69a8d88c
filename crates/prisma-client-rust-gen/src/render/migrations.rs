//! The migrations, embedded, so that a binary can deploy them without the folder.

use std::fmt::Write as _;

use super::{File, Migration, file, own_module};
use crate::schema::Schema;

pub(super) fn migrations(schema: &Schema, migrations: &[Migration]) -> File {
    let mut text = "//! The migrations that the binary carries.\n\n/// The name and the SQL of each migration, the oldest first.\n\
                    pub const MIGRATIONS: &[(&str, &str)] = &[\n"
        .to_owned();
    for Migration { name, path } in migrations {
        let _ = writeln!(text, "({name:?}, include_str!({path:?})),");
    }
    text.push_str("];\n");
    file(&own_module(schema, "migrations"), text)
}
