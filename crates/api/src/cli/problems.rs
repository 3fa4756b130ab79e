//! What went wrong, the gravest first.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt;

use tieout_domain::{Books, Problem};

use super::summary::thousands;

/// How many problems are worth a screen; the rest are in the workbook.
const PROBLEMS_SHOWN: usize = 20;

/// Every problem, each with its place.
pub(super) struct Problems<'a>(pub(super) &'a Books);

/// As many problems as are worth a screen. What is said of several places is said once.
pub(super) struct Screenful<'a>(pub(super) &'a Books);

impl fmt::Display for Problems<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let problems = gravest_first(self.0);
        start(f, &problems)?;
        for problem in problems {
            writeln!(f, "{}", line(self.0, problem))?;
        }
        Ok(())
    }
}

impl fmt::Display for Screenful<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let problems = gravest_first(self.0);
        start(f, &problems)?;
        let mut alike: BTreeMap<&str, usize> = BTreeMap::new();
        for problem in &problems {
            *alike.entry(&problem.message).or_default() += 1;
        }
        let mut told = 0;
        for problem in &problems {
            if told == PROBLEMS_SHOWN {
                break;
            }
            // The first of those that are alike speaks for all.
            let Some(places) = alike.remove(problem.message.as_str()) else {
                continue;
            };
            told += 1;
            writeln!(f, "{}{}", line(self.0, problem), elsewhere(places - 1))?;
        }
        match alike.values().sum::<usize>() {
            0 => Ok(()),
            more => writeln!(
                f,
                "           and {} more, on the sheet Tie-out",
                thousands(more)
            ),
        }
    }
}

fn gravest_first(books: &Books) -> Vec<&Problem> {
    let mut problems: Vec<&Problem> = books.problems.iter().collect();
    problems.sort_by_key(|problem| Reverse(problem.kind.severity()));
    problems
}

/// A blank line before the first problem.
fn start(f: &mut fmt::Formatter<'_>, problems: &[&Problem]) -> fmt::Result {
    if problems.is_empty() {
        return Ok(());
    }
    writeln!(f)
}

fn line(books: &Books, problem: &Problem) -> String {
    let name = books.document_name(problem.source.document);
    let mark = problem.kind.severity().label();
    format!("{mark:>9}  {}", problem.sentence(name))
}

fn elsewhere(places: usize) -> String {
    match places {
        0 => String::new(),
        1 => " (the same at 1 other place)".to_owned(),
        several => format!(" (the same at {} other places)", thousands(several)),
    }
}
