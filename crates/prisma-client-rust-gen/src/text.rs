//! The schema's own text: what Prisma's meta format leaves out, and where everything stands.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The blocks of the schema, by name.
#[derive(Debug, Default)]
pub struct Text {
    blocks: HashMap<String, Block>,
}

/// A model, a view, an enum or a datasource.
#[derive(Debug, Default)]
pub struct Block {
    /// Whether it is a view: its rows can only be read.
    pub is_view: bool,
    /// The fields of a type that Prisma does not support, which no client has.
    pub unsupported: Vec<Unsupported>,
    place: String,
    fields: HashMap<String, String>,
}

/// A field of a type that Prisma does not support.
#[derive(Debug)]
pub struct Unsupported {
    /// Its name in the schema.
    pub name: String,
    /// Its type in the database.
    pub ty: String,
    /// Whether a new row can do without it.
    pub is_optional: bool,
}

impl Text {
    /// Reads the schema: a file, or a folder of files.
    pub fn read(schema: &Path) -> io::Result<Self> {
        let mut text = Self::default();
        for path in files(schema)? {
            text.add(&path.display().to_string(), &fs::read_to_string(&path)?);
        }
        Ok(text)
    }

    /// The block of that name.
    pub fn block(&self, name: &str) -> Option<&Block> {
        self.blocks.get(name)
    }

    /// Where a block, or a field of it, stands: `file:line: `, or nothing where it is not known.
    pub fn place(&self, block: &str, field: Option<&str>) -> String {
        let Some(block) = self.blocks.get(block) else { return String::new() };
        let place = field.and_then(|field| block.fields.get(field)).unwrap_or(&block.place);
        format!("{place}: ")
    }

    fn add(&mut self, file: &str, text: &str) {
        let mut current: Option<(String, Block)> = None;
        for (line, words) in text.lines().enumerate() {
            let place = format!("{file}:{}", line + 1);
            let words = words.trim();
            match (&mut current, words.split_whitespace().next()) {
                (None, Some(kind @ ("model" | "view" | "enum" | "type" | "datasource"))) => {
                    if let Some(name) = words.split_whitespace().nth(1) {
                        let name = name.trim_end_matches('{').to_owned();
                        current = Some((name, Block { is_view: kind == "view", place, ..Block::default() }));
                    }
                }
                (Some(_), Some(word)) if word.starts_with('}') => self.blocks.extend(current.take()),
                (Some((_, block)), Some(field)) if !field.starts_with(['/', '@']) => {
                    block.fields.insert(field.to_owned(), place);
                    block.unsupported.extend(unsupported(field, words));
                }
                _ => {}
            }
        }
    }
}

/// `shape Unsupported("polygon")?`
fn unsupported(field: &str, line: &str) -> Option<Unsupported> {
    let (ty, rest) = line[field.len()..].trim_start().strip_prefix("Unsupported(\"")?.split_once("\")")?;
    let is_optional = rest.starts_with(['?', '[']) || rest.contains("@default(");
    let is_ignored = rest.split_whitespace().any(|word| word == "@ignore");
    (!is_ignored || !is_optional).then(|| Unsupported {
        name: field.to_owned(),
        ty: ty.to_owned(),
        is_optional,
    })
}

/// The schema's files.
fn files(schema: &Path) -> io::Result<Vec<PathBuf>> {
    if !schema.is_dir() {
        return Ok(vec![schema.to_owned()]);
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(schema)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "prisma") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::Text;

    #[test]
    fn what_the_meta_format_leaves_out_is_read_from_the_text() {
        let mut text = Text::default();
        text.add(
            "a.prisma",
            "model A {\n  id Int @id // Unsupported(\"x\")\n  /// doc\n  shape Unsupported(\"polygon\")?\n  must Unsupported(\"point\")\n\n  @@index([id])\n}\nview V {\n}\n",
        );
        let block = text.block("A").unwrap();
        let fields: Vec<_> = block
            .unsupported
            .iter()
            .map(|field| (field.name.as_str(), field.ty.as_str(), field.is_optional))
            .collect();
        assert_eq!(fields, [("shape", "polygon", true), ("must", "point", false)]);
        assert_eq!(text.place("A", Some("must")), "a.prisma:5: ");
        assert_eq!(text.place("A", None), "a.prisma:1: ");
        assert_eq!(text.place("B", None), "");
        assert!(text.block("V").unwrap().is_view);
    }
}
