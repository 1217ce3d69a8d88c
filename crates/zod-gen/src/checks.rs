//! Constraints as zod's checks.

use specta::{
    Types,
    datatype::{DataType, Fields, NamedReferenceType, Primitive, Reference, Struct},
};

use crate::{
    constraints::{Constraint, Unit},
    error::Why,
    pattern,
    preamble::Definition,
};

/// What a value is, as far as constraints care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    Text,
    Number,
    BigInt,
    Array,
    Map,
    Set,
    Other,
}

impl Sort {
    const fn name(self) -> &'static str {
        match self {
            Self::Text => "a string",
            Self::Number => "a number",
            Self::BigInt => "a bigint",
            Self::Array => "an array",
            Self::Map => "a map",
            Self::Set => "a set",
            Self::Other => "this type",
        }
    }
}

/// The checks that say `constraint` of a value of that sort; `uses` is told which definitions they need.
pub(crate) fn checks(
    constraint: &Constraint,
    sort: Sort,
    mut uses: impl FnMut(Definition),
) -> Result<Vec<String>, Why> {
    Ok(match (constraint, sort) {
        (Constraint::Dive | Constraint::Required | Constraint::Inner(_), _) => Vec::new(),
        (Constraint::Length { unit: Unit::Natural, min, max }, Sort::Array)
        | (Constraint::Length { unit: Unit::Utf16, min, max }, Sort::Text) => bounds("Length", *min, *max),
        (Constraint::Length { unit: Unit::Natural, min, max }, Sort::Map) => {
            uses(Definition::Length);
            vec![length("(map: object) => Object.keys(map).length", "entries", *min, *max)]
        }
        (Constraint::Length { unit: Unit::Natural, min, max }, Sort::Set) => bounds("Size", *min, *max),
        (Constraint::Length { unit: Unit::Natural | Unit::Bytes, min, max }, Sort::Text) => {
            uses(Definition::Bytes);
            uses(Definition::Length);
            vec![length("bytes", "bytes", *min, *max)]
        }
        (Constraint::Length { unit: Unit::Chars, min, max }, Sort::Text) => {
            uses(Definition::Chars);
            uses(Definition::Length);
            vec![length("chars", "characters", *min, *max)]
        }
        (Constraint::Range { min, max }, Sort::Number) => {
            uses(Definition::Range);
            let min = min.as_deref().unwrap_or("-Number.MAX_VALUE");
            let max = max.as_deref().unwrap_or("Number.MAX_VALUE");
            vec![format!("range({min}, {max})")]
        }
        (Constraint::Range { min, max }, Sort::BigInt) => {
            let lower = min.iter().map(|min| format!("z.gte({min}n)"));
            lower.chain(max.iter().map(|max| format!("z.lte({max}n)"))).collect()
        }
        (Constraint::Email, Sort::Text) => {
            uses(Definition::Email);
            vec!["email".to_owned()]
        }
        (Constraint::Pattern(regex), Sort::Text) => {
            let literal = pattern::to_javascript(regex)
                .map_err(|reason| Why::Pattern { pattern: regex.to_string(), reason })?;
            vec![format!("z.regex({literal})")]
        }
        (Constraint::Prefix(text), Sort::Text) => vec![format!("z.regex(/^{}/u)", pattern::escape(text))],
        (Constraint::Suffix(text), Sort::Text) => vec![format!("z.regex(/{}$/u)", pattern::escape(text))],
        (Constraint::Contains(text), Sort::Text) => vec![format!("z.regex(/{}/u)", pattern::escape(text))],
        (Constraint::Ascii, Sort::Text) => vec!["z.regex(/^\\p{ASCII}*$/u)".to_owned()],
        (Constraint::Alphanumeric, Sort::Text) => vec!["z.regex(/^[\\p{Alphabetic}\\p{N}]*$/u)".to_owned()],
        _ => return Err(inapplicable(constraint, sort)),
    })
}

/// The constraint says nothing of such a value.
pub(crate) fn inapplicable(constraint: &Constraint, sort: Sort) -> Why {
    Why::Inapplicable { constraint: format!("{constraint:?}"), to: sort.name() }
}

/// What a value of that type is to a constraint.
pub(crate) fn sort_of(types: &Types, ty: &DataType) -> Sort {
    match ty {
        DataType::Primitive(Primitive::str | Primitive::char) => Sort::Text,
        DataType::Primitive(Primitive::bool) => Sort::Other,
        DataType::Primitive(_) => Sort::Number,
        DataType::List(_) => Sort::Array,
        DataType::Map(_) => Sort::Map,
        DataType::Nullable(inner) => sort_of(types, inner),
        DataType::Struct(Struct { fields: Fields::Unnamed(fields), .. }) if fields.fields.len() == 1 => {
            fields.fields[0].ty.as_ref().map_or(Sort::Other, |ty| sort_of(types, ty))
        }
        DataType::Reference(Reference::Named(reference)) => {
            if let NamedReferenceType::Inline { dt, .. } = &reference.inner {
                return sort_of(types, dt);
            }
            let ty = types.get(reference).and_then(|named| named.ty.as_ref());
            ty.map_or(Sort::Other, |ty| sort_of(types, ty))
        }
        _ => Sort::Other,
    }
}

fn bounds(of: &str, min: Option<usize>, max: Option<usize>) -> Vec<String> {
    let lower = min.iter().map(|min| format!("z.min{of}({min})"));
    lower.chain(max.iter().map(|max| format!("z.max{of}({max})"))).collect()
}

fn length(count: &str, unit: &str, min: Option<usize>, max: Option<usize>) -> String {
    let max = max.map_or_else(|| "Infinity".to_owned(), |max| max.to_string());
    format!("length({count}, '{unit}', {}, {max})", min.unwrap_or(0))
}
