//! Which procedures a request calls.

use smallvec::SmallVec;

/// Their names, in one text: `a.b`, and `a.b,c.d` of a batch.
pub(super) struct Paths {
    text: String,
    commas: SmallVec<[usize; 10]>,
}

impl Paths {
    /// The text is one name.
    pub(super) fn one(text: String) -> Self {
        Self { text, commas: SmallVec::new() }
    }

    /// The text is one or more.
    pub(super) fn batch(text: String) -> Self {
        let commas = text.bytes().enumerate().filter(|(_, byte)| *byte == b',').map(|(at, _)| at).collect();
        Self { text, commas }
    }

    pub(super) fn len(&self) -> usize {
        self.commas.len() + 1
    }

    pub(super) fn get(&self, index: usize) -> Option<&str> {
        let start = match index.checked_sub(1) {
            None => 0,
            Some(previous) => self.commas.get(previous)? + 1,
        };
        let end = self.commas.get(index).copied().unwrap_or(self.text.len());
        self.text.get(start..end)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|index| self.get(index).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_is_split_at_its_commas() {
        for text in ["a", "a.b,c.d", "", ",", "a,,b,"] {
            let paths = Paths::batch(text.to_owned());
            assert_eq!(paths.iter().collect::<Vec<_>>(), text.split(',').collect::<Vec<_>>());
            assert_eq!((paths.len(), paths.get(paths.len())), (text.split(',').count(), None));
            assert_eq!(Paths::one(text.to_owned()).iter().collect::<Vec<_>>(), [text]);
        }
    }
}
