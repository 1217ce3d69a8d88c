//! What is understood of a schema, and what is refused.

use serde_json::{Value, json};

use super::{Arity, Scalar, Schema};
use crate::dmmf::Datamodel;
use crate::text::Text;

fn field(name: &str, type_name: &str, more: &Value) -> Value {
    let mut field = json!({
        "name": name, "kind": "scalar", "type": type_name, "isList": false, "isRequired": true,
        "isUnique": false, "isId": false, "hasDefaultValue": false,
    });
    field.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    field
}

fn id() -> Value {
    field("id", "String", &json!({ "isId": true, "nativeType": ["Uuid", []] }))
}

fn tenant(required: bool) -> Value {
    field("tenantId", "String", &json!({ "isRequired": required, "nativeType": ["Uuid", []] }))
}

fn model(name: &str, fields: &[Value], unique: &[&[&str]]) -> Value {
    let unique: Vec<_> = unique.iter().map(|fields| json!({ "name": null, "fields": fields })).collect();
    json!({ "name": name, "fields": fields, "uniqueIndexes": unique })
}

fn schema(models: &[Value]) -> Result<Schema, String> {
    let datamodel: Datamodel = serde_json::from_value(json!({ "enums": [], "models": models })).unwrap();
    Schema::new(&datamodel, &Text::default())
}

#[test]
fn a_tenant_model_is_known_by_its_keys() {
    let is_tenant_model = |fields: &[Value], unique: &[&[&str]]| {
        schema(&[model("Bot", fields, unique)]).unwrap().models[0].tenant.is_some()
    };
    assert!(is_tenant_model(&[id(), tenant(true)], &[&["tenantId", "id"]]));
    // A session knows its tenant and is looked up before the tenant is known.
    assert!(!is_tenant_model(&[id(), tenant(true)], &[]));
    assert!(!is_tenant_model(&[id(), tenant(false)], &[&["tenantId", "id"]]));
    assert!(!is_tenant_model(&[id(), tenant(true)], &[&["id", "tenantId"]]));

    let head = field("tenantId", "String", &json!({ "isId": true, "nativeType": ["Uuid", []] }));
    assert!(is_tenant_model(&[head], &[]));
}

#[test]
fn an_id_that_starts_with_the_tenant_makes_a_tenant_model() {
    let mut event = model("Event", &[tenant(true), field("seq", "BigInt", &json!({}))], &[]);
    event["primaryKey"] = json!({ "name": null, "fields": ["tenantId", "seq"] });
    let schema = schema(&[event]).unwrap();
    assert_eq!(schema.models[0].tenant, Some(0));
    assert_eq!(schema.models[0].key, [0, 1]);
    assert_eq!(schema.models[0].compound_keys[0].rust, "tenant_id_seq");
    assert_eq!(schema.tenant_type(), Some(&Scalar::Known("Uuid")));
}

#[test]
fn tenants_of_two_types_are_refused() {
    let number = field("tenantId", "Int", &json!({ "isId": true }));
    let models = [model("Bot", &[id(), tenant(true)], &[&["tenantId", "id"]]), model("Head", &[number], &[])];
    let error = schema(&models).unwrap_err();
    assert_eq!(error, "Head.tenantId: its type differs from the other tenant models'");
}

#[test]
fn columns_and_defaults_are_read() {
    let list = field("tags", "String", &json!({ "isList": true, "dbName": "labels" }));
    let made = json!({ "hasDefaultValue": true, "default": { "name": "uuid", "args": [7] } });
    let text_id = field("externalId", "String", &made);
    let schema = schema(&[model("Bot", &[id(), list, text_id], &[])]).unwrap();
    let [_, tags, external] = &schema.models[0].fields[..] else { panic!("{schema:?}") };
    assert_eq!((tags.column.as_str(), tags.arity), ("labels", Arity::List));
    assert_eq!((external.rust.as_str(), external.generated.as_deref()), ("external_id", Some("UuidV7Text")));
    let required: Vec<_> = schema.models[0].required_fields().map(|(index, _)| index).collect();
    assert_eq!(required, [0]);
}

#[test]
fn what_cannot_be_generated_is_named() {
    let refused = |field: Value| schema(&[model("Bot", &[id(), field], &[])]).unwrap_err();
    let never = json!({ "hasDefaultValue": true, "default": { "name": "never", "args": [] } });
    assert_eq!(refused(field("key", "String", &never)), "Bot.key: the default never() cannot be generated");
    let unknown = field("shape", "polygon", &json!({}));
    assert_eq!(refused(unknown), "Bot.shape: the type polygon cannot be generated");
    let keyless = schema(&[model("Bot", &[field("name", "String", &json!({}))], &[])]).unwrap_err();
    assert_eq!(keyless, "Bot: a model without a key cannot be generated");
}

#[test]
fn names_that_are_the_same_in_rust_are_told_apart() {
    let schema = schema(&[model("Bot", &[id(), field("Id", "Int", &json!({}))], &[])]).unwrap();
    let names: Vec<_> = schema.models[0].fields.iter().map(|field| field.rust.as_str()).collect();
    assert_eq!(names, ["id", "id_"]);
}
