//! `#[input]`: what every input type and every part of one derives, with its constraints as data too.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{
    Attribute, Data, DeriveInput, Error, Field, Fields, GenericArgument, PathArguments, Result, Type,
    ext::IdentExt, parse_quote,
};

use crate::{
    description::{Checks, Declared, describe},
    names::{Case, Serde},
    reading,
    rules::Rules,
};

pub(crate) fn expand(mut item: DeriveInput) -> Result<TokenStream> {
    let parts = prepare(&mut item)?;
    let is_optional = parts.is_optional;
    let reading = reading::deserialize(&item, parts.untagged);
    reading::forget_aliases(&mut item)?;
    let described = describe(&mut item, &parts.declared, Checks::Validating { strict: parts.strict }, false);
    let name = &item.ident;
    let (impl_generics, type_generics, where_clause) = item.generics.split_for_impl();
    let bounds = where_clause.map(|clause| &clause.predicates);
    let names = match (&parts.transparent, parts.names.as_slice()) {
        (Some(inner), _) => quote!(<#inner as ::rspc::InputPart>::NAMES),
        (None, names) => quote!(::rspc::Names::new(|field| match field {
            #(#names,)*
            _ => ::rspc::Name::UNKNOWN,
        })),
    };
    Ok(quote! {
        #[derive(Debug, ::rspc::Attributes, ::garde::Validate)]
        #item

        #reading

        #described

        impl #impl_generics ::rspc::InputPart for #name #type_generics #where_clause {
            const NAMES: ::rspc::Names = #names;
        }

        impl #impl_generics ::rspc::Input for #name #type_generics
        where
            Self: ::serde::de::DeserializeOwned + ::specta::Type + ::garde::Validate<Context = ()>,
            Self: ::core::marker::Send + 'static,
            #bounds
        {
            const OPTIONAL: bool = #is_optional;

            fn validate(&self) -> ::core::result::Result<(), ::rspc::FieldErrors> {
                ::garde::Validate::validate(self)
                    .map_err(|report| ::rspc::FieldErrors::from_report(&report, <Self as ::rspc::InputPart>::NAMES))
            }
        }
    })
}

/// What is learnt of an input while its attributes are put in order.
struct Parts {
    declared: Vec<Declared>,
    /// The arms of a match from a field's name in Rust to its `Name`.
    names: Vec<TokenStream>,
    /// What a newtype holds, where its constraints are that type's.
    transparent: Option<Type>,
    /// What those variants hold that hold one thing with constraints of its own.
    held: Vec<Type>,
    is_optional: bool,
    strict: bool,
    /// Whether it is an enum without a tag.
    untagged: bool,
}

