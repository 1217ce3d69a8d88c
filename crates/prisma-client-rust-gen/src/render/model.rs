//! A model: its row, its fields, its table, and how a new row is made.

use std::fmt::Write as _;

use super::documentation::doc;
use super::{File, arity_type, file, relations, scalar_type};
use crate::name;
use crate::schema::{Arity, Field, Model, Scalar, Schema};

pub(super) fn model(schema: &Schema, model: &Model) -> File {
    let mut text = format!("//! `{}`: the rows of `{}`.\n\n", model.name, model.table.escape_debug());
    text.push_str("use ::prisma_client_rust::prelude::*;\n\n");
    text.push_str(if model.tenant.is_some() {
        "use super::{Actions, System, Tenant};\n\n"
    } else {
        "use super::Actions;\n\n"
    });
    text.push_str(&data(schema, model));
    text.push_str(&table(schema, model));
    text.push_str(&fields(model));
    text.push_str(&relations::aliases(schema, model));
    text.push_str(&compound_keys(model));
    if model.is_creatable() {
        text.push_str(&create(model));
        text.push_str(&relations::creates_without(model));
    }
    file(&model.module, text)
}

/// The row and how it is read.
fn data(schema: &Schema, model: &Model) -> String {
    let mut members = String::new();
    let mut reads = String::new();
    for field in &model.fields {
        members.push_str(&doc(field.documentation.as_ref(), &format!("`{}.{}`", model.name, field.name)));
        if schema.derives_specta && name::serde_camel(&field.rust) != field.name {
            let _ = writeln!(members, "#[cfg_attr(feature = \"specta\", serde(rename = {:?}))]", field.name);
        }
        let _ = writeln!(
            members,
            "pub {}: {},",
            field.rust,
            arity_type(field.arity, &scalar_type(&field.scalar))
        );
        let read = match field.arity {
            Arity::Required => "required",
            Arity::Optional => "optional",
            Arity::List => "list",
        };
        let _ = writeln!(reads, "{}: reader.{read}()?,", field.rust);
    }
    let specta = if schema.derives_specta {
        format!(
            "#[cfg_attr(feature = \"specta\", derive(::serde::Serialize, ::serde::Deserialize, ::specta::Type), serde(rename = {:?}, rename_all = \"camelCase\"))]\n",
            model.name
        )
    } else {
        String::new()
    };
    let mut documentation =
        doc(model.documentation.as_ref(), &format!("A row of `{}`.", model.table.escape_debug()));
    if !model.left_out.is_empty() {
        let reasons: Vec<_> =
            model.left_out.iter().map(|field| format!("`{}`, as {}", field.name, field.reason)).collect();
        let _ = writeln!(documentation, "///\n/// Left out: {}.", reasons.join("; "));
    }
    format!(
        "{documentation}#[derive(Debug, Clone, PartialEq)]
{specta}pub struct Data {{
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

fn table(schema: &Schema, model: &Model) -> String {
    let mut columns = String::new();
    for field in &model.fields {
        let _ = write!(columns, "Column::new({:?}, {:?})", field.column, field.sql_type);
        if field.column != field.name {
            let _ = write!(columns, ".of_field({:?})", field.name);
        }
        if let Some(limit) = &field.limit {
            let _ = write!(columns, ".{limit}");
        }
        match field.arity {
            Arity::Required => {}
            Arity::Optional => columns.push_str(".nullable()"),
            Arity::List => columns.push_str(".list()"),
        }
        if field.unique {
            columns.push_str(".unique()");
        }
        if let Some(generated) = &field.generated {
            let _ = write!(columns, ".generated(Generated::{generated})");
        }
        if field.updated_at {
            columns.push_str(".updated_at()");
        }
        columns.push_str(",\n");
    }
    let relations = relations::relations(schema, model);
    let writable =
        if model.is_writable() { "impl ::prisma_client_rust::Writable for Model {}\n\n" } else { "" };
    let Model { name, schema, table, key, tenant, .. } = model;
    format!(
        "/// `{name}` of the schema, as a type.
#[derive(Debug, Clone, Copy)]
pub struct Model;

impl ::prisma_client_rust::Model for Model {{
    type Data = Data;

    const TABLE: &'static Table = &TABLE;
}}

{writable}pub(crate) static TABLE: Table = Table {{
    schema: {schema:?},
    name: {table:?},
    columns: &[
{columns}    ],
    relations: &[{relations}],
    key: &{key:?},
    tenant: {tenant:?},
}};

"
    )
}

/// One alias a field; the functions are the runtime's.
fn fields(model: &Model) -> String {
    let mut text = String::new();
    for (index, field) in model.fields.iter().enumerate() {
        let base = scalar_type(&field.scalar);
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
            .map(|(_, field)| format!("{}: {}", field.rust, nested(&scalar_type(&field.scalar))))
            .collect::<Vec<_>>();
        let values = fields()
            .map(|(index, field)| format!("({index}, {}.into_value())", field.rust))
            .collect::<Vec<_>>();
        let _ = write!(
            text,
            "/// The key {names}.
pub mod {} {{
    use ::prisma_client_rust::prelude::*;

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
    let others = others(model);
    let row = function(
        &format!(
            "A new `{name}`, for `create_many` and `upsert`: its required fields, and those that are set."
        ),
        &format!("create({}) -> Create<Model>", arguments(model, &own)),
        &format!("Create::new([{}], {others})", values.join(", ")),
    );
    let names: Vec<&str> =
        own.iter().map(|(_, field)| field.rust.as_str()).chain([others.as_str()]).collect();
    let method = |fields: &[(usize, &Field)], documentation: &str, row: &str| {
        let signature = format!(
            "create(&self, {}) -> ::prisma_client_rust::query::CreateOne<'a, Model>",
            arguments(model, fields)
        );
        function(documentation, &signature, &format!("self.create_row({row})"))
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

pub(super) fn function(documentation: &str, signature: &str, body: &str) -> String {
    format!("/// {documentation}\npub fn {signature} {{\n{body}\n}}\n")
}

pub(super) fn arguments(model: &Model, fields: &[(usize, &Field)]) -> String {
    let mut text = String::new();
    for (_, field) in fields {
        let ty = match field.scalar {
            Scalar::Known("String") => "impl Into<String>".to_owned(),
            _ => scalar_type(&field.scalar),
        };
        let _ = write!(text, "{}: {ty}, ", field.rust);
    }
    text + &others(model) + ": impl IntoIterator<Item = Assignment<Model>>"
}

/// The argument of the fields that need no value.
pub(super) fn others(model: &Model) -> String {
    let is_free = |name: &String| model.fields.iter().all(|field| field.rust != *name);
    let names = std::iter::successors(Some("others".to_owned()), |name| Some(format!("{name}_")));
    std::iter::once("set".to_owned()).chain(names).find(is_free).unwrap_or_default()
}

pub(super) fn value(field: &Field) -> String {
    match field.scalar {
        Scalar::Known("String") => format!("{}.into().into_value()", field.rust),
        _ => format!("{}.into_value()", field.rust),
    }
}

/// Code of the model's file as a module in it needs it.
pub(super) fn nested(code: &str) -> String {
    code.replace("super::", "super::super::")
}
