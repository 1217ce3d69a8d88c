//! The segments of a path such as `rows.3.created\.at`.

use std::borrow::Cow;

use crate::ser::is_forbidden;

/// The deepest place that JSON has here: `serde_json` reads no value nested deeper.
pub(super) const MAX_DEPTH: usize = 128;

/// Splits a path and pushes its segments on `segments`, of which there may be [`MAX_DEPTH`].
///
/// An empty path is one empty segment: the key `""`.
pub(super) fn push_segments<'de>(
    path: Cow<'de, str>,
    segments: &mut Vec<Cow<'de, str>>,
) -> Result<(), &'static str> {
    let added = segments.len();
    match path {
        Cow::Borrowed(path) if !path.contains('\\') => {
            let room = MAX_DEPTH.saturating_sub(added) + 1;
            segments.extend(path.split('.').take(room).map(Cow::Borrowed));
        }
        path => push_escaped(&path, segments)?,
    }
    if segments.len() > MAX_DEPTH {
        return Err("a path is deeper than any value can be");
    }
    if segments[added..].iter().any(|segment| is_forbidden(segment)) {
        return Err("a path leads to a forbidden key");
    }
    Ok(())
}

/// The same for a path with escapes: `\.` is a dot and `\\` a backslash within a key.
fn push_escaped(path: &str, segments: &mut Vec<Cow<'_, str>>) -> Result<(), &'static str> {
    let mut segment = String::new();
    let mut characters = path.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => match characters.next() {
                Some(escaped @ ('.' | '\\')) => segment.push(escaped),
                _ => return Err("a path has a backslash that escapes nothing"),
            },
            '.' => {
                segments.push(Cow::Owned(std::mem::take(&mut segment)));
                if segments.len() > MAX_DEPTH {
                    return Ok(());
                }
            }
            character => segment.push(character),
        }
    }
    segments.push(Cow::Owned(segment));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(path: &str) -> Result<Vec<Cow<'_, str>>, &'static str> {
        let mut segments = Vec::new();
        push_segments(Cow::Borrowed(path), &mut segments).map(|()| segments)
    }

    #[test]
    fn splits_at_dots_that_are_not_escaped() {
        assert_eq!(split("rows.3.at").unwrap(), ["rows", "3", "at"]);
        assert_eq!(split(r"a\.b.c\\.d").unwrap(), ["a.b", r"c\", "d"]);
        assert_eq!(split("").unwrap(), [""]);
        assert_eq!(split("..").unwrap(), ["", "", ""]);
        assert_eq!(split(r"\\").unwrap(), [r"\"]);
    }

    #[test]
    fn refuses_other_escapes() {
        assert!(split(r"a\b").is_err());
        assert!(split(r"a\").is_err());
    }

    #[test]
    fn refuses_paths_into_prototypes() {
        for path in ["__proto__", "a.constructor.b", r"a\.b.prototype"] {
            assert!(split(path).is_err(), "{path}");
        }
        assert!(split("constructors").is_ok());
    }

    #[test]
    fn refuses_paths_deeper_than_json_is_read() {
        assert!(split(&vec!["a"; MAX_DEPTH].join(".")).is_ok());
        assert!(split(&vec!["a"; MAX_DEPTH + 1].join(".")).is_err());
        assert!(split(&vec![r"\\"; MAX_DEPTH + 1].join(".")).is_err());
        assert!(split(&"a.".repeat(1_000_000)).is_err());
    }
}
