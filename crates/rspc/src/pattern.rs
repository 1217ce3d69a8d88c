//! A pattern that a text is matched with: by a table where that stays small, which costs a look-up a byte.

use std::{fmt, ops::ControlFlow, sync::OnceLock};

use garde::rules::{AsStr, pattern::Matcher};
use regex::Regex;
use regex_automata::{
    dfa::{Automaton, dense},
    nfa::thompson,
    util::{primitives::StateID, start},
};

/// How large a table may be, and what making it may take.
const TABLE: usize = 64 * 1024;

/// A pattern of an `#[rspc::input]`, compiled when it is first asked for.
pub struct Pattern {
    text: &'static str,
    compiled: OnceLock<Compiled>,
}

enum Compiled {
    Table(Box<Table>),
    Regex(Regex),
}

impl Pattern {
    /// A pattern in the syntax of the `regex` crate.
    pub const fn new(text: &'static str) -> Self {
        Self { text, compiled: OnceLock::new() }
    }

    fn compiled(&self) -> &Compiled {
        self.compiled.get_or_init(|| Compiled::of(self.text).unwrap_or_else(|error| panic!("{error}")))
    }
}

impl Compiled {
    fn of(text: &str) -> Result<Self, regex::Error> {
        Table::of(text)
            .map_or_else(|| Regex::new(text).map(Self::Regex), |table| Ok(Self::Table(Box::new(table))))
    }
}

/// What state the next byte leads to, for each state and byte.
struct Table {
    states: dense::DFA<Vec<u32>>,
    start: StateID,
}

impl Table {
    fn of(text: &str) -> Option<Self> {
        let limits = dense::Config::new().dfa_size_limit(Some(TABLE)).determinize_size_limit(Some(TABLE));
        let parts = thompson::Config::new().nfa_size_limit(Some(TABLE));
        let states = dense::Builder::new().configure(limits).thompson(parts).build(text).ok()?;
        let start = states.start_state(&start::Config::new()).ok()?;
        // What matches nothing at all may do so within a character, of which a table knows nothing.
        (!states.has_empty()).then_some(Self { states, start })
    }

    fn is_match(&self, text: &str) -> bool {
        let states = &self.states;
        let end = text.bytes().try_fold(self.start, |state, byte| {
            let next = states.next_state(state, byte);
            if states.is_match_state(next) || states.is_dead_state(next) {
                return ControlFlow::Break(next);
            }
            ControlFlow::Continue(next)
        });
        match end {
            ControlFlow::Break(decided) => states.is_match_state(decided),
            ControlFlow::Continue(last) => states.is_match_state(states.next_eoi_state(last)),
        }
    }
}

impl Matcher for &Pattern {
    fn is_match(&self, text: &str) -> bool {
        match self.compiled() {
            Compiled::Table(table) => table.is_match(text),
            Compiled::Regex(regex) => regex.is_match(text),
        }
    }
}

impl AsStr for &Pattern {
    fn as_str(&self) -> &str {
        self.text
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pattern").field(&self.text).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_says_what_the_expression_says() {
        let texts = [
            "",
            "0",
            "-0.125",
            "64000.50",
            "1234567890123",
            "1.",
            ".5",
            "abc",
            "a\nb",
            "é",
            "日本語",
            "a b",
            "x_9",
            "AB",
            "ab\n",
            "\u{2028}",
            "🦀",
            "aaa",
        ];
        for (pattern, has_table) in [
            (r"^-?[0-9]{1,12}(\.[0-9]{1,8})?$", true),
            (r"[a-z]+", true),
            (r"^[A-Za-z0-9_-]{3,20}$", true),
            (r"", false),
            (r"^$", false),
            (r"(?m)^b$", true),
            (r"(?i)ab|é", true),
            (r"^[^a]$", true),
            (r"^.$", true),
            (r"a{3}", true),
            (r"\bab\b", false),
            (r"^\p{Alphabetic}{1,200}$", false),
        ] {
            let compiled = Pattern::new(pattern);
            assert_eq!(matches!(compiled.compiled(), Compiled::Table(_)), has_table, "{pattern}");
            let regex = Regex::new(pattern).unwrap();
            for text in texts {
                assert_eq!((&compiled).is_match(text), regex.is_match(text), "{pattern} on {text:?}");
            }
        }
    }
}
