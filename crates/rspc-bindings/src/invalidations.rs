//! Which queries each mutation makes stale, as a constant for clients that act on it.

use std::fmt::Write as _;

use rspc::{Procedure, Procedures};

/// The module of the constant.
pub(crate) fn render<C, M>(procedures: &Procedures<C, M>) -> String {
    let mut out = "/** The queries, and namespaces of queries, that a mutation makes stale. */\n\
                   export const invalidations = {\n"
        .to_owned();
    for info in procedures.iter().map(Procedure::info).filter(|info| !info.invalidates.is_empty()) {
        let stale: Vec<String> = info.invalidates.iter().map(|name| format!("'{name}'")).collect();
        let _ = writeln!(out, "  '{}': [{}],", info.path, stale.join(", "));
    }
    out.push_str("} as const;\n");
    out
}
