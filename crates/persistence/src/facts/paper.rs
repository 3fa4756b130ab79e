//! What else stands on a document: payments and fees, printed totals; and what was wrong with it.

use tieout_domain::{
    ControlTotal, Currency, DocumentRef, EmployeeRef, Figure, Money, OtherEntry, Problem,
};
use uuid::Uuid;

use super::Owner;
use super::place::{Raw, page};
use crate::Result;
use crate::entity::{control_total, other_entry, problem};
use crate::row::{code, count, from_word, minor, money, parse, word};

pub(crate) fn to_entry(
    entry: &OtherEntry,
    place: usize,
    owner: &Owner,
) -> Result<other_entry::Model> {
    Ok(other_entry::Model {
        document_id: owner.document,
        position: count(place),
        session_id: owner.session,
        kind: word(entry.kind)?,
        entry_date: entry.date,
        description: entry.description.clone(),
        amount_minor: minor(entry.amount),
        currency: code(entry.amount),
        page: page(&entry.source),
        raw_data: Raw::of(&entry.source).stored()?,
    })
}

pub(crate) fn from_entry(row: other_entry::Model, document: DocumentRef) -> Result<OtherEntry> {
    Ok(OtherEntry {
        kind: from_word("an entry's kind", &row.kind)?,
        date: row.entry_date,
        description: row.description,
        amount: money(row.amount_minor, row.currency.as_deref())?,
        source: Raw::read(row.raw_data)?.source(document, row.page),
    })
}

pub(crate) fn to_total(
    total: &ControlTotal,
    employee: Option<Uuid>,
    place: usize,
    owner: &Owner,
) -> Result<control_total::Model> {
    let (printed, printed_currency) = to_figure(total.printed);
    let (extracted, extracted_currency) = to_figure(total.extracted);
    Ok(control_total::Model {
        document_id: owner.document,
        position: count(place),
        session_id: owner.session,
        scope: word(total.scope)?,
        label: total.label.clone(),
        employee_id: employee,
        printed,
        printed_currency,
        extracted,
        extracted_currency,
        ties_out: total.ties_out(),
        page: page(&total.source),
        raw_data: Raw::of(&total.source).stored()?,
    })
}

pub(crate) fn from_total(
    row: control_total::Model,
    employee: Option<EmployeeRef>,
    document: DocumentRef,
) -> Result<ControlTotal> {
    Ok(ControlTotal {
        scope: from_word("a total's scope", &row.scope)?,
        label: row.label,
        employee,
        printed: from_figure(row.printed, row.printed_currency.as_deref())?,
        extracted: from_figure(row.extracted, row.extracted_currency.as_deref())?,
        source: Raw::read(row.raw_data)?.source(document, row.page),
    })
}

pub(crate) fn to_problem(problem: &Problem, place: usize, owner: &Owner) -> Result<problem::Model> {
    Ok(problem::Model {
        document_id: owner.document,
        position: count(place),
        session_id: owner.session,
        kind: word(problem.kind)?,
        message: problem.message.clone(),
        page: page(&problem.source),
        raw_data: Raw::of(&problem.source).stored()?,
    })
}

pub(crate) fn from_problem(row: problem::Model, document: DocumentRef) -> Result<Problem> {
    let kind = from_word("a problem's kind", &row.kind)?;
    let source = Raw::read(row.raw_data)?.source(document, row.page);
    Ok(Problem::new(kind, source, row.message))
}

fn to_figure(figure: Figure) -> (i64, Option<String>) {
    match figure {
        Figure::Amount(money) => (money.minor(), Some(money.currency().code().to_owned())),
        Figure::Count(count) => (count, None),
    }
}

fn from_figure(value: i64, currency: Option<&str>) -> Result<Figure> {
    let currency: Option<Currency> = parse("a currency", currency)?;
    Ok(match currency {
        Some(currency) => Figure::Amount(Money::from_minor(value, currency)),
        None => Figure::Count(value),
    })
}
