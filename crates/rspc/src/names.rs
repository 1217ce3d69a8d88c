//! A path of Rust names, as a validator reports it, in names on the wire.

use std::collections::{BTreeMap, HashMap};

/// An input, or what an input is made of: it knows the names of its fields on the wire.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no constraints to dive into",
    note = "make it an `#[rspc::input]`, too"
)]
pub trait InputPart {
    /// The names of its fields.
    const NAMES: Names;
}

/// The names of a type's fields, by their names in Rust.
#[derive(Clone, Copy, Debug)]
pub struct Names(fn(&str) -> Name);

/// A field's name on the wire.
#[derive(Clone, Copy, Debug)]
pub struct Name {
    /// The name, where it is another than in Rust; empty for what is no step on the wire, as what a variant holds.
    pub wire: Option<&'static str>,
    /// The names inside the field.
    pub inside: Option<Names>,
}

impl Name {
    /// The name of what is no field, such as an element of a list.
    pub const UNKNOWN: Self = Self { wire: None, inside: None };

    /// This one, or another where it is unknown.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        if self.wire.is_none() && self.inside.is_none() { other } else { self }
    }
}

impl Names {
    /// Names as `find` finds them.
    pub const fn new(find: fn(&str) -> Name) -> Self {
        Self(find)
    }

    /// The name of a field.
    pub fn of(self, field: &str) -> Name {
        (self.0)(field)
    }

    /// `legs[0].min_qty` is `legs[0].minQty`.
    pub(crate) fn on_the_wire(self, path: &str) -> String {
        let mut out = String::with_capacity(path.len());
        let mut names = Some(self);
        let ends = path.char_indices().skip(1).filter(|(_, c)| matches!(c, '.' | '[')).map(|(at, _)| at);
        let mut start = 0;
        for end in ends.chain([path.len()]) {
            let segment = &path[start..end];
            let bare = segment.trim_start_matches(['.', '[']).trim_end_matches(']');
            let name = names.map_or(Name::UNKNOWN, |names| names.of(bare));
            match name.wire {
                None => out.push_str(segment),
                Some("") => {}
                Some(wire) => out.push_str(&segment.replacen(bare, wire, 1)),
            }
            names = name.inside;
            start = end;
        }
        // Where the first step is none, the next one begins with its dot.
        if out.starts_with('.') { out.split_off(1) } else { out }
    }
}

impl<T: InputPart> InputPart for Option<T> {
    const NAMES: Names = T::NAMES;
}

impl<T: InputPart> InputPart for Box<T> {
    const NAMES: Names = T::NAMES;
}

macro_rules! collections {
    ($($(#[$of:meta])* [$($generics:tt)*] $collection:ty;)*) => {$(
        impl<$($generics)*> InputPart for $collection {
            const NAMES: Names = Names(|_| Name { wire: None, inside: Some(T::NAMES) });
        }
    )*};
}

collections! {
    [T: InputPart] Vec<T>;
    [T: InputPart, const N: usize] [T; N];
    [K, T: InputPart, S] HashMap<K, T, S>;
    [K, T: InputPart] BTreeMap<K, T>;
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Leg;
    impl InputPart for Leg {
        const NAMES: Names = Names(|field| match field {
            "min_qty" => Name { wire: Some("minQty"), inside: None },
            _ => Name::UNKNOWN,
        });
    }

    struct Order;
    impl InputPart for Order {
        const NAMES: Names = Names(|field| match field {
            "legs" => Name { wire: Some("legs"), inside: Some(<Vec<Option<Leg>> as InputPart>::NAMES) },
            "kind_of" => Name { wire: Some("type"), inside: None },
            "0" => Name { wire: Some(""), inside: Some(Leg::NAMES) },
            _ => Name::UNKNOWN,
        });
    }

    #[test]
    fn a_path_reads_as_on_the_wire() {
        for (rust, wire) in [
            ("", ""),
            ("kind_of", "type"),
            ("legs", "legs"),
            ("legs[0].min_qty", "legs[0].minQty"),
            ("legs[0].other_qty", "legs[0].other_qty"),
            ("[0].min_qty", "minQty"),
            ("[0]", ""),
            ("kind_of.min_qty[2]", "type.min_qty[2]"),
        ] {
            assert_eq!(Order::NAMES.on_the_wire(rust), wire, "{rust}");
        }
    }
}
