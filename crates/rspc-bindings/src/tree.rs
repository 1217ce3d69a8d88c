//! The tree of namespaces and procedures as the members of a type, and where each of them is written.

use std::collections::BTreeMap;

use crate::{
    places::{Place, Places},
    types::{DescribedProcedure, doc_comment},
};

/// A namespace's members.
pub(crate) type Tree<'a> = BTreeMap<&'a str, Node<'a>>;

/// A namespace, or a procedure.
pub(crate) enum Node<'a> {
    Namespace(Tree<'a>),
    Procedure(&'a DescribedProcedure),
}

/// The procedures by namespace.
pub(crate) fn tree(procedures: &[DescribedProcedure]) -> Tree<'_> {
    let mut root = Tree::new();
    for procedure in procedures {
        let segments: Vec<&str> = procedure.path.split('.').collect();
        insert(&mut root, &segments, procedure);
    }
    root
}

fn insert<'a>(into: &mut Tree<'a>, segments: &[&'a str], procedure: &'a DescribedProcedure) {
    match segments {
        [] => {}
        [name] => {
            into.insert(name, Node::Procedure(procedure));
        }
        [namespace, rest @ ..] => {
            let node = into.entry(namespace).or_insert_with(|| Node::Namespace(Tree::new()));
            if let Node::Namespace(inner) = node {
                insert(inner, rest, procedure);
            }
        }
    }
}

/// How the members of a type are written.
pub(crate) struct Style {
    /// What a procedure's type is called; its path is the one parameter.
    pub(crate) type_of: fn(&DescribedProcedure) -> &'static str,
    /// What stands before a namespace's members.
    pub(crate) before_namespace: &'static str,
}

impl Style {
    /// Appends the members to what is written.
    pub(crate) fn write(&self, out: &mut Places, tree: &Tree<'_>, depth: usize) {
        let indent = "  ".repeat(depth);
        for (name, node) in tree {
            match node {
                Node::Namespace(inner) => {
                    out.push(&indent);
                    out.place(name, Place::Nowhere);
                    out.push(&format!(": {}{{\n", self.before_namespace));
                    self.write(out, inner, depth + 1);
                    out.push(&format!("{indent}}};\n"));
                }
                Node::Procedure(procedure) => {
                    out.push(&doc_comment(procedure.docs(), &indent));
                    out.push(&indent);
                    out.place(name, procedure.source.map_or(Place::Nowhere, Place::Source));
                    out.push(&format!(": {}<'{}'>;\n", (self.type_of)(procedure), procedure.path));
                }
            }
        }
    }
}
