//! What a column holds, and the defaults that the client makes.

use super::{Enum, Scalar};
use crate::dmmf;

/// The Rust type of a field's values.
pub(super) fn scalar(field: &dmmf::Field, enums: &[Enum]) -> Result<Scalar, String> {
    if field.kind == "enum" {
        let entry = enums.iter().find(|entry| entry.name == field.type_name);
        let entry = entry.ok_or_else(|| format!("the enum {} is not part of the schema", field.type_name))?;
        return Ok(Scalar::Enum(entry.rust.clone()));
    }
    let native = field.native_type.as_ref().map(|(native, _)| native.as_str());
    Ok(Scalar::Known(match (field.type_name.as_str(), native) {
        ("String", Some("Uuid")) => "Uuid",
        ("String", _) => "String",
        ("Boolean", _) => "bool",
        // Without a sign it has one bit more than an `i32`.
        ("Int", Some("Oid")) | ("BigInt", _) => "i64",
        ("Int", _) => "i32",
        ("Float", _) => "f64",
        ("Decimal", _) => "Decimal",
        ("DateTime", _) => "DateTime<Utc>",
        ("Json", _) => "Json",
        ("Bytes", _) => "Vec<u8>",
        (other, _) => return Err(format!("the type {other} cannot be generated")),
    }))
}

/// The type of a field's values as SQL, for casts.
pub(super) fn sql_type(field: &dmmf::Field, enums: &[dmmf::Enum]) -> String {
    if field.kind == "enum" {
        let entry = enums.iter().find(|entry| entry.name == field.type_name);
        let name = entry.and_then(|entry| entry.db_name.as_deref()).unwrap_or(&field.type_name);
        let quoted = |name: &str| format!("\"{}\"", name.replace('"', "\"\""));
        let schema = entry.and_then(|entry| entry.schema.as_deref());
        return schema.map(|schema| quoted(schema) + ".").unwrap_or_default() + &quoted(name);
    }
    let native = field.native_type.as_ref().map(|(native, _)| native.as_str());
    let sql = match (field.type_name.as_str(), native) {
        (_, Some("VarChar")) => "varchar",
        (_, Some("Char")) => "bpchar",
        // Of any length: a `bit` that does not say how long it is has one.
        (_, Some("Bit")) => "varbit",
        (_, Some("SmallInt")) => "smallint",
        (_, Some("DoublePrecision")) | ("Float", None) => "double precision",
        (_, Some("Real")) => "real",
        (_, Some("Integer")) | ("Int", None) => "integer",
        (_, Some("ByteA")) | ("Bytes", None) => "bytea",
        ("BigInt", None) => "bigint",
        ("Boolean", _) => "boolean",
        ("Decimal", None | Some("Decimal")) => "numeric",
        ("DateTime", None) => "timestamp",
        ("Json", None) => "jsonb",
        ("String", None) => "text",
        // The rest is named as in the database: uuid, citext, timestamptz, money, inet …
        (other, None) | (_, Some(other)) => return other.to_lowercase(),
    };
    sql.to_owned()
}

/// How much of its type a column holds, as the runtime's function of that name says it.
pub(super) fn limit(field: &dmmf::Field) -> Option<String> {
    let (native, arguments) = field.native_type.as_ref()?;
    let number = |at: usize| arguments.get(at)?.as_str()?.parse::<u32>().ok();
    match native.as_str() {
        "VarChar" | "VarBit" => number(0).map(|most| format!("length({most})")),
        "Char" => Some(format!("length({})", number(0).unwrap_or(1))),
        "Bit" => Some(format!("exactly({})", number(0).unwrap_or(1))),
        "Decimal" => number(0).map(|precision| format!("digits({precision}, {})", number(1).unwrap_or(0))),
        _ => None,
    }
}

/// The runtime's default that the client makes. Constants and sequences are the database's own.
pub(super) fn generated(field: &dmmf::Field) -> Result<Option<String>, String> {
    let Some(function) = field.default.as_ref().and_then(|default| default.get("name")?.as_str()) else {
        return Ok(None);
    };
    let argument = field.default.as_ref().and_then(|default| default["args"][0].as_u64());
    let is_uuid_column = field.native_type.as_ref().is_some_and(|(native, _)| native == "Uuid");
    let generated = match (function, argument, is_uuid_column) {
        ("now", _, _) => "Now",
        ("uuid", None | Some(4), true) => "UuidV4",
        ("uuid", None | Some(4), false) => "UuidV4Text",
        ("uuid", Some(7), true) => "UuidV7",
        ("uuid", Some(7), false) => "UuidV7Text",
        ("cuid", None | Some(1), _) => "Cuid",
        ("cuid", Some(2), _) => "Cuid2",
        ("ulid", _, _) => "Ulid",
        ("nanoid", length, _) => return Ok(Some(format!("NanoId({})", length.unwrap_or(21)))),
        ("autoincrement" | "dbgenerated" | "sequence", ..) => return Ok(None),
        _ => return Err(format!("the default {function}() cannot be generated")),
    };
    Ok(Some(generated.to_owned()))
}
