//! Doc comments: the schema's text, as Rust's documentation takes it without a word.

/// A doc comment: the schema's, or `otherwise` where it has none.
pub(super) fn doc(documentation: Option<&String>, otherwise: &str) -> String {
    let text = documentation.map(|text| text.trim()).filter(|text| !text.is_empty()).unwrap_or(otherwise);
    let mut lines = Vec::new();
    let mut open: Option<Fence<'_>> = None;
    for line in text.lines() {
        if let Some(fence) = open {
            open = open.filter(|open| !open.is_closed_by(line));
            lines.push(if open.is_some() { writable(line) } else { fence.mark.to_owned() });
        } else if let Some(fence) = Fence::opened_by(line) {
            open = Some(fence);
            // Whatever its language: Rust would be run as a test.
            lines.push(format!("{}text", fence.mark));
        } else {
            // Prisma takes the spaces away that lines begin with, so there is no code in lists and quotations; several
            // spaces would begin some.
            let words: Vec<_> =
                line.split_whitespace().filter(|word| Fence::opened_by(word).is_none()).collect();
            lines.push(writable(&words.join(" ")));
        }
    }
    lines.extend(open.map(|fence| fence.mark.to_owned()));
    format!("/// {}\n", lines.join("\n/// "))
}

/// Without what Rust refuses in a comment: a return that ends no line, and what turns the direction of text.
fn writable(line: &str) -> String {
    line.replace(['\r', '\t'], " ")
        .replace(|c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'), "")
        .trim_end()
        .to_owned()
}

/// What begins a block of code: three or more of a mark.
#[derive(Clone, Copy)]
struct Fence<'a> {
    mark: &'a str,
}

impl<'a> Fence<'a> {
    fn opened_by(line: &'a str) -> Option<Self> {
        let first = line.chars().next().filter(|first| matches!(first, '`' | '~'))?;
        let language = line.trim_start_matches(first);
        let mark = &line[..line.len() - language.len()];
        // Between marks on one line, code is a part of the sentence.
        (mark.len() >= 3 && !language.contains('`')).then_some(Self { mark })
    }

    fn is_closed_by(self, line: &str) -> bool {
        line.trim().strip_prefix(self.mark).is_some_and(|rest| rest.chars().all(|c| self.mark.starts_with(c)))
    }
}

#[cfg(test)]
mod tests {
    use super::doc;

    fn written(text: &str) -> String {
        doc(Some(&text.to_owned()), "")
    }

    #[test]
    fn text_stays_as_it_is() {
        assert_eq!(
            written("One [link].\n\n- two */ `three`"),
            "/// One [link].\n/// \n/// - two */ `three`\n"
        );
        assert_eq!(doc(None, "otherwise"), "/// otherwise\n");
        assert_eq!(doc(Some(&" ".to_owned()), "otherwise"), "/// otherwise\n");
    }

    #[test]
    fn no_code_of_the_schema_is_a_test() {
        assert_eq!(written("```rust\nfoo()\n```"), "/// ```text\n/// foo()\n/// ```\n");
        assert_eq!(written("~~~~ts\n~~~\n```"), "/// ~~~~text\n/// ~~~\n/// ```\n/// ~~~~\n");
        assert_eq!(written("-     foo()\n> ```\n```a``` b"), "/// - foo()\n/// >\n/// ```a``` b\n");
    }

    #[test]
    fn what_rust_refuses_in_a_comment_is_not_in_it() {
        assert_eq!(written("a\rb \u{202e}c\u{202c}"), "/// a b c\n");
    }
}
