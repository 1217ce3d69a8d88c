//! The check that no constraint is one for zod alone.

use std::collections::BTreeSet;

use specta::{
    Types,
    datatype::{
        DataType, Fields, Generic, NamedDataType, NamedReference, NamedReferenceType, Reference, Struct,
    },
};

use crate::{
    constraints::{self, Constraint},
    error::{Error, Why},
    generics::{name_with_arguments, substitute},
    schema::is_typescript,
};

/// Refuses a field whose type has constraints that the server does not check there, for want of a `dive`.
///
/// `types` are as Rust declares them, before serde's phases are told apart, and `inputs` what is read of them.
pub fn check<'t>(types: &Types, inputs: impl IntoIterator<Item = &'t DataType>) -> Result<(), Error> {
    let mut uses = Uses { types, seen: BTreeSet::new() };
    for named in types.into_sorted_iter() {
        uses.check_fields(named, &[])?;
    }
    inputs.into_iter().try_for_each(|input| uses.check(input))
}

/// Generic types as they are used: only with its argument is it known what a parameter's constraints are.
struct Uses<'a> {
    types: &'a Types,
    seen: BTreeSet<String>,
}

impl Uses<'_> {
    fn check_fields(
        &mut self,
        named: &NamedDataType,
        arguments: &[(Generic, DataType)],
    ) -> Result<(), Error> {
        let Some(ty) = &named.ty else { return Ok(()) };
        for (name, field) in constraints::named_fields(ty) {
            let Some(ty) = &field.ty else { continue };
            let ty = substitute(ty, arguments);
            if let Some(wanting) = wanting(&ty, self.types).filter(|_| !dives(constraints::of(field))) {
                let place = [name_with_arguments(self.types, named, arguments), name];
                return Err(Error::new(&place, Why::NoDive(wanting)));
            }
            self.check(&ty)?;
        }
        Ok(())
    }

    fn check(&mut self, ty: &DataType) -> Result<(), Error> {
        match ty {
            DataType::Reference(Reference::Named(reference)) => {
                if let NamedReferenceType::Inline { dt, .. } = &reference.inner {
                    return self.check(dt);
                }
                let (Some(named), arguments) = (self.types.get(reference), arguments_of(reference)) else {
                    return Ok(());
                };
                arguments.iter().try_for_each(|(_, argument)| self.check(argument))?;
                if arguments.is_empty() || !self.seen.insert(format!("{reference:?}")) {
                    return Ok(());
                }
                self.check_fields(named, arguments)
            }
            DataType::List(list) => self.check(&list.ty),
            DataType::Nullable(inner) => self.check(inner),
            DataType::Map(map) => self.check(map.value_ty()),
            DataType::Tuple(tuple) => tuple.elements.iter().try_for_each(|ty| self.check(ty)),
            _ => Ok(()),
        }
    }
}

fn arguments_of(reference: &NamedReference) -> &[(Generic, DataType)] {
    match &reference.inner {
        NamedReferenceType::Reference { generics, .. } => generics,
        NamedReferenceType::Inline { .. } | NamedReferenceType::Recursive(_) => &[],
    }
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
            let arguments = arguments_of(reference);
            // Such as `Vec`, whose description has its argument in it.
            let inlined = match &reference.inner {
                NamedReferenceType::Inline { dt, .. } => Some(&**dt),
                NamedReferenceType::Reference { .. } | NamedReferenceType::Recursive(_) => None,
            };
            let ty = inlined.or(named.ty.as_ref())?;
            if is_typescript(ty) {
                // What superjson carries holds its arguments, and validates none.
                return arguments.iter().find_map(|(_, argument)| wanting(argument, types));
            }
            if constraints::wants_validation(ty) {
                return Some(named.name.to_string());
            }
            match ty {
                DataType::Struct(Struct { fields: Fields::Unnamed(fields), .. })
                    if fields.fields.len() == 1 =>
                {
                    wanting(&substitute(fields.fields[0].ty.as_ref()?, arguments), types)
                }
                _ => inlined.and_then(|ty| wanting(ty, types)),
            }
        }
        DataType::List(list) => wanting(&list.ty, types),
        DataType::Nullable(inner) => wanting(inner, types),
        DataType::Map(map) => wanting(map.value_ty(), types),
        DataType::Tuple(tuple) => tuple.elements.iter().find_map(|ty| wanting(ty, types)),
        _ => None,
    }
}
