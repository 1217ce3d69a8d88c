//! What a field is held to beyond its type, as data that travels with specta's description of the type.

use std::borrow::Cow;

use specta::{
    Types,
    datatype::{Attributes, DataType, Field, Fields, NamedReferenceType, Reference},
};

/// Under these names constraints stand among a field's or a type's attributes.
const CONSTRAINTS: &str = "zod_gen:constraints";
const STRICT: &str = "zod_gen:strict";
const DECLARED: &str = "zod_gen:declared";
const BRAND: &str = "zod_gen:brand";
const ALIASES: &str = "zod_gen:aliases";

/// One thing that a value is held to. Constraints of an `Option` hold for the value in it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Constraint {
    /// How long a text or a collection is; both ends are included.
    Length {
        /// What is counted.
        unit: Unit,
        /// At least so many.
        min: Option<usize>,
        /// At most so many.
        max: Option<usize>,
    },
    /// How large a number is, in decimal notation; both ends are included.
    Range {
        /// The smallest.
        min: Option<String>,
        /// The largest.
        max: Option<String>,
    },
    /// An e-mail address, as browsers take it, or with an IP address in brackets.
    Email,
    /// A text that the regular expression (in the syntax of the `regex` crate) finds a match in.
    Pattern(Cow<'static, str>),
    /// A text that begins so.
    Prefix(String),
    /// A text that ends so.
    Suffix(String),
    /// A text that holds this.
    Contains(String),
    /// A text of ASCII characters.
    Ascii,
    /// A text of letters and digits of any script.
    Alphanumeric,
    /// An `Option` that holds a value.
    Required,
    /// What every element of a collection, or the value of an `Option`, is held to.
    Inner(Vec<Constraint>),
    /// The constraints that the type itself declares hold here too.
    Dive,
}

/// What a length counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// The bytes of a text in UTF-8, the elements of a collection.
    Natural,
    /// Bytes in UTF-8.
    Bytes,
    /// Unicode scalar values.
    Chars,
    /// UTF-16 code units, JavaScript's own measure.
    Utf16,
}

/// What a type declares of itself.
#[derive(Clone, Debug, Default)]
pub struct Declaration {
    /// Whether unknown fields are refused.
    pub strict: bool,
    /// Whether its constraints are checked by reading it, and not by a validation that must be asked for.
    pub on_reading: bool,
    /// Whether compilers are to tell it from every other type of its form: an identifier of one kind of thing. It is
    /// for a newtype.
    pub brand: bool,
    /// What its fields are held to, by Rust name; those of a tuple are named by their position.
    pub fields: Vec<DeclaredField>,
}

/// What one field is held to.
#[derive(Clone, Debug, Default)]
pub struct DeclaredField {
    /// The variant that the field is in, where the type is an enum.
    pub variant: Option<&'static str>,
    /// The field's name in Rust.
    pub name: &'static str,
    /// What it is held to.
    pub constraints: Vec<Constraint>,
    /// By which other names it is read.
    pub aliases: Vec<&'static str>,
}

/// Adds to `ty`, a type's definition as specta derives it, what the type declares of itself.
///
/// Call it where the type implements [`specta::Type`], so that no mention of the type is without its constraints.
#[must_use]
pub fn declare(mut ty: DataType, types: &mut Types, declaration: fn() -> Declaration) -> DataType {
    let DataType::Reference(reference) = &mut ty else { return ty };
    let Reference::Named(named) = reference else { return ty };
    if let NamedReferenceType::Inline { dt, .. } = &mut named.inner
        && !is_declared(dt)
    {
        write(dt, &declaration());
    }
    // Not there yet while the type's own fields are described, as in a recursive type; then it is the outer call's.
    let is_new = types.get(named).and_then(|named| named.ty.as_ref()).is_some_and(|ty| !is_declared(ty));
    if is_new {
        let declaration = declaration();
        types.iter_mut(|candidate| {
            if reference.ty_eq(&candidate.reference(Vec::new()))
                && let Some(ty) = &mut candidate.ty
            {
                write(ty, &declaration);
            }
        });
    }
    ty
}

/// What a field is held to.
pub fn of(field: &Field) -> &[Constraint] {
    field.attributes.get_named_as::<Vec<Constraint>>(CONSTRAINTS).map_or(&[], Vec::as_slice)
}

