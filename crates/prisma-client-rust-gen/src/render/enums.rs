//! The schema's enums.

use std::fmt::Write as _;

use super::documentation::doc;
use super::{File, file, own_module};
use crate::schema::{Enum, Schema};

pub(super) fn enums(schema: &Schema) -> File {
    let mut text = "//! The enums of the schema. In JSON a value has its name in the schema.\n\n".to_owned();
    if !schema.enums.is_empty() {
        // Everything else by path: an enum may well be called `Type` or `Option`.
        text.push_str("use ::prisma_client_rust::{Enumeration as _, prelude as runtime};\n\n");
    }
    for entry in &schema.enums {
        text.push_str(&enumeration(schema, entry));
    }
    file(&own_module(schema, "enums"), text)
}

fn enumeration(schema: &Schema, entry: &Enum) -> String {
    let Enum { name, rust, .. } = entry;
    let mut variants = String::new();
    let mut names = String::new();
    let mut values = String::new();
    for value in &entry.values {
        let otherwise = format!("`{}`", value.name);
        let _ = write!(
            variants,
            "{}#[serde(rename = {:?})]\n{},\n",
            doc(value.documentation.as_ref(), &otherwise),
            value.name,
            value.rust
        );
        let _ = writeln!(names, "Self::{} => {:?},", value.rust, value.database);
        let _ = writeln!(values, "{:?} => Self::{},", value.database, value.rust);
    }
    let specta = if schema.derives_specta {
        "#[cfg_attr(feature = \"specta\", derive(::specta::Type))]\n"
    } else {
        ""
    };
    let documentation = doc(entry.documentation.as_ref(), &format!("`{name}` of the schema."));
    format!(
        r"{documentation}#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, ::serde::Serialize, ::serde::Deserialize)]
{specta}pub enum {rust} {{
{variants}}}

impl runtime::Enumeration for {rust} {{
    const NAME: &'static str = {name:?};

    fn name(self) -> &'static str {{
        match self {{
{names}        }}
    }}

    fn from_name(name: &str) -> ::std::option::Option<Self> {{
        Some(match name {{
{values}            _ => return None,
        }})
    }}
}}

impl runtime::Scalar for {rust} {{
    fn decode(_: &runtime::Type, raw: &[u8]) -> ::std::result::Result<Self, runtime::Failure> {{
        Self::read(raw)
    }}

    fn into_value(self) -> runtime::Value {{
        runtime::Value::Enum(self.name())
    }}
}}

impl runtime::Extreme for {rust} {{}}

impl<'a> runtime::FromSql<'a> for {rust} {{
    fn from_sql(_: &runtime::Type, raw: &'a [u8]) -> ::std::result::Result<Self, runtime::Failure> {{
        Self::read(raw)
    }}

    fn accepts(ty: &runtime::Type) -> bool {{
        Self::is_enum(ty)
    }}
}}

impl runtime::ToSql for {rust} {{
    fn to_sql(&self, ty: &runtime::Type, out: &mut runtime::BytesMut) -> ::std::result::Result<runtime::IsNull, runtime::Failure> {{
        self.write(ty, out)
    }}

    fn accepts(ty: &runtime::Type) -> bool {{
        Self::is_enum(ty)
    }}

    fn to_sql_checked(&self, ty: &runtime::Type, out: &mut runtime::BytesMut) -> ::std::result::Result<runtime::IsNull, runtime::Failure> {{
        self.write(ty, out)
    }}
}}

"
    )
}
