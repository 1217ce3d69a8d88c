//! `specta::Type` for the marker types: what TypeScript sees once superjson has read them.

use std::any::TypeId;

use specta::datatype::{DataType, Field, Primitive, Struct};
use specta::{Type, Types};
use specta_typescript::define;

use crate::{BigInt, Date, Map, Set, Undefined};

impl Type for Date {
    fn definition(_: &mut Types) -> DataType {
        define("Date").into()
    }
}

/// Under this name a `bigint` that is not of any size has what it is in Rust, a `Primitive`, among its attributes.
const INTEGER: &str = "superjson:integer";

/// `bigint` in TypeScript, as a newtype whose field knows which integer is held.
impl<T: 'static> Type for BigInt<T> {
    fn definition(_: &mut Types) -> DataType {
        let Some(integer) = integer::<T>() else { return define("bigint").into() };
        let mut field = Field::new(define("bigint").into());
        field.attributes.insert(INTEGER, integer);
        Struct::unnamed().field(field).build()
    }
}

/// An integer of the language itself.
fn integer<T: 'static>() -> Option<Primitive> {
    macro_rules! among {
        ($($integer:ident)*) => {
            $(if TypeId::of::<T>() == TypeId::of::<$integer>() {
                return Some(Primitive::$integer);
            })*
        };
    }
    among!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);
    None
}

impl Type for Undefined {
    fn definition(_: &mut Types) -> DataType {
        define("undefined").into()
    }
}

impl<K: Type, V: Type> Type for Map<K, V> {
    fn definition(types: &mut Types) -> DataType {
        alias::Map::<K, V>::definition(types)
    }
}

impl<T: Type> Type for Set<T> {
    fn definition(types: &mut Types) -> DataType {
        alias::Set::<T>::definition(types)
    }
}

/// The containers as named types, `type Map<K, V> = globalThis.Map<K, V>`: raw TypeScript takes no arguments, but
/// an exporter handles those of a named type like any other's.
mod alias {
    use std::marker::PhantomData;

    use specta::datatype::DataType;
    use specta::{Type, Types};
    use specta_typescript::define;

    /// The `Map` of JavaScript.
    #[derive(Type)]
    pub(super) struct Map<K, V>(#[specta(type = MapBody<K, V>)] PhantomData<(K, V)>);

    /// The `Set` of JavaScript.
    #[derive(Type)]
    pub(super) struct Set<T>(#[specta(type = SetBody<T>)] PhantomData<T>);

    struct MapBody<K, V>(PhantomData<(K, V)>);

    impl<K, V> Type for MapBody<K, V> {
        fn definition(_: &mut Types) -> DataType {
            define("globalThis.Map<K, V>").into()
        }
    }

    struct SetBody<T>(PhantomData<T>);

    impl<T> Type for SetBody<T> {
        fn definition(_: &mut Types) -> DataType {
            define("globalThis.Set<T>").into()
        }
    }
}

#[cfg(test)]
mod tests {
    use specta_typescript::Typescript;

    use super::*;

    #[derive(Type)]
    #[expect(dead_code, reason = "only its type is looked at")]
    struct Order<T> {
        id: BigInt<u64>,
        wide: BigInt<num::Integer>,
        at: Date,
        closed: Option<Date>,
        nothing: Undefined,
        fills: Map<BigInt<u64>, Vec<Date>>,
        tags: Set<Set<T>>,
    }

    /// An integer of any size.
    mod num {
        pub(super) struct Integer;
    }

    #[derive(Type)]
    #[expect(dead_code, reason = "only its type is looked at")]
    struct Orders(Vec<Order<String>>);

    #[test]
    fn exports_what_javascript_holds() {
        let types = Types::default().register::<Orders>();
        let exported = Typescript::default().export(&types, specta_serde::Format).unwrap();
        for line in [
            "id: bigint,",
            "wide: bigint,",
            "at: Date,",
            "closed: Date | null,",
            "nothing: undefined,",
            "fills: Map<bigint, Date[]>,",
            "tags: Set<Set<T>>,",
            "export type Map<K, V> = globalThis.Map<K, V>;",
            "export type Set<T> = globalThis.Set<T>;",
            "export type Orders = Order<string>[];",
        ] {
            assert!(exported.contains(line), "{line} in\n{exported}");
        }
    }
}
