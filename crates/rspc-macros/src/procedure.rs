//! `#[procedure]` writes a constant beside the function; `handler!` joins the two.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Expr, ExprLit, Ident, ItemFn, Lit, Meta, Path};

pub(crate) fn expand_attribute(function: &ItemFn) -> TokenStream {
    let (visibility, name) = (&function.vis, &function.sig.ident);
    let (constant, docs) = (constant_of(name), docs_of(function));
    let line = syn::LitInt::new(&name.span().start().line.to_string(), name.span());
    let about = format!("Where `{name}` stands.");
    quote! {
        #function

        #[doc = #about]
        #visibility const #constant: ::rspc::Source =
            ::rspc::Source { file: file!(), line: #line, docs: #docs };
    }
}

pub(crate) fn expand_handler(path: &Path) -> TokenStream {
    let mut source = path.clone();
    if let Some(last) = source.segments.last_mut() {
        last.ident = constant_of(&last.ident);
    }
    // That a procedure is deprecated is for its callers to hear, not for the router.
    quote! {{
        #[allow(deprecated)]
        let handler = ::rspc::Sourced::new(#path, #source);
        handler
    }}
}

fn constant_of(function: &Ident) -> Ident {
    format_ident!("{}", function.to_string().to_uppercase(), span = function.span())
}

fn docs_of(function: &ItemFn) -> String {
    let lines = function.attrs.iter().filter_map(|attribute| match &attribute.meta {
        Meta::NameValue(meta) if meta.path.is_ident("doc") => {
            // The blank that follows the slashes is no part of it; further ones may indent code.
            text_of(&meta.value).map(|text| text.strip_prefix(' ').unwrap_or(&text).trim_end().to_owned())
        }
        _ => None,
    });
    let mut lines: Vec<String> = lines.collect();
    lines.extend(deprecation_of(function));
    lines.join("\n")
}

/// `#[deprecated]` as a tag that editors of TypeScript know.
fn deprecation_of(function: &ItemFn) -> Option<String> {
    let attribute = function.attrs.iter().find(|attribute| attribute.path().is_ident("deprecated"))?;
    let mut note = None;
    match &attribute.meta {
        Meta::NameValue(meta) => note = text_of(&meta.value),
        Meta::List(_) => {
            // What is no note, such as `since`, is the compiler's to check.
            let _ = attribute.parse_nested_meta(|meta| {
                let value: Expr = meta.value()?.parse()?;
                if meta.path.is_ident("note") {
                    note = text_of(&value);
                }
                Ok(())
            });
        }
        Meta::Path(_) => {}
    }
    Some(note.map_or_else(|| "@deprecated".to_owned(), |note| format!("@deprecated {note}")))
}

fn text_of(value: &Expr) -> Option<String> {
    match value {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
        _ => None,
    }
}
