//! Relations: which columns of two models belong together, and how a row is created under another.

use super::{Arity, LeftOut, Model};
use crate::dmmf;
use crate::name;
use crate::text::Text;

/// A relation, from one of its sides. Fields are meant by their position in the models' `fields`.
#[derive(Debug)]
pub struct Relation {
    /// The field's name in the schema.
    pub name: String,
    /// Its Rust name.
    pub rust: String,
    /// The position of the model that it leads to.
    pub target: usize,
    /// The module of the rows without it.
    pub without: String,
    /// The position of the other side among the target's relations: `None` where the client does not have it.
    pub opposite: Option<usize>,
    /// The fields of this model that are equal to `references`.
    pub columns: Vec<usize>,
    /// The fields of the target that are equal to `columns`.
    pub references: Vec<usize>,
    /// How many rows it leads to.
    pub arity: Arity,
    /// Which side holds the foreign key.
    pub side: Side,
    /// Its doc comment.
    pub documentation: Option<String>,
}

/// Where the link between two rows is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Side {
    /// In the model's own fields.
    Source,
    /// In the target's fields.
    Target,
    /// In a table between the two.
    Between {
        /// The schema, where the models name one.
        schema: Option<String>,
        /// The table.
        table: String,
        /// The column of the model's key.
        source: &'static str,
        /// The column of the target's key.
        target: &'static str,
    },
}

impl Relation {
    /// Whether a new row of the model has to name this relation's foreign key.
    pub fn is_required_of(&self, model: &Model) -> bool {
        self.side == Side::Source && self.own_required(model).next().is_some()
    }

    /// The fields of the foreign key that a new row has to name; the tenant's is never one of them.
    pub fn own_required<'a>(&'a self, model: &'a Model) -> impl Iterator<Item = usize> + 'a {
        let required = model.required_fields().map(|(index, _)| index);
        required.filter(|index| self.columns.contains(index) && model.tenant != Some(*index))
    }
}

/// Finds both sides of every relation.
pub(super) fn connect(datamodel: &dmmf::Datamodel, models: &mut [Model], text: &Text) -> Result<(), String> {
    let mut found = Vec::new();
    for model in &datamodel.models {
        let fields = model.fields.iter().filter(|field| field.kind == "object");
        let relations = fields.map(|field| relation(datamodel, models, model, field, text));
        found.push(relations.collect::<Result<Vec<_>, _>>()?);
    }
    for (model, relations) in models.iter_mut().zip(found) {
        for relation in relations {
            match relation {
                Found::Relation(relation) => model.relations.push(relation),
                Found::LeftOut(field) => model.left_out.push(field),
            }
        }
    }
    // The other sides, now that all are there.
    let names: Vec<Vec<String>> = models
        .iter()
        .map(|model| model.relations.iter().map(|relation| relation.name.clone()).collect())
        .collect();
    for (model, source) in models.iter_mut().zip(&datamodel.models) {
        for relation in &mut model.relations {
            let other = other_side(&datamodel.models[relation.target], source, &relation.name);
            relation.opposite =
                other.and_then(|other| names[relation.target].iter().position(|name| *name == other.name));
        }
    }
    Ok(())
}

/// A relation field: as a relation, or as one that the client cannot have.
enum Found {
    Relation(Relation),
    LeftOut(LeftOut),
}

/// The field of `target` that is the other side of the model's relation, unless it is ignored.
fn other_side<'a>(target: &'a dmmf::Model, model: &dmmf::Model, field: &str) -> Option<&'a dmmf::Field> {
    let own = model.fields.iter().find(|own| own.name == field)?;
    target.fields.iter().filter(|other| other.kind == "object").find(|other| {
        let is_itself = model.name == target.name && other.name == own.name;
        other.relation_name == own.relation_name && other.type_name == model.name && !is_itself
    })
}

fn relation(
    datamodel: &dmmf::Datamodel,
    models: &[Model],
    model: &dmmf::Model,
    field: &dmmf::Field,
    text: &Text,
) -> Result<Found, String> {
    let refuse = |what: &str| {
        format!("{}{}.{}: {what}", text.place(&model.name, Some(&field.name)), model.name, field.name)
    };
    let position = |name: &str| datamodel.models.iter().position(|other| other.name == name);
    let target = position(&field.type_name).ok_or_else(|| refuse("its model is not part of the schema"))?;
    let own = &models[position(&model.name).ok_or_else(|| refuse("its own model is missing"))?];
    let other = other_side(&datamodel.models[target], model, &field.name);
    let left_out = |reason: &str| {
        Found::LeftOut(LeftOut { name: field.name.clone(), reason: reason.to_owned(), is_required: false })
    };
    let fields = |model: &Model, names: &[String]| -> Option<Vec<usize>> {
        names.iter().map(|name| model.fields.iter().position(|field| field.name == *name)).collect()
    };
    let (side, columns, references) = if !field.relation_from_fields.is_empty() {
        let references = fields(&models[target], &field.relation_to_fields);
        (Side::Source, fields(own, &field.relation_from_fields), references)
    } else if let Some(other) = other.filter(|other| !other.relation_from_fields.is_empty()) {
        let references = fields(&models[target], &other.relation_from_fields);
        (Side::Target, fields(own, &other.relation_to_fields), references)
    } else if let Some(other) = other {
        let name = field.relation_name.as_deref().unwrap_or_default();
        // The first by name is A.
        let is_a = (&model.name, &field.name) < (&field.type_name, &other.name);
        let (source, target_column) = if is_a { ("A", "B") } else { ("B", "A") };
        let schema = if is_a { own.schema.clone() } else { models[target].schema.clone() };
        let side = Side::Between { schema, table: format!("_{name}"), source, target: target_column };
        (side, Some(own.key.clone()), Some(models[target].key.clone()))
    } else {
        return Ok(left_out("the field at its other end is ignored"));
    };
    let (Some(columns), Some(references)) = (columns, references) else {
        return Ok(left_out(
            "a field of its foreign key is ignored or of a type that Prisma does not support",
        ));
    };
    let arity = match (field.is_list, field.is_required) {
        (true, _) => Arity::List,
        (_, true) => Arity::Required,
        _ => Arity::Optional,
    };
    let rust = name::snake(&field.name);
    Ok(Found::Relation(Relation {
        name: field.name.clone(),
        without: format!("without_{}", name::plain(&rust)),
        rust,
        target,
        opposite: None,
        columns,
        references,
        arity,
        side,
        documentation: field.documentation.clone(),
    }))
}
