//! Types as serde writes them, or as it reads them.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use specta::{
    Format, Types,
    datatype::{DataType, Field, Fields, NamedDataType, Struct},
};
use specta_serde::PhasesFormat;
use specta_typescript::{Exporter, Typescript, primitives};

use crate::Error;

/// Marks the holders of a procedure's types among the named types; no Rust type has it in its name.
pub(crate) const HOLDER: char = '#';

/// Types as serde writes them, or as it reads them: the two differ where a field may be left out.
pub(crate) struct Phase {
    pub(crate) types: Types,
    exporter: Exporter,
}

impl Phase {
    pub(crate) fn resolve(types: &Types, phase: &str) -> Result<Self, Error> {
        let mut types =
            PhasesFormat.map_types(types).map_err(|error| Error::Type(error.to_string()))?.into_owned();
        let suffix = format!("_{phase}");
        let split: BTreeSet<String> = types
            .into_unsorted_iter()
            .filter_map(|named| named.name.strip_suffix(&suffix).map(str::to_owned))
            .collect();
        types.iter_mut(|named| {
            let name = named.name.to_string();
            if let Some(whole) = name.strip_suffix(&suffix).filter(|whole| split.contains(*whole)) {
                named.name = Cow::Owned(whole.to_owned());
            } else if split.contains(&name)
                || name.rsplit_once('_').is_some_and(|(whole, _)| split.contains(whole))
            {
                // The other phase, and the union of both: nobody speaks of them.
                named.ty = None;
            }
        });
        Ok(Self { types, exporter: Typescript::default().into() })
    }

    /// Every named type's declaration.
    pub(crate) fn declarations(&self) -> Result<BTreeMap<String, String>, Error> {
        let mut declarations = BTreeMap::new();
        for named in self.exported() {
            let text = primitives::export(&self.exporter, &self.types, std::iter::once(named), "")
                .map_err(failed)?;
            if declarations.insert(named.name.to_string(), text).is_some() {
                return Err(Error::DuplicateName(named.name.to_string()));
            }
        }
        Ok(declarations)
    }

    /// Types that look otherwise in `others` get a name of their own.
    pub(crate) fn rename_where_other(&mut self, others: &BTreeMap<String, String>) -> Result<(), Error> {
        let own = self.declarations()?;
        self.types.iter_mut(|named| {
            let name = named.name.as_ref();
            if others.get(name).is_some_and(|other| own.get(name) != Some(other)) {
                named.name = Cow::Owned(format!("{name}Input"));
            }
        });
        Ok(())
    }

    /// What a holder keeps, as TypeScript refers to it.
    pub(crate) fn held(&self, name: &str) -> Result<Vec<String>, Error> {
        let types = self.held_types(name)?;
        types.map(|ty| primitives::reference(&self.exporter, &self.types, ty).map_err(failed)).collect()
    }

    /// What a holder keeps.
    pub(crate) fn held_types(&self, name: &str) -> Result<impl Iterator<Item = &DataType>, Error> {
        let holder = self.types.into_unsorted_iter().find(|named| named.name == name && named.ty.is_some());
        let Some(DataType::Struct(Struct { fields: Fields::Named(fields), .. })) =
            holder.and_then(|it| it.ty.as_ref())
        else {
            return Err(Error::Type(format!("the types of {name} got lost")));
        };
        Ok(fields.fields.iter().filter_map(|(_, field)| field.ty.as_ref()))
    }

    fn exported(&self) -> impl Iterator<Item = &NamedDataType> {
        self.types.into_sorted_iter().filter(|named| named.ty.is_some() && !named.name.contains(HOLDER))
    }
}

fn failed(error: impl std::fmt::Display) -> Error {
    Error::Type(error.to_string())
}

/// Keeps types under a name of their own, so that the phases are told apart for them too.
pub(crate) fn hold(types: &mut Types, name: String, held: Vec<DataType>) {
    NamedDataType::new(name, types, |_, named| {
        let mut holder = Struct::named();
        for (index, ty) in held.into_iter().enumerate() {
            holder.field_mut(index.to_string(), Field::new(ty));
        }
        named.ty = Some(holder.build());
    });
}
