//! `#[scalar]`: a newtype whose `Deserialize` checks its text, and what it checks.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Error, Result, parse_quote};

use crate::{
    description::{Checks, Declared, describe},
    rules::Rules,
};

pub(crate) fn expand(mut rules: Rules, mut item: DeriveInput) -> Result<TokenStream> {
    let brand = rules.take_flag("brand");
    let constraints = rules.constraints(false)?;
    let fields = match &mut item.data {
        Data::Struct(data) if data.fields.len() == 1 && matches!(data.fields, syn::Fields::Unnamed(_)) => {
            &mut data.fields
        }
        _ => return Err(Error::new_spanned(item, "a scalar is a struct of one unnamed field")),
    };
    for field in fields.iter_mut() {
        if !field.attrs.iter().any(|attribute| attribute.path().is_ident("specta")) {
            field.attrs.push(parse_quote!(#[specta(type = ::std::string::String)]));
        }
    }
    // How `Deserialize` comes by its text, such as `try_from`, is nothing that the description depends on.
    item.attrs.push(parse_quote!(#[specta(skip_attr = "serde")]));
    let declared = [Declared { variant: None, name: "0".to_owned(), constraints, aliases: Vec::new() }];
    let described = describe(&mut item, &declared, Checks::Reading, brand);
    Ok(quote!(#item #described))
}