/// By which other names a field is read.
pub(crate) fn aliases_of(field: &Field) -> Option<&Vec<&'static str>> {
    field.attributes.get_named_as(ALIASES)
}

/// Whether compilers are to tell the type from others of its form.
pub fn is_branded(ty: &DataType) -> bool {
    attributes(ty).is_some_and(|attributes| attributes.contains_key(BRAND))
}

/// Whether an object of these fields refuses others.
pub(crate) fn is_strict<'a>(
    container: Option<&Attributes>,
    mut fields: impl Iterator<Item = &'a Field>,
) -> bool {
    container.is_some_and(|attributes| attributes.contains_key(STRICT))
        || fields.any(|field| field.attributes.contains_key(STRICT))
}

/// Whether a type has constraints that hold only where it is validated.
pub(crate) fn wants_validation(ty: &DataType) -> bool {
    let by_validation = attributes(ty)
        .and_then(|attributes| attributes.get_named_as::<bool>(DECLARED))
        .is_some_and(|on_reading| !on_reading);
    by_validation && named_fields(ty).any(|(_, field)| !of(field).is_empty())
}

fn is_declared(ty: &DataType) -> bool {
    attributes(ty).is_some_and(|attributes| attributes.contains_key(DECLARED))
}

fn attributes(ty: &DataType) -> Option<&Attributes> {
    match ty {
        DataType::Struct(ty) => Some(&ty.attributes),
        DataType::Enum(ty) => Some(&ty.attributes),
        _ => None,
    }
}

/// Every field of a struct or of an enum's variants, with its place: its name or position, after the variant's.
pub(crate) fn named_fields(ty: &DataType) -> impl Iterator<Item = (String, &Field)> {
    let all: Vec<(String, &Fields)> = match ty {
        DataType::Struct(ty) => vec![(String::new(), &ty.fields)],
        DataType::Enum(ty) => {
            ty.variants.iter().map(|(name, variant)| (format!("{name}."), &variant.fields)).collect()
        }
        _ => Vec::new(),
    };
    all.into_iter().flat_map(|(before, fields)| match fields {
        Fields::Unit => Vec::new(),
        Fields::Unnamed(fields) => {
            let numbered = fields.fields.iter().enumerate();
            numbered.map(|(position, field)| (format!("{before}{position}"), field)).collect()
        }
        Fields::Named(fields) => {
            fields.fields.iter().map(|(name, field)| (format!("{before}{name}"), field)).collect()
        }
    })
}

fn write(ty: &mut DataType, declaration: &Declaration) {
    match ty {
        DataType::Struct(ty) => {
            ty.attributes.insert(DECLARED, declaration.on_reading);
            if declaration.strict {
                ty.attributes.insert(STRICT, true);
            }
            if declaration.brand {
                ty.attributes.insert(BRAND, true);
            }
            write_fields(&mut ty.fields, None, declaration);
        }
        DataType::Enum(ty) => {
            ty.attributes.insert(DECLARED, declaration.on_reading);
            for (name, variant) in &mut ty.variants {
                write_fields(&mut variant.fields, Some(name), declaration);
            }
        }
        _ => {}
    }
}

fn write_fields(fields: &mut Fields, variant: Option<&str>, declaration: &Declaration) {
    let write_one = |name: &str, field: &mut Field| {
        // serde's lowering of enums keeps the attributes of fields alone.
        if declaration.strict {
            field.attributes.insert(STRICT, true);
        }
        let declared = declaration.fields.iter().find(|it| it.variant == variant && it.name == name);
        if let Some(declared) = declared {
            field.attributes.insert(CONSTRAINTS, declared.constraints.clone());
            if !declared.aliases.is_empty() {
                field.attributes.insert(ALIASES, declared.aliases.clone());
            }
        }
    };
    match fields {
        Fields::Unit => {}
        Fields::Unnamed(fields) => {
            for (position, field) in fields.fields.iter_mut().enumerate() {
                write_one(&position.to_string(), field);
            }
        }
        Fields::Named(fields) => {
            for (name, field) in &mut fields.fields {
                write_one(name, field);
            }
        }
    }
}
