//! What the documents print of themselves, and what could not be read of them.

use tieout_contract::control_total::ControlTotal;
use tieout_contract::problem::Problem;
use tieout_domain::{self as domain, Figure};
use tieout_persistence::books::LoadedBooks;

/// The printed totals.
pub fn control_totals(loaded: &LoadedBooks) -> Vec<ControlTotal> {
    let totals = loaded.books.control_totals.iter();
    totals
        .filter_map(|total| control_total(loaded, total))
        .collect()
}

/// The problems, the heaviest first.
pub fn problems(loaded: &LoadedBooks) -> Vec<Problem> {
    let problems = loaded.books.problems.iter();
    let mut problems: Vec<_> = problems
        .filter_map(|found| problem(loaded, found))
        .collect();
    problems.sort_by_key(|problem| std::cmp::Reverse(problem.severity));
    problems
}

fn control_total(loaded: &LoadedBooks, total: &domain::ControlTotal) -> Option<ControlTotal> {
    let currency = match total.printed {
        Figure::Amount(money) => Some(money.currency()),
        Figure::Count(_) => None,
    };
    Some(ControlTotal {
        document_id: loaded.ids.document(total.source.document)?,
        page: total.source.page,
        scope: total.scope,
        label: total.label.clone(),
        employee_id: total
            .employee
            .and_then(|employee| loaded.ids.employee(employee)),
        currency,
        printed: total.printed.to_string(),
        extracted: total.extracted.to_string(),
        difference: total.difference().map(|figure| figure.to_string()),
        ties_out: total.ties_out(),
    })
}

fn problem(loaded: &LoadedBooks, problem: &domain::Problem) -> Option<Problem> {
    let document = problem.source.document;
    Some(Problem {
        document_id: loaded.ids.document(document)?,
        file_name: loaded.books.document_name(document).to_owned(),
        page: problem.source.page,
        kind: problem.kind,
        severity: problem.kind.severity(),
        text: problem.source.text().to_owned(),
        message: problem.message.clone(),
    })
}
