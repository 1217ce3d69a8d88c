//! A regular expression of the `regex` crate in JavaScript's syntax, where it means the same.
//!
//! The expression is parsed, and its meaning printed: `\d` becomes every decimal digit of Unicode, `.` everything but
//! a line feed, and `\z` the end. So nothing depends on what the two engines call by one name.

use std::{cmp::Ordering, fmt::Write as _};

use regex_syntax::{
    Parser,
    hir::{Class, Hir, HirKind, Look},
};

/// The literal, `/…/u`; or why there is none.
pub(crate) fn to_javascript(pattern: &str) -> Result<String, String> {
    let meaning = Parser::new().parse(pattern).map_err(|error| error.to_string())?;
    let mut out = String::from("/");
    write(&mut out, &meaning)?;
    if out.len() == 1 {
        out.push_str("(?:)");
    }
    out.push_str("/u");
    Ok(out)
}

/// A literal that matches just `text`, without the slashes.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::new();
    text.chars().for_each(|c| write_char(&mut out, c));
    out
}

fn write(out: &mut String, part: &Hir) -> Result<(), String> {
    match part.kind() {
        HirKind::Empty => {}
        HirKind::Literal(literal) => {
            let text = std::str::from_utf8(&literal.0).map_err(|_| "it matches bytes, not characters")?;
            out.push_str(&escape(text));
        }
        HirKind::Class(class) => write_class(out, class)?,
        HirKind::Look(Look::Start) => out.push('^'),
        HirKind::Look(Look::End) => out.push('$'),
        HirKind::Look(other) => return Err(format!("JavaScript has nothing like {other:?}")),
        HirKind::Repetition(repetition) => {
            write_unit(out, &repetition.sub)?;
            match (repetition.min, repetition.max) {
                (0, Some(1)) => out.push('?'),
                (0, None) => out.push('*'),
                (1, None) => out.push('+'),
                (min, None) => write_text(out, format_args!("{{{min},}}")),
                (min, Some(max)) if min == max => write_text(out, format_args!("{{{min}}}")),
                (min, Some(max)) => write_text(out, format_args!("{{{min},{max}}}")),
            }
        }
        // Who captures is of no interest here.
        HirKind::Capture(capture) => write_unit(out, &capture.sub)?,
        HirKind::Concat(parts) => {
            for part in parts {
                match part.kind() {
                    HirKind::Alternation(_) => write_unit(out, part)?,
                    _ => write(out, part)?,
                }
            }
        }
        HirKind::Alternation(parts) => {
            for (index, part) in parts.iter().enumerate() {
                if index > 0 {
                    out.push('|');
                }
                write(out, part)?;
            }
        }
    }
    Ok(())
}

fn write_text(out: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(text);
}

/// A part as one unit, in a group where it is more than one character or class.
fn write_unit(out: &mut String, part: &Hir) -> Result<(), String> {
    let is_unit = match part.kind() {
        HirKind::Capture(_) | HirKind::Class(_) => true,
        HirKind::Literal(literal) => std::str::from_utf8(&literal.0).is_ok_and(|it| it.chars().count() == 1),
        _ => false,
    };
    if is_unit {
        return write(out, part);
    }
    out.push_str("(?:");
    write(out, part)?;
    out.push(')');
    Ok(())
}

fn write_class(out: &mut String, class: &Class) -> Result<(), String> {
    let Class::Unicode(class) = class else { return Err("it matches bytes, not characters".to_owned()) };
    let mut negated = class.clone();
    negated.negate();
    // What is shorter to say, and names fewer characters that not every engine can write; a negated class would also
    // match half a surrogate pair, which no Rust text holds.
    let reaches_the_end = class.ranges().last().is_some_and(|range| range.end() == char::MAX);
    let is_shorter = match negated.ranges().len().cmp(&class.ranges().len()) {
        Ordering::Less => true,
        Ordering::Equal => reaches_the_end && !negated.ranges().is_empty(),
        Ordering::Greater => false,
    };
    let (sign, ranges) = if is_shorter { ("^", &negated) } else { ("", class) };
    let _ = write!(out, "[{sign}");
    for range in ranges.ranges() {
        write_char(out, range.start());
        if range.end() > range.start() {
            if u32::from(range.end()) > u32::from(range.start()) + 1 {
                out.push('-');
            }
            write_char(out, range.end());
        }
    }
    out.push(']');
    Ok(())
}

fn write_char(out: &mut String, c: char) {
    match c {
        '^' | '$' | '\\' | '.' | '*' | '+' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | '/' | '-' => {
            // With `u`, a hyphen may be escaped in a class alone; `\x2d` means it anywhere.
            if c == '-' {
                out.push_str("\\x2d");
            } else {
                out.push('\\');
                out.push(c);
            }
        }
        ' '..='~' => out.push(c),
        // Python and others know these two forms as well.
        other if u32::from(other) <= 0xff => write_text(out, format_args!("\\x{:02x}", u32::from(other))),
        other if u32::from(other) <= 0xffff => write_text(out, format_args!("\\u{:04x}", u32::from(other))),
        other => write_text(out, format_args!("\\u{{{:x}}}", u32::from(other))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_the_expression_means() {
        for (rust, javascript) in [
            (r"^[A-Z]{3}$", r"/^[A-Z]{3}$/u"),
            (r"\A(?:a|bc)+\z", r"/^(?:a|bc)+$/u"),
            (r".", r"/[^\x0a]/u"),
            (r"^[^\x00]*$", r"/^[^\x00]*$/u"),
            (r"(?i)x", r"/[Xx]/u"),
            (r"^[0-9]{1,4}(\.[0-9]+)?$", r"/^[0-9]{1,4}(?:\.[0-9]+)?$/u"),
            ("a/b-c", r"/a\/b\x2dc/u"),
            ("", "/(?:)/u"),
        ] {
            assert_eq!(to_javascript(rust).as_deref(), Ok(javascript), "{rust}");
        }
        assert!(to_javascript(r"\d").is_ok_and(|text| text.contains(r"\u0660")));
    }

    #[test]
    fn refuses_what_javascript_cannot_say() {
        for pattern in [r"\b", r"(?m)^a", r"(?-u)\xff", "("] {
            assert!(to_javascript(pattern).is_err(), "{pattern}");
        }
    }
}
