//! The tree of procedures in the three forms that a client takes it in: tRPC's router, from which the libraries infer
//! everything; and, cheaper for the compiler, the types of client and query options spelled out.

use rspc::{Kind, Transformer};

use crate::{
    Error, File, HEADER,
    places::{Place, Places},
    tree::{Style, tree},
    types::DescribedProcedure,
};

const ERROR: &str = include_str!("preamble/error.d.ts");

/// A declaration file and its map.
struct Form {
    file: &'static str,
    map: &'static str,
    preamble: &'static str,
    /// What stands before the members, the name of the type among it.
    before: (&'static str, &'static str, &'static str),
    after: &'static str,
    depth: usize,
    style: Style,
}

const FORMS: [Form; 3] = [
    Form {
        file: "router.d.ts",
        map: "router.d.ts.map",
        preamble: include_str!("preamble/router.d.ts"),
        before: (
            "\n/** The server's router, for `createTRPCClient<AppRouter>`. */\nexport type ",
            "AppRouter",
            " = TRPCBuiltRouter<\n  Root,\n  {\n",
        ),
        after: "  }\n>;\n",
        depth: 2,
        style: Style { type_of: kind_of, before_namespace: "" },
    },
    Form {
        file: "client.d.ts",
        map: "client.d.ts.map",
        preamble: include_str!("preamble/client.d.ts"),
        before: ("\n/** What `createTRPCClient<AppRouter>` makes. */\nexport interface ", "Client", " {\n"),
        after: "}\n",
        depth: 1,
        style: Style { type_of: kind_of, before_namespace: "" },
    },
    Form {
        file: "tanstack.d.ts",
        map: "tanstack.d.ts.map",
        preamble: include_str!("preamble/tanstack.d.ts"),
        before: (
            "\n/** What `useTRPC` of `@trpc/tanstack-react-query` gives. */\nexport interface ",
            "OptionsProxy",
            " extends Namespace {\n",
        ),
        after: "}\n",
        depth: 1,
        style: Style {
            type_of: |procedure| if procedure.has_pages { "Pages" } else { kind_of(procedure) },
            before_namespace: "Namespace & ",
        },
    },
];

fn kind_of(procedure: &DescribedProcedure) -> &'static str {
    match procedure.kind {
        Kind::Query => "Query",
        Kind::Mutation => "Mutation",
        Kind::Subscription => "Subscription",
    }
}

/// The files, with maps where it is said how the sources are reached.
pub(crate) fn files(
    procedures: &[DescribedProcedure],
    transformer: Transformer,
    sources: Option<&str>,
) -> Result<Vec<File>, Error> {
    let transformer = if transformer == Transformer::Superjson { "true" } else { "false" };
    let filled = |preamble: &str| format!("{HEADER}{}", preamble.replace("TRANSFORMER", transformer));
    let tree = tree(procedures);
    let mut files = vec![File { name: "error.d.ts", text: filled(ERROR) }];
    for form in FORMS {
        let mut out = Places::default();
        out.push(&filled(form.preamble));
        let (before, name, then) = form.before;
        out.push(before);
        out.place(name, Place::Nowhere);
        out.push(then);
        form.style.write(&mut out, &tree, form.depth);
        out.push(form.after);
        let mut text = out.text().to_owned();
        if let Some(root) = sources {
            text.extend(["//# sourceMappingURL=", form.map, "\n"]);
            files.push(File { name: form.map, text: out.map(form.file, root)? });
        }
        files.push(File { name: form.file, text });
    }
    Ok(files)
}
