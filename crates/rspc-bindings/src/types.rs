//! Every named type of a router, and the table of its procedures, in TypeScript.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use rspc::{Kind, Procedures, Transformer};
use specta::{
    Types,
    datatype::{DataType, Fields, NamedReferenceType, Reference, Struct},
};

use crate::{
    Error,
    adjust::{leave_out_options, say_numbers},
    phase::{HOLDER, Phase, hold},
    zod,
};

/// A router in TypeScript's words.
pub(crate) struct Described {
    /// Every named type, by name.
    declarations: BTreeMap<String, String>,
    /// The schemas of the inputs.
    pub(crate) schemas: String,
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

pub(crate) fn describe<C, M>(
    procedures: &Procedures<C, M>,
    transformer: Transformer,
) -> Result<Described, Error> {
    let mut declared = Types::default();
    procedures.iter().for_each(|procedure| drop(procedure.input(&mut declared)));
    zod_gen::check_dives(&declared)?;

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
    taken.iter_mut(|named| {
        named.ty.iter_mut().for_each(leave_out_options);
        named.ty.iter_mut().for_each(say_numbers);
    });
    if transformer == Transformer::Superjson {
        given.iter_mut(|named| named.ty.iter_mut().for_each(say_numbers));
    }
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
    // zod has nothing to say of an upload.
    let inputs = procedures.iter().filter(|procedure| !procedure.takes_upload()).map(|procedure| {
        let path = procedure.info().path.as_str();
        (path, input_of(path), procedure.input(&mut Types::default()).1 && !pages.contains(path))
    });
    let schemas = zod::render(&taken, inputs)?;
    Ok(Described { declarations, schemas, procedures: described })
}

fn input_of(path: &str) -> String {
    format!("{path}{HOLDER}input")
}

fn output_of(path: &str) -> String {
    format!("{path}{HOLDER}output")
}

fn errors_of(path: &str) -> String {
    format!("{path}{HOLDER}errors")
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
