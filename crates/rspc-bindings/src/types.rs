//! Every named type of a router, and the table of its procedures, in TypeScript.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use rspc::{Kind, Procedures, Source, Transformer};
use specta::{
    Types,
    datatype::{DataType, Fields, NamedReferenceType, Reference, Struct},
};

use crate::{
    Error,
    adjust::{forget_options, leave_out_options, say_json, say_numbers, take_null_for_no_content},
    outputs,
    phase::{HOLDER, Phase, hold},
    zod,
};

/// The key of brands, which no value has.
const BRAND: &str = "\
/** What an id is the id of: a compiler's knowledge alone. */
declare const brand: unique symbol;

";

/// A router in TypeScript's words.
pub(crate) struct Described {
    /// Every named type, by name.
    declarations: BTreeMap<String, String>,
    /// The schemas of the inputs.
    pub(crate) schemas: String,
    pub(crate) procedures: Vec<DescribedProcedure>,
    /// What is taken, as serde reads it.
    pub(crate) taken: Phase,
    /// What is given, as serde writes it.
    pub(crate) given: Phase,
    /// The procedures whose input may be left out.
    pub(crate) optional: BTreeSet<String>,
}

impl Described {
    /// The table for a mock server.
    pub(crate) fn outputs(&self) -> Result<String, Error> {
        outputs::render(&self.given, &self.procedures, output_of)
    }
}

/// A procedure in TypeScript's words.
pub(crate) struct DescribedProcedure {
    pub(crate) path: String,
    pub(crate) kind: Kind,
    pub(crate) source: Option<Source>,
    /// Whether the input may name a page, in tRPC's eyes: it then has infinite queries.
    pub(crate) has_pages: bool,
    pub(crate) input: String,
    pub(crate) output: String,
    pub(crate) error: String,
    /// The constant of the input's schema; an upload has none.
    pub(crate) input_schema: Option<String>,
}

impl DescribedProcedure {
    /// Its doc comment.
    pub(crate) fn docs(&self) -> &'static str {
        self.source.map_or("", |source| source.docs)
    }
}

pub(crate) fn describe<C, M>(
    procedures: &Procedures<C, M>,
    transformer: Transformer,
) -> Result<Described, Error> {
    let mut declared = Types::default();
    let inputs: Vec<DataType> = procedures.iter().map(|procedure| procedure.input(&mut declared).0).collect();
    zod_gen::check_dives(&declared, &inputs)?;

    let (mut taken, mut given) = (Types::default(), Types::default());
    let (mut inputs, mut answers) = (Vec::new(), Vec::new());
    let mut renamed = BTreeMap::new();
    let (mut pages, mut optional) = (BTreeSet::new(), BTreeSet::new());
    for procedure in procedures.iter() {
        let path = &procedure.info().path;
        let (input, is_optional) = procedure.input(&mut taken);
        if is_optional {
            optional.insert(path.clone());
        }
        if has_cursor(&input, &taken) {
            pages.insert(path.clone());
        }
        if let Some(key) = named(&input, &taken).filter(|(_, name)| name == "Input") {
            renamed.insert(key, format!("{}Input", pascal_case(path)));
        }
        inputs.push((input_of(path), vec![input]));
        answers.push((output_of(path), vec![procedure.output(&mut given)]));
        answers.push((errors_of(path), procedure.errors(&mut given)));
    }
    hold(&mut taken, inputs);
    hold(&mut given, answers);
    taken.iter_mut(|named| {
        if let Some(name) = renamed.get(&(named.module_path.to_string(), named.name.to_string())) {
            named.name = Cow::Owned(name.clone());
        }
        say_json(named);
        named.ty.iter_mut().for_each(leave_out_options);
        named.ty.iter_mut().for_each(take_null_for_no_content);
        named.ty.iter_mut().for_each(forget_options);
        named.ty.iter_mut().for_each(say_numbers);
    });
    given.iter_mut(|named| {
        say_json(named);
        named.ty.iter_mut().for_each(forget_options);
        if transformer == Transformer::Superjson {
            named.ty.iter_mut().for_each(say_numbers);
        }
    });
    let given = Phase::resolve(&given, "Serialize")?;
    let mut declarations = given.declarations()?;
    let mut taken = Phase::resolve(&taken, "Deserialize")?;
    declarations.extend(taken.rename_where_other(&declarations)?);

    let mut described = Vec::new();
    for procedure in procedures.iter() {
        let info = procedure.info();
        let input = taken.held(&input_of(&info.path))?.concat();
        let output = given.held(&output_of(&info.path))?.concat();
        let errors = given.held(&errors_of(&info.path))?;
        described.push(DescribedProcedure {
            path: info.path.clone(),
            kind: info.kind,
            source: info.source,
            has_pages: info.kind == Kind::Query && (input == "null" || pages.contains(&info.path)),
            input: match input.as_str() {
                "null" => "void".to_owned(),
                // tRPC finds the type of a page's cursor in an object type alone.
                _ if optional.contains(&info.path) && !pages.contains(&info.path) => {
                    format!("{input} | void")
                }
                _ => input,
            },
            output: if output == "null" { "void".to_owned() } else { output },
            error: if errors.is_empty() { "never".to_owned() } else { errors.join(" | ") },
            input_schema: (!procedure.takes_upload()).then(|| zod::schema_name(&info.path, "Input")),
        });
    }
    // zod has nothing to say of an upload.
    let inputs = procedures.iter().filter(|procedure| !procedure.takes_upload()).map(|procedure| {
        let path = procedure.info().path.as_str();
        (path, input_of(path), optional.contains(path) && !pages.contains(path))
    });
    let schemas = zod::render(&taken, inputs)?;
    Ok(Described { declarations, schemas, procedures: described, taken, given, optional })
}

pub(crate) fn input_of(path: &str) -> String {
    format!("{path}{HOLDER}input")
}

pub(crate) fn output_of(path: &str) -> String {
    format!("{path}{HOLDER}output")
}

pub(crate) fn errors_of(path: &str) -> String {
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
    let declarations = declarations.join("\n").replace("/**  ", "/** ").replace(" *  ", " * ");
    let has_brands = described.given.has_brands() || described.taken.has_brands();
    let mut out = if has_brands { format!("{BRAND}{declarations}") } else { declarations };
    out.push_str("\n/** Every procedure: what it takes, what it answers, what it refuses with. */\nexport type Procedures = {\n");
    for one in &described.procedures {
        out.push_str(&doc_comment(one.docs(), "  "));
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
