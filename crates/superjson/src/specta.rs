//! `specta::Type` for the marker types: what TypeScript sees once superjson has read them.
//!
//! [`Map`](crate::Map) and [`Set`](crate::Set) derive theirs. They are exported as the aliases
//! `type Map<K, V> = globalThis.Map<K, V>` and `type Set<T> = globalThis.Set<T>`, whose arguments an exporter then
//! treats like those of any generic type.

use specta::datatype::DataType;
use specta::{Type, Types};
use specta_typescript::define;

use crate::{BigInt, Date, Undefined};

impl Type for Date {
    fn definition(_: &mut Types) -> DataType {
        define("Date").into()
    }
}

impl<T> Type for BigInt<T> {
    fn definition(_: &mut Types) -> DataType {
        define("bigint").into()
    }
}

impl Type for Undefined {
    fn definition(_: &mut Types) -> DataType {
        define("undefined").into()
    }
}

/// The body of the alias `Map<K, V>`.
pub(crate) struct GlobalMap;

impl Type for GlobalMap {
    fn definition(_: &mut Types) -> DataType {
        define("globalThis.Map<K, V>").into()
    }
}

/// The body of the alias `Set<T>`.
pub(crate) struct GlobalSet;

impl Type for GlobalSet {
    fn definition(_: &mut Types) -> DataType {
        define("globalThis.Set<T>").into()
    }
}

#[cfg(test)]
mod tests {
    use specta_typescript::Typescript;

    use super::*;
    use crate::{Map, Set};

    #[derive(Type)]
    #[expect(dead_code, reason = "only its type is looked at")]
    struct Order<T> {
        id: BigInt<u64>,
        at: Date,
        closed: Option<Date>,
        nothing: Undefined,
        fills: Map<BigInt<u64>, Vec<Date>>,
        tags: Set<Set<T>>,
    }

    #[derive(Type)]
    #[expect(dead_code, reason = "only its type is looked at")]
    struct Orders(Vec<Order<String>>);

    #[test]
    fn exports_what_javascript_holds() {
        let types = Types::default().register::<Orders>();
        let exported = Typescript::default().export(&types, specta_serde::Format).unwrap();
        println!("{exported}");
    }
}
