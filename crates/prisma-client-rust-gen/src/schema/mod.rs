//! The schema as the generator needs it: checked, and named for Rust.

mod scalar;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use self::scalar::{generated, scalar};
use crate::dmmf;
use crate::name;

/// A field of that name makes a model a tenant model.
const TENANT_FIELD: &str = "tenantId";

/// A whole schema.
#[derive(Debug)]
pub struct Schema {
    /// The models.
    pub models: Vec<Model>,
    /// The enums.
    pub enums: Vec<Enum>,
}

/// An enum.
#[derive(Debug)]
pub struct Enum {
    /// Its name in the schema.
    pub name: String,
    /// Its Rust type.
    pub rust: String,
    /// Its values.
    pub values: Vec<Variant>,
    /// Its doc comment.
    pub documentation: Option<String>,
}

/// A value of an enum.
#[derive(Debug)]
pub struct Variant {
    /// Its name in the schema, which is also its name on the wire.
    pub name: String,
    /// Its Rust name.
    pub rust: String,
    /// Its name in the database.
    pub database: String,
    /// Its doc comment.
    pub documentation: Option<String>,
}

/// A model. Fields are meant by their position in `fields`.
#[derive(Debug)]
pub struct Model {
    /// Its name in the schema.
    pub name: String,
    /// Its Rust module.
    pub module: String,
    /// The database's schema, where one is named.
    pub schema: Option<String>,
    /// Its table.
    pub table: String,
    /// Its columns.
    pub fields: Vec<Field>,
    /// The primary key, or else the first unique key.
    pub key: Vec<usize>,
    /// Keys of several columns.
    pub compound_keys: Vec<CompoundKey>,
    /// The column of the tenant: set for tenant models.
    pub tenant: Option<usize>,
    /// Its doc comment.
    pub documentation: Option<String>,
}

/// A unique key of several columns.
#[derive(Debug)]
pub struct CompoundKey {
    /// Its Rust name.
    pub rust: String,
    /// Its fields.
    pub fields: Vec<usize>,
}

/// A column.
#[derive(Debug)]
pub struct Field {
    /// Its name in the schema.
    pub name: String,
    /// Its Rust name.
    pub rust: String,
    /// Its name in the database.
    pub column: String,
    /// What it holds.
    pub scalar: Scalar,
    /// How many of it.
    pub arity: Arity,
    /// Whether it finds one row by itself.
    pub unique: bool,
    /// Whether a new row can do without it.
    pub has_default: bool,
    /// The default that the client makes.
    pub generated: Option<&'static str>,
    /// `@updatedAt`.
    pub updated_at: bool,
    /// Its doc comment.
    pub documentation: Option<String>,
}

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scalar {
    /// A Rust type that the runtime or the language knows.
    Known(&'static str),
    /// An enum of the schema, by its Rust name.
    Enum(String),
}

/// How many values a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arity {
    /// One.
    Required,
    /// One or none.
    Optional,
    /// Any number.
    List,
}

impl Schema {
    /// Checks the schema and names it for Rust. The error names the model and field that cannot be generated.
    pub fn new(datamodel: &dmmf::Datamodel) -> Result<Self, String> {
        let enums = datamodel.enums.iter().map(Enum::new).collect::<Result<Vec<_>, _>>()?;
        let models = datamodel.models.iter().map(Model::new).collect::<Result<Vec<_>, _>>()?;
        distinct("the schema", "model", models.iter().map(|model| (&model.name, &model.module)))?;
        distinct("the schema", "enum", enums.iter().map(|entry| (&entry.name, &entry.rust)))?;
        let schema = Self { models, enums };
        schema.check_tenant_type()?;
        Ok(schema)
    }

    /// The type of a tenant's id: `None` in a schema without tenant models.
    pub fn tenant_type(&self) -> Option<&Scalar> {
        self.models.iter().find_map(Model::tenant_field).map(|field| &field.scalar)
    }

    fn check_tenant_type(&self) -> Result<(), String> {
        let mut tenant_models = self.models.iter().filter(|model| model.tenant.is_some());
        match tenant_models
            .find(|model| model.tenant_field().map(|field| &field.scalar) != self.tenant_type())
        {
            Some(model) => {
                Err(format!("{}.{TENANT_FIELD}: its type differs from the other tenant models'", model.name))
            }
            None => Ok(()),
        }
    }
}

