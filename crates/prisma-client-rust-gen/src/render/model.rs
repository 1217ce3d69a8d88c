//! A model: its row, its fields, its table, and how a new row is made.

use std::fmt::Write as _;

use super::{File, arity_type, doc, file, scalar_type};
use crate::name;
use crate::schema::{Arity, Field, Model, Scalar};

/// The most arguments of a function that clippy takes without a word.
const MANY_ARGUMENTS: usize = 7;

pub(super) fn model(model: &Model) -> File {
    let mut text = format!(
        "//! `{}`: the rows of `{}`.\n\n#![expect(non_camel_case_types, reason = \"a field is named as it is in a row\")]\n\n",
        model.name, model.table
    );
    text.push_str("use prisma_client_rust::prelude::*;\n\n");
    text.push_str(if model.tenant.is_some() {
        "use crate::{Actions, System, Tenant};\n\n"
    } else {
        "use crate::Actions;\n\n"
    });
    text.push_str(&data(model));
    text.push_str(&table(model));
    text.push_str(&fields(model));
    text.push_str(&compound_keys(model));
    text.push_str(&create(model));
    file(&model.module, text)
}

/// The row and how it is read.
fn data(model: &Model) -> String {
    let mut members = String::new();
    let mut reads = String::new();
    for field in &model.fields {
        members.push_str(&doc(field.documentation.as_ref(), &format!("`{}.{}`", model.name, field.name)));
        let _ = writeln!(members, "pub {}: {},", field.rust, field_type(model, field));
        let read = match field.arity {
            Arity::Required => "required",
            Arity::Optional => "optional",
            Arity::List => "list",
        };
        let _ = writeln!(reads, "{}: reader.{read}()?,", field.rust);
    }
    let documentation = doc(model.documentation.as_ref(), &format!("A row of `{}`.", model.table));
    format!(
        "{documentation}#[derive(Debug, Clone, PartialEq)]
pub struct Data {{
{members}}}

impl Decode for Data {{
    fn decode(reader: &mut Reader<'_>) -> Result<Self> {{
        Ok(Self {{
{reads}        }})
    }}
}}

"
    )
}

fn table(model: &Model) -> String {
    let mut columns = String::new();
    for field in &model.fields {
        let _ = write!(columns, "Column::new({:?})", field.column);
        // Prisma stores no list as null, and the database has nothing against it.
        if field.arity != Arity::Required {
            columns.push_str(".nullable()");
        }
        if field.unique {
            columns.push_str(".unique()");
        }
        if let Some(generated) = field.generated {
            let _ = write!(columns, ".generated(Generated::{generated})");
        }
        if field.updated_at {
            columns.push_str(".updated_at()");
        }
        columns.push_str(",\n");
    }
    let Model { name, schema, table, key, tenant, .. } = model;
    format!(
        "/// `{name}` of the schema, as a type.
#[derive(Debug, Clone, Copy)]
pub struct Model;

impl prisma_client_rust::Model for Model {{
    type Data = Data;

    const TABLE: &'static Table = &Table {{
        schema: {schema:?},
        name: {table:?},
        columns: &[
{columns}        ],
        key: &{key:?},
        tenant: {tenant:?},
    }};
}}

"
    )
}

/// One alias a field; the functions are the runtime's.
fn fields(model: &Model) -> String {
    let mut text = String::new();
    for (index, field) in model.fields.iter().enumerate() {
        let base = qualified(model, &field.scalar);
        let alias = match field.arity {
            Arity::List => format!("ListField<Model, {base}, {index}>"),
            arity => {
                let kind = if model.tenant == Some(index) { "TenantKey" } else { "Field" };
                let unique = if field.unique { ", Unique" } else { "" };
                format!("{kind}<Model, {}, {index}{unique}>", arity_type(arity, &base))
            }
        };
        let _ = writeln!(
            text,
            "/// [`Data::{}`]\npub type {} = {alias};\n",
            name::plain(&field.rust),
            field.rust
        );
    }
    text
}

