//! What a column holds, and the defaults that the client makes.

use super::Scalar;
use crate::dmmf;
use crate::name;

/// The Rust type of a field's values.
pub(super) fn scalar(field: &dmmf::Field) -> Result<Scalar, String> {
    if field.kind == "enum" {
        return Ok(Scalar::Enum(name::enumeration(&field.type_name)));
    }
    let native = field.native_type.as_ref().map(|(native, _)| native.as_str());
    Ok(Scalar::Known(match (field.type_name.as_str(), native) {
        ("String", Some("Uuid")) => "Uuid",
        ("String", None | Some("Text" | "VarChar" | "Char" | "Citext")) => "String",
        ("Boolean", _) => "bool",
        ("Int", _) => "i32",
        ("BigInt", _) => "i64",
        ("Float", _) => "f64",
        ("Decimal", None | Some("Decimal")) => "Decimal",
        ("DateTime", None | Some("Timestamp" | "Timestamptz" | "Date" | "Time")) => "DateTime<Utc>",
        ("Json", _) => "Json",
        ("Bytes", _) => "Vec<u8>",
        (other, None) => return Err(format!("the type {other} cannot be generated")),
        (other, Some(native)) => return Err(format!("the type {other} @db.{native} cannot be generated")),
    }))
}

/// The runtime's name of a default that the client makes. Constants and sequences are the database's own.
pub(super) fn generated(field: &dmmf::Field) -> Result<Option<&'static str>, String> {
    let Some(function) = field.default.as_ref().and_then(|default| default.get("name")?.as_str()) else {
        return Ok(None);
    };
    let version = field.default.as_ref().and_then(|default| default["args"][0].as_u64());
    let is_uuid_column = field.native_type.as_ref().is_some_and(|(native, _)| native == "Uuid");
    Ok(Some(match (function, version, is_uuid_column) {
        ("now", _, _) => "Now",
        ("uuid", None | Some(4), true) => "UuidV4",
        ("uuid", None | Some(4), false) => "UuidV4Text",
        ("uuid", Some(7), true) => "UuidV7",
        ("uuid", Some(7), false) => "UuidV7Text",
        ("autoincrement" | "dbgenerated" | "sequence", ..) => return Ok(None),
        _ => return Err(format!("the default {function}() cannot be generated")),
    }))
}
