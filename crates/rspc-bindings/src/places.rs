//! Text in which some names stand for something in the Rust sources, and the declaration map that says so.

use rspc::Source;
use sourcemap::SourceMapBuilder;

use crate::Error;

/// What a name stands for.
#[derive(Clone, Copy)]
pub(crate) enum Place {
    Source(Source),
    /// Nothing in the sources: an editor stays in the generated file.
    Nowhere,
}

/// Text with places, written from front to back.
#[derive(Default)]
pub(crate) struct Places {
    text: String,
    line: u32,
    column: u32,
    names: Vec<(u32, u32, Place)>,
}

impl Places {
    pub(crate) fn push(&mut self, text: &str) {
        self.text.push_str(text);
        for character in text.chars() {
            if character == '\n' {
                self.line += 1;
                self.column = 0;
            } else {
                self.column += u32::try_from(character.len_utf16()).unwrap_or_default();
            }
        }
    }

    /// Writes a name that stands for something.
    pub(crate) fn place(&mut self, name: &str, place: Place) {
        self.names.push((self.line, self.column, place));
        self.push(name);
        // What follows the name is not the name: a reader of maps takes the next place after a position.
        self.names.push((self.line, self.column, Place::Nowhere));
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The declaration map of the text, which stands in `file`, as JSON; `root` leads from the file's folder to the
    /// one that the sources are relative to.
    pub(crate) fn map(&self, file: &str, root: &str) -> Result<String, Error> {
        let mut map = SourceMapBuilder::new(Some(file));
        for (line, column, place) in &self.names {
            match place {
                // A path that is not relative is of another machine's file.
                Place::Source(source)
                    if !source.file.starts_with(['/', '\\']) && !source.file.contains(':') =>
                {
                    let path = format!("{}/{}", root.trim_end_matches('/'), source.file.replace('\\', "/"));
                    map.add(*line, *column, source.line.saturating_sub(1), 0, Some(&path), None, false);
                }
                _ => {
                    map.add(*line, *column, 0, 0, None, None, false);
                }
            }
        }
        let mut json = Vec::new();
        map.into_sourcemap().to_writer(&mut json).map_err(|error| Error::Map(error.to_string()))?;
        json.push(b'\n');
        String::from_utf8(json).map_err(|error| Error::Map(error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use sourcemap::SourceMap;

    use super::*;

    #[test]
    fn a_name_leads_to_its_source_and_what_follows_leads_nowhere() {
        let mut out = Places::default();
        out.push("type A = {\n  /** é𝄞 */ ");
        out.place("get", Place::Source(Source { file: "crates/a/src/get.rs", line: 7, docs: "" }));
        out.push(": Query;\n};\n");
        let map = out.map("router.d.ts", "../..").unwrap();
        let map = SourceMap::from_slice(map.as_bytes()).unwrap();
        let found: Vec<_> = map
            .tokens()
            .map(|token| (token.get_dst(), token.get_source().map(|file| (file, token.get_src_line()))))
            .collect();
        // In UTF-16, as every reader of a map counts.
        let start = u32::try_from("  /** é𝄞 */ ".encode_utf16().count()).unwrap();
        let source = Some(("../../crates/a/src/get.rs", 6));
        assert_eq!(found, [((1, start), source), ((1, start + 3), None)]);
    }

    #[test]
    fn a_file_of_another_machine_is_left_out() {
        for file in ["/root/.cargo/get.rs", r"C:\cargo\get.rs"] {
            let mut out = Places::default();
            out.place("get", Place::Source(Source { file, line: 7, docs: "" }));
            let map = out.map("router.d.ts", "../..").unwrap();
            assert!(!map.contains("get.rs"), "{map}");
        }
    }
}
