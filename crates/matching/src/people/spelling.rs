//! Names that are one edit apart.

use std::collections::{BTreeSet, HashMap};

use strsim::osa_distance;
use tieout_domain::PersonName;

/// Names by what is left of them when any one letter is left out: two names that are one edit
/// apart share such a remainder, so that looking up is as fast as for equal names.
#[derive(Debug, Default)]
pub(super) struct Spellings(HashMap<String, Vec<String>>);

/// In shorter names a letter makes too much of a difference.
const SHORTEST: usize = 6;

impl Spellings {
    /// All names that are known.
    pub(super) fn of<'a, T: 'a>(names: impl Iterator<Item = (&'a String, T)>) -> Self {
        let mut spellings: HashMap<String, Vec<String>> = HashMap::new();
        for (name, _) in names {
            for remainder in remainders(name) {
                spellings.entry(remainder).or_default().push(name.clone());
            }
        }
        Self(spellings)
    }

    /// The known names that are one edit away from this one.
    pub(super) fn an_edit_away(&self, name: &PersonName) -> BTreeSet<&String> {
        let mut found = BTreeSet::new();
        for key in name.run_together_keys() {
            let remainders = remainders(&key);
            let known = remainders.iter().filter_map(|it| self.0.get(it)).flatten();
            found.extend(known.filter(|known| osa_distance(known, &key) == 1));
        }
        found
    }
}

/// The name itself, and the name without each of its letters.
fn remainders(name: &str) -> BTreeSet<String> {
    if name.chars().count() < SHORTEST {
        return BTreeSet::new();
    }
    let without = |left_out: usize| {
        let letters = name.chars().enumerate();
        letters
            .filter(|(place, _)| *place != left_out)
            .map(|(_, letter)| letter)
            .collect()
    };
    let places = 0..name.chars().count();
    places.map(without).chain([name.to_owned()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_letter_more_less_other_or_swapped_is_an_edit() {
        let known = "RUTHMOSSYWELL".to_owned();
        let spellings = Spellings::of([(&known, ())].into_iter());
        let is_near = |name: &str| {
            let name = PersonName::new(name).unwrap();
            !spellings.an_edit_away(&name).is_empty()
        };
        for near in [
            "Mossywel, Ruth",
            "Mossywells, Ruth",
            "Mossiwell, Ruth",
            "Mosyswell, Ruth",
        ] {
            assert!(is_near(near), "{near}");
        }
        assert!(!is_near("Mossbell, Ruth"));
        assert!(!is_near("Mossywell, Ruth"));
        assert!(!is_near("Li, Bo"));
    }
}
