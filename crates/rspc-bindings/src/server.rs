//! `createCaller`: the procedures as functions, for what runs on a server of pages and calls over HTTP.

use std::fmt::Write as _;

use rspc::{Kind, Transformer};

use crate::types::DescribedProcedure;

/// The module's text. The client has to be told which procedures are no queries; the types are gone when it runs.
pub(crate) fn render(procedures: &[DescribedProcedure], transformer: Transformer) -> String {
    let mut kinds = String::new();
    for procedure in procedures {
        let kind = match procedure.kind {
            Kind::Query => continue,
            Kind::Mutation => "mutation",
            Kind::Subscription => "subscription",
        };
        let _ = writeln!(kinds, "  ['{}', '{kind}'],", procedure.path);
    }
    let (import, option) = match transformer {
        Transformer::Superjson => ("import superjson from 'superjson';\n", "transformer: superjson, "),
        Transformer::Plain => ("", ""),
    };
    include_str!("server.ts")
        .replace("// import the transformer\n", import)
        .replace("/* transformer */ ", option)
        .replace("  // the kinds\n", &kinds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mount_without_a_transformer_has_a_caller_without_one() {
        let with = render(&[], Transformer::Superjson);
        assert!(
            with.contains("import superjson from 'superjson';") && with.contains("transformer: superjson,")
        );
        let without = render(&[], Transformer::Plain);
        assert!(!without.contains("superjson") && !without.contains("transformer"), "{without}");
    }
}
