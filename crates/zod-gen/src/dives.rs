//! The check that no constraint is one for zod alone.

use specta::{
    Types,
    datatype::{DataType, Field, Fields, Reference, Struct},
};

use crate::{
    constraints::{self, Constraint},
    error::{Error, Why},
};

/// Refuses a field whose type has constraints that the server does not check there, for want of a `dive`.
///
/// `types` are as Rust declares them, before serde's phases are told apart.
pub fn check(types: &Types) -> Result<(), Error> {
    for named in types.into_sorted_iter() {
        let Some(ty) = &named.ty else { continue };
        for field in constraints::fields(ty) {
            let Some(name) = undived(field, types) else { continue };
            return Err(Error::new(&[named.name.to_string()], Why::NoDive(name)));
        }
    }
    Ok(())
}

fn undived(field: &Field, types: &Types) -> Option<String> {
    if dives(constraints::of(field)) {
        return None;
    }
    field.ty.as_ref().and_then(|ty| wanting(ty, types))
}

fn dives(constraints: &[Constraint]) -> bool {
    constraints.iter().any(|constraint| match constraint {
        Constraint::Dive => true,
        Constraint::Inner(inner) => dives(inner),
        _ => false,
    })
}

/// The name of the type in `ty` that must be validated, where there is one.
fn wanting(ty: &DataType, types: &Types) -> Option<String> {
    match ty {
        DataType::Reference(Reference::Named(reference)) => {
            let named = types.get(reference)?;
            let ty = named.ty.as_ref()?;
            if constraints::wants_validation(ty) {
                return Some(named.name.to_string());
            }
            match ty {
                DataType::Struct(Struct { fields: Fields::Unnamed(fields), .. })
                    if fields.fields.len() == 1 =>
                {
                    fields.fields[0].ty.as_ref().and_then(|ty| wanting(ty, types))
                }
                _ => None,
            }
        }
        DataType::List(list) => wanting(&list.ty, types),
        DataType::Nullable(inner) => wanting(inner, types),
        DataType::Map(map) => wanting(map.value_ty(), types),
        DataType::Tuple(tuple) => tuple.elements.iter().find_map(|ty| wanting(ty, types)),
        _ => None,
    }
}
