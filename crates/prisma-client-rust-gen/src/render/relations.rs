//! The relations of a model: as data, as aliases, and how a row is created under another.

use std::fmt::Write as _;

use super::documentation::doc;
use super::model::{arguments, function, nested, others, value};
use crate::schema::{Arity, Field, Model, Relation, Schema, Side};

/// The members of `Table::relations`.
pub(super) fn relations(schema: &Schema, model: &Model) -> String {
    let mut text = String::new();
    for relation in &model.relations {
        let arity = match relation.arity {
            Arity::Required => "One",
            Arity::Optional => "Optional",
            Arity::List => "Many",
        };
        let side = match &relation.side {
            Side::Source => "Side::Source".to_owned(),
            Side::Target => "Side::Target".to_owned(),
            Side::Between { schema, table, source, target } => format!(
                "Side::Between(JoinTable {{ schema: {schema:?}, name: {table:?}, source: {source:?}, target: {target:?} }})"
            ),
        };
        let _ = write!(
            text,
            "Relation {{ name: {:?}, source: &TABLE, target: &super::{}::TABLE, columns: &{:?}, references: &{:?}, arity: Arity::{arity}, side: {side} }},",
            relation.name, schema.models[relation.target].module, relation.columns, relation.references,
        );
    }
    text
}

/// One alias a relation, and the modules of the models that they lead to.
pub(super) fn aliases(schema: &Schema, model: &Model) -> String {
    if model.relations.is_empty() {
        return String::new();
    }
    let mut text = String::new();
    let mut modules = String::new();
    for (index, relation) in model.relations.iter().enumerate() {
        let target = &schema.models[relation.target];
        let module = &target.module;
        let row = new_row(target, relation);
        let alias = match (relation.arity, &relation.side) {
            (Arity::List, _) => format!("ToMany<Model, super::{module}::Model, {index}, {row}>"),
            (arity, side) => {
                let kind = match (arity, side) {
                    (_, Side::Target | Side::Between { .. }) => "Inverse",
                    (Arity::Required, Side::Source) => "Required",
                    _ => "Optional",
                };
                format!("ToOne<Model, super::{module}::Model, {index}, {kind}, {row}>")
            }
        };
        text.push_str(&doc(relation.documentation.as_ref(), &format!("`{}.{}`", model.name, relation.name)));
        let _ = writeln!(text, "pub type {} = {alias};\n", relation.rust);
        let _ = writeln!(modules, "pub use super::super::{module} as {};", relation.rust);
    }
    format!(
        "{text}/// The models that relations lead to, by the names of the relations.\n#[doc(hidden)]\npub mod __relations {{\n{modules}}}\n\n"
    )
}

/// What a nested `create` takes: a row that does not say whose it is, where it otherwise would have to.
fn new_row(target: &Model, relation: &Relation) -> String {
    match relation.opposite {
        Some(opposite) if target.relations[opposite].is_required_of(target) => {
            format!("CreateWithout<super::{}::Model, {opposite}>", target.module)
        }
        _ => format!("Create<super::{}::Model>", target.module),
    }
}

/// One module a relation that a new row has to name: rows without it.
pub(super) fn creates_without(model: &Model) -> String {
    let mut text = String::new();
    for (index, relation) in model.relations.iter().enumerate() {
        if !relation.is_required_of(model) {
            continue;
        }
        let own: Vec<usize> = relation.own_required(model).collect();
        let fields: Vec<(usize, &Field)> = model
            .required_fields()
            .filter(|(index, _)| !own.contains(index) && model.tenant != Some(*index))
            .collect();
        let values =
            fields.iter().map(|(index, field)| format!("({index}, {})", value(field))).collect::<Vec<_>>();
        let create = function(
            &format!(
                "A new `{}` without its `{}`: for nested writes, or `under` it.",
                model.name, relation.name
            ),
            &format!(
                "create({}) -> CreateWithout<super::Model, {index}>",
                nested(&arguments(model, &fields)).replace("Assignment<Model>", "Assignment<super::Model>")
            ),
            &format!("CreateWithout::new([{}], {})", values.join(", "), others(model)),
        );
        let _ = write!(
            text,
            "\n/// New rows whose `{}` is said by where they are created.\npub mod {} {{\nuse ::prisma_client_rust::prelude::*;\n\n{create}}}\n",
            relation.name, relation.without,
        );
    }
    text
}
