//! Types as serde writes them, or as it reads them.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use rspc::constraints;
use specta::{
    Format, Types,
    datatype::{DataType, Field, Fields, NamedDataType, Struct},
};
use specta_serde::PhasesFormat;
use specta_typescript::{Exporter, Typescript, primitives};

use crate::Error;

/// Names the holder of the procedures' types among the named types, and tells the parts of what it keeps from one
/// another; no Rust type has it in its name.
pub(crate) const HOLDER: char = '#';

/// What the declarations themselves are written with: a type of such a name would stand for it.
const RESERVED: [&str; 4] = ["Date", "Partial", "Procedures", "Record"];

/// Types as serde writes them, or as it reads them: the two differ where a field may be left out.
pub(crate) struct Phase {
    pub(crate) types: Types,
    /// What the holder keeps, by procedure and part.
    held: BTreeMap<String, Vec<DataType>>,
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
        let mut held = BTreeMap::<String, Vec<DataType>>::new();
        for named in types.into_unsorted_iter().filter(|named| is_holder(named)) {
            let Some(DataType::Struct(Struct { fields: Fields::Named(fields), .. })) = &named.ty else {
                continue;
            };
            for (key, field) in &fields.fields {
                let part = key.rsplit_once(HOLDER).map_or(key.as_ref(), |(part, _)| part);
                held.entry(part.to_owned()).or_default().extend(field.ty.clone());
            }
        }
        Ok(Self { types, held, exporter: Typescript::default().into() })
    }

    /// Every named type's declaration.
    pub(crate) fn declarations(&self) -> Result<BTreeMap<String, String>, Error> {
        let mut declarations = BTreeMap::new();
        let mut declared = BTreeMap::new();
        for named in self.exported() {
            let name = named.name.as_ref();
            if RESERVED.contains(&name) {
                return Err(Error::ReservedName(declared_at(named)));
            }
            if let Some(other) = declared.insert(name, named) {
                let mut places = [declared_at(other), declared_at(named)];
                places.sort();
                let [first, second] = places;
                return Err(Error::DuplicateType { name: name.to_owned(), first, second });
            }
            let text = primitives::export(&self.exporter, &self.types, std::iter::once(named), "")
                .map(close_notes)
                .map(|text| if is_branded(named) { branded(&text, name) } else { text })
                .map_err(failed)?;
            declarations.insert(name.to_owned(), text);
        }
        Ok(declarations)
    }

    /// Types that look otherwise in `others` get a name of their own. Answers every declaration, as they then are.
    pub(crate) fn rename_where_other(
        &mut self,
        others: &BTreeMap<String, String>,
    ) -> Result<BTreeMap<String, String>, Error> {
        let own = self.declarations()?;
        let mut renamed = false;
        self.types.iter_mut(|named| {
            let name = named.name.as_ref();
            if others.get(name).is_some_and(|other| own.get(name) != Some(other)) {
                named.name = Cow::Owned(format!("{name}Input"));
                renamed = true;
            }
        });
        if renamed { self.declarations() } else { Ok(own) }
    }

    /// What is kept under that name, as TypeScript refers to it.
    pub(crate) fn held(&self, part: &str) -> Result<Vec<String>, Error> {
        let said = |ty| primitives::reference(&self.exporter, &self.types, ty);
        self.held_types(part)
            .map(|ty| said(ty).map_err(|error| failed(format!("{}: {error}", place_of(part)))))
            .collect()
    }

    /// What is kept under that name.
    pub(crate) fn held_types(&self, part: &str) -> impl Iterator<Item = &DataType> {
        self.held.get(part).into_iter().flatten()
    }

    /// Whether there are types that the compiler is to tell from others of their form.
    pub(crate) fn has_brands(&self) -> bool {
        self.exported().any(is_branded)
    }

    fn exported(&self) -> impl Iterator<Item = &NamedDataType> {
        self.types.into_unsorted_iter().filter(|named| named.ty.is_some() && !is_holder(named))
    }
}

fn is_branded(named: &NamedDataType) -> bool {
    named.ty.as_ref().is_some_and(constraints::is_branded)
}

/// The declaration of a type that only its brand tells from others of its form.
fn branded(declaration: &str, name: &str) -> String {
    let of_form = declaration.trim_end().trim_end_matches(';');
    format!("{of_form} & {{ readonly [brand]: \"{name}\" }};\n")
}

/// Keeps what is said of a deprecation from ending its comment, as specta keeps all else that is said.
fn close_notes(declaration: String) -> String {
    if !declaration.contains("@deprecated") {
        return declaration;
    }
    let mut is_note = false;
    let mut closed = String::with_capacity(declaration.len());
    for line in declaration.split_inclusive('\n') {
        is_note = match line.trim() {
            "*/" => false,
            text => is_note || text.starts_with("* @deprecated"),
        };
        if is_note {
            closed.push_str(&line.replace("*/", "*\\/"));
        } else {
            closed.push_str(line);
        }
    }
    closed
}

/// The procedure whose types are kept under that name, and which of them.
pub(crate) fn place_of(part: &str) -> String {
    part.replace(HOLDER, "'s ")
}

/// Where a type is, for who has to rename it.
fn declared_at(named: &NamedDataType) -> String {
    let at = &named.location;
    format!("{}::{} ({}:{})", named.module_path, named.name, at.file(), at.line())
}

fn failed(error: impl std::fmt::Display) -> Error {
    let mut said = error.to_string();
    if said.contains("BigInt-style") {
        said.push_str("\nsuperjson's BigInt carries such an integer");
    }
    Error::Type(said)
}

/// Keeps types, each under a procedure and a part of it, so that the phases are told apart for them too. They are kept
/// in one place, since telling the phases apart costs the square of the types that differ.
pub(crate) fn hold(types: &mut Types, held: Vec<(String, Vec<DataType>)>) {
    NamedDataType::new(HOLDER.to_string(), types, |_, named| {
        let mut holder = Struct::named();
        for (part, kept) in held {
            for (index, ty) in kept.into_iter().enumerate() {
                holder.field_mut(format!("{part}{HOLDER}{index}"), Field::new(ty));
            }
        }
        named.ty = Some(holder.build());
    });
}

fn is_holder(named: &NamedDataType) -> bool {
    named.name.starts_with(HOLDER)
}
