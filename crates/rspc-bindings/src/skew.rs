//! The hash by which a client tells whether the server still has the procedures that its bindings were generated from.

use std::fmt::Write as _;

use rspc::Transformer;
use sha2::{Digest, Sha256};

/// Bytes of the hash that are kept: it tells versions apart, and guards nothing.
const LENGTH: usize = 8;

/// The hash of everything that a client relies on, by the modules that say it; doc comments are not.
pub(crate) fn hash(modules: [&str; 2], transformer: Transformer) -> String {
    let mut hasher = Sha256::new();
    hasher.update([u8::from(transformer == Transformer::Superjson)]);
    for module in modules {
        hasher.update(without_comments(module));
    }
    let digest = hasher.finalize();
    digest.iter().take(LENGTH).fold(String::new(), |mut hash, byte| {
        let _ = write!(hash, "{byte:02x}");
        hash
    })
}

/// The text without `/** … */` and without blanks, which comments leave behind.
fn without_comments(text: &str) -> String {
    let mut parts = text.split("/**");
    let before = parts.next().unwrap_or_default();
    let after = parts.map(|part| part.split_once("*/").map_or(part, |(_, after)| after));
    std::iter::once(before).chain(after).flat_map(str::split_whitespace).collect()
}

/// The module that holds the hash.
pub(crate) fn render(hash: &str) -> String {
    format!(
        "/** What these bindings were generated from. The server names what it has in the header `x-contract`. */\n\
         export const contract = '{hash}';\n"
    )
}

#[cfg(test)]
mod tests {
    use super::without_comments;

    #[test]
    fn comments_are_not_hashed() {
        let bare = "type A = {\n  b: string;\n};\n";
        let documented = "/** An A. */\ntype A = {\n  /**\n   * A b.\n   */\n  b: string;\n};\n";
        assert_eq!(without_comments(bare), without_comments(documented));
        assert_ne!(without_comments(bare), without_comments("type A = {\n  b: number;\n};\n"));
    }
}
