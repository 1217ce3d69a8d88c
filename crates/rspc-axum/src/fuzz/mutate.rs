//! Changes to a document that leave something of its sense.

/// What is likely to mean something, wherever it lands.
const TOKENS: [&str; 40] = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "null",
    "true",
    "-0",
    "1e999",
    "99999999999999999999",
    "\"\\ud800\"",
    "%",
    "%2",
    "%2C",
    "%2E",
    "%ff",
    "%00",
    "+",
    "&",
    "=",
    "/",
    "batch=1",
    "input=",
    "\"json\":",
    "\"meta\":",
    "\"values\":",
    "[\"undefined\"]",
    "[\"bigint\"]",
    "\"v\":1",
    "\"id\":",
    "\"method\":",
    "\"params\":{",
    "\"path\":",
    "\"lastEventId\":\"x\"",
    "\"jsonrpc\":\"2.0\"",
    "\"direction\":1",
    "\u{feff}",
];

/// Chance that repeats itself (`xorshift64*`).
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.max(1))
    }

    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 32;
        usize::try_from(high).unwrap_or_default() % end.max(1)
    }

    /// A document of the corpus, changed in a few places.
    pub(super) fn mutant(&mut self, corpus: &[Vec<u8>]) -> Vec<u8> {
        let mut document = corpus[self.below(corpus.len())].clone();
        for _ in 0..=self.below(4) {
            self.change(&mut document, corpus);
        }
        document
    }

    fn change(&mut self, document: &mut Vec<u8>, corpus: &[Vec<u8>]) {
        let at = self.below(document.len() + 1);
        let end = (at + self.below(8)).min(document.len());
        match self.below(7) {
            0 => drop(document.drain(at..end)),
            1 => drop(document.splice(at..end, TOKENS[self.below(TOKENS.len())].bytes())),
            2 => drop(document.splice(at..at, TOKENS[self.below(TOKENS.len())].bytes())),
            3 => {
                if let Some(byte) = document.get_mut(at) {
                    *byte ^= 1 << self.below(8);
                }
            }
            4 => {
                let piece = document[at..end].repeat(1 + self.below(40));
                drop(document.splice(at..at, piece));
            }
            5 => {
                let other = &corpus[self.below(corpus.len())];
                let from = self.below(other.len() + 1);
                drop(document.splice(at.., other[from..].iter().copied()));
            }
            _ => document.truncate(at),
        }
    }
}
