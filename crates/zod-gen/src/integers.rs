//! Integers: their range in Rust, and what constraints leave of it.

use serde_json::{Value, json};
use specta::datatype::{Field, Primitive};

use crate::constraints::{self, Constraint};

/// An integer's range, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Range {
    min: i64,
    max: i64,
}

impl Range {
    /// The schema of the integers in it.
    pub(crate) fn schema(self) -> String {
        let Self { min, max } = self;
        format!("z.int().check(z.gte({min}), z.lte({max}))")
    }

    /// The same as JSON Schema.
    pub(crate) fn json(self) -> Value {
        json!({ "type": "integer", "minimum": self.min, "maximum": self.max })
    }

    /// The schema of the integers in it as a map's keys, which are text.
    pub(crate) fn key_schema(self) -> String {
        let (Self { min, max }, pattern) = (self, self.key_pattern());
        let refused = format!("{{ error: 'not from {min} to {max}' }}");
        let within = format!("(key) => Number(key) >= {min} && Number(key) <= {max}");
        format!("z.string().check(z.regex(/{pattern}/), z.refine<string>({within}, {refused}))")
    }

    /// How such keys are written.
    pub(crate) const fn key_pattern(self) -> &'static str {
        if self.min < 0 { "^(?:0|-?[1-9][0-9]*)$" } else { "^(?:0|[1-9][0-9]*)$" }
    }
}

/// The range of an integer that every JavaScript number holds exactly.
pub(crate) fn range(primitive: &Primitive) -> Option<Range> {
    let (min, max) = match primitive {
        Primitive::i8 => (i8::MIN.into(), i8::MAX.into()),
        Primitive::i16 => (i16::MIN.into(), i16::MAX.into()),
        Primitive::i32 => (i32::MIN.into(), i32::MAX.into()),
        Primitive::u8 => (u8::MIN.into(), u8::MAX.into()),
        Primitive::u16 => (u16::MIN.into(), u16::MAX.into()),
        Primitive::u32 => (u32::MIN.into(), u32::MAX.into()),
        _ => return None,
    };
    Some(Range { min, max })
}

/// Where superjson's `BigInt` says what it holds.
const INTEGER: &str = "superjson:integer";

/// The integer that a `bigint` is in Rust, where it is not one of any size.
pub(crate) fn in_bigint(field: &Field) -> Option<&Primitive> {
    field.attributes.get_named_as(INTEGER)
}

/// What a newtype holds its field to: what it declares, and before that the range of a `bigint`.
pub(crate) fn of_newtype(field: &Field) -> Vec<Constraint> {
    let range = in_bigint(field).and_then(wide_range);
    range.into_iter().chain(constraints::of(field).iter().cloned()).collect()
}

fn wide_range(primitive: &Primitive) -> Option<Constraint> {
    macro_rules! range_of {
        ($($integer:ident)*) => {
            match primitive {
                $(Primitive::$integer => ($integer::MIN.to_string(), $integer::MAX.to_string()),)*
                _ => return None,
            }
        };
    }
    let (min, max) = range_of!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);
    Some(Constraint::Range { min: Some(min), max: Some(max) })
}

/// The integer's name in Rust.
pub(crate) const fn name(primitive: &Primitive) -> &'static str {
    match primitive {
        Primitive::i64 => "i64",
        Primitive::u64 => "u64",
        Primitive::i128 => "i128",
        Primitive::u128 => "u128",
        Primitive::isize => "isize",
        Primitive::usize => "usize",
        _ => "number",
    }
}

/// Takes those constraints in that are ranges of integers; the rest is left.
pub(crate) fn narrow(mut range: Range, constraints: &[Constraint]) -> (Range, Vec<Constraint>) {
    let mut rest = Vec::new();
    for constraint in constraints {
        let Constraint::Range { min, max } = constraint else {
            rest.push(constraint.clone());
            continue;
        };
        let bound = |text: &Option<String>| text.as_ref().map_or(Ok(None), |text| text.parse().map(Some));
        match (bound(min), bound(max)) {
            (Ok(min), Ok(max)) => {
                range.min = range.min.max(min.unwrap_or(i64::MIN));
                range.max = range.max.min(max.unwrap_or(i64::MAX));
            }
            _ => rest.push(constraint.clone()),
        }
    }
    (range, rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_of_its_type() {
        let (small, signed) = (range(&Primitive::u8).unwrap(), range(&Primitive::i8).unwrap());
        assert!(small.key_schema().contains("Number(key) >= 0 && Number(key) <= 255"));
        assert_eq!(small.key_pattern(), "^(?:0|[1-9][0-9]*)$");
        assert!(signed.key_pattern().contains("-?[1-9]"), "and there is no `-0`");
    }

    #[test]
    fn a_constraint_narrows_what_the_type_holds() {
        let limit = Constraint::Range { min: Some("1".to_owned()), max: None };
        let (range, rest) = narrow(range(&Primitive::u8).unwrap(), &[limit, Constraint::Dive]);
        assert_eq!((range, rest), (Range { min: 1, max: 255 }, vec![Constraint::Dive]));
    }
}
