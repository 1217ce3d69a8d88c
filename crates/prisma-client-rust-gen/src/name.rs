//! Names of the schema as Rust names.

use std::collections::BTreeSet;

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

/// The language's own types and the crates that derived code names without a path: an alias of that name
/// would be taken for one of them.
const UNQUALIFIED: [&str; 22] = [
    "alloc", "bool", "char", "core", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "serde",
    "specta", "std", "str", "u8", "u16", "u32", "u64", "u128", "usize",
];

/// Files that are something else to cargo or to the compiler.
const FILES: [&str; 3] = ["lib", "main", "mod"];

/// A field, relation or key: `openedAt` is `opened_at`.
pub(crate) fn snake(name: &str) -> String {
    let snake = name.to_snake_case();
    if UNQUALIFIED.contains(&snake.as_str()) { snake + "_" } else { escape(snake) }
}

/// A model's module: `ApiKey` is `api_key`.
pub(crate) fn module(name: &str) -> String {
    let snake = name.to_snake_case();
    if FILES.contains(&snake.as_str()) { snake + "_" } else { escape(snake) }
}

/// A value of an enum: `PARTIALLY_FILLED` is `PartiallyFilled`.
pub(crate) fn variant(name: &str) -> String {
    let camel = name.to_upper_camel_case();
    match camel.chars().next() {
        Some(first) if first.is_alphabetic() && camel != "Self" => camel,
        Some(first) if first.is_alphabetic() => camel + "Value",
        _ => format!("Value{camel}"),
    }
}

/// The doors to the database, which the root of the client exports.
pub(crate) const DOORS: [&str; 4] = ["Actions", "Client", "Db", "System"];

/// Those of a schema with tenant models.
pub(crate) const TENANT_DOORS: [&str; 3] = ["SystemDb", "Tenant", "TenantDb"];

/// What else of the runtime the root exports, of which a schema may well have its own.
pub(crate) const RUNTIME: [&str; 6] = ["Config", "Error", "IsolationLevel", "Lock", "Result", "Transaction"];

/// An enum of the schema: as [`variant`], and out of the way of what the client exports.
pub(crate) fn enumeration(name: &str) -> String {
    let camel = name.to_upper_camel_case();
    let exports = DOORS.iter().chain(&TENANT_DOORS).chain(&RUNTIME);
    let is_taken = exports.chain(&["Self"]).any(|export| *export == camel);
    if is_taken { camel + "Enum" } else { camel }
}

/// Types or values that become the same in Rust are told apart by numbers: the first keeps its name, and so do all
/// whose name is theirs alone.
pub(crate) fn number<'a>(names: impl Iterator<Item = &'a mut String>) {
    let names: Vec<_> = names.collect();
    let mut taken: BTreeSet<String> = names.iter().map(|name| (*name).clone()).collect();
    let mut seen = BTreeSet::new();
    for name in names {
        if seen.insert(name.clone()) {
            continue;
        }
        let numbered = (2_usize..).map(|number| format!("{name}{number}"));
        if let Some(free) = numbered.into_iter().find(|numbered| taken.insert(numbered.clone())) {
            *name = free;
        }
    }
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

/// What serde's `rename_all = "camelCase"` makes of a field: `opened_at` is `openedAt`.
pub(crate) fn serde_camel(field: &str) -> String {
    let mut words = plain(field).split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| {
        let mut letters = word.chars();
        name + &letters
            .next()
            .map(|letter| letter.to_ascii_uppercase())
            .into_iter()
            .chain(letters)
            .collect::<String>()
    })
}

#[cfg(test)]
mod tests {
    use super::{enumeration, module, number, serde_camel, snake, variant};

    #[test]
    fn names_are_rusts() {
        assert_eq!(snake("openedAt"), "opened_at");
        assert_eq!(snake("type"), "r#type");
        assert_eq!(snake("self"), "self_");
        assert_eq!(snake("char"), "char_");
        assert_eq!(serde_camel("r#type"), "type");
        assert_eq!(serde_camel("opened_at_1"), "openedAt1");
        assert_eq!(module("ApiKey"), "api_key");
        assert_eq!(module("Mod"), "mod_");
        assert_eq!(enumeration("TRANSACTION"), "TransactionEnum");
        assert_eq!(enumeration("Self"), "SelfEnum");
        assert_eq!(variant("PARTIALLY_FILLED"), "PartiallyFilled");
    }

    #[test]
    fn every_value_has_a_name_of_its_own() {
        let named = |values: &[&str]| {
            let mut names: Vec<_> = values.iter().map(|value| variant(value)).collect();
            number(names.iter_mut());
            names
        };
        assert_eq!(named(&["Self", "self", "SELF"]), ["SelfValue", "SelfValue2", "SelfValue3"]);
        assert_eq!(named(&["type", "crate", "super", "async"]), ["Type", "Crate", "Super", "Async"]);
        // What is called so by itself keeps its name, wherever it stands.
        assert_eq!(named(&["a", "A", "a2", "A_", "a_2"]), ["A", "A3", "A2", "A4", "A22"]);
        assert_eq!(named(&["X1", "x_1", "X_1"]), ["X1", "X12", "X13"]);
        assert_eq!(named(&["_", "1", "__"]), ["Value", "Value1", "Value2"]);
    }
}
