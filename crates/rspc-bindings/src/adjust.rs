//! What specta says of types, put right where the wire says otherwise.

use rspc::constraints::{self, Constraint};
use specta::datatype::{DataType, Field, Fields, NamedReferenceType, Primitive, Reference};
use specta_typescript::define;

/// Marks what serde takes for `None` when it is left out: every `Option`, whatever else is said, unless it is
/// required.
pub(crate) fn leave_out_options(ty: &mut DataType) {
    for_each_field(ty, &mut |field| {
        let is_required = constraints::of(field).contains(&Constraint::Required);
        field.optional |= matches!(field.ty, Some(DataType::Nullable(_)));
        field.optional &= !is_required;
    });
}

/// Has floats be numbers: specta adds a `null` for those that JSON has no form for, which superjson carries, and
/// which no input may be.
pub(crate) fn say_numbers(ty: &mut DataType) {
    match ty {
        DataType::Primitive(Primitive::f16 | Primitive::f32 | Primitive::f64 | Primitive::f128) => {
            *ty = define("number").into();
        }
        DataType::List(list) => say_numbers(&mut list.ty),
        DataType::Nullable(inner) => say_numbers(inner),
        DataType::Map(map) => {
            say_numbers(map.key_ty_mut());
            say_numbers(map.value_ty_mut());
        }
        DataType::Tuple(tuple) => tuple.elements.iter_mut().for_each(say_numbers),
        DataType::Intersection(parts) => parts.iter_mut().for_each(say_numbers),
        DataType::Struct(_) | DataType::Enum(_) => {
            for_each_field(ty, &mut |field| field.ty.iter_mut().for_each(say_numbers));
        }
        DataType::Reference(Reference::Named(reference)) => match &mut reference.inner {
            NamedReferenceType::Inline { dt, .. } => say_numbers(dt),
            NamedReferenceType::Reference { generics, .. } => {
                for (_, argument) in generics {
                    say_numbers(argument);
                }
            }
            NamedReferenceType::Recursive(_) => {}
        },
        DataType::Primitive(_) | DataType::Generic(_) | DataType::Reference(Reference::Opaque(_)) => {}
    }
}

fn for_each_field(ty: &mut DataType, adjust: &mut impl FnMut(&mut Field)) {
    let all: Vec<&mut Fields> = match ty {
        DataType::Struct(ty) => vec![&mut ty.fields],
        DataType::Enum(ty) => ty.variants.iter_mut().map(|(_, variant)| &mut variant.fields).collect(),
        _ => Vec::new(),
    };
    for fields in all {
        match fields {
            Fields::Unit => {}
            Fields::Unnamed(fields) => fields.fields.iter_mut().for_each(&mut *adjust),
            Fields::Named(fields) => fields.fields.iter_mut().for_each(|(_, field)| adjust(field)),
        }
    }
}
