//! The part of Prisma's data model meta format that the generator reads.

use serde::Deserialize;
use serde_json::Value;

/// What Prisma says of a schema.
#[derive(Debug, Deserialize)]
pub struct Dmmf {
    /// Models and enums.
    pub datamodel: Datamodel,
}

/// Models and enums, in the order of the schema.
#[derive(Debug, Deserialize)]
pub struct Datamodel {
    /// The enums.
    pub enums: Vec<Enum>,
    /// The models.
    pub models: Vec<Model>,
}

/// An enum.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Enum {
    /// Its name in the schema.
    pub name: String,
    /// The database's name of it, where `@@map` gives one.
    pub db_name: Option<String>,
    /// The database's schema, where `@@schema` names one.
    pub schema: Option<String>,
    /// Its values.
    pub values: Vec<EnumValue>,
    /// Its doc comment.
    pub documentation: Option<String>,
}

/// A value of an enum.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EnumValue {
    /// Its name in the schema.
    pub name: String,
    /// Its name in the database, where `@map` gives one.
    pub db_name: Option<String>,
    /// Its doc comment.
    pub documentation: Option<String>,
}

/// A model.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Model {
    /// Its name in the schema.
    pub name: String,
    /// The table, where `@@map` names one.
    pub db_name: Option<String>,
    /// The database's schema, where `@@schema` names one.
    pub schema: Option<String>,
    /// Scalars, enums and relations.
    pub fields: Vec<Field>,
    /// `@@id`.
    pub primary_key: Option<Key>,
    /// `@@unique`.
    pub unique_indexes: Vec<Key>,
    /// Its doc comment.
    pub documentation: Option<String>,
}

/// A key of several fields.
#[derive(Debug, Deserialize)]
pub struct Key {
    /// Its name in queries, where one is given.
    pub name: Option<String>,
    /// Its fields.
    pub fields: Vec<String>,
}

/// A field.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_excessive_bools, reason = "they are Prisma's")]
pub struct Field {
    /// Its name in the schema.
    pub name: String,
    /// The column, where `@map` names one.
    pub db_name: Option<String>,
    /// `scalar`, `enum`, `object` (a relation) or `unsupported`.
    pub kind: String,
    /// The scalar, enum or model.
    #[serde(rename = "type")]
    pub type_name: String,
    /// `@db.…` and its arguments.
    pub native_type: Option<(String, Vec<Value>)>,
    /// Whether it is a list.
    pub is_list: bool,
    /// Whether it must have a value.
    pub is_required: bool,
    /// `@unique`.
    pub is_unique: bool,
    /// `@id`.
    pub is_id: bool,
    /// Whether a new row can do without it.
    pub has_default_value: bool,
    /// `@updatedAt`.
    #[serde(default)]
    pub is_updated_at: bool,
    /// Which relation it is a side of.
    pub relation_name: Option<String>,
    /// The fields of this model that hold the foreign key, where this side does.
    #[serde(default)]
    pub relation_from_fields: Vec<String>,
    /// The fields of the other model that the foreign key refers to.
    #[serde(default)]
    pub relation_to_fields: Vec<String>,
    /// `@default(…)`: a constant, or `{ name, args }` of a function.
    pub default: Option<Value>,
    /// Its doc comment.
    pub documentation: Option<String>,
}
