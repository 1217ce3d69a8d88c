//! `AppRouter`: the tree of procedures in tRPC's own types.

use std::{collections::BTreeMap, fmt::Write as _};

use rspc::{Kind, Transformer};

use crate::types::{DescribedProcedure, doc_comment};

const PREAMBLE: &str = "import type {
  TRPCBuiltRouter,
  TRPCMutationProcedure,
  TRPCQueryProcedure,
  TRPCSubscriptionProcedure,
} from '@trpc/server';
import type { TRPC_ERROR_CODE_KEY, TRPC_ERROR_CODE_NUMBER } from '@trpc/server/rpc';
import type { Procedures } from './types';

/** What an error carries: tRPC's fields, and `data.error` to match on where the procedure declares one. */
export type ErrorShape<E = unknown> = {
  message: string;
  code: TRPC_ERROR_CODE_NUMBER;
  data: {
    code: TRPC_ERROR_CODE_KEY;
    httpStatus: number;
    path?: string;
    stack?: string;
    /** By which the server's log is searched. */
    requestId?: string;
    error?: E;
    /** What is wrong with each field of the input. */
    zodError?: { formErrors: string[]; fieldErrors: Record<string, string[] | undefined> };
  };
};

type Parts<K extends keyof Procedures> = {
  input: Procedures[K]['input'];
  output: Procedures[K]['output'];
  errorShape: ErrorShape<Procedures[K]['error']>;
  meta: unknown;
};
type Query<K extends keyof Procedures> = TRPCQueryProcedure<Parts<K>>;
type Mutation<K extends keyof Procedures> = TRPCMutationProcedure<Parts<K>>;
type Subscription<K extends keyof Procedures> = TRPCSubscriptionProcedure<
  Omit<Parts<K>, 'output'> & { output: AsyncIterable<Procedures[K]['output'], void, unknown> }
>;
";

/// A namespace, or a procedure.
enum Node<'a> {
    Namespace(BTreeMap<&'a str, Node<'a>>),
    Procedure(&'a DescribedProcedure),
}

pub(crate) fn render(procedures: &[DescribedProcedure], transformer: Transformer) -> String {
    let mut root = BTreeMap::new();
    for procedure in procedures {
        let segments: Vec<&str> = procedure.path.split('.').collect();
        insert(&mut root, &segments, procedure);
    }
    let has_transformer = transformer == Transformer::Superjson;
    let mut out = PREAMBLE.to_owned();
    out.push_str("\ntype Root = { ctx: object; meta: object; errorShape: ErrorShape; transformer: ");
    let _ = write!(
        out,
        "{has_transformer} }};\n\n/** The server's router, for `createTRPCClient<AppRouter>`. */\n"
    );
    out.push_str("export type AppRouter = TRPCBuiltRouter<\n  Root,\n  {\n");
    write_nodes(&mut out, &root, 2);
    out.push_str("  }\n>;\n");
    out
}

fn insert<'a>(
    into: &mut BTreeMap<&'a str, Node<'a>>,
    segments: &[&'a str],
    procedure: &'a DescribedProcedure,
) {
    match segments {
        [] => {}
        [name] => {
            into.insert(name, Node::Procedure(procedure));
        }
        [namespace, rest @ ..] => {
            let node = into.entry(namespace).or_insert_with(|| Node::Namespace(BTreeMap::new()));
            if let Node::Namespace(inner) = node {
                insert(inner, rest, procedure);
            }
        }
    }
}

fn write_nodes(out: &mut String, nodes: &BTreeMap<&str, Node<'_>>, depth: usize) {
    let indent = "  ".repeat(depth);
    for (name, node) in nodes {
        match node {
            Node::Namespace(inner) => {
                let _ = writeln!(out, "{indent}{name}: {{");
                write_nodes(out, inner, depth + 1);
                let _ = writeln!(out, "{indent}}};");
            }
            Node::Procedure(procedure) => {
                let alias = match procedure.kind {
                    Kind::Query => "Query",
                    Kind::Mutation => "Mutation",
                    Kind::Subscription => "Subscription",
                };
                out.push_str(&doc_comment(procedure.docs, &indent));
                let _ = writeln!(out, "{indent}{name}: {alias}<'{}'>;", procedure.path);
            }
        }
    }
}
