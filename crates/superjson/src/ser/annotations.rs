//! The text of `meta.values`, written while the values go by.

use serde::ser;

use super::path::Path;

/// What has been written of `meta.values`.
///
/// An annotation is `["Date"]`, or `["map",{…}]` for a container with annotations within. Each stands under its
/// path, counted from the nearest container around it, or alone if it is the whole document.
#[derive(Debug, Default)]
pub(super) struct Annotations {
    text: Vec<u8>,
    /// How many containers are being written.
    depth: usize,
    /// Whether the innermost of them, or the root, has annotations under a path already.
    open: bool,
}

/// The state to return to, should a value fail half way.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    length: usize,
    open: bool,
}

/// What `leave` needs to know of the level around a container.
#[must_use]
pub(super) struct OuterLevel {
    open: bool,
}

impl Annotations {
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Annotates a value that has nothing annotated within it.
    pub(super) fn leaf<E: ser::Error>(&mut self, path: &Path<'_>, name: &str) -> Result<(), E> {
        self.begin(path, name)?;
        self.text.push(b']');
        Ok(())
    }

    /// Annotates a container and goes into it.
    pub(super) fn enter<E: ser::Error>(&mut self, path: &Path<'_>, name: &str) -> Result<OuterLevel, E> {
        self.begin(path, name)?;
        let outer = OuterLevel { open: self.open };
        self.open = false;
        self.depth += 1;
        Ok(outer)
    }

    /// Comes back out of a container.
    pub(super) fn leave(&mut self, outer: &OuterLevel) {
        if self.open {
            self.text.push(b'}');
        }
        self.text.push(b']');
        self.open = outer.open;
        self.depth -= 1;
    }

    /// Writes `"path":["name"` and leaves the array open.
    fn begin<E: ser::Error>(&mut self, path: &Path<'_>, name: &str) -> Result<(), E> {
        if !path.is_start() {
            let separator: &[u8] = match (self.open, self.depth) {
                (true, _) => b",\"",
                (false, 0) => b"{\"",
                (false, _) => b",{\"",
            };
            self.open = true;
            self.text.extend_from_slice(separator);
            path.write(&mut self.text)?;
            self.text.extend_from_slice(b"\":");
        }
        self.text.extend_from_slice(b"[\"");
        self.text.extend_from_slice(name.as_bytes());
        self.text.push(b'"');
        Ok(())
    }

    /// Remembers where a value starts. Values start at the root only.
    pub(super) fn mark(&self) -> Mark {
        Mark { length: self.text.len(), open: self.open }
    }

    pub(super) fn restore(&mut self, mark: Mark) {
        self.text.truncate(mark.length);
        self.open = mark.open;
        self.depth = 0;
    }

    /// Appends everything to `out` and is empty again.
    pub(super) fn finish(&mut self, out: &mut Vec<u8>) {
        if self.open {
            self.text.push(b'}');
        }
        out.append(&mut self.text);
        self.open = false;
    }
}
