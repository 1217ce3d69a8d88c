//! The attributes of rspc: an input type in one line, and a procedure's place in the source.
//!
#![doc = include_str!("../README.md")]

mod codes;
mod description;
mod id;
mod input;
mod names;
mod procedure;
mod reading;
mod rules;
mod scalar;

use proc_macro::TokenStream;

/// Makes a struct or an enum a procedure's input, or a part of one: camelCase fields on the wire, unknown ones
/// refused, validated by its `garde` constraints (a field without one is not checked), exported to TypeScript.
///
/// The constraints are data too: a schema made of the type says the same. So a rule that a schema cannot say does
/// not compile, unless the field says `#[rspc(server_only)]`. A field of a type with constraints of its own says
/// `#[garde(dive)]`, and that type is an `#[rspc::input]` as well.
#[proc_macro_attribute]
pub fn input(_: TokenStream, item: TokenStream) -> TokenStream {
    input::expand(syn::parse_macro_input!(item)).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// Makes a newtype an identifier, such as `struct BotId(Uuid)`: read and written as what it holds, and in TypeScript a
/// branded type, so that the id of one thing is not taken for the id of another.
///
/// It derives `Clone`, `Debug`, `Display`, the comparisons and `Hash`, serde's two traits, and `From` both ways; `Copy`
/// is the type's own to derive.
#[proc_macro_attribute]
pub fn id(_: TokenStream, item: TokenStream) -> TokenStream {
    id::expand(syn::parse_macro_input!(item)).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// Describes a newtype whose own `Deserialize` checks what it reads (from a string, unless its field says
/// `#[specta(type = …)]`): `#[rspc::scalar(pattern("^[A-Z]{3}$"))]`. The rules are those of `garde`; that they are
/// what `Deserialize` checks is for a test to show. `brand` among them has TypeScript tell it from other texts, as it
/// tells an [`id`](macro@id).
#[proc_macro_attribute]
pub fn scalar(rules: TokenStream, item: TokenStream) -> TokenStream {
    let rules = syn::parse_macro_input!(rules as rules::Rules);
    scalar::expand(rules, syn::parse_macro_input!(item)).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// Over an `impl rspc::Error`: reads off its `fn code` which code each variant has, for the contract lock.
#[proc_macro_attribute]
pub fn codes(_: TokenStream, item: TokenStream) -> TokenStream {
    codes::expand(syn::parse_macro_input!(item)).unwrap_or_else(syn::Error::into_compile_error).into()
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

/// Derives nothing: it lets an input keep its `#[serde(…)]` attributes, which describe it and which its reader obeys.
#[doc(hidden)]
#[proc_macro_derive(Attributes, attributes(serde))]
pub fn attributes(_: TokenStream) -> TokenStream {
    TokenStream::new()
}
