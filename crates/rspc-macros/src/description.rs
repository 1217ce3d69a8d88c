//! A type's description: specta's, with the constraints that the type declares.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{DeriveInput, parse_quote};

use crate::rules::optional;

/// What a field is held to.
pub(crate) struct Declared {
    pub(crate) variant: Option<String>,
    pub(crate) name: String,
    pub(crate) constraints: Vec<TokenStream>,
    pub(crate) aliases: Vec<String>,
}

/// What checks a type's constraints.
#[derive(Clone, Copy)]
pub(crate) enum Checks {
    /// Its `Deserialize`.
    Reading,
    /// Its `Validate`, after a `Deserialize` that may refuse unknown fields.
    Validating { strict: bool },
}

/// Has specta derive the type's description under another name, and implements `specta::Type` by that, by `declared`,
/// and by whether TypeScript is to tell the type from others of its form.
pub(crate) fn describe(
    item: &mut DeriveInput,
    declared: &[Declared],
    checks: Checks,
    brand: bool,
) -> TokenStream {
    let derived = format_ident!("__{}Described", item.ident);
    item.attrs.insert(0, parse_quote!(#[derive(::specta::Type)]));
    item.attrs.push(parse_quote!(#[specta(remote = #derived)]));

    let (name, generics) = (&item.ident, &item.generics);
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    let parameters: Vec<_> = generics.type_params().map(|parameter| &parameter.ident).collect();
    let bounds = where_clause.map(|clause| &clause.predicates);
    let fields = declared.iter().map(|Declared { variant, name, constraints, aliases }| {
        let variant = optional(variant.as_deref());
        quote!(::rspc::constraints::DeclaredField {
            variant: #variant,
            name: #name,
            constraints: ::std::vec![#(#constraints),*],
            aliases: ::std::vec![#(#aliases),*],
        })
    });
    let on_reading = matches!(checks, Checks::Reading);
    let strict = matches!(checks, Checks::Validating { strict: true });
    let about = format!("How specta alone describes `{name}`.");
    quote! {
        #[doc(hidden)]
        #[doc = #about]
        #[allow(dead_code)]
        pub(crate) struct #derived #impl_generics (::core::marker::PhantomData<fn() -> (#(#parameters,)*)>);

        impl #impl_generics ::specta::Type for #name #type_generics
        where
            #(#parameters: ::specta::Type,)*
            #bounds
        {
            fn definition(types: &mut ::specta::Types) -> ::specta::datatype::DataType {
                let derived = <#derived #type_generics as ::specta::Type>::definition(types);
                ::rspc::constraints::declare(derived, types, || ::rspc::constraints::Declaration {
                    strict: #strict,
                    on_reading: #on_reading,
                    brand: #brand,
                    fields: ::std::vec![#(#fields),*],
                })
            }
        }
    }
}
