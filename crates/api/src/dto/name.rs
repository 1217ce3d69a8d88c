//! What people call things.

/// One line that looks like what it is: no space at either end, and no character that ends the line, is not seen, or
/// turns the letters round. Names stand in mails to strangers and in the audit log.
#[rspc::input]
#[derive(Clone)]
pub(crate) struct Name(
    #[garde(
        length(chars, min = 1, max = 64),
        pattern(
            "^[^ \\x00-\\x1f\\x7f-\\x9f\\u{ad}\\u{200b}\\u{2028}-\\u{202e}\\u{2060}-\\u{2069}\\u{feff}](?:[^\\x00-\\x1f\\x7f-\\x9f\\u{ad}\\u{200b}\\u{2028}-\\u{202e}\\u{2060}-\\u{2069}\\u{feff}]*[^ \\x00-\\x1f\\x7f-\\x9f\\u{ad}\\u{200b}\\u{2028}-\\u{202e}\\u{2060}-\\u{2069}\\u{feff}])?$"
        )
    )]
    String,
);

impl From<Name> for String {
    fn from(name: Name) -> Self {
        name.0
    }
}

/// Whether a text looks like what it is, as a name does.
pub(crate) fn is_legible(text: &str) -> bool {
    let hides = |c| matches!(c, '\u{ad}' | '\u{200b}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    !text.contains(|c: char| c.is_control() || hides(c))
}

#[cfg(test)]
mod tests {
    use garde::Validate;

    use super::*;

    #[test]
    fn a_name_holds_what_is_legible() {
        for char in '\0'..='\u{ffff}' {
            let text = format!("a{char}b");
            assert_eq!(Name(text.clone()).validate().is_ok(), is_legible(&text), "{char:?}");
        }
    }
}
