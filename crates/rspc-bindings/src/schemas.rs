//! From a router's types to its contract: JSON Schemas of what it takes, and of what it gives.

use std::collections::{BTreeMap, BTreeSet};

use rspc::Procedures;
use serde_json::{Value, json};
use zod_gen::JsonSchemas;

use crate::{
    Error,
    contract::{Contract, Kind, Procedure, Transformer, Upload},
    phase::{Phase, place_of},
    types::{self, Described},
};

/// What stands before a type's name in a reference to it.
const TYPES: &str = "#/types/";

/// The contract of a router that was described.
pub(crate) fn contract<C, M>(
    procedures: &Procedures<C, M>,
    described: &Described,
    transformer: rspc::Transformer,
) -> Result<Contract, Error> {
    let (taken, given) = (&described.taken, &described.given);
    let mut inputs = JsonSchemas::new(&taken.types, TYPES);
    let mut outputs = JsonSchemas::new(&given.types, TYPES).of_outputs();
    let mut found = BTreeMap::new();
    for (procedure, told) in procedures.iter().zip(&described.procedures) {
        let info = procedure.info();
        let upload = procedure.takes_upload().then_some(match told.input.as_str() {
            "FormData" => Upload::Form,
            _ => Upload::Octets,
        });
        let input = match upload {
            Some(_) => None,
            None => one(taken, &types::input_of(&info.path), &mut inputs)?,
        };
        let errors: Vec<Value> = given
            .held_types(&types::errors_of(&info.path))
            .map(|ty| outputs.schema(ty).map_err(|why| no_schema(&types::errors_of(&info.path), why)))
            .collect::<Result<_, _>>()?;
        let described = Procedure {
            kind: match info.kind {
                rspc::Kind::Query => Kind::Query,
                rspc::Kind::Mutation => Kind::Mutation,
                rspc::Kind::Subscription => Kind::Subscription,
            },
            docs: told.docs().to_owned(),
            input_optional: input.is_some() && described.optional.contains(&info.path),
            input,
            upload,
            output: one(given, &types::output_of(&info.path), &mut outputs)?,
            error: match errors.as_slice() {
                [] => None,
                [one] => Some(one.clone()),
                several => Some(json!({ "anyOf": several })),
            },
            error_codes: codes_of(procedure),
            invalidates: info.invalidates.clone(),
        };
        found.insert(info.path.clone(), described);
    }
    let types = join(&mut found, inputs.finish(), outputs.finish())?;
    let transformer = match transformer {
        rspc::Transformer::Plain => Transformer::Plain,
        rspc::Transformer::Superjson => Transformer::Superjson,
    };
    Ok(Contract { transformer: Some(transformer), procedures: found, types })
}

fn codes_of<C, M>(procedure: &rspc::Procedure<C, M>) -> BTreeMap<String, BTreeSet<String>> {
    let mut codes = BTreeMap::<String, BTreeSet<String>>::new();
    for (variant, code) in procedure.error_codes() {
        codes.entry(code.name().to_owned()).or_default().insert(variant.to_owned());
    }
    codes
}

/// The schema of what a holder keeps, unless that is nothing.
fn one(phase: &Phase, holder: &str, schemas: &mut JsonSchemas<'_>) -> Result<Option<Value>, Error> {
    if phase.held(holder)?.concat() == "null" {
        return Ok(None);
    }
    let Some(ty) = phase.held_types(holder).next() else { return Ok(None) };
    schemas.schema(ty).map(Some).map_err(|why| no_schema(holder, why))
}

pub(crate) fn no_schema(holder: &str, why: zod_gen::Error) -> Error {
    Error::NoSchema { place: place_of(holder), why }
}

/// One table of types: those that are taken otherwise than they are given are taken under a name of their own.
fn join(
    procedures: &mut BTreeMap<String, Procedure>,
    mut taken: BTreeMap<String, Value>,
    given: BTreeMap<String, Value>,
) -> Result<BTreeMap<String, Value>, Error> {
    let differs = |name: &String| given.get(name).is_some_and(|other| taken.get(name) != Some(other));
    let mut renamed: BTreeSet<String> = taken.keys().filter(|name| differs(name)).cloned().collect();
    // And so are those that refer to such.
    loop {
        let refers = |schema: &Value| references(schema).iter().any(|reference| renamed.contains(*reference));
        let more: Vec<String> = taken
            .iter()
            .filter(|(name, schema)| given.contains_key(*name) && !renamed.contains(*name) && refers(schema))
            .map(|(name, _)| name.clone())
            .collect();
        if more.is_empty() {
            break;
        }
        renamed.extend(more);
    }
    let inputs = procedures.values_mut().filter_map(|procedure| procedure.input.as_mut());
    for schema in taken.values_mut().chain(inputs) {
        rename(schema, &renamed);
    }
    let mut types = given;
    for (name, schema) in taken {
        let name = if renamed.contains(&name) { format!("{name}Input") } else { name };
        if types.get(&name).is_some_and(|other| *other != schema) {
            return Err(Error::DuplicateName(name));
        }
        types.insert(name, schema);
    }
    Ok(types)
}

/// The names of the types that a schema refers to.
fn references(schema: &Value) -> Vec<&str> {
    match schema {
        Value::Object(fields) => fields
            .iter()
            .flat_map(|(key, value)| match value {
                Value::String(to) if key == "$ref" => to.strip_prefix(TYPES).into_iter().collect(),
                other => references(other),
            })
            .collect(),
        Value::Array(values) => values.iter().flat_map(references).collect(),
        _ => Vec::new(),
    }
}

fn rename(schema: &mut Value, renamed: &BTreeSet<String>) {
    match schema {
        Value::Object(fields) => {
            for (key, value) in fields.iter_mut() {
                let of_renamed = value
                    .as_str()
                    .filter(|_| key == "$ref")
                    .and_then(|to| to.strip_prefix(TYPES))
                    .filter(|name| renamed.contains(*name));
                match of_renamed.map(|name| format!("{TYPES}{name}Input")) {
                    Some(to) => *value = to.into(),
                    None => rename(value, renamed),
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| rename(value, renamed)),
        _ => {}
    }
}
