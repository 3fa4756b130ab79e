//! Sheets to receipts.

use tieout_domain::{Area, DocumentRef, Extracted, Problem, ProblemKind, Receipt, Source};

use super::fields::{Fields, Finding};
use super::kind;
use super::line::Line;
use super::paper::{Hints, Paper};
use super::sheet::Sheet;
use super::split::{self, Part};
use super::trace::Trace;

/// The receipts of a file, what was wrong with them, and what was weighed.
#[derive(Debug, Clone, PartialEq)]
pub struct Understood {
    /// The receipts and the problems.
    pub receipts: Extracted<Vec<Receipt>>,
    /// Per receipt: all candidates for all fields.
    pub traces: Vec<Trace>,
}

/// Reads the receipts on `sheets`: one, or several after each other.
///
/// A field that cannot be told with enough confidence stays empty, and a problem says so. Blank sheets,
/// statements and expense reports give no receipt but a problem.
pub fn understand(sheets: &[Sheet], document: DocumentRef, hints: &Hints) -> Understood {
    let mut understood = Understood {
        receipts: Extracted::clean(Vec::new()),
        traces: Vec::new(),
    };
    let (blank, written): (Vec<Sheet>, Vec<Sheet>) =
        sheets.iter().cloned().partition(Sheet::is_blank);
    for sheet in &blank {
        let source = Source::page(document, sheet.page);
        let message = "the page is blank or nothing on it could be read; if it shows a receipt, scan it again with more contrast";
        understood
            .receipts
            .problems
            .push(Problem::new(ProblemKind::NoText, source, message));
    }
    let parts = split::parts(&written, hints);
    if parts.len() > 1 {
        understood.receipts.problems.push(several(&parts, document));
    }
    for part in &parts {
        read_part(part, document, hints, &mut understood);
    }
    understood
}

fn several(parts: &[Part<'_>], document: DocumentRef) -> Problem {
    let begins = parts
        .iter()
        .filter_map(|part| Some((part.sheets.first()?.page, part.reason?)));
    let reasons: Vec<String> = begins
        .map(|(page, reason)| format!("page {page} begins another because {reason}"))
        .collect();
    let message = format!(
        "the file holds {} receipts: {}",
        parts.len(),
        reasons.join("; ")
    );
    Problem::new(
        ProblemKind::SeveralReceipts,
        Source::document(document),
        message,
    )
}

fn read_part(part: &Part<'_>, document: DocumentRef, hints: &Hints, understood: &mut Understood) {
    let sheets: Vec<Sheet> = part.sheets.iter().map(|sheet| (*sheet).clone()).collect();
    let paper = Paper::new(&sheets, hints);
    let source = source(&paper, document);
    let problems = &mut understood.receipts.problems;
    if let Some(stray) = kind::stray(&paper) {
        let message = format!(
            "this is {}, not a receipt; it was not read as one: upload it as what it is",
            stray.name()
        );
        problems.push(Problem::new(ProblemKind::UnexpectedKind, source, message));
        return;
    }
    let Fields {
        receipt,
        findings,
        trace,
        ..
    } = Fields::read(&paper, source.clone(), hints);
    if receipt.total.is_none() && receipt.date.is_none() {
        let message = "neither a date nor a total could be read; if this is a receipt, scan it again, flat and in good light, or enter it by hand";
        problems.push(Problem::new(ProblemKind::Unreadable, source, message));
        return;
    }
    problems.extend(
        findings
            .into_iter()
            .map(|finding| problem(finding, &source)),
    );
    understood.receipts.value.push(receipt);
    understood.traces.push(trace);
}

fn problem(finding: Finding, source: &Source) -> Problem {
    let source = finding
        .area
        .map_or_else(|| source.clone(), |area| source.clone().within(area));
    Problem::new(finding.kind, source, finding.message)
}

/// Where the receipt stands: its first page, and the text of all.
fn source(paper: &Paper, document: DocumentRef) -> Source {
    let page = paper.page();
    let lines = paper.lines.iter();
    let text: Vec<String> = lines.clone().map(Line::text).collect();
    let on_page = lines.filter(|line| line.row.page == page).map(Line::area);
    let area = on_page
        .reduce(Area::union)
        .and_then(|area| paper.on_page(page, area));
    let source = Source::page(document, page).with_text(&text.join("\n"));
    match area {
        Some(area) => source.within(area),
        None => source,
    }
}
