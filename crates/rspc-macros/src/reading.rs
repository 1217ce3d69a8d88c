//! An input's `Deserialize`: serde's own, reading from a deserialiser that is as strict as a schema.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Attribute, Data, DeriveInput, Fields, Meta, Result, Token, parse_quote, punctuated::Punctuated};

/// Implements `Deserialize`. Without a tag, what stands there is each variant's own to read.
pub(crate) fn deserialize(item: &DeriveInput, untagged: bool) -> TokenStream {
    let (name, reader) = (&item.ident, reader_of(item));
    let reader_name = &reader.ident;
    let mut generics = item.generics.clone();
    let parameters: Vec<_> = generics.type_params().map(|parameter| parameter.ident.clone()).collect();
    generics.params.insert(0, parse_quote!('de));
    let predicates = &mut generics.make_where_clause().predicates;
    predicates.extend(
        parameters
            .iter()
            .map(|parameter| -> syn::WherePredicate { parse_quote!(#parameter: ::serde::Deserialize<'de>) }),
    );
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    let (_, type_generics, _) = item.generics.split_for_impl();
    let turbofish = type_generics.as_turbofish();
    let deserializer =
        if untagged { quote!(deserializer) } else { quote!(::rspc::Strict::new(deserializer)) };
    quote! {
        #reader

        impl #impl_generics ::serde::Deserialize<'de> for #name #type_generics #where_clause {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                #reader_name #turbofish::deserialize(#deserializer)
            }
        }
    }
}

/// A type of the same fields that serde derives the reading of, and nothing else looks at.
fn reader_of(item: &DeriveInput) -> DeriveInput {
    let mut reader = item.clone();
    reader.ident = format_ident!("__{}Reader", item.ident);
    keep_serde(&mut reader.attrs);
    match &mut reader.data {
        Data::Struct(data) => keep_serde_of(&mut data.fields),
        Data::Enum(data) => {
            for variant in &mut data.variants {
                keep_serde(&mut variant.attrs);
                keep_serde_of(&mut variant.fields);
            }
        }
        Data::Union(_) => {}
    }
    let remote = item.ident.to_string();
    reader.attrs.splice(
        0..0,
        [
            parse_quote!(#[doc(hidden)]),
            parse_quote!(#[allow(dead_code, deprecated, clippy::all, clippy::pedantic)]),
            parse_quote!(#[derive(::serde::Deserialize)]),
            parse_quote!(#[serde(remote = #remote)]),
        ],
    );
    reader
}

fn keep_serde_of(fields: &mut Fields) {
    for field in fields {
        keep_serde(&mut field.attrs);
    }
}

fn keep_serde(attributes: &mut Vec<Attribute>) {
    attributes.retain(|attribute| attribute.path().is_ident("serde") || attribute.path().is_ident("cfg"));
}

/// Takes every `#[serde(alias = …)]` out, once the reader has it: a name that is read is not one to write.
pub(crate) fn forget_aliases(item: &mut DeriveInput) -> Result<()> {
    match &mut item.data {
        Data::Struct(data) => forget_aliases_of(&mut data.fields),
        Data::Enum(data) => data.variants.iter_mut().try_for_each(|variant| {
            without_alias(&mut variant.attrs)?;
            forget_aliases_of(&mut variant.fields)
        }),
        Data::Union(_) => Ok(()),
    }
}

fn forget_aliases_of(fields: &mut Fields) -> Result<()> {
    fields.iter_mut().try_for_each(|field| without_alias(&mut field.attrs))
}

fn without_alias(attributes: &mut [Attribute]) -> Result<()> {
    for attribute in attributes.iter_mut().filter(|attribute| attribute.path().is_ident("serde")) {
        let said = attribute.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)?;
        let kept: Punctuated<Meta, Token![,]> =
            said.into_iter().filter(|meta| !meta.path().is_ident("alias")).collect();
        *attribute = parse_quote!(#[serde(#kept)]);
    }
    Ok(())
}
