//! The document of small contracts, clause by clause.

use serde_json::{Value, json};

use super::*;
use crate::contract::{Kind, Procedure, Upload};

fn procedure(kind: Kind) -> Procedure {
    Procedure {
        kind,
        docs: "What it does.".to_owned(),
        input: None,
        input_optional: false,
        upload: None,
        output: None,
        error: None,
        error_codes: BTreeMap::new(),
        invalidates: Vec::new(),
    }
}

fn contract(procedures: &[(&str, Procedure)], types: &[(&str, Value)]) -> Contract {
    Contract {
        transformer: None,
        procedures: procedures.iter().map(|(path, it)| ((*path).to_owned(), it.clone())).collect(),
        types: types.iter().map(|(name, schema)| ((*name).to_owned(), schema.clone())).collect(),
    }
}

fn documented(contract: &Contract) -> Result<Value, Error> {
    let api = Api {
        title: "Orders",
        version: "1.2.3",
        description: "",
        base: "/api",
        key: "",
        is_public: &|path| path == "ping",
    };
    document(contract, &api)
}

fn refusal(name: &str) -> Value {
    json!({ "type": "object", "required": ["type"], "properties": { "type": { "type": "string", "const": name } } })
}

#[test]
fn an_id_is_text() {
    let id = json!({ "type": "string", "format": "uuid", "x-brand": "BotId" });
    let document = documented(&contract(&[], &[("BotId", id)])).unwrap();
    let said = &document["components"]["schemas"]["BotId"];
    assert_eq!(*said, json!({ "type": "string", "format": "uuid" }));
}

#[test]
fn a_mutation_is_a_post_of_its_input() {
    let reference = |name: &str| json!({ "$ref": format!("#/types/{name}") });
    let place = Procedure {
        input: Some(reference("Order")),
        output: Some(json!({ "type": ["string", "null"], "x-superjson": "Date" })),
        error: Some(reference("PlaceError")),
        ..procedure(Kind::Mutation)
    };
    let order =
        json!({ "type": "object", "properties": { "legs": { "type": "array", "items": reference("Leg") } } });
    let types = [
        ("Leg", json!({ "type": "object" })),
        ("Order", order),
        ("PlaceError", json!({ "anyOf": [refusal("Closed"), refusal("TOO_LATE")] })),
    ];
    let document = documented(&contract(&[("orders.place", place)], &types)).unwrap();
    let operation = &document["paths"]["/api/orders.place"]["post"];
    assert_eq!(operation["operationId"], "ordersPlace");
    assert_eq!(operation["tags"], json!(["orders"]));
    assert_eq!(operation["security"], json!([{ "key": [] }]));
    assert_eq!(operation["requestBody"]["required"], true);
    let input = &operation["requestBody"]["content"]["application/json"]["schema"];
    assert_eq!(input["$ref"], "#/components/schemas/Order");
    let answer = &operation["responses"]["200"]["content"]["application/json"]["schema"];
    assert_eq!(answer["properties"]["result"]["properties"]["data"], json!({ "type": ["string", "null"] }));
    for status in ["400", "401", "403", "404", "409", "413", "415", "429", "500", "503", "default"] {
        let failure = &operation["responses"][status]["content"]["application/json"]["schema"];
        assert_eq!(failure["$ref"], "#/components/schemas/PlaceErrorFailure", "{status}");
    }
    let schemas = &document["components"]["schemas"];
    assert_eq!(schemas["Order"]["properties"]["legs"]["items"]["$ref"], "#/components/schemas/Leg");
    let data = &schemas["PlaceErrorFailure"]["properties"]["error"]["properties"]["data"];
    assert_eq!(data["properties"]["error"]["$ref"], "#/components/schemas/PlaceError");
}

