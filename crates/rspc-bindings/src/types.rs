//! Every named type of a router, and the table of its procedures, in TypeScript.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use rspc::{Kind, Procedures};
use specta::{
    Format, Types,
    datatype::{DataType, Field, Fields, NamedDataType, NamedReferenceType, Reference, Struct},
};
use specta_serde::PhasesFormat;
use specta_typescript::{Exporter, Typescript, primitives};

/// Why a router has no bindings.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A type that TypeScript, or serde, cannot say.
    #[error("{0}")]
    Type(String),
    /// Two types of one name.
    #[error("two types are named `{0}`: rename one with #[specta(rename = \"…\")]")]
    DuplicateName(String),
}

/// A router in TypeScript's words.
pub(crate) struct Described {
    pub(crate) declarations: String,
    pub(crate) procedures: Vec<DescribedProcedure>,
}

/// A procedure in TypeScript's words.
pub(crate) struct DescribedProcedure {
    pub(crate) path: String,
    pub(crate) kind: Kind,
    pub(crate) docs: &'static str,
    pub(crate) input: String,
    pub(crate) output: String,
    pub(crate) error: String,
}

/// Marks the holders of a procedure's types among the named types; no Rust type has it in its name.
const HOLDER: char = '#';

pub(crate) fn describe<C, M>(procedures: &Procedures<C, M>) -> Result<Described, Error> {
    let mut types = Types::default();
    let mut renamed = BTreeMap::new();
    for procedure in procedures.iter() {
        let path = &procedure.info().path;
        let (input, _) = procedure.input(&mut types);
        if let Some(key) = named(&input, &types).filter(|(_, name)| name == "Input") {
            renamed.insert(key, format!("{}Input", pascal_case(path)));
        }
        hold(&mut types, format!("{path}{HOLDER}input"), vec![input]);
        let output = procedure.output(&mut types);
        hold(&mut types, format!("{path}{HOLDER}output"), vec![output]);
        let errors = procedure.errors(&mut types);
        hold(&mut types, format!("{path}{HOLDER}errors"), errors);
    }
    types.iter_mut(|named| {
        if let Some(name) = renamed.get(&(named.module_path.to_string(), named.name.to_string())) {
            named.name = Cow::Owned(name.clone());
        }
    });
    let resolved =
        PhasesFormat.map_types(&types).map_err(|error| Error::Type(error.to_string()))?.into_owned();
    let exporter: Exporter = Typescript::default().into();
    let export = |error: specta_typescript::Error| Error::Type(error.to_string());

    let declared: Vec<_> = resolved.into_sorted_iter().filter(|named| !named.name.contains(HOLDER)).collect();
    let mut names = BTreeSet::new();
    for named in declared.iter().filter(|named| named.ty.is_some()) {
        if !names.insert(named.name.to_string()) {
            return Err(Error::DuplicateName(named.name.to_string()));
        }
    }
    let declarations = primitives::export(&exporter, &resolved, declared.into_iter(), "").map_err(export)?;

    let held = |name: String, phase: &str| -> Result<Vec<String>, Error> {
        let in_phase = format!("{name}_{phase}");
        let holder = resolved.into_unsorted_iter().find(|named| named.name == in_phase);
        let holder = holder.or_else(|| resolved.into_unsorted_iter().find(|named| named.name == name));
        let Some(DataType::Struct(Struct { fields: Fields::Named(fields), .. })) =
            holder.and_then(|it| it.ty.as_ref())
        else {
            return Err(Error::Type(format!("the types of {name} got lost")));
        };
        let written = fields.fields.iter().filter_map(|(_, field)| field.ty.as_ref());
        written.map(|ty| primitives::reference(&exporter, &resolved, ty).map_err(export)).collect()
    };
    let mut described = Vec::new();
    for procedure in procedures.iter() {
        let info = procedure.info();
        let (_, optional) = procedure.input(&mut Types::default());
        let input = held(format!("{}{HOLDER}input", info.path), "Deserialize")?.concat();
        let output = held(format!("{}{HOLDER}output", info.path), "Serialize")?.concat();
        let errors = held(format!("{}{HOLDER}errors", info.path), "Serialize")?;
        described.push(DescribedProcedure {
            path: info.path.clone(),
            kind: info.kind,
            docs: info.source.map_or("", |source| source.docs),
            input: match (input.as_str(), optional) {
                ("null", _) => "void".to_owned(),
                (_, true) => format!("{input} | void"),
                (_, false) => input,
            },
            output: if output == "null" { "void".to_owned() } else { output },
            error: if errors.is_empty() { "never".to_owned() } else { errors.join(" | ") },
        });
    }
    Ok(Described { declarations, procedures: described })
}

/// Keeps types under a name of their own, so that the phases are told apart for them too.
fn hold(types: &mut Types, name: String, held: Vec<DataType>) {
    NamedDataType::new(name, types, |_, named| {
        let mut holder = Struct::named();
        for (index, ty) in held.into_iter().enumerate() {
            holder.field_mut(index.to_string(), Field::new(ty));
        }
        named.ty = Some(holder.build());
    });
}

fn named(ty: &DataType, types: &Types) -> Option<(String, String)> {
    let DataType::Reference(Reference::Named(reference)) = ty else { return None };
    let NamedReferenceType::Reference { .. } = reference.inner else { return None };
    types.get(reference).map(|named| (named.module_path.to_string(), named.name.to_string()))
}

fn pascal_case(path: &str) -> String {
    let upper = |segment: &str| {
        let mut chars = segment.chars();
        chars.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + chars.as_str())
    };
    path.split('.').map(upper).collect()
}

pub(crate) fn render(described: &Described) -> String {
    let mut out = described.declarations.clone();
    out.push_str("\n/** Every procedure: what it takes, what it answers, what it refuses with. */\nexport type Procedures = {\n");
    for one in &described.procedures {
        out.push_str(&doc_comment(one.docs, "  "));
        let kind = match one.kind {
            Kind::Query => "query",
            Kind::Mutation => "mutation",
            Kind::Subscription => "subscription",
        };
        let DescribedProcedure { path, input, output, error, .. } = one;
        let _ = writeln!(
            out,
            "  '{path}': {{ kind: '{kind}'; input: {input}; output: {output}; error: {error} }};"
        );
    }
    out.push_str("};\n");
    out
}

/// A doc comment in `/** … */`, or nothing.
pub(crate) fn doc_comment(docs: &str, indent: &str) -> String {
    if docs.is_empty() {
        return String::new();
    }
    let safe = docs.replace("*/", "*\\/");
    if !safe.contains('\n') {
        return format!("{indent}/** {safe} */\n");
    }
    let lines: String =
        safe.lines().map(|line| format!("{indent} * {line}").trim_end().to_owned() + "\n").collect();
    format!("{indent}/**\n{lines}{indent} */\n")
}
