//! Lines that print a sum, a count or a balance.

use super::raw::{BalanceLine, FigureText, Place, Total};
use super::rows::TableLine;
use crate::layout::{Role, TotalWords, Wording};
use crate::pdf::Word;
use crate::roster::Holder;
use crate::table::{Columns, Line, Run, squash};
use crate::values::looks_like_amount;

/// Reads a totals line; none when the line is another.
///
/// In a table, figures are what stands in its columns of figures; elsewhere, the amounts at the end.
pub(super) fn read(
    line: &Line<'_>,
    table: Option<&TableLine<'_, '_>>,
    wording: &Wording,
    holder: &Holder,
) -> Option<Total> {
    let figures = table.map(in_columns).unwrap_or_default();
    let (figures, words) = if figures.is_empty() {
        at_the_end(line)
    } else {
        let texts: Vec<&str> = figures.iter().map(|figure| figure.text.as_str()).collect();
        let words = without(line, &texts);
        (figures, words)
    };
    let said = Said::by(&words, wording, figures.is_empty());
    let is_summary = said.count.is_some() || table.is_some_and(|table| !has_dates(table.columns));
    let group = said.rest.filter(|_| is_summary && said.words.is_none());
    let has_something = !figures.is_empty() || said.count.is_some();
    let means_something = said.words.is_some() || said.count.is_some() || group.is_some();
    (has_something && means_something).then(|| Total {
        words: said.words.unwrap_or(TotalWords::Count),
        label: said.label,
        named: said.named,
        group: group.filter(|_| !figures.is_empty()),
        figures,
        count: said.count,
        holder: holder.clone(),
        place: Place::of(line),
    })
}

/// Reads a line of an account summary: a label, and an amount behind it.
pub(super) fn balance(line: &Line<'_>, wording: &Wording) -> Option<BalanceLine> {
    let (figures, words) = at_the_end(line);
    let figure = figures.into_iter().next_back()?;
    let segments = segments(&words);
    // What stands further left on the line belongs to something else.
    let label = segments.last()?.text();
    let balance = wording.balances.meaning(&label)?;
    Some(BalanceLine {
        balance,
        label: label.trim_end_matches(':').to_owned(),
        text: figure.text,
        place: Place::of(line),
    })
}

fn has_dates(columns: &Columns<Role>) -> bool {
    Role::DATES.iter().any(|role| columns.has(*role))
}

fn in_columns(table: &TableLine<'_, '_>) -> Vec<FigureText> {
    let heading_of = |role| {
        table
            .columns
            .headings()
            .find(|heading| heading.role == Some(role))
    };
    let figures = Role::SUMMED.iter().filter_map(|role| {
        let text = table
            .cells
            .text(*role)
            .filter(|text| looks_like_amount(text))?;
        Some(FigureText {
            role: *role,
            heading: heading_of(*role).map(|heading| heading.text.to_lowercase()),
            text,
        })
    });
    let mut figures: Vec<FigureText> = figures.collect();
    if let [only] = figures.as_mut_slice() {
        only.heading = None;
    }
    figures
}

/// The amounts at the end of a line, and the words before them.
fn at_the_end<'p>(line: &Line<'p>) -> (Vec<FigureText>, Vec<&'p Word>) {
    let mut words = line.words.clone();
    let mut figures: Vec<FigureText> = Vec::new();
    while let Some((count, text)) = last_amount(&words) {
        words.truncate(words.len().saturating_sub(count));
        figures.insert(
            0,
            FigureText {
                role: Role::Amount,
                heading: None,
                text,
            },
        );
    }
    // Of several amounts it is not known what they are: the last is what a reader looks at.
    (figures.pop().into_iter().collect(), words)
}

/// The amount that the words end with, in up to three words: `$ 45.00 CR`.
fn last_amount(words: &[&Word]) -> Option<(usize, String)> {
    (1..=3.min(words.len())).find_map(|count| {
        let taken = words.get(words.len() - count..)?;
        let text = taken
            .iter()
            .map(|word| word.text.as_str())
            .collect::<Vec<_>>()
            .join(" ");
        looks_like_amount(&text).then_some((count, text))
    })
}

/// The words of a line that are in none of `figures`.
fn without<'p>(line: &Line<'p>, figures: &[&str]) -> Vec<&'p Word> {
    let is_figure = |word: &&&Word| {
        figures
            .iter()
            .any(|figure| figure.split_whitespace().any(|part| part == word.text))
    };
    line.words
        .iter()
        .filter(|word| !is_figure(word))
        .copied()
        .collect()
}

fn segments<'p>(words: &[&'p Word]) -> Vec<Run<'p>> {
    let line = Line {
        page: 0,
        baseline: 0.0,
        words: words.to_vec(),
    };
    line.segments()
}

/// What the words of a line say about its figures.
#[derive(Debug, Default)]
struct Said {
    words: Option<TotalWords>,
    label: String,
    named: Option<String>,
    count: Option<i64>,
    rest: Option<String>,
}

impl Said {
    fn by(words: &[&Word], wording: &Wording, only_counts: bool) -> Self {
        let mut said = Self::default();
        for segment in segments(words) {
            let texts: Vec<&str> = segment
                .words
                .iter()
                .map(|word| word.text.as_str())
                .collect();
            said.add(&texts, wording, only_counts);
        }
        if said.label.is_empty() {
            said.label = said
                .rest
                .clone()
                .unwrap_or_else(|| "Number of transactions".to_owned());
        }
        said
    }

    /// A segment may hold a count, a total and its name: `Transactions: 4 Card Totals for 0028`.
    fn add(&mut self, mut texts: &[&str], wording: &Wording, only_counts: bool) {
        while !texts.is_empty() {
            let found = wording.totals.longest_at(texts.iter().copied());
            match found {
                Some((taken, TotalWords::Count)) if self.take_count(texts.get(taken)) => {
                    texts = texts.get(taken + 1..).unwrap_or_default();
                }
                Some((taken, words))
                    if words != TotalWords::Count && !only_counts && self.words.is_none() =>
                {
                    self.words = Some(words);
                    self.label = texts.join(" ").trim_end_matches(':').to_owned();
                    let named = texts.get(taken..).unwrap_or_default().join(" ");
                    self.named = Some(named).filter(|named| !named.is_empty());
                    return;
                }
                _ => {
                    self.add_rest(texts, only_counts);
                    return;
                }
            }
        }
    }

    /// A line that speaks of a total in words that are not known still is a totals line.
    fn add_rest(&mut self, texts: &[&str], only_counts: bool) {
        const LONGEST: usize = 9;
        let text = texts.join(" ");
        let is_total =
            |word: &&str| ["total", "totals", "subtotal", "summe"].contains(&squash(word).as_str());
        if !only_counts
            && self.words.is_none()
            && texts.len() <= LONGEST
            && texts.iter().any(is_total)
        {
            self.words = Some(TotalWords::Unsaid);
            self.label = text.trim_end_matches(':').to_owned();
            self.named = Some(text);
        } else if self.rest.is_none() {
            self.rest = Some(text);
        }
    }

    fn take_count(&mut self, text: Option<&&str>) -> bool {
        let digits = text.map(|text| text.replace(',', ""));
        let count = digits.and_then(|digits| digits.parse().ok());
        self.count = self.count.or(count);
        count.is_some()
    }
}