#[test]
fn a_union_that_a_field_tells_apart_says_so() {
    let types =
        [("Why", json!({ "anyOf": [refusal("Closed"), refusal("TOO_LATE")], "description": "Why not." }))];
    let document = documented(&contract(&[], &types)).unwrap();
    let schemas = &document["components"]["schemas"];
    assert_eq!(
        schemas["Why"],
        json!({
            "description": "Why not.",
            "oneOf": [{ "$ref": "#/components/schemas/WhyClosed" }, { "$ref": "#/components/schemas/WhyTOOLATE" }],
            "discriminator": {
                "propertyName": "type",
                "mapping": {
                    "Closed": "#/components/schemas/WhyClosed",
                    "TOO_LATE": "#/components/schemas/WhyTOOLATE",
                },
            },
        })
    );
    assert_eq!(schemas["WhyClosed"], refusal("Closed"));
    // Where a name is taken, the members stay where they are.
    let taken = [types[0].clone(), ("WhyClosed", json!({ "type": "string" }))];
    let document = documented(&contract(&[], &taken)).unwrap();
    assert_eq!(document["components"]["schemas"]["Why"], types[0].1);
    // And where nothing tells them apart.
    let alike = ("Why", json!({ "anyOf": [refusal("Closed"), { "type": "object" }] }));
    let document = documented(&contract(&[], std::slice::from_ref(&alike))).unwrap();
    assert_eq!(document["components"]["schemas"]["Why"], alike.1);
}

#[test]
fn what_takes_and_answers_nothing_is_called_bare() {
    let document = documented(&contract(&[("ping", procedure(Kind::Query))], &[])).unwrap();
    let operation = &document["paths"]["/api/ping"]["post"];
    assert_eq!(operation["security"], json!([]));
    assert_eq!(operation.get("requestBody"), None);
    assert_eq!(operation["responses"].get("401"), None);
    let answer = &operation["responses"]["200"]["content"]["application/json"]["schema"];
    assert_eq!(answer["properties"]["result"], json!({ "type": "object" }));
}

#[test]
fn a_subscription_is_a_stream_of_events() {
    let number = json!({ "type": "integer" });
    let tracked = json!({
        "type": "object", "required": ["id", "data"],
        "properties": { "id": { "type": "string" }, "data": number },
    });
    let position =
        json!({ "type": "object", "properties": { "lastEventId": { "type": ["string", "null"] } } });
    let wants = json!({ "type": "object", "properties": { "symbol": { "type": "string" } } });
    let follow = Procedure { input: Some(position), output: Some(tracked), ..procedure(Kind::Subscription) };
    let watch =
        Procedure { input: Some(wants.clone()), output: Some(number), ..procedure(Kind::Subscription) };
    let document = documented(&contract(&[("follow", follow), ("watch", watch)], &[])).unwrap();
    let operation = |path: &str| document["paths"][path]["get"].clone();
    let (follow, watch) = (operation("/api/follow"), operation("/api/watch"));
    for stream in [&follow, &watch] {
        let content = &stream["responses"]["200"]["content"]["text/event-stream"];
        assert_eq!(content["x-item"], json!({ "type": "integer" }));
    }
    let names = |operation: &Value| -> Vec<Value> {
        operation["parameters"].as_array().unwrap().iter().map(|it| it["name"].clone()).collect()
    };
    assert_eq!((names(&follow), names(&watch)), (vec![json!("lastEventId")], vec![json!("input")]));
    assert_eq!(watch["parameters"][0]["schema"]["contentSchema"], wants);
}

#[test]
fn uploads_have_their_media_types() {
    let upload = |upload| Procedure { upload: Some(upload), ..procedure(Kind::Mutation) };
    let procedures = [("form", upload(Upload::Form)), ("octets", upload(Upload::Octets))];
    let document = documented(&contract(&procedures, &[])).unwrap();
    let content = |path: &str| document["paths"][path]["post"]["requestBody"]["content"].clone();
    assert!(content("/api/form").get("multipart/form-data").is_some());
    assert!(content("/api/octets").get("application/octet-stream").is_some());
}

#[test]
fn a_type_with_the_name_of_an_envelope_is_refused() {
    let contract = contract(&[("ping", procedure(Kind::Query))], &[("Failure", json!({}))]);
    assert!(matches!(documented(&contract), Err(Error::DuplicateName(name)) if name == "Failure"));
}
