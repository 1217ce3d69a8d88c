//! The order of migrations: the Prisma CLI sorts their names by JavaScript's `localeCompare`, not by bytes.

/// Punctuation in the order of the root collation; digits and letters follow it.
const PUNCTUATION: &str = " _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";

/// What a name is sorted by: its characters whatever their case, then their case, small letters first.
pub(super) fn key(name: &str) -> (Vec<(bool, u32)>, Vec<bool>) {
    let weight = |letter: char| {
        let small = letter.to_lowercase().next().unwrap_or(letter);
        match PUNCTUATION.chars().zip(0..).find(|(mark, _)| *mark == small) {
            Some((_, place)) => (false, place),
            None => (true, u32::from(small)),
        }
    };
    (name.chars().map(weight).collect(), name.chars().map(char::is_uppercase).collect())
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn names_stand_as_javascript_puts_them() {
        // `[…].sort((one, other) => one.localeCompare(other))`
        let sorted = [
            "_x",
            "0_init",
            "1_a",
            "1_B",
            "1_b2",
            "1-c",
            "10_b",
            "1a",
            "2_y",
            "20240101_x",
            "20240101000000_x",
            "20240101000000_X",
            "a",
        ];
        let mut names = sorted;
        names.reverse();
        names.sort_by_key(|name| key(name));
        assert_eq!(names, sorted);
    }
}
