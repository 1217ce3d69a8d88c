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
    quote! { ::rspc::Sourced::new(#path, #source) }
}

fn constant_of(function: &Ident) -> Ident {
    format_ident!("{}", function.to_string().to_uppercase(), span = function.span())
}

fn docs_of(function: &ItemFn) -> String {
    let lines = function.attrs.iter().filter_map(|attribute| match &attribute.meta {
        Meta::NameValue(meta) if meta.path.is_ident("doc") => match &meta.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value().trim().to_owned()),
            _ => None,
        },
        _ => None,
    });
    lines.collect::<Vec<_>>().join("\n")
}
