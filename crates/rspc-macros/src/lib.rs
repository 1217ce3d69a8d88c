//! The attributes of rspc: an input type in one line, and a procedure's place in the source.

mod input;
mod procedure;

use proc_macro::TokenStream;

/// Makes a struct a procedure's input: camelCase on the wire, unknown fields refused, validated by its `garde`
/// constraints (a field without one is not checked), exported to TypeScript.
#[proc_macro_attribute]
pub fn input(_: TokenStream, item: TokenStream) -> TokenStream {
    input::expand(syn::parse_macro_input!(item)).into()
}

/// Remembers an async function's place and doc comment for [`handler!`], and leaves the function as it is.
#[proc_macro_attribute]
pub fn procedure(_: TokenStream, item: TokenStream) -> TokenStream {
    procedure::expand_attribute(&syn::parse_macro_input!(item)).into()
}

/// A function that `#[rspc::procedure]` marks, as a handler that knows its place: `handler!(get_all::get_all)`.
#[proc_macro]
pub fn handler(path: TokenStream) -> TokenStream {
    procedure::expand_handler(&syn::parse_macro_input!(path)).into()
}
