//! Lines that say whose expenses follow.

use tieout_domain::{EmployeeNumber, ReportedPerson};

use super::profile::{Label, Wording};
use crate::roster::name_and_number;
use crate::table::{Line, Run};

/// What a line without a label is judged by.
pub(super) struct Surroundings<'r, 'p> {
    /// Left edge of the table.
    pub(super) left: f32,
    /// The line above it.
    pub(super) above: Option<&'r Line<'p>>,
}

/// The person that a line with a label names: `Employee: Doe, Jane (continued)`.
pub(super) fn labelled(line: &Line<'_>, wording: &Wording) -> Option<ReportedPerson> {
    let segments = segments(line);
    let person = person(behind_label(&segments, wording)?, wording)?;
    Some(ReportedPerson {
        number: person.number.or_else(|| number_beside(&segments, wording)),
        ..person
    })
}

/// The person of a line that is nothing but a name, at the left edge of the table, in bold or apart from the row
/// above: not a wrapped cell.
pub(super) fn alone(
    line: &Line<'_>,
    wording: &Wording,
    surroundings: &Surroundings<'_, '_>,
) -> Option<ReportedPerson> {
    const SLACK: f32 = 3.0;
    let segments = segments(line);
    let [name] = segments.as_slice() else {
        return None;
    };
    let is_bold = line.words.iter().all(|word| word.bold);
    let above = surroundings.above;
    let is_apart = above.is_none_or(|above| !above.is_followed_closely_by(line));
    let is_at_left = line.area().left <= surroundings.left + SLACK;
    let is_name =
        is_at_left && (is_bold || is_apart) && reads_as_name(without_continued(name, wording));
    is_name.then(|| person(name, wording))?
}

fn segments(line: &Line<'_>) -> Vec<String> {
    line.segments().iter().map(Run::text).collect()
}

fn person(named: &str, wording: &Wording) -> Option<ReportedPerson> {
    let (named, labelled) = without_labelled_number(without_continued(named, wording), wording);
    let (name, number) = name_and_number(without_continued(named, wording));
    Some(ReportedPerson {
        name: name?,
        number: number.or(labelled),
    })
}

/// What stands behind `Employee:`, in the same stretch of words or the next.
fn behind_label<'s>(segments: &'s [String], wording: &Wording) -> Option<&'s str> {
    let (label, rest) = wording.label(segments.first()?)?;
    if label != Label::Person {
        return None;
    }
    match rest {
        "" | ":" => segments.get(1).map(String::as_str),
        rest => rest.trim_start().strip_prefix(':').map(str::trim_start),
    }
}

/// `Jane Doe Employee No: 12345` → the name, and the number.
fn without_labelled_number<'t>(
    text: &'t str,
    wording: &Wording,
) -> (&'t str, Option<EmployeeNumber>) {
    let starts = text
        .match_indices([' ', '(', ','])
        .map(|(at, mark)| at + mark.len());
    let numbered = |start: usize| {
        let (name, behind) = text.split_at_checked(start)?;
        let (label, rest) = wording.label(behind)?;
        let number = rest.trim_matches([':', ' ', ')', '#']);
        let is_number = !number.contains(' ') && number.bytes().any(|byte| byte.is_ascii_digit());
        (label == Label::PersonNumber && is_number).then(|| {
            (
                name.trim_end_matches([' ', '(', ',', '-']),
                EmployeeNumber::new(number).ok(),
            )
        })
    };
    starts
        .into_iter()
        .find_map(numbered)
        .unwrap_or((text, None))
}

/// `Employee ID: 12345` in a later stretch of words.
fn number_beside(segments: &[String], wording: &Wording) -> Option<EmployeeNumber> {
    let number_in = |segment: &String| match wording.label(segment) {
        Some((Label::PersonNumber, rest)) => {
            EmployeeNumber::new(rest.trim_start_matches([':', ' '])).ok()
        }
        _ => None,
    };
    segments.iter().skip(1).find_map(number_in)
}

/// Two to seven words of letters; a number only in parentheses behind them.
fn reads_as_name(text: &str) -> bool {
    let name = text.split('(').next().unwrap_or(text).trim();
    let is_letter = |c: char| c.is_alphabetic() || matches!(c, ',' | '.' | '\'' | '-' | '\u{2019}');
    let words: Vec<&str> = name.split_whitespace().collect();
    (2..=7).contains(&words.len()) && words.iter().all(|word| word.chars().all(is_letter))
}

/// `Doe, Jane (continued)` → `Doe, Jane`
fn without_continued<'t>(name: &'t str, wording: &Wording) -> &'t str {
    let name = name.trim_end();
    let cut = name
        .rfind(['(', '-', '\u{2013}', ' '])
        .and_then(|at| name.split_at_checked(at));
    let Some((before, behind)) = cut else {
        return name;
    };
    let word = behind
        .trim_start_matches(['(', '-', '\u{2013}', ' '])
        .trim_end_matches([')', '.']);
    match wording.label(word) {
        Some((Label::Continued, "")) => before.trim_end_matches([' ', '-', '\u{2013}', ',']),
        _ => name,
    }
}
