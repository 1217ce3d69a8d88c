//! Type parameters: their arguments in their place, and in the names of what is made of them.

use specta::{
    Types,
    datatype::{DataType, Field, Fields, Generic, NamedDataType, NamedReferenceType, Reference, Struct},
};

use crate::{integers, typescript};

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
        DataType::List(list) => {
            let length = list.length.map_or_else(String::new, |length| length.to_string());
            format!("{}List{length}", name_of(types, &list.ty))
        }
        DataType::Nullable(inner) => format!("Nullable{}", name_of(types, inner)),
        DataType::Map(map) => name_of(types, map.key_ty()) + "To" + &name_of(types, map.value_ty()) + "Map",
        DataType::Tuple(tuple) => {
            tuple.elements.iter().map(|ty| name_of(types, ty)).collect::<Vec<_>>().join("And") + "Tuple"
        }
        DataType::Reference(Reference::Named(reference)) => match (&reference.inner, types.get(reference)) {
            // A `Vec` of one thing is not a `Vec` of another.
            (NamedReferenceType::Inline { dt, .. }, _)
                if matches!(**dt, DataType::List(_) | DataType::Map(_) | DataType::Nullable(_)) =>
            {
                name_of(types, dt)
            }
            (NamedReferenceType::Reference { generics, .. }, Some(named)) => {
                name_with_arguments(types, named, generics)
            }
            (_, Some(named)) => named.name.to_string(),
            (_, None) => "Unknown".to_owned(),
        },
        DataType::Struct(Struct { fields: Fields::Unnamed(fields), .. }) if fields.fields.len() == 1 => {
            let field = &fields.fields[0];
            let integer =
                integers::in_bigint(field).map_or_else(String::new, |it| capitalised(&format!("{it:?}")));
            field.ty.as_ref().map_or_else(|| "Unknown".to_owned(), |ty| name_of(types, ty)) + &integer
        }
        DataType::Primitive(primitive) => capitalised(&format!("{primitive:?}")),
        DataType::Reference(Reference::Opaque(_)) => {
            let text = typescript::inline(types, ty).unwrap_or_default();
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

/// A type as TypeScript refers to it from outside the module `types`, where that can be said in a line.
pub(crate) fn type_from_outside(types: &Types, ty: &DataType) -> Option<String> {
    let of = |ty: &DataType| type_from_outside(types, ty);
    Some(match ty {
        DataType::Nullable(inner) => format!("{} | null", of(inner)?),
        DataType::List(list) if list.length.is_none() => format!("({})[]", of(&list.ty)?),
        DataType::Reference(Reference::Named(reference)) => match &reference.inner {
            NamedReferenceType::Inline { dt, .. } => of(dt)?,
            NamedReferenceType::Reference { generics, .. } => {
                named_from_outside(types, types.get(reference)?, generics)?
            }
            NamedReferenceType::Recursive(_) => return None,
        },
        DataType::Primitive(_) | DataType::Reference(Reference::Opaque(_)) => typescript::inline(types, ty)?,
        DataType::Struct(Struct { fields: Fields::Unnamed(fields), .. }) if fields.fields.len() == 1 => {
            of(fields.fields[0].ty.as_ref()?)?
        }
        _ => return None,
    })
}

/// The same for a named type with its arguments.
pub(crate) fn named_from_outside(
    types: &Types,
    named: &NamedDataType,
    arguments: &[(Generic, DataType)],
) -> Option<String> {
    let name = format!("types.{}", named.name);
    if arguments.is_empty() {
        return Some(name);
    }
    let said: Option<Vec<String>> =
        arguments.iter().map(|(_, argument)| type_from_outside(types, argument)).collect();
    Some(format!("{name}<{}>", said?.join(", ")))
}
