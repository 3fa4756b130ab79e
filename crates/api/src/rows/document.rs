//! Documents, their totals, and what was wrong with them.

use tieout_contract::month::{ControlTotalRow, DocumentRow, ProblemRow};
use tieout_domain::{Books, ControlTotal, Document, DocumentRef, Problem, TieOut};

use super::text;

/// The documents and how each ties out.
pub(super) fn rows(books: &Books) -> Vec<DocumentRow> {
    let numbered = books.documents.iter().enumerate();
    numbered
        .map(|(place, document)| row(books, DocumentRef::new(place), document))
        .collect()
}

/// The printed totals.
pub(super) fn control_totals(books: &Books) -> Vec<ControlTotalRow> {
    let totals = books.control_totals.iter();
    totals.map(|total| control_total(books, total)).collect()
}

/// The problems, in the order in which they were met.
pub(super) fn problems(books: &Books) -> Vec<ProblemRow> {
    let problems = books.problems.iter();
    problems
        .map(|problem| problem_row(books, problem))
        .collect()
}

fn row(books: &Books, at: DocumentRef, document: &Document) -> DocumentRow {
    let layout = document.layout.as_ref();
    DocumentRow {
        name: document.name.clone(),
        kind: text(document.kind),
        layout: layout.map(|layout| layout.name.clone()),
        layout_is_guessed: layout.is_some_and(|layout| layout.is_guessed),
        pages: document.pages,
        ties_out: match books.document_tie_out(at) {
            TieOut::TiesOut => Some(true),
            TieOut::Differs => Some(false),
            TieOut::NothingToProve => None,
        },
    }
}

fn control_total(books: &Books, total: &ControlTotal) -> ControlTotalRow {
    ControlTotalRow {
        document: books.document_name(total.source.document).to_owned(),
        page: total.source.page,
        scope: total.scope,
        label: total.label.clone(),
        printed: total.printed.to_string(),
        extracted: total.extracted.to_string(),
        difference: text(total.difference()),
    }
}

fn problem_row(books: &Books, problem: &Problem) -> ProblemRow {
    ProblemRow {
        document: books.document_name(problem.source.document).to_owned(),
        page: problem.source.page,
        kind: problem.kind,
        severity: problem.kind.severity(),
        text: problem.source.text().to_owned(),
        message: problem.message.clone(),
    }
}
