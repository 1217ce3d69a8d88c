//! The schema as the generator needs it: checked, and named for Rust.

mod relation;
mod scalar;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

pub use self::relation::{Relation, Side};
use self::scalar::{generated, limit, scalar, sql_type};
use crate::dmmf;
use crate::name;
use crate::text::{Text, Unsupported};

/// A field of that name makes a model a tenant model.
const TENANT_FIELD: &str = "tenantId";

/// A whole schema.
#[derive(Debug)]
pub struct Schema {
    /// The models.
    pub models: Vec<Model>,
    /// The enums.
    pub enums: Vec<Enum>,
    /// Whether rows and enums are types of the wire behind a feature.
    pub derives_specta: bool,
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
    /// What it is related to.
    pub relations: Vec<Relation>,
    /// The primary key, or else the first unique key.
    pub key: Vec<usize>,
    /// Keys of several columns.
    pub compound_keys: Vec<CompoundKey>,
    /// The column of the tenant: set for tenant models.
    pub tenant: Option<usize>,
    /// Whether it is a view: its rows can only be read.
    pub is_view: bool,
    /// The fields that the client does not have.
    pub left_out: Vec<LeftOut>,
    /// Its doc comment.
    pub documentation: Option<String>,
}

/// A field that the client does not have.
#[derive(Debug)]
pub struct LeftOut {
    /// Its name in the schema.
    pub name: String,
    /// Why, as the end of a sentence.
    pub reason: String,
    /// Whether no new row can be stored without it.
    pub is_required: bool,
}

impl LeftOut {
    fn unsupported(field: &Unsupported) -> Self {
        let reason = format!("Prisma does not support the type `{}`", field.ty);
        Self { name: field.name.clone(), reason, is_required: !field.is_optional }
    }
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
    /// The type of its values as SQL.
    pub sql_type: String,
    /// How much of that type it holds.
    pub limit: Option<String>,
    /// How many of it.
    pub arity: Arity,
    /// Whether it finds one row by itself.
    pub unique: bool,
    /// Whether a new row can do without it.
    pub has_default: bool,
    /// The default that the client makes.
    pub generated: Option<String>,
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
    pub fn new(datamodel: &dmmf::Datamodel, text: &Text) -> Result<Self, String> {
        let mut enums: Vec<_> = datamodel.enums.iter().map(Enum::new).collect();
        name::number(enums.iter_mut().map(|entry| &mut entry.rust));
        let mut models = datamodel
            .models
            .iter()
            .map(|model| Model::new(model, &datamodel.enums, &enums, text))
            .collect::<Result<Vec<_>, _>>()?;
        distinct(models.iter_mut().map(|model| &mut model.module));
        relation::connect(datamodel, &mut models, text)?;
        for Model { fields, relations, compound_keys, .. } in &mut models {
            let names = fields.iter_mut().map(|field| &mut field.rust);
            let (relations, without): (Vec<_>, Vec<_>) =
                relations.iter_mut().map(|relation| (&mut relation.rust, &mut relation.without)).unzip();
            let keys = compound_keys.iter_mut().map(|key| &mut key.rust);
            distinct(names.chain(relations).chain(keys).chain(without));
        }
        let schema = Self { models, enums, derives_specta: false };
        schema.check_tenant_type()?;
        Ok(schema)
    }

    /// The type of a tenant's id: `None` in a schema without tenant models.
    pub fn tenant_type(&self) -> Option<&Scalar> {
        self.models.iter().find_map(Model::tenant_field).map(|field| &field.scalar)
    }

