//! Phrases, compared without regard to case, spaces and punctuation.

use std::collections::HashMap;

/// Lower-case letters and digits of `text`, and `#`; everything else says nothing in a heading.
pub fn squash(text: &str) -> String {
    let mut squashed = String::with_capacity(text.len());
    push_squashed(text, &mut squashed);
    squashed
}

pub(super) fn push_squashed(text: &str, squashed: &mut String) {
    squashed.extend(
        text.chars()
            .filter(|c| c.is_alphanumeric() || *c == '#')
            .flat_map(char::to_lowercase),
    );
}

/// A dictionary of phrases.
#[derive(Debug, Clone)]
pub struct Phrases<T> {
    meanings: HashMap<String, T>,
    longest: usize,
}

impl<T: Copy> Phrases<T> {
    /// A dictionary of `entries`; of two entries with the same phrase the later wins.
    pub fn new<S: AsRef<str>>(entries: impl IntoIterator<Item = (S, T)>) -> Self {
        let meanings: HashMap<String, T> = entries
            .into_iter()
            .map(|(phrase, meaning)| (squash(phrase.as_ref()), meaning))
            .filter(|(phrase, _)| !phrase.is_empty())
            .collect();
        let longest = meanings.keys().map(String::len).max().unwrap_or(0);
        Self { meanings, longest }
    }

    /// What `text` as a whole means.
    pub fn meaning(&self, text: &str) -> Option<T> {
        self.meanings.get(squash(text).as_str()).copied()
    }

    /// The longest phrase that the first of `words` make up: how many words, and its meaning.
    /// Pieces of words count as words, so `Trans`, `Date` and `TransDate` are the same phrase.
    pub fn longest_at<'w>(&self, words: impl IntoIterator<Item = &'w str>) -> Option<(usize, T)> {
        let mut squashed = String::new();
        let mut found = None;
        for (count, word) in words.into_iter().enumerate() {
            push_squashed(word, &mut squashed);
            if squashed.len() > self.longest {
                break;
            }
            if let Some(meaning) = self.meanings.get(squashed.as_str()) {
                found = Some((count + 1, *meaning));
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_spaces_and_punctuation_do_not_count() {
        assert_eq!(squash("City, State"), squash("CITY/STATE"));
        assert_eq!(squash("Transaction  #"), "transaction#");
    }

    #[test]
    fn the_longest_phrase_wins() {
        let phrases = Phrases::new([("Trans", 1), ("Trans Date", 2), ("Date", 3)]);
        assert_eq!(phrases.longest_at(["Trans", "Date", "Lvl"]), Some((2, 2)));
        assert_eq!(phrases.longest_at(["TransDate", "Lvl"]), Some((1, 2)));
        assert_eq!(phrases.longest_at(["Tr", "ans", "Lvl"]), Some((2, 1)));
        assert_eq!(phrases.longest_at(["Lvl"]), None);
    }
}
