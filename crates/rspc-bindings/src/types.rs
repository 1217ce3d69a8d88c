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
    /// Every named type, by name.
    declarations: BTreeMap<String, String>,
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

pub(crate) fn describe<C, M>(procedures: &Procedures<C, M>) -> Result<Described, Error> {
    let (mut taken, mut given) = (Types::default(), Types::default());
    let mut renamed = BTreeMap::new();
    let mut pages = BTreeSet::new();
    for procedure in procedures.iter() {
        let path = &procedure.info().path;
        let (input, _) = procedure.input(&mut taken);
        if has_cursor(&input, &taken) {
            pages.insert(path.clone());
        }
        if let Some(key) = named(&input, &taken).filter(|(_, name)| name == "Input") {
            renamed.insert(key, format!("{}Input", pascal_case(path)));
        }
        hold(&mut taken, input_of(path), vec![input]);
        let output = procedure.output(&mut given);
        hold(&mut given, output_of(path), vec![output]);
        let errors = procedure.errors(&mut given);
        hold(&mut given, errors_of(path), errors);
    }
    taken.iter_mut(|named| {
        if let Some(name) = renamed.get(&(named.module_path.to_string(), named.name.to_string())) {
            named.name = Cow::Owned(name.clone());
        }
    });
    let given = Phase::resolve(&given, "Serialize")?;
    let mut declarations = given.declarations()?;
    let mut taken = Phase::resolve(&taken, "Deserialize")?;
    taken.rename_where_other(&declarations)?;
    declarations.extend(taken.declarations()?);

    let mut described = Vec::new();
    for procedure in procedures.iter() {
        let info = procedure.info();
        let (_, optional) = procedure.input(&mut Types::default());
        let input = taken.held(&input_of(&info.path))?.concat();
        let output = given.held(&output_of(&info.path))?.concat();
        let errors = given.held(&errors_of(&info.path))?;
        described.push(DescribedProcedure {
            path: info.path.clone(),
            kind: info.kind,
            docs: info.source.map_or("", |source| source.docs),
            input: match input.as_str() {
                "null" => "void".to_owned(),
                // tRPC finds the type of a page's cursor in an object type alone.
                _ if optional && !pages.contains(&info.path) => format!("{input} | void"),
                _ => input,
            },
            output: if output == "null" { "void".to_owned() } else { output },
            error: if errors.is_empty() { "never".to_owned() } else { errors.join(" | ") },
        });
    }
    Ok(Described { declarations, procedures: described })
}

/// Marks the holders of a procedure's types among the named types; no Rust type has it in its name.
const HOLDER: char = '#';

fn input_of(path: &str) -> String {
    format!("{path}{HOLDER}input")
}

fn output_of(path: &str) -> String {
    format!("{path}{HOLDER}output")
}

fn errors_of(path: &str) -> String {
    format!("{path}{HOLDER}errors")
}

/// Types as serde writes them, or as it reads them: the two differ where a field may be left out.
struct Phase {
    types: Types,
    exporter: Exporter,
}

impl Phase {
    fn resolve(types: &Types, phase: &str) -> Result<Self, Error> {
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
    fn declarations(&self) -> Result<BTreeMap<String, String>, Error> {
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
    fn rename_where_other(&mut self, others: &BTreeMap<String, String>) -> Result<(), Error> {
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
    fn held(&self, name: &str) -> Result<Vec<String>, Error> {
        let holder = self.types.into_unsorted_iter().find(|named| named.name == name && named.ty.is_some());
        let Some(DataType::Struct(Struct { fields: Fields::Named(fields), .. })) =
            holder.and_then(|it| it.ty.as_ref())
        else {
            return Err(Error::Type(format!("the types of {name} got lost")));
        };
        let types = fields.fields.iter().filter_map(|(_, field)| field.ty.as_ref());
        types.map(|ty| primitives::reference(&self.exporter, &self.types, ty).map_err(failed)).collect()
    }

    fn exported(&self) -> impl Iterator<Item = &NamedDataType> {
        self.types.into_sorted_iter().filter(|named| named.ty.is_some() && !named.name.contains(HOLDER))
    }
}

fn failed(error: impl std::fmt::Display) -> Error {
    Error::Type(error.to_string())
}

fn has_cursor(ty: &DataType, types: &Types) -> bool {
    let DataType::Reference(Reference::Named(reference)) = ty else { return false };
    let Some(DataType::Struct(Struct { fields: Fields::Named(fields), .. })) =
        types.get(reference).and_then(|named| named.ty.as_ref())
    else {
        return false;
    };
    fields.fields.iter().any(|(name, _)| name == "cursor")
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
    // A doc attribute begins with the blank that follows the slashes.
    let declarations: Vec<&str> = described.declarations.values().map(String::as_str).collect();
    let mut out = declarations.join("\n").replace("/**  ", "/** ").replace(" *  ", " * ");
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
