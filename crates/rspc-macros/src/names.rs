//! Names on the wire, as serde makes them of Rust's.

use proc_macro2::Span;
use syn::{Attribute, Expr, LitStr, Result, meta::ParseNestedMeta, spanned::Spanned};

/// serde's `rename_all`, for fields.
#[derive(Clone, Copy)]
pub(crate) enum Case {
    Snake,
    Lower,
    Upper,
    Pascal,
    Camel,
    ScreamingSnake,
    Kebab,
    ScreamingKebab,
}

impl Case {
    fn parse(text: &LitStr) -> Result<Self> {
        Ok(match text.value().as_str() {
            "snake_case" => Self::Snake,
            "lowercase" => Self::Lower,
            "UPPERCASE" => Self::Upper,
            "PascalCase" => Self::Pascal,
            "camelCase" => Self::Camel,
            "SCREAMING_SNAKE_CASE" => Self::ScreamingSnake,
            "kebab-case" => Self::Kebab,
            "SCREAMING-KEBAB-CASE" => Self::ScreamingKebab,
            _ => return Err(syn::Error::new(text.span(), "not a case that serde knows")),
        })
    }

    /// A field's name in this case, by serde's own rules.
    pub(crate) fn of_field(self, name: &str) -> String {
        match self {
            Self::Snake | Self::Lower => name.to_owned(),
            Self::Upper | Self::ScreamingSnake => name.to_ascii_uppercase(),
            Self::Kebab => name.replace('_', "-"),
            Self::ScreamingKebab => name.to_ascii_uppercase().replace('_', "-"),
            Self::Pascal => pascal(name),
            Self::Camel => {
                let pascal = pascal(name);
                let mut chars = pascal.chars();
                let first = chars.next().map(|first| first.to_ascii_lowercase());
                first.into_iter().chain(chars).collect()
            }
        }
    }
}

fn pascal(name: &str) -> String {
    let mut upper = true;
    let mut out = String::new();
    for c in name.chars() {
        match c {
            '_' => upper = true,
            c if upper => {
                out.push(c.to_ascii_uppercase());
                upper = false;
            }
            c => out.push(c),
        }
    }
    out
}

/// What a `#[serde(…)]` says of names and of what may be left out.
#[derive(Default)]
pub(crate) struct Serde {
    pub(crate) rename: Option<String>,
    /// Other names that are read.
    pub(crate) aliases: Vec<String>,
    pub(crate) rename_all: Option<Case>,
    pub(crate) rename_all_fields: Option<Case>,
    pub(crate) has_default: bool,
    pub(crate) flatten: Option<Span>,
    /// Whether an enum's tag and content stand side by side.
    pub(crate) is_adjacent: bool,
    /// Whether an enum, or a variant, has no tag.
    pub(crate) is_untagged: bool,
    /// Where it says that another type is read first.
    pub(crate) conversion: Option<Span>,
}

impl Serde {
    pub(crate) fn of(attributes: &[Attribute]) -> Result<Self> {
        let mut serde = Self::default();
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("serde")) {
            attribute.parse_nested_meta(|meta| serde.read(&meta))?;
        }
        Ok(serde)
    }

    fn read(&mut self, meta: &ParseNestedMeta<'_>) -> Result<()> {
        if meta.path.is_ident("rename") {
            self.rename = for_reading(meta)?.map(|name| name.value()).or(self.rename.take());
        } else if meta.path.is_ident("alias") {
            self.aliases.push(meta.value()?.parse::<LitStr>()?.value());
        } else if meta.path.is_ident("rename_all") {
            self.rename_all = for_reading(meta)?.map(|case| Case::parse(&case)).transpose()?;
        } else if meta.path.is_ident("rename_all_fields") {
            self.rename_all_fields = for_reading(meta)?.map(|case| Case::parse(&case)).transpose()?;
        } else {
            self.has_default |= meta.path.is_ident("default");
            self.is_adjacent |= meta.path.is_ident("content");
            self.is_untagged |= meta.path.is_ident("untagged");
            if meta.path.is_ident("flatten") {
                self.flatten = Some(meta.path.span());
            }
            if meta.path.is_ident("from") || meta.path.is_ident("try_from") {
                self.conversion = Some(meta.path.span());
            }
            skip(meta)?;
        }
        Ok(())
    }
}

/// The name that serde reads by: `= "…"`, or `(deserialize = "…")`.
fn for_reading(meta: &ParseNestedMeta<'_>) -> Result<Option<LitStr>> {
    if meta.input.peek(syn::Token![=]) {
        return meta.value()?.parse().map(Some);
    }
    let mut found = None;
    meta.parse_nested_meta(|side| {
        let name: LitStr = side.value()?.parse()?;
        if side.path.is_ident("deserialize") {
            found = Some(name);
        }
        Ok(())
    })?;
    Ok(found)
}

fn skip(meta: &ParseNestedMeta<'_>) -> Result<()> {
    if meta.input.peek(syn::Token![=]) {
        meta.value()?.parse::<Expr>()?;
    } else if meta.input.peek(syn::token::Paren) {
        meta.parse_nested_meta(|inner| skip(&inner))?;
    }
    Ok(())
}
