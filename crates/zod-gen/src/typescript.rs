//! Types in TypeScript's words.

use specta::{
    Types,
    datatype::{DataType, Fields, Struct},
};
use specta_typescript::{Exporter, Typescript, primitives};

/// The type where it stands, on one line; none where it cannot be said.
pub(crate) fn inline(types: &Types, ty: &DataType) -> Option<String> {
    let exporter: Exporter = Typescript::default().into();
    primitives::inline(&exporter, types, ty).ok()
}

/// What superjson carries, by its name: that of the one value in it, where the type is wrapped around one.
pub(crate) fn name_of(types: &Types, ty: &DataType) -> String {
    let opaque = match ty {
        DataType::Struct(Struct { fields: Fields::Unnamed(fields), .. }) => {
            fields.fields.first().and_then(|field| field.ty.as_ref()).unwrap_or(ty)
        }
        other => other,
    };
    inline(types, opaque).unwrap_or_default()
}
