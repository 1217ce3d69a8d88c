//! The annotations that change what is read, as a tree along which the reader walks.

use std::borrow::Cow;
use std::collections::HashMap;

/// What an annotation makes of the JSON under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Transformation {
    /// Nothing: the Rust type knows what the JSON stands for.
    None,
    Undefined,
    Number,
    BigInt,
}

/// A tree of paths.
///
/// Nodes and edges lie in two flat collections: a hostile path, however long, builds nothing that would overflow
/// the stack when dropped, and a segment without escapes is borrowed from the document.
#[derive(Default)]
pub(super) struct Annotations<'de> {
    nodes: Vec<Node>,
    children: HashMap<(usize, Cow<'de, str>), usize>,
}

struct Node {
    transformation: Transformation,
    is_leaf: bool,
}

impl Node {
    const NEW: Self = Self { transformation: Transformation::None, is_leaf: true };
}

impl<'de> Annotations<'de> {
    pub(super) fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    pub(super) fn insert(&mut self, path: &[Cow<'de, str>], transformation: Transformation) {
        if self.nodes.is_empty() {
            self.nodes.push(Node::NEW);
        }
        let mut node = 0;
        for segment in path {
            self.nodes[node].is_leaf = false;
            node = *self.children.entry((node, segment.clone())).or_insert_with(|| {
                self.nodes.push(Node::NEW);
                self.nodes.len() - 1
            });
        }
        self.nodes[node].transformation = transformation;
    }

    /// The place of the whole value; only of annotations that are not empty.
    pub(super) fn root(&self) -> Place<'_> {
        Place { annotations: self, node: 0 }
    }
}

/// A place in the document at or below which something is annotated.
#[derive(Clone, Copy)]
pub(super) struct Place<'t> {
    annotations: &'t Annotations<'t>,
    node: usize,
}

impl<'t> Place<'t> {
    pub(super) fn transformation(self) -> Transformation {
        self.annotations.nodes[self.node].transformation
    }

    /// Whether nothing is annotated below.
    pub(super) fn is_leaf(self) -> bool {
        self.annotations.nodes[self.node].is_leaf
    }

    /// The place one step down, if anything is annotated there.
    pub(super) fn child(self, segment: &str) -> Option<Place<'t>> {
        if self.is_leaf() {
            return None;
        }
        // As a map of shorter-lived keys, it can be asked for a borrowed one.
        let children: &HashMap<(usize, Cow<'_, str>), usize> = &self.annotations.children;
        let node = *children.get(&(self.node, Cow::Borrowed(segment)))?;
        Some(Place { node, ..self })
    }
}
