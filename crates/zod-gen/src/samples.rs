//! Texts that match the patterns of types whose readers check them.

use regex_syntax::{
    Parser,
    hir::{Class, Hir, HirKind},
};
use specta::{
    Types,
    datatype::{DataType, Fields, Struct},
};

use crate::constraints::{self, Constraint};

/// The longest text that is made, in bytes.
const MOST_BYTES: usize = 1024;

/// One text for each pattern of a newtype, as `#[rspc::scalar]` declares them.
pub fn samples(types: &Types) -> Vec<String> {
    let newtypes = types.into_sorted_iter().filter_map(|named| match named.ty.as_ref()? {
        DataType::Struct(Struct { fields: Fields::Unnamed(fields), .. }) => fields.fields.first(),
        _ => None,
    });
    let patterns = newtypes.flat_map(constraints::of).filter_map(|constraint| match constraint {
        Constraint::Pattern(pattern) => Some(pattern),
        _ => None,
    });
    let mut all: Vec<String> = patterns.filter_map(|pattern| sample(pattern)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The shortest text that matches, or nearly so.
fn sample(pattern: &str) -> Option<String> {
    let mut text = String::new();
    write(&mut text, &Parser::new().parse(pattern).ok()?)?;
    Some(text)
}

fn write(text: &mut String, part: &Hir) -> Option<()> {
    match part.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => text.push_str(std::str::from_utf8(&literal.0).ok()?),
        HirKind::Class(Class::Unicode(class)) => text.push(class.ranges().first()?.start()),
        HirKind::Class(Class::Bytes(class)) => text.push(char::from(class.ranges().first()?.start())),
        HirKind::Repetition(repetition) => {
            for _ in 0..repetition.min {
                write(text, &repetition.sub)?;
            }
        }
        HirKind::Capture(capture) => write(text, &capture.sub)?,
        HirKind::Concat(parts) => parts.iter().try_for_each(|part| write(text, part))?,
        HirKind::Alternation(parts) => write(text, parts.first()?)?,
    }
    (text.len() <= MOST_BYTES).then_some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_matches_its_pattern() {
        for (pattern, text) in [
            ("^[A-Z]{6}$", "AAAAAA"),
            (r"^[\+\-]?0*[0-9]{1,16}(?:\.[0-9]{1,12})?$", "0"),
            ("^(?:BUY|SELL)-(x+)$", "BUY-x"),
            ("", ""),
        ] {
            assert_eq!(sample(pattern).as_deref(), Some(text), "{pattern}");
        }
        assert_eq!(sample("a{2000}"), None);
    }
}