impl Enum {
    fn new(entry: &dmmf::Enum) -> Result<Self, String> {
        let variant = |value: &dmmf::EnumValue| Variant {
            name: value.name.clone(),
            rust: name::camel(&value.name),
            database: value.db_name.clone().unwrap_or_else(|| value.name.clone()),
            documentation: value.documentation.clone(),
        };
        let values: Vec<_> = entry.values.iter().map(variant).collect();
        distinct(&entry.name, "value", values.iter().map(|value| (&value.name, &value.rust)))?;
        let rust = name::enumeration(&entry.name);
        Ok(Self { name: entry.name.clone(), rust, values, documentation: entry.documentation.clone() })
    }
}

impl Model {
    fn new(model: &dmmf::Model) -> Result<Self, String> {
        let columns = model.fields.iter().filter(|field| field.kind != "object");
        let fields = columns.map(|field| Field::new(model, field)).collect::<Result<Vec<_>, _>>()?;
        distinct(&model.name, "field", fields.iter().map(|field| (&field.name, &field.rust)))?;
        let position = |field: &String| fields.iter().position(|other| other.name == *field);
        let positions = |key: &dmmf::Key| key.fields.iter().filter_map(position).collect::<Vec<_>>();

        let keys: Vec<_> = model.primary_key.iter().chain(&model.unique_indexes).collect();
        let compound_keys = keys
            .iter()
            .filter(|key| key.fields.len() > 1)
            .map(|key| CompoundKey { rust: compound_name(key), fields: positions(key) })
            .collect();
        let id = model.fields.iter().find(|field| field.is_id).map(|field| vec![field.name.clone()]);
        let primary = id.as_ref().or(model.primary_key.as_ref().map(|key| &key.fields));
        let unique = fields.iter().position(|field| field.unique && field.arity == Arity::Required);
        let key = primary
            .map(|names| names.iter().filter_map(position).collect())
            .or(unique.map(|unique| vec![unique]))
            .or(model.unique_indexes.first().map(positions))
            .ok_or_else(|| format!("{}: a model without a key cannot be generated", model.name))?;

        // The tenant's column, if rows are told apart by it: `@@unique([tenantId, id])` or an id that starts with it.
        let tenant =
            fields.iter().position(|field| field.name == TENANT_FIELD && field.arity == Arity::Required);
        let starts_id = primary.is_some_and(|names| names[0] == TENANT_FIELD);
        let pairs_with_id = id.is_some_and(|id| {
            model
                .unique_indexes
                .iter()
                .any(|key| key.fields.len() == 2 && key.fields[0] == TENANT_FIELD && key.fields[1] == id[0])
        });
        Ok(Self {
            name: model.name.clone(),
            module: name::snake(&model.name),
            schema: model.schema.clone(),
            table: model.db_name.clone().unwrap_or_else(|| model.name.clone()),
            key,
            compound_keys,
            tenant: tenant.filter(|_| starts_id || pairs_with_id),
            fields,
            documentation: model.documentation.clone(),
        })
    }

    /// The field of the tenant, in tenant models.
    pub fn tenant_field(&self) -> Option<&Field> {
        self.tenant.map(|tenant| &self.fields[tenant])
    }

    /// The fields that a new row must name.
    pub fn required_fields(&self) -> impl Iterator<Item = (usize, &Field)> {
        self.fields
            .iter()
            .enumerate()
            .filter(|(_, field)| field.arity == Arity::Required && !field.has_default && !field.updated_at)
    }
}

fn compound_name(key: &dmmf::Key) -> String {
    name::snake(key.name.as_ref().unwrap_or(&key.fields.join("_")))
}

impl Field {
    fn new(model: &dmmf::Model, field: &dmmf::Field) -> Result<Self, String> {
        let refuse = |what: String| format!("{}.{}: {what}", model.name, field.name);
        let arity = match (field.is_list, field.is_required) {
            (true, _) => Arity::List,
            (_, true) => Arity::Required,
            _ => Arity::Optional,
        };
        Ok(Self {
            name: field.name.clone(),
            rust: name::snake(&field.name),
            column: field.db_name.clone().unwrap_or_else(|| field.name.clone()),
            scalar: scalar(field).map_err(refuse)?,
            arity,
            unique: field.is_unique || field.is_id,
            has_default: field.has_default_value,
            generated: generated(field).map_err(refuse)?,
            updated_at: field.is_updated_at,
            documentation: field.documentation.clone(),
        })
    }
}

/// Refuses names that become the same in Rust.
fn distinct<'a>(
    place: &str,
    what: &str,
    names: impl Iterator<Item = (&'a String, &'a String)>,
) -> Result<(), String> {
    let mut seen = BTreeSet::new();
    for (name, rust) in names {
        if !seen.insert(rust) {
            return Err(format!("{place}: the {what} {name} has the same Rust name as another, {rust}"));
        }
    }
    Ok(())
}
