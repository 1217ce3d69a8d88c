//! What a refused call answers: tRPC's envelope, with the procedure's own errors in it.

use rspc::ErrorCode;
use serde_json::{Map, Value, json};

use super::{Components, SCHEMAS, pascal, schemas};
use crate::{Error, contract::Procedure};

/// What the wire itself refuses with.
const OF_THE_WIRE: [ErrorCode; 6] = [
    ErrorCode::BadRequest,
    ErrorCode::Forbidden,
    ErrorCode::Timeout,
    ErrorCode::PayloadTooLarge,
    ErrorCode::UnsupportedMediaType,
    ErrorCode::InternalServerError,
];
/// What a procedure may refuse with besides, where it declares errors.
const OF_PROCEDURES: [ErrorCode; 8] = [
    ErrorCode::Unauthorized,
    ErrorCode::NotFound,
    ErrorCode::Conflict,
    ErrorCode::PreconditionFailed,
    ErrorCode::UnprocessableContent,
    ErrorCode::PreconditionRequired,
    ErrorCode::TooManyRequests,
    ErrorCode::ServiceUnavailable,
];
const INPUT_ERRORS: &str = "InputErrors";

/// What all envelopes name.
pub(super) fn begin(components: &mut Components) -> Result<(), Error> {
    add(components, INPUT_ERRORS, input_errors())
}

/// A reference to the envelope of a procedure's failures, which is one of the components. Its name says whose it is, so that no
/// other procedure changes it.
pub(super) fn schema(components: &mut Components, path: &str, procedure: &Procedure) -> Result<Value, Error> {
    let error = procedure.error.as_ref().map(schemas::translated);
    let name = match &error {
        None => "Failure".to_owned(),
        Some(error) => match error.get("$ref").and_then(Value::as_str) {
            Some(to) => format!("{}Failure", to.trim_start_matches(SCHEMAS)),
            None => format!("{}Failure", pascal(path)),
        },
    };
    add(components, &name, envelope(error))?;
    Ok(json!({ "$ref": format!("{SCHEMAS}{name}") }))
}

/// Adds a component, unless it is there.
fn add(components: &mut Components, name: &str, schema: Value) -> Result<(), Error> {
    match components.get(name) {
        Some(there) if *there == schema => Ok(()),
        Some(_) => Err(Error::DuplicateName(name.to_owned())),
        None => {
            components.insert(name.to_owned(), schema);
            Ok(())
        }
    }
}

/// The answers of a procedure that refuses, by status.
pub(super) fn responses(declares_errors: bool, is_public: bool, failure: &Value) -> Map<String, Value> {
    let of_caller = [ErrorCode::Unauthorized].into_iter().filter(|_| !is_public);
    let of_procedure = OF_PROCEDURES.into_iter().filter(|_| declares_errors);
    let codes = OF_THE_WIRE.into_iter().chain(of_caller).chain(of_procedure);
    let mut responses: Map<String, Value> = codes
        .map(|code| (code.http_status().to_string(), response(meaning(code), Some(code), failure)))
        .collect();
    responses.insert("default".to_owned(), response("Any other refusal.", None, failure));
    responses
}

fn response(description: &str, code: Option<ErrorCode>, failure: &Value) -> Value {
    let mut response = json!({
        "description": description,
        "content": { "application/json": { "schema": failure } },
    });
    if matches!(code, Some(ErrorCode::TooManyRequests | ErrorCode::ServiceUnavailable)) {
        response["headers"] = json!({
            "retry-after": {
                "description": "After how many seconds to try again.",
                "schema": { "type": "integer" },
            },
        });
    }
    response
}

const fn meaning(code: ErrorCode) -> &'static str {
    match code {
        ErrorCode::BadRequest => {
            "Not what the procedure takes: `zodError` says what is wrong with each field."
        }
        ErrorCode::Unauthorized => "Nobody is known to call: the key is missing, unknown, or at its end.",
        ErrorCode::Forbidden => "The caller is known, and may not.",
        ErrorCode::NotFound => "No such thing for this caller.",
        ErrorCode::Timeout => "The request did not arrive in time.",
        ErrorCode::Conflict => "It contradicts what is there.",
        ErrorCode::PreconditionFailed => "A condition of the request does not hold.",
        ErrorCode::PayloadTooLarge => "Too large.",
        ErrorCode::UnsupportedMediaType => "A body of another media type.",
        ErrorCode::UnprocessableContent => "Well formed, and still not to be carried out.",
        ErrorCode::PreconditionRequired => "The request must say a condition.",
        ErrorCode::TooManyRequests => "Too many requests: try again later.",
        ErrorCode::ServiceUnavailable => "The service is busy: try again in a moment.",
        _ => "A fault of the server.",
    }
}

fn envelope(error: Option<Value>) -> Value {
    let mut data = json!({
        "code": { "type": "string", "description": "tRPC's name of the status, such as `NOT_FOUND`." },
        "httpStatus": { "type": "integer", "description": "The status again." },
        "path": { "type": "string", "description": "The procedure." },
        "requestId": { "type": "string", "description": "By which the server's log is searched." },
        "zodError": { "$ref": format!("{SCHEMAS}{INPUT_ERRORS}") },
    });
    if let Some(error) = error {
        data["error"] = error;
    }
    json!({
        "type": "object",
        "required": ["error"],
        "description": "A call that was refused, or failed.",
        "properties": {
            "error": {
                "type": "object",
                "required": ["message", "code", "data"],
                "properties": {
                    "message": { "type": "string", "description": "A sentence for people." },
                    "code": { "type": "integer", "description": "JSON-RPC's number of the status." },
                    "data": {
                        "type": "object",
                        "required": ["code", "httpStatus"],
                        "properties": data,
                    },
                },
            },
        },
    })
}

fn input_errors() -> Value {
    let sentences = json!({ "type": "array", "items": { "type": "string" } });
    json!({
        "type": "object",
        "required": ["formErrors", "fieldErrors"],
        "description": "What is wrong with an input.",
        "properties": {
            "formErrors": sentences,
            "fieldErrors": {
                "type": "object",
                "description": "By the name of the field.",
                "additionalProperties": sentences,
            },
        },
    })
}
