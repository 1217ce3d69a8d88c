//! What specta says of types, put right where the wire says otherwise.

use rspc::constraints::{self, Constraint};
use specta::datatype::{
    DataType, Field, Fields, NamedDataType, NamedReferenceType, Primitive, Reference, Tuple, Variant,
};
use specta_typescript::define;

/// specta's marks on a field whose Rust type is an `Option`, and on one that is flattened.
const NULLABLE: &str = "specta:nullable";
const FLATTEN: &str = "serde:field:flatten";

/// Its mark on an enum whose tag and content stand side by side.
const CONTENT: &str = "serde:container:content";

/// Marks what serde takes for `None` when it is left out: every `Option`, whatever else is said, unless it is
/// required.
pub(crate) fn leave_out_options(ty: &mut DataType) {
    for_each_field(ty, &mut |field| {
        let is_required = constraints::of(field).contains(&Constraint::Required);
        field.optional |= matches!(field.ty, Some(DataType::Nullable(_)));
        field.optional &= !is_required;
    });
}

/// Has a variant without content take what serde takes for none, where the content stands beside the tag: `null`, or
/// nothing at all. Anything else in its place is refused.
pub(crate) fn take_null_for_no_content(ty: &mut DataType) {
    let DataType::Enum(ty) = ty else { return };
    if !ty.attributes.contains_key(CONTENT) {
        return;
    }
    for (_, variant) in &mut ty.variants {
        if matches!(variant.fields, Fields::Unit) {
            let mut content = Field::new(DataType::Tuple(Tuple::new(Vec::new())));
            content.optional = true;
            variant.fields = Variant::unnamed().field(content).build().fields;
        }
    }
}

/// Takes specta's mark off fields that are an `Option`, by which they are left out in one phase and not in the other:
/// what is taken says so itself by now, and what is given never leaves them out. A type without a difference is told
/// apart no further, which is most of the work.
pub(crate) fn forget_options(ty: &mut DataType) {
    for_each_field(ty, &mut |field| {
        if matches!(field.ty, Some(DataType::Nullable(_))) && !field.attributes.contains_key(FLATTEN) {
            field.attributes.remove(NULLABLE);
        }
    });
}

/// Has `serde_json::Value` be anything: specta spells its numbers out, some of them too wide for JavaScript's, and a
/// type that holds itself would cost a compiler more than it tells.
pub(crate) fn say_json(named: &mut NamedDataType) {
    if named.module_path == "serde_json" && named.name == "Value" {
        named.name = "JsonValue".into();
        named.docs =
            "Any JSON: strings, finite numbers, booleans, null, and arrays and objects of these.".into();
        named.ty = Some(define("unknown").into());
    }
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
