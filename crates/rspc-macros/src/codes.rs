//! `#[codes]`: which code each variant of an error has, read off its `fn code`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{
    Arm, Error, Expr, ExprMatch, ExprPath, Ident, ImplItem, ItemImpl, Pat, Result, Stmt, parse_quote,
    spanned::Spanned,
};

const FORM: &str = "codes are read off `match self`, whose arms name variants, or off one code for all";

pub(crate) fn expand(mut item: ItemImpl) -> Result<TokenStream> {
    let code = item.items.iter().find_map(|part| match part {
        ImplItem::Fn(function) if function.sig.ident == "code" => Some(function),
        _ => None,
    });
    let Some(code) = code else { return Err(Error::new_spanned(&item, "there is no `fn code` in it")) };
    let entries = match code.block.stmts.as_slice() {
        [Stmt::Expr(Expr::Match(said), None)] => of_variants(said)?,
        [Stmt::Expr(Expr::Path(one), None)] => vec![quote!(("*", #one))],
        _ => return Err(Error::new(code.block.span(), FORM)),
    };
    item.items.push(parse_quote! {
        fn codes() -> &'static [(&'static str, ::rspc::ErrorCode)] {
            &[#(#entries),*]
        }
    });
    Ok(quote!(#item))
}

fn of_variants(said: &ExprMatch) -> Result<Vec<TokenStream>> {
    let mut entries = Vec::new();
    for Arm { pat, guard, body, .. } in &said.arms {
        let Expr::Path(ExprPath { path, .. }) = unblocked(body) else {
            return Err(Error::new(body.span(), FORM));
        };
        if let Some((_, guard)) = guard {
            return Err(Error::new(guard.span(), FORM));
        }
        for variant in variants(pat)? {
            let name = variant.to_string();
            entries.push(quote!((#name, #path)));
        }
    }
    Ok(entries)
}

/// What stands in braces for want of room in the line.
fn unblocked(body: &Expr) -> &Expr {
    match body {
        Expr::Block(block) => match block.block.stmts.as_slice() {
            [Stmt::Expr(inner, None)] => inner,
            _ => body,
        },
        _ => body,
    }
}

/// The variants that a pattern names.
fn variants(pattern: &Pat) -> Result<Vec<Ident>> {
    let path = match pattern {
        Pat::Or(all) => {
            let all: Vec<Vec<Ident>> = all.cases.iter().map(variants).collect::<Result<_>>()?;
            return Ok(all.concat());
        }
        Pat::Path(unit) => &unit.path,
        Pat::Struct(of_fields) => &of_fields.path,
        Pat::TupleStruct(of_values) => &of_values.path,
        other => return Err(Error::new(other.span(), FORM)),
    };
    Ok(path.segments.last().map(|segment| segment.ident.clone()).into_iter().collect())
}
