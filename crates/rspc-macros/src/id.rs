//! `#[id]`: a newtype that stands for one kind of thing, told from every other in TypeScript too.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Error, Fields, Result, Type, parse_quote};

use crate::description::{Checks, describe};

pub(crate) fn expand(mut item: DeriveInput) -> Result<TokenStream> {
    let inner = content_of(&item)?;
    item.attrs.push(parse_quote!(#[serde(transparent)]));
    // That it is read and written as what it holds, the description knows.
    item.attrs.push(parse_quote!(#[specta(skip_attr = "serde")]));
    let described = describe(&mut item, &[], Checks::Reading, true);
    let name = &item.ident;
    Ok(quote! {
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, ::serde::Serialize, ::serde::Deserialize)]
        #item

        #described

        impl ::rspc::Input for #name {}

        impl ::core::convert::From<#inner> for #name {
            fn from(value: #inner) -> Self {
                Self(value)
            }
        }

        impl ::core::convert::From<#name> for #inner {
            fn from(id: #name) -> Self {
                id.0
            }
        }

        impl ::core::fmt::Display for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.0, f)
            }
        }
    })
}

/// What the newtype holds.
fn content_of(item: &DeriveInput) -> Result<Type> {
    if !item.generics.params.is_empty() {
        return Err(Error::new_spanned(&item.generics, "each kind of thing has an id of its own: name it"));
    }
    match &item.data {
        Data::Struct(data) => match &data.fields {
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => Ok(fields.unnamed[0].ty.clone()),
            _ => Err(Error::new_spanned(item, "an id is a struct of one unnamed field")),
        },
        _ => Err(Error::new_spanned(item, "an id is a struct of one unnamed field")),
    }
}