fn prepare(item: &mut DeriveInput) -> Result<Parts> {
    let serde = Serde::of(&item.attrs)?;
    if let Some(span) = serde.conversion {
        return Err(Error::new(
            span,
            "constraints are of what is read: make the type that is read the input",
        ));
    }
    // Of an enum tagged beside its content, specta does not tell whether unknown fields are refused.
    let strict = !serde.is_adjacent;
    if strict {
        item.attrs.push(parse_quote!(#[serde(deny_unknown_fields)]));
    }
    let mut parts = Parts {
        declared: Vec::new(),
        names: Vec::new(),
        transparent: None,
        held: Vec::new(),
        is_optional: false,
        strict,
        untagged: serde.is_untagged,
    };
    match &mut item.data {
        Data::Struct(data) => match &mut data.fields {
            Fields::Named(fields) => {
                if serde.rename_all.is_none() {
                    item.attrs.push(parse_quote!(#[serde(rename_all = "camelCase")]));
                }
                let case = serde.rename_all.unwrap_or(Case::Camel);
                parts.is_optional = true;
                for field in &mut fields.named {
                    parts.is_optional &= serde.has_default || may_be_left_out(field)?;
                    parts.take(field, 0, None, case)?;
                }
            }
            Fields::Unnamed(fields) => {
                let is_newtype = fields.unnamed.len() == 1;
                for (position, field) in fields.unnamed.iter_mut().enumerate() {
                    if is_newtype && !Rules::of(&field.attrs)?.checked().is_empty() {
                        item.attrs.push(parse_quote!(#[garde(transparent)]));
                    }
                    let dives = parts.take(field, position, None, Case::Snake)?;
                    parts.transparent = (is_newtype && dives).then(|| field.ty.clone());
                }
            }
            Fields::Unit => return Err(Error::new_spanned(item, "an input has fields; for none, use `()`")),
        },
        Data::Enum(data) => {
            if serde.rename_all_fields.is_none() {
                item.attrs.push(parse_quote!(#[serde(rename_all_fields = "camelCase")]));
            }
            let mut holds_one = false;
            for variant in &mut data.variants {
                let of_variant = Serde::of(&variant.attrs)?;
                let is_bare = serde.is_untagged || serde.is_adjacent || of_variant.is_untagged;
                if is_bare && matches!(variant.fields, Fields::Named(_)) {
                    return Err(Error::new_spanned(
                        &variant.ident,
                        "serde would take an array for these fields: give them to a struct, an #[rspc::input] of \
                         its own, that the variant holds",
                    ));
                }
                let case = of_variant.rename_all.or(serde.rename_all_fields).unwrap_or(Case::Camel);
                let name = variant.ident.unraw().to_string();
                let is_newtype =
                    matches!(&variant.fields, Fields::Unnamed(fields) if fields.unnamed.len() == 1);
                for (position, field) in variant.fields.iter_mut().enumerate() {
                    let dives = parts.take(field, position, Some(&name), case)?;
                    if is_newtype {
                        holds_one = true;
                        parts.names.pop();
                        parts.held.extend(dives.then(|| field.ty.clone()));
                    }
                }
            }
            if holds_one {
                parts.name_what_is_held();
            }
        }
        Data::Union(_) => return Err(Error::new_spanned(item, "an input is a struct or an enum")),
    }
    Ok(parts)
}

impl Parts {
    /// Completes a field's attributes and notes what they say; whether its type's own constraints hold.
    fn take(
        &mut self,
        field: &mut Field,
        position: usize,
        variant: Option<&str>,
        case: Case,
    ) -> Result<bool> {
        let serde = Serde::of(&field.attrs)?;
        if let Some(span) = serde.flatten {
            return Err(Error::new(span, "serde cannot refuse unknown fields where it flattens"));
        }
        let name = field.ident.as_ref().map_or_else(|| position.to_string(), |name| name.unraw().to_string());
        let wire = match &field.ident {
            Some(_) => serde.rename.unwrap_or_else(|| case.of_field(&name)),
            None => name.clone(),
        };
        let server_only = take_server_only(&mut field.attrs)?;
        let rules = Rules::of(&field.attrs)?;
        let constraints = rules.constraints(server_only)?;
        let dives = rules.dives();
        if field.ident.is_some() && option_content(&field.ty).is_some() {
            field.attrs.push(parse_quote!(#[specta(optional)]));
        }
        let checked = rules.checked();
        field.attrs.retain(|attribute| !attribute.path().is_ident("garde"));
        field.attrs.push(if checked.is_empty() {
            parse_quote!(#[garde(skip)])
        } else {
            parse_quote!(#[garde(#checked)])
        });
        let ty = &field.ty;
        let inside = if dives {
            quote!(::core::option::Option::Some(<#ty as ::rspc::InputPart>::NAMES))
        } else {
            quote!(::core::option::Option::None)
        };
        let wire = if wire == name { quote!(None) } else { quote!(Some(#wire)) };
        let wire = quote!(::core::option::Option::#wire);
        self.names.push(quote!(#name => ::rspc::Name { wire: #wire, inside: #inside }));
        if !constraints.is_empty() || !serde.aliases.is_empty() {
            let (variant, aliases) = (variant.map(str::to_owned), serde.aliases);
            self.declared.push(Declared { variant, name, constraints, aliases });
        }
        Ok(dives)
    }
}

impl Parts {
    /// What a variant holds is where the variant is, and goes by the names of one of them.
    fn name_what_is_held(&mut self) {
        let held = &self.held;
        self.names.push(quote!("0" => ::rspc::Name {
            wire: ::core::option::Option::Some(""),
            inside: ::core::option::Option::Some(::rspc::Names::new(|field| {
                ::rspc::Name::UNKNOWN #(.or(<#held as ::rspc::InputPart>::NAMES.of(field)))*
            })),
        }));
    }
}

fn may_be_left_out(field: &Field) -> Result<bool> {
    Ok(option_content(&field.ty).is_some() || Serde::of(&field.attrs)?.has_default)
}

/// What an `Option` holds.
fn option_content(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last().filter(|last| last.ident == "Option")?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}

/// Takes our own `#[rspc(server_only)]` out.
fn take_server_only(attributes: &mut Vec<Attribute>) -> Result<bool> {
    let mut found = false;
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("rspc")) {
        attribute.parse_nested_meta(|meta| {
            if !meta.path.is_ident("server_only") {
                return Err(meta.error("there is `server_only`, and nothing else"));
            }
            found = true;
            Ok(())
        })?;
    }
    attributes.retain(|attribute| !attribute.path().is_ident("rspc"));
    Ok(found)
}
