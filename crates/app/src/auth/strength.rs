//! How hard a password is to guess, as a dictionary and the person's own words make it; nobody else is asked.

use zxcvbn::{Score, feedback::Feedback, zxcvbn};

/// The least score that does, of four: ten billion guesses.
const ENOUGH: Score = Score::Three;
/// Words that everybody tries here.
const OWN_WORDS: [&str; 2] = ["tickwire", "trading"];

/// Why a password does not do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weakness {
    /// From 0, guessed at once, to 4.
    pub score: u8,
    /// What is wrong with it, where that can be said.
    pub warning: Option<String>,
    /// What would make it better.
    pub suggestions: Vec<String>,
}

/// What is wrong with a password of somebody with those names and addresses; nothing where it does.
pub(super) fn weakness(password: &str, known: &[String]) -> Option<Weakness> {
    let parts = known.iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
    let whole = known.iter().map(String::as_str);
    let words: Vec<&str> = parts.chain(whole).chain(OWN_WORDS).filter(|word| word.len() > 2).collect();
    let estimate = zxcvbn(password, &words);
    if estimate.score() >= ENOUGH {
        return None;
    }
    let feedback = estimate.feedback();
    Some(Weakness {
        score: estimate.score().into(),
        warning: feedback.and_then(Feedback::warning).map(|warning| warning.to_string()),
        suggestions: feedback
            .map(|feedback| feedback.suggestions().iter().map(ToString::to_string).collect())
            .unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_everybody_tries_is_refused_with_a_reason() {
        for password in ["password1", "qwertyuiop", "aaaaaaaaaaaa", "12345678", "Tickwire2026"] {
            let weakness = weakness(password, &[]).unwrap_or_else(|| panic!("{password} is taken"));
            assert!(weakness.score < 3, "{password}: {weakness:?}");
            assert!(
                weakness.warning.is_some() || !weakness.suggestions.is_empty(),
                "{password}: {weakness:?}"
            );
        }
    }

    #[test]
    fn ones_own_names_are_no_secret() {
        let known = ["zq.xyqwortz@blentrop.example".to_owned(), "Fwqbnlk of Kent".to_owned()];
        for password in ["xyqwortzblentrop", "Fwqbnlkblentrop"] {
            assert!(weakness(password, &known).is_some(), "{password}");
            assert_eq!(weakness(password, &[]), None, "{password}");
        }
    }

    #[test]
    fn a_few_random_words_do() {
        for password in ["correct horse battery staple", "gX7#qpL2vN9z", "øre gås 馬 tolv"] {
            assert_eq!(weakness(password, &[]), None, "{password}");
        }
    }
}