/// One module a key of several columns, with `equals`.
fn compound_keys(model: &Model) -> String {
    let mut text = String::new();
    for key in &model.compound_keys {
        let fields = || key.fields.iter().map(|&index| (index, &model.fields[index]));
        let names = fields()
            .map(|(_, field)| format!("`{}`", name::plain(&field.rust)))
            .collect::<Vec<_>>()
            .join(", ");
        let arguments = fields()
            .map(|(_, field)| format!("{}: {}", field.rust, scalar_type(&field.scalar)))
            .collect::<Vec<_>>();
        let values = fields()
            .map(|(index, field)| format!("({index}, {}.into_value())", field.rust))
            .collect::<Vec<_>>();
        let _ = write!(
            text,
            "/// The key {names}.
pub mod {} {{
    use prisma_client_rust::prelude::*;

    /// The one row with these values.
    pub fn equals<W: From<UniqueFilter<super::Model>>>({}) -> W {{
        UniqueFilter::new([{}]).into()
    }}
}}

",
            key.rust,
            arguments.join(", "),
            values.join(", ")
        );
    }
    text
}

/// `create` as a function, and as a query of the databases that may run it.
fn create(model: &Model) -> String {
    let all: Vec<_> = model.required_fields().collect();
    let own: Vec<_> = all.iter().copied().filter(|&(index, _)| model.tenant != Some(index)).collect();
    let name = &model.name;

    let values = own.iter().map(|(index, field)| format!("({index}, {})", value(field))).collect::<Vec<_>>();
    let row = function(
        model,
        &format!(
            "A new `{name}`, for `create_many` and `upsert`: its required fields, and those that are set."
        ),
        &format!("create({}) -> Create<Model>", arguments(model, &own)),
        own.len() + 1,
        &format!("Create::new([{}], {})", values.join(", "), others(model)),
    );
    let names: Vec<&str> = own.iter().map(|(_, field)| field.rust.as_str()).chain([others(model)]).collect();
    let method = |fields: &[(usize, &Field)], documentation: &str, row: &str| {
        let signature = format!(
            "create(&self, {}) -> prisma_client_rust::query::CreateOne<'a, Model>",
            arguments(model, fields)
        );
        function(model, documentation, &signature, fields.len() + 2, &format!("self.create_row({row})"))
    };
    let documentation = format!("Stores a new `{name}`: its required fields, and those that are set.");
    let own_row = format!("self::create({})", names.join(", "));
    let Some(tenant) = model.tenant_field() else {
        return format!(
            "{row}\nimpl<'a, S> Actions<'a, Model, S> {{\n{}}}\n",
            method(&own, &documentation, &own_row)
        );
    };
    let of_tenant = format!("{own_row}.of_tenant({})", tenant.rust);
    format!(
        "{row}\nimpl<'a> Actions<'a, Model, Tenant> {{\n{}}}\n\nimpl<'a> Actions<'a, Model, System> {{\n{}}}\n",
        method(&own, &format!("{documentation} It is the tenant's."), &own_row),
        method(&all, &documentation, &of_tenant),
    )
}

fn function(model: &Model, documentation: &str, signature: &str, arguments: usize, body: &str) -> String {
    let expectation = if arguments > MANY_ARGUMENTS {
        format!(
            "#[expect(clippy::too_many_arguments, reason = \"`{}` has that many required fields\")]\n",
            model.name
        )
    } else {
        String::new()
    };
    format!("/// {documentation}\n{expectation}pub fn {signature} {{\n{body}\n}}\n")
}

fn arguments(model: &Model, fields: &[(usize, &Field)]) -> String {
    let mut text = String::new();
    for (_, field) in fields {
        let ty = match field.scalar {
            Scalar::Known("String") => "impl Into<String>".to_owned(),
            _ => qualified(model, &field.scalar),
        };
        let _ = write!(text, "{}: {ty}, ", field.rust);
    }
    text + others(model) + ": impl IntoIterator<Item = Assignment<Model>>"
}

/// The argument of the fields that need no value.
fn others(model: &Model) -> &'static str {
    if model.fields.iter().any(|field| field.rust == "set") { "others" } else { "set" }
}

fn value(field: &Field) -> String {
    match field.scalar {
        Scalar::Known("String") => format!("{}.into().into_value()", field.rust),
        _ => format!("{}.into_value()", field.rust),
    }
}

fn field_type(model: &Model, field: &Field) -> String {
    arity_type(field.arity, &qualified(model, &field.scalar))
}

/// A primitive type, told apart from a field of the same name.
fn qualified(model: &Model, scalar: &Scalar) -> String {
    let rust = scalar_type(scalar);
    let is_shadowed = model.fields.iter().any(|field| field.rust == rust);
    if is_shadowed { format!("::std::primitive::{rust}") } else { rust }
}
