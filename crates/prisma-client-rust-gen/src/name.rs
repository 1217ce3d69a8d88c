//! Names of the schema as Rust names.

use heck::{ToSnakeCase, ToUpperCamelCase};

/// Words that Rust keeps for itself and lets be written with `r#`.
const KEYWORDS: [&str; 48] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait",
    "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Words that cannot even be written with `r#`.
const RESERVED: [&str; 4] = ["self", "Self", "super", "crate"];

/// A field, module or function: `openedAt` is `opened_at`.
pub(crate) fn snake(name: &str) -> String {
    escape(name.to_snake_case())
}

/// A type or a variant: `PARTIALLY_FILLED` is `PartiallyFilled`.
pub(crate) fn camel(name: &str) -> String {
    escape(name.to_upper_camel_case())
}

/// What the root of the client exports beside the enums.
const EXPORTS: [&str; 15] = [
    "Actions",
    "Client",
    "Config",
    "Db",
    "Error",
    "IsolationLevel",
    "Lock",
    "MIGRATIONS",
    "Result",
    "System",
    "SystemDb",
    "TABLES",
    "Tenant",
    "TenantDb",
    "Transaction",
];

/// An enum of the schema: as [`camel`], and out of the way of what the client exports.
pub(crate) fn enumeration(name: &str) -> String {
    let camel = camel(name);
    if EXPORTS.contains(&camel.as_str()) { camel + "Enum" } else { camel }
}

fn escape(name: String) -> String {
    if RESERVED.contains(&name.as_str()) {
        format!("{name}_")
    } else if KEYWORDS.contains(&name.as_str()) {
        format!("r#{name}")
    } else {
        name
    }
}

/// A name without `r#`, as file names and longer names need it.
pub(crate) fn plain(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::{camel, snake};

    #[test]
    fn names_are_rusts() {
        assert_eq!(snake("openedAt"), "opened_at");
        assert_eq!(snake("type"), "r#type");
        assert_eq!(snake("self"), "self_");
        assert_eq!(camel("PARTIALLY_FILLED"), "PartiallyFilled");
        assert_eq!(camel("self"), "Self_");
    }
}
