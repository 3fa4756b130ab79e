//! Several receipts in one file: which pages belong together.

use super::evidence::Candidate;
use super::fold::fold;
use super::paper::{Hints, Paper};
use super::sheet::Sheet;
use super::{date, number, total, vendor};

/// Pages that are one receipt.
#[derive(Debug)]
pub(super) struct Part<'s> {
    pub(super) sheets: Vec<&'s Sheet>,
    /// Why it begins where it does; none for the first.
    pub(super) reason: Option<&'static str>,
}

/// What tells one page's receipt from another's.
#[derive(Debug)]
struct Face {
    vendor: Option<String>,
    number: Option<String>,
    has_date: bool,
    has_total: bool,
    is_continued: bool,
}

/// The pages of a file, put together to receipts.
pub(super) fn parts<'s>(sheets: &'s [Sheet], hints: &Hints) -> Vec<Part<'s>> {
    let mut parts: Vec<Part<'s>> = Vec::new();
    let mut last: Option<Face> = None;
    for sheet in sheets {
        let face = Face::of(sheet, hints);
        let reason = last
            .as_ref()
            .map_or(Some("the first page"), |last| face.begins_anew_after(last));
        match (reason, parts.last_mut()) {
            (None, Some(part)) => {
                part.sheets.push(sheet);
                last = last.map(|last| last.and(&face));
            }
            (reason, is_first) => {
                let reason = is_first.and(reason);
                parts.push(Part {
                    sheets: vec![sheet],
                    reason,
                });
                last = Some(face);
            }
        }
    }
    parts
}

impl Face {
    fn of(sheet: &Sheet, hints: &Hints) -> Self {
        let paper = Paper::new(std::slice::from_ref(sheet), hints);
        let best = |candidates: Vec<Candidate<String>>, least: f64| {
            candidates
                .into_iter()
                .next()
                .filter(|best| best.score.ratio() >= least)
                .map(|best| fold(&best.value))
        };
        let total = total::candidates(&paper);
        Self {
            vendor: best(vendor::candidates(&paper, hints), 0.5),
            number: best(number::candidates(&paper), 0.8),
            has_date: !date::find(&paper, hints.period).candidates.is_empty(),
            has_total: total.first().is_some_and(|best| best.score.ratio() >= 0.6),
            is_continued: paper.lines.iter().any(|line| is_later_page(&line.text())),
        }
    }

    /// Why this page begins a new receipt; none when it belongs to the one before.
    fn begins_anew_after(&self, last: &Self) -> Option<&'static str> {
        let differ =
            |a: &Option<String>, b: &Option<String>| matches!((a, b), (Some(a), Some(b)) if a != b);
        if self.is_continued {
            return None;
        }
        if differ(&self.number, &last.number) {
            return Some("another invoice number stands on it");
        }
        let is_whole = self.has_total && self.has_date;
        if is_whole && last.has_total && differ(&self.vendor, &last.vendor) {
            return Some("another seller, date and total stand on it");
        }
        let is_same_paper = self.number.is_some() && self.number == last.number;
        (is_whole && last.has_total && last.has_date && !is_same_paper)
            .then_some("it has a date and a total of its own")
    }

    fn and(self, next: &Self) -> Self {
        Self {
            has_date: self.has_date || next.has_date,
            has_total: self.has_total || next.has_total,
            number: self.number.or_else(|| next.number.clone()),
            ..self
        }
    }
}

/// `Page 2 of 3`, `Seite 2/3`: not the first page of anything.
fn is_later_page(text: &str) -> bool {
    let lower = text.to_lowercase();
    let Some(at) = ["page", "seite", "página", "pagina", "side", "strona"]
        .iter()
        .find_map(|word| lower.find(word).map(|at| at + word.len()))
    else {
        return false;
    };
    let rest = lower
        .get(at..)
        .unwrap_or_default()
        .trim_start_matches([' ', ':', '#']);
    let number: u32 = rest
        .chars()
        .take_while(char::is_ascii_digit)
        .collect::<String>()
        .parse()
        .unwrap_or(0);
    let behind = rest
        .trim_start_matches(|c: char| c.is_ascii_digit())
        .trim_start();
    number > 1
        && ["of", "/", "von", "de", "sur", "di", "av"]
            .iter()
            .any(|word| behind.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_later_pages_are_continued() {
        assert!(
            is_later_page("Page 2 of 3")
                && is_later_page("Seite 2/2")
                && is_later_page("Page: 3 / 4")
        );
        assert!(
            !is_later_page("Page 1 of 3")
                && !is_later_page("Homepage 2000")
                && !is_later_page("12 of 14")
        );
    }
}
