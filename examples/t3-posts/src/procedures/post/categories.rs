//! What a post is about, by names as people write them.

use prisma_client_rust::{Create, UniqueFilter};

use crate::prisma::category;

/// A name that has neither a letter nor a digit, and so no slug.
pub(super) struct Unusable(pub(super) String);

/// A category to connect, or the new one to create where there is none.
pub(super) type Choice = (UniqueFilter<category::Model>, Create<category::Model>);

/// A choice for each name.
pub(super) fn existing_or_new(names: Vec<String>) -> Result<Vec<Choice>, Unusable> {
    let choices = names.into_iter().map(|name| match slug(&name) {
        slug if slug.is_empty() => Err(Unusable(name)),
        slug => Ok((category::slug::equals(slug.clone()), category::create(slug, name.trim(), []))),
    });
    choices.collect()
}

/// A name as addresses have it: `Front end` is `front-end`.
fn slug(name: &str) -> String {
    let words = name.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn a_slug_is_the_words_of_the_name() {
        assert_eq!(slug("Front end"), "front-end");
        assert_eq!(slug("  C# & Größe 2!"), "c-größe-2");
        assert_eq!(slug("…"), "");
    }
}
