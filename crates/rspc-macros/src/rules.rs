//! garde's rules, read once more, as the constraints that a schema is made of.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{
    Attribute, Error, Expr, ExprLit, ExprUnary, Ident, Lit, LitStr, Result, Token, UnOp,
    ext::IdentExt,
    parse::{Parse, ParseStream, Parser},
    punctuated::Punctuated,
    spanned::Spanned,
};

/// `email`, `length(min = 1)`: a rule's name and what stands in its parentheses.
pub(crate) struct Rule {
    name: Ident,
    arguments: TokenStream,
}

impl Parse for Rule {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let name = Ident::parse_any(input)?;
        let arguments = if input.peek(syn::token::Paren) {
            let content;
            syn::parenthesized!(content in input);
            content.parse()?
        } else {
            TokenStream::new()
        };
        Ok(Self { name, arguments })
    }
}

/// Rules, separated by commas.
pub(crate) struct Rules(pub(crate) Vec<Rule>);

impl Parse for Rules {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        Punctuated::<Rule, Token![,]>::parse_terminated(input).map(|rules| Self(rules.into_iter().collect()))
    }
}

impl Rules {
    /// The rules of a field's `#[garde(…)]`.
    pub(crate) fn of(attributes: &[Attribute]) -> Result<Self> {
        let mut all = Vec::new();
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("garde")) {
            all.extend(attribute.parse_args::<Self>()?.0);
        }
        Ok(Self(all))
    }

    /// Takes a word out that is no rule; whether it was there.
    pub(crate) fn take_flag(&mut self, word: &str) -> bool {
        let before = self.0.len();
        self.0.retain(|rule| rule.name != word || !rule.arguments.is_empty());
        self.0.len() < before
    }

    /// Whether the constraints of the field's own type are checked.
    pub(crate) fn dives(&self) -> bool {
        self.0.iter().any(|rule| {
            rule.name == "dive"
                || (rule.name == "inner"
                    && syn::parse2::<Self>(rule.arguments.clone()).is_ok_and(|it| it.dives()))
        })
    }

    /// The rules as garde is to check them: of a range, also that the number is one. NaN is on no side of any bound.
    pub(crate) fn checked(&self) -> TokenStream {
        let rules = self.0.iter().map(|Rule { name, arguments }| {
            let inner =
                (name == "inner").then(|| syn::parse2::<Self>(arguments.clone())).and_then(Result::ok);
            match inner.map(|inner| inner.checked()) {
                Some(inner) => quote!(#name(#inner)),
                None if arguments.is_empty() => quote!(#name),
                None if name == "pattern" && syn::parse2::<LitStr>(arguments.clone()).is_ok() => {
                    quote!(#name({
                        static PATTERN: ::rspc::Pattern = ::rspc::Pattern::new(#arguments);
                        &PATTERN
                    }))
                }
                None => quote!(#name(#arguments)),
            }
        });
        let ordered = self.0.iter().any(|rule| rule.name == "range");
        let ordered = ordered.then(|| quote!(custom(::rspc::ordered))).into_iter();
        let all = rules.chain(ordered);
        quote!(#(#all),*)
    }

    /// The rules as `Constraint`s; one that a schema cannot say is left out where the server alone is to check it.
    pub(crate) fn constraints(&self, server_only: bool) -> Result<Vec<TokenStream>> {
        let all = self.0.iter().filter_map(|rule| match rule.constraint(server_only) {
            Err(_) if server_only => None,
            said => said.transpose(),
        });
        all.collect()
    }
}

impl Rule {
    fn constraint(&self, server_only: bool) -> Result<Option<TokenStream>> {
        let Self { name, arguments } = self;
        let said = match name.to_string().as_str() {
            "skip" | "code" => return Ok(None),
            "email" => quote!(Email),
            "ascii" => quote!(Ascii),
            "alphanumeric" => quote!(Alphanumeric),
            "required" => quote!(Required),
            "dive" => quote!(Dive),
            "prefix" => quote!(Prefix((#arguments).to_string())),
            "suffix" => quote!(Suffix((#arguments).to_string())),
            "contains" => quote!(Contains((#arguments).to_string())),
            "pattern" => {
                let literal: LitStr = syn::parse2(arguments.clone()).map_err(|_| {
                    Error::new(name.span(), "a schema needs the pattern itself: write it as a string literal")
                })?;
                quote!(Pattern(#literal.into()))
            }
            "length" => {
                let (unit, bounds) = self.length()?;
                let [min, max] = bounds.map(optional);
                quote!(Length { unit: ::rspc::constraints::Unit::#unit, min: #min, max: #max })
            }
            "range" => {
                let [min, max] = self.bounds()?.map(|bound| optional(bound.map(|bound| decimal(&bound))));
                quote!(Range { min: #min, max: #max })
            }
            "inner" => {
                let inner = syn::parse2::<Rules>(arguments.clone())?.constraints(server_only)?;
                quote!(Inner(::std::vec![#(#inner),*]))
            }
            "rename" => {
                return Err(Error::new(
                    name.span(),
                    "errors name a field as serde does: use #[serde(rename)]",
                ));
            }
            other => {
                let message = format!(
                    "a schema cannot say `{other}`: use another rule, or have the server alone check it with \
                     #[rspc(server_only)] on the field"
                );
                return Err(Error::new(name.span(), message));
            }
        };
        Ok(Some(quote!(::rspc::constraints::Constraint::#said)))
    }

    /// What `length` counts, and its bounds.
    fn length(&self) -> Result<(Ident, [Option<Expr>; 2])> {
        let mut unit = "Natural";
        for argument in self.expressions()? {
            let Expr::Path(mode) = &argument else { continue };
            unit = match mode.path.require_ident()?.to_string().as_str() {
                "simple" => "Natural",
                "bytes" => "Bytes",
                "chars" => "Chars",
                "utf16" => "Utf16",
                _ => return Err(Error::new(mode.span(), "a schema cannot count these")),
            };
        }
        Ok((Ident::new(unit, self.name.span()), self.bounds()?))
    }

    /// `min` and `max`, or `equal` for both.
    fn bounds(&self) -> Result<[Option<Expr>; 2]> {
        let mut bounds = [None, None];
        for argument in self.expressions()? {
            let Expr::Assign(assignment) = argument else { continue };
            let Expr::Path(side) = &*assignment.left else { continue };
            let value = *assignment.right;
            match side.path.require_ident()?.to_string().as_str() {
                "min" => bounds[0] = Some(value),
                "max" => bounds[1] = Some(value),
                // What else there is, garde refuses.
                _ => bounds = [Some(value.clone()), Some(value)],
            }
        }
        Ok(bounds)
    }

    fn expressions(&self) -> Result<Punctuated<Expr, Token![,]>> {
        Punctuated::parse_terminated.parse2(self.arguments.clone())
    }
}

/// An `Option` in Rust's words.
pub(crate) fn optional(value: Option<impl quote::ToTokens>) -> TokenStream {
    let none = || quote!(::core::option::Option::None);
    value.map_or_else(none, |value| quote!(::core::option::Option::Some(#value)))
}

/// A number's decimal notation: a literal's own, whatever type it has, or a constant's.
fn decimal(number: &Expr) -> TokenStream {
    let digits = |number: &Expr| match number {
        Expr::Lit(ExprLit { lit: Lit::Int(int), .. }) => Some(int.base10_digits().to_owned()),
        Expr::Lit(ExprLit { lit: Lit::Float(float), .. }) => Some(float.base10_digits().to_owned()),
        _ => None,
    };
    let text = match number {
        Expr::Unary(ExprUnary { op: UnOp::Neg(_), expr, .. }) => {
            digits(expr).map(|digits| format!("-{digits}"))
        }
        other => digits(other),
    };
    let constant = || quote!(::std::string::ToString::to_string(&(#number)));
    text.map_or_else(constant, |text| quote!(::std::string::String::from(#text)))
}
