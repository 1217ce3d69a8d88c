//! Keys, strings and literals in TypeScript.

use std::fmt::Write as _;

use specta::datatype::{DataType, Fields};

/// The name of a property: bare where it may be.
pub(crate) fn key(name: &str) -> String {
    let is_identifier = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_' || c == '$')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '$');
    // `{ __proto__: … }` would set the prototype.
    if is_identifier && name != "__proto__" { name.to_owned() } else { format!("[{}]", quote(name)) }
}

/// A string literal.
pub(crate) fn quote(text: &str) -> String {
    let mut out = String::from("'");
    for c in text.chars() {
        match c {
            '\'' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            ' '..='~' => out.push(c),
            other => other.encode_utf16(&mut [0; 2]).iter().for_each(|unit| {
                let _ = write!(out, "\\u{unit:04x}");
            }),
        }
    }
    out + "'"
}

/// The string that a variant without content is on the wire.
pub(crate) fn literal_of(name: &str, fields: &Fields) -> Option<String> {
    match fields {
        Fields::Unit => Some(name.to_owned()),
        Fields::Unnamed(fields) if fields.fields.len() == 1 => match &fields.fields[0].ty {
            Some(DataType::Enum(literal)) => match literal.variants.as_slice() {
                [(value, variant)] if variant.fields == Fields::Unit => Some(value.to_string()),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}
