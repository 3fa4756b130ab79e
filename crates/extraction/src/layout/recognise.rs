//! Which layout a document has.

use tieout_domain::Confidence;

use super::profile::{Mark, Profile, Sign};
use super::profiles::Profiles;
use super::role::Role;
use crate::table::{Line, squash};

/// How well every profile fits a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognition {
    /// A score for every profile, the best first.
    pub scores: Vec<Score>,
}

/// How well one profile fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    /// The profile's name.
    pub profile: String,
    /// The part of its marks, by weight, that was found.
    pub found: Confidence,
    /// Each mark.
    pub marks: Vec<MarkScore>,
}

/// How well one mark fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkScore {
    /// What was looked for.
    pub mark: String,
    /// Its weight.
    pub weight: u32,
    /// The part of it that was found: all or nothing, or some of the columns.
    pub found: Confidence,
}

/// A profile that fits less than this describes another layout.
const THRESHOLD: Confidence = Confidence::from_basis_points(5_000);

impl Recognition {
    /// Looks at `lines` from the first pages of a document for the marks of every profile.
    pub fn of(profiles: &Profiles, lines: &[Line<'_>]) -> Self {
        let texts: Vec<String> = lines.iter().map(Line::text).collect();
        let squashed: Vec<String> = texts.iter().map(|text| squash(text)).collect();
        let evidence = Evidence {
            lines,
            texts: &texts,
            squashed: &squashed,
        };
        let mut scores: Vec<Score> = profiles
            .iter()
            .map(|profile| evidence.score(profile))
            .collect();
        // The sort is stable: of equals, the profile that was added last wins.
        scores.sort_by_key(|score| std::cmp::Reverse(score.found));
        Self { scores }
    }

    /// The profile that fits best, when one fits well enough.
    pub fn best<'p>(&self, profiles: &'p Profiles) -> Option<&'p Profile> {
        let best = self
            .scores
            .first()
            .filter(|score| score.found >= THRESHOLD)?;
        profiles.iter().find(|profile| profile.name == best.profile)
    }
}

struct Evidence<'e> {
    lines: &'e [Line<'e>],
    texts: &'e [String],
    squashed: &'e [String],
}

impl Evidence<'_> {
    fn score(&self, profile: &Profile) -> Score {
        let roles = self.tables(profile);
        let marks: Vec<MarkScore> = profile
            .marks
            .iter()
            .map(|mark| self.mark(mark, &roles))
            .collect();
        let total: u32 = marks.iter().map(|mark| mark.weight).sum();
        let found: f64 = marks
            .iter()
            .map(|mark| f64::from(mark.weight) * mark.found.ratio())
            .sum();
        Score {
            profile: profile.name.clone(),
            found: Confidence::from_ratio(found / f64::from(total.max(1))),
            marks,
        }
    }

    fn mark(&self, mark: &Mark, tables: &[Vec<Role>]) -> MarkScore {
        let all_or_nothing = |found| {
            if found {
                Confidence::ONE
            } else {
                Confidence::ZERO
            }
        };
        let (words, found) = match &mark.sign {
            Sign::Phrase(phrase) => {
                let wanted = squash(phrase);
                let found = self.squashed.iter().any(|line| line.contains(&wanted));
                (format!("the words “{phrase}”"), all_or_nothing(found))
            }
            Sign::Line(pattern) => {
                let found = self.texts.iter().any(|line| pattern.is_match(line));
                (format!("a line “{pattern}”"), all_or_nothing(found))
            }
            Sign::Columns(wanted) => (
                format!("a table of {} columns", wanted.len()),
                tables
                    .iter()
                    .map(|table| part_of(wanted, table))
                    .max()
                    .unwrap_or_default(),
            ),
        };
        MarkScore {
            mark: words,
            weight: mark.weight,
            found,
        }
    }

    /// The columns of every table whose headings the profile's words explain.
    fn tables(&self, profile: &Profile) -> Vec<Vec<Role>> {
        (0..self.lines.len())
            .filter_map(|at| profile.wording.headings.find(self.lines.get(at..)?))
            .map(|found| {
                found
                    .headings
                    .iter()
                    .filter_map(|heading| heading.role)
                    .collect()
            })
            .collect()
    }
}

fn part_of(wanted: &[Role], table: &[Role]) -> Confidence {
    let found = wanted.iter().filter(|role| table.contains(role)).count();
    Confidence::from_ratio(found as f64 / wanted.len().max(1) as f64)
}
