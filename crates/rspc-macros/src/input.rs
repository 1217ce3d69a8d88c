//! `#[input]`: the derives and attributes that every input type needs, and its `Input`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Error, Fields, ItemStruct, Type, parse_quote};

pub(crate) fn expand(mut item: ItemStruct) -> TokenStream {
    let Fields::Named(fields) = &mut item.fields else {
        return Error::new_spanned(&item, "an input is a struct with named fields").to_compile_error();
    };
    let mut optional = true;
    for field in &mut fields.named {
        optional &= is_option(&field.ty) || has_serde_default(&field.attrs);
        if is_option(&field.ty) {
            field.attrs.push(parse_quote!(#[specta(optional)]));
        }
        if !field.attrs.iter().any(|attribute| attribute.path().is_ident("garde")) {
            field.attrs.push(parse_quote!(#[garde(skip)]));
        }
    }
    let name = &item.ident;
    let (impl_generics, type_generics, where_clause) = item.generics.split_for_impl();
    quote! {
        #[derive(Debug, ::serde::Deserialize, ::specta::Type, ::garde::Validate)]
        #[serde(rename_all = "camelCase", deny_unknown_fields)]
        #item

        impl #impl_generics ::rspc::Input for #name #type_generics #where_clause {
            const OPTIONAL: bool = #optional;

            fn validate(&self) -> ::core::result::Result<(), ::rspc::FieldErrors> {
                ::garde::Validate::validate(self).map_err(|report| ::rspc::FieldErrors::from_report(&report))
            }
        }
    }
}

fn is_option(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "Option"))
}

fn has_serde_default(attributes: &[Attribute]) -> bool {
    attributes.iter().filter(|attribute| attribute.path().is_ident("serde")).any(|attribute| {
        let mut found = false;
        // A shape that is not ours to read is serde's to refuse.
        let _ = attribute.parse_nested_meta(|meta| {
            found |= meta.path.is_ident("default");
            if let Ok(value) = meta.value() {
                let _: syn::Expr = value.parse()?;
            }
            Ok(())
        });
        found
    })
}
