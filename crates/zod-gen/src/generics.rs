//! Type parameters: their arguments in their place, and in the names of what is made of them.

use specta::{
    Types,
    datatype::{DataType, Field, Fields, Generic, NamedDataType, NamedReferenceType, Reference},
};
use specta_typescript::{Exporter, Typescript, primitives};

/// `ty` with every parameter replaced by its argument.
pub(crate) fn substitute(ty: &DataType, arguments: &[(Generic, DataType)]) -> DataType {
    let mut ty = ty.clone();
    if !arguments.is_empty() {
        replace(&mut ty, arguments);
    }
    ty
}

fn replace(ty: &mut DataType, arguments: &[(Generic, DataType)]) {
    match ty {
        DataType::Generic(generic) => {
            if let Some((_, argument)) = arguments.iter().find(|(parameter, _)| parameter == generic) {
                *ty = argument.clone();
            }
        }
        DataType::List(list) => replace(&mut list.ty, arguments),
        DataType::Nullable(inner) => replace(inner, arguments),
        DataType::Map(map) => {
            replace(map.key_ty_mut(), arguments);
            replace(map.value_ty_mut(), arguments);
        }
        DataType::Tuple(tuple) => tuple.elements.iter_mut().for_each(|ty| replace(ty, arguments)),
        DataType::Intersection(parts) => parts.iter_mut().for_each(|ty| replace(ty, arguments)),
        DataType::Struct(ty) => replace_fields(&mut ty.fields, arguments),
        DataType::Enum(ty) => {
            ty.variants.iter_mut().for_each(|(_, variant)| replace_fields(&mut variant.fields, arguments));
        }
        DataType::Reference(Reference::Named(reference)) => match &mut reference.inner {
            NamedReferenceType::Inline { dt, .. } => replace(dt, arguments),
            NamedReferenceType::Reference { generics, .. } => {
                for (_, ty) in generics {
                    replace(ty, arguments);
                }
            }
            NamedReferenceType::Recursive(_) => {}
        },
        DataType::Primitive(_) | DataType::Reference(Reference::Opaque(_)) => {}
    }
}

fn replace_fields(fields: &mut Fields, arguments: &[(Generic, DataType)]) {
    let one = |field: &mut Field| field.ty.iter_mut().for_each(|ty| replace(ty, arguments));
    match fields {
        Fields::Unit => {}
        Fields::Unnamed(fields) => fields.fields.iter_mut().for_each(one),
        Fields::Named(fields) => fields.fields.iter_mut().for_each(|(_, field)| one(field)),
    }
}

/// `Page<Position>` is `PageOfPosition`.
pub(crate) fn name_with_arguments(
    types: &Types,
    named: &NamedDataType,
    arguments: &[(Generic, DataType)],
) -> String {
    let mut name = named.name.to_string();
    for (index, (_, argument)) in arguments.iter().enumerate() {
        name.push_str(if index == 0 { "Of" } else { "And" });
        name.push_str(&name_of(types, argument));
    }
    name
}

fn name_of(types: &Types, ty: &DataType) -> String {
    match ty {
        DataType::List(list) => name_of(types, &list.ty) + "List",
        DataType::Nullable(inner) => format!("Nullable{}", name_of(types, inner)),
        DataType::Map(map) => name_of(types, map.value_ty()) + "Map",
        DataType::Reference(Reference::Named(reference)) => match (&reference.inner, types.get(reference)) {
            (NamedReferenceType::Reference { generics, .. }, Some(named)) => {
                name_with_arguments(types, named, generics)
            }
            (_, Some(named)) => named.name.to_string(),
            (_, None) => "Unknown".to_owned(),
        },
        DataType::Primitive(primitive) => capitalised(&format!("{primitive:?}")),
        DataType::Reference(Reference::Opaque(_)) => {
            let exporter: Exporter = Typescript::default().into();
            let text = primitives::inline(&exporter, types, ty).unwrap_or_default();
            capitalised(&text.replace(|c: char| !c.is_ascii_alphanumeric(), ""))
        }
        // Rare, and told apart by its description.
        other => format!("{other:?}").chars().filter(char::is_ascii_alphanumeric).collect(),
    }
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + chars.as_str())
}
