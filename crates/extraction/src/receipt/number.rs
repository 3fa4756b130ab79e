//! The seller's own number of a receipt.

use tieout_domain::Confidence;

use super::evidence::{Candidate, rank};
use super::lexicon::Role;
use super::line::{Label, Line};
use super::paper::Paper;
use super::sheet::Word;
use crate::values::{looks_like_amount, looks_like_date};

/// The candidates for the invoice number, the best first.
pub(super) fn candidates(paper: &Paper) -> Vec<Candidate<String>> {
    let mut candidates: Vec<Candidate<String>> = Vec::new();
    for line in &paper.lines {
        for label in line
            .labels
            .iter()
            .filter(|label| label.means(Role::InvoiceNumber))
        {
            let Some(word) = behind(line, label) else {
                continue;
            };
            let mut candidate =
                Candidate::new(bare(&word.text).to_owned(), word.area, line.row.page);
            candidate.add(
                "labelled as the paper's number",
                weight(line, label) * word.certainty.ratio() as f32,
            );
            candidates.push(candidate);
        }
    }
    candidates.retain(|candidate| candidate.score > Confidence::ZERO);
    rank(&mut candidates);
    candidates
}

/// The first word behind the label that has digits; only marks and short words may stand between.
fn behind<'l>(line: &'l Line, label: &Label) -> Option<&'l Word> {
    let mut words = line.row.words.iter().skip(label.words.end);
    let says_more = |word: &&Word| {
        !matches!(
            word.text
                .trim_matches(['.', ':', '#', '°', 'º'])
                .to_lowercase()
                .as_str(),
            "" | "no" | "nr" | "n" | "number" | "id" | "num"
        )
    };
    let word = words.find(says_more)?;
    let text = bare(&word.text);
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let is_number = digits >= 2
        && text.len() >= 3
        && !looks_like_date(text)
        && !text.contains(':')
        && !(looks_like_amount(text) && text.contains(['.', ',']));
    is_number.then_some(word)
}

fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| !c.is_alphanumeric())
}

/// "Invoice number" says more than "Tran".
fn weight(line: &Line, label: &Label) -> f32 {
    let says_number = label.words.len() > 1
        || line
            .words(label.words.end..label.words.end + 1)
            .iter()
            .any(|word| word.text.contains(['#', ':', '°', 'º']))
        || line
            .words(label.words.clone())
            .iter()
            .any(|word| word.text.contains(['#', ':', '°', 'º']));
    let named = super::fold::fold(&super::row::text_of(line.words(label.words.clone())));
    let is_invoice = [
        "lnvolce",
        "rechnung",
        "factur",
        "fattura",
        "faktura",
        "follo",
        "order",
        "agreement",
        "beleg",
    ]
    .iter()
    .any(|word| named.contains(word));
    match (says_number, is_invoice) {
        (true, true) => 0.92,
        (false, true) => 0.85,
        // A check, ticket or transaction may be the paper's number, or only one of many on it.
        (true, false) => 0.75,
        (false, false) => 0.6,
    }
}