    /// What the client does not have of the schema, a sentence each.
    pub fn left_out(&self, text: &Text) -> Vec<String> {
        let mut sentences = Vec::new();
        for model in &self.models {
            for field in &model.left_out {
                let place = text.place(&model.name, Some(&field.name));
                sentences
                    .push(format!("{place}{}.{} is left out, as {}", model.name, field.name, field.reason));
            }
            if model.is_writable() && !model.is_creatable() {
                let place = text.place(&model.name, None);
                sentences
                    .push(format!("{place}{} has no `create`, as it needs what is left out", model.name));
            }
        }
        sentences
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
    fn new(entry: &dmmf::Enum) -> Self {
        let variant = |value: &dmmf::EnumValue| Variant {
            name: value.name.clone(),
            rust: name::variant(&value.name),
            database: value.db_name.clone().unwrap_or_else(|| value.name.clone()),
            documentation: value.documentation.clone(),
        };
        let mut values: Vec<_> = entry.values.iter().map(variant).collect();
        name::number(values.iter_mut().map(|value| &mut value.rust));
        let rust = name::enumeration(&entry.name);
        Self { name: entry.name.clone(), rust, values, documentation: entry.documentation.clone() }
    }
}

impl Model {
    fn new(model: &dmmf::Model, sources: &[dmmf::Enum], enums: &[Enum], text: &Text) -> Result<Self, String> {
        let columns = model.fields.iter().filter(|field| field.kind != "object");
        let fields = columns
            .map(|field| Field::new(model, field, sources, enums, text))
            .collect::<Result<Vec<_>, _>>()?;
        let position = |field: &String| fields.iter().position(|other| other.name == *field);
        // `None` where the client does not have a field of it.
        let positions = |names: &[String]| names.iter().map(position).collect::<Option<Vec<_>>>();

        let block = text.block(&model.name);
        let keys: Vec<_> = model.primary_key.iter().chain(&model.unique_indexes).collect();
        let compound_keys = keys
            .iter()
            .filter(|key| key.fields.len() > 1)
            .filter_map(|key| Some(CompoundKey { rust: compound_name(key), fields: positions(&key.fields)? }))
            .collect();
        let is_required = |key: &Vec<usize>| key.iter().all(|&field| fields[field].arity == Arity::Required);
        let required_keys: Vec<_> = model
            .unique_indexes
            .iter()
            .filter_map(|key| positions(&key.fields))
            .filter(is_required)
            .collect();
        let id = model.fields.iter().find(|field| field.is_id).map(|field| vec![field.name.clone()]);
        let primary = id.as_ref().or(model.primary_key.as_ref().map(|key| &key.fields));
        let unique = fields.iter().position(|field| field.unique && field.arity == Arity::Required);
        let key = primary
            .and_then(|names| positions(names))
            .or(unique.map(|unique| vec![unique]))
            .or(required_keys.first().cloned())
            .or(block.filter(|block| block.is_view).map(|_| Vec::new()))
            .ok_or_else(|| {
                format!(
                    "{}{}: a model without a key cannot be generated",
                    text.place(&model.name, None),
                    model.name
                )
            })?;

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
            module: name::module(&model.name),
            schema: model.schema.clone(),
            table: model.db_name.clone().unwrap_or_else(|| model.name.clone()),
            relations: Vec::new(),
            is_view: block.is_some_and(|block| block.is_view),
            left_out: block
                .map(|block| block.unsupported.iter().map(LeftOut::unsupported).collect())
                .unwrap_or_default(),
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

    /// Whether the client can store new rows.
    pub fn is_creatable(&self) -> bool {
        self.is_writable() && self.left_out.iter().all(|field| !field.is_required)
    }

    /// Whether the client can change and delete rows.
    pub fn is_writable(&self) -> bool {
        !self.is_view
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
    fn new(
        model: &dmmf::Model,
        field: &dmmf::Field,
        sources: &[dmmf::Enum],
        enums: &[Enum],
        text: &Text,
    ) -> Result<Self, String> {
        let refuse = |what: String| {
            format!("{}{}.{}: {what}", text.place(&model.name, Some(&field.name)), model.name, field.name)
        };
        let arity = match (field.is_list, field.is_required) {
            (true, _) => Arity::List,
            (_, true) => Arity::Required,
            _ => Arity::Optional,
        };
        Ok(Self {
            name: field.name.clone(),
            rust: name::snake(&field.name),
            column: field.db_name.clone().unwrap_or_else(|| field.name.clone()),
            scalar: scalar(field, enums).map_err(refuse)?,
            sql_type: sql_type(field, sources),
            limit: limit(field),
            arity,
            unique: field.is_unique || field.is_id,
            has_default: field.has_default_value,
            generated: generated(field).map_err(refuse)?,
            updated_at: field.is_updated_at,
            documentation: field.documentation.clone(),
        })
    }
}

/// Names that become the same in Rust are told apart by underscores, in the order of the schema.
fn distinct<'a>(names: impl Iterator<Item = &'a mut String>) {
    let mut seen = BTreeSet::new();
    for rust in names {
        while !seen.insert(rust.clone()) {
            *rust = format!("{}_", name::plain(rust));
        }
    }
}
