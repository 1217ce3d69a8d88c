//! Integers: their range in Rust, and what constraints leave of it.

use specta::datatype::Primitive;

use crate::constraints::Constraint;

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
    fn a_constraint_narrows_what_the_type_holds() {
        let limit = Constraint::Range { min: Some("1".to_owned()), max: None };
        let (range, rest) = narrow(range(&Primitive::u8).unwrap(), &[limit, Constraint::Dive]);
        assert_eq!((range, rest), (Range { min: 1, max: 255 }, vec![Constraint::Dive]));
    }
}
