//! The documents, and the proof: what is printed beside what was extracted.

use std::cmp::Reverse;
use std::sync::Arc;

use leptos::prelude::*;
use tieout_contract::control_total::ControlTotal;
use tieout_contract::document::Document;
use tieout_contract::problem::Problem;
use tieout_domain::{DocumentKind, ProblemKind, Severity};

use super::MonthLoad;
use crate::locale;
use crate::sorted::sorted;
use crate::state::month::Month;
use crate::texts::{session as text, word};
use crate::ui::{Badge, Glyph, Icon, Tone, badge, live};

/// How many totals are listed where all of them are asked for.
const MOST_TOTALS: usize = 300;

/// The proof, the files, and what is worth knowing of them.
#[component]
pub fn Documents(load: MonthLoad) -> impl IntoView {
    live(move || {
        let month = load.value.get()?;
        Some(view! {
            <div class="space-y-4">
                <Proof month=month.clone() />
                {unread(&month)}
                {files(&month)}
                {problems(&month)}
            </div>
        })
    })
}

#[component]
fn Proof(month: Arc<Month>) -> impl IntoView {
    let only_differences = RwSignal::new(month.differing_totals().next().is_some());
    let verdict = if month.control_totals.is_empty() {
        (Tone::Quiet, text::NO_TOTALS.to_owned())
    } else {
        match month.differing_totals().count() {
            0 => (Tone::Ok, text::ALL_AGREE.to_owned()),
            count => (Tone::Bad, text::differing(&locale::count(count))),
        }
    };
    let rows = move || {
        let wanted = sorted_totals(&month);
        let wanted = wanted
            .into_iter()
            .filter(|total| !only_differences.get() || !total.ties_out);
        wanted
            .take(MOST_TOTALS)
            .map(|total| total_row(&month, total))
            .collect_view()
    };
    view! {
        <section class="card">
            <header class="flex flex-wrap items-center gap-3 border-b border-line p-3">
                <h2 class="font-semibold">{text::TOTALS}</h2>
                <Badge tone=verdict.0 word=verdict.1 />
                <label class="ml-auto flex cursor-pointer items-center gap-2 text-table">
                    <input type="checkbox" prop:checked=move || only_differences.get() on:change=move |_| only_differences.update(|only| *only = !*only) />
                    {text::ONLY_DIFFERENCES}
                </label>
            </header>
            <p class="px-3 pt-2 text-table text-ink-2">{text::TOTALS_NOTE}</p>
            <div class="max-h-96 overflow-auto" tabindex="0" role="region" aria-label=text::TOTALS>
                <table class="row-table min-w-[640px]">
                    <thead>
                        <tr>
                            <th scope="col">{text::DOCUMENT}</th>
                            <th scope="col">{text::SCOPE}</th>
                            <th scope="col">{text::LABEL}</th>
                            <th scope="col" class="num">{text::PRINTED}</th>
                            <th scope="col" class="num">{text::EXTRACTED}</th>
                            <th scope="col" class="num">{text::DIFFERENCE}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

/// The widest totals of the statements first: they prove the most.
fn sorted_totals(month: &Month) -> Vec<&ControlTotal> {
    let is_of_statement = |total: &ControlTotal| {
        let document = month.document(total.document_id);
        document.is_some_and(|document| document.kind == Some(DocumentKind::Statement))
    };
    sorted(month.control_totals.iter().collect(), |total| {
        (!is_of_statement(total), Reverse(total.scope))
    })
}

fn total_row(month: &Month, total: &ControlTotal) -> AnyView {
    let document = month
        .document(total.document_id)
        .map(|document| document.file_name.clone());
    let page = total.page.map(|page| format!(", {} {page}", text::PAGE));
    let shown = |text: &str| match text.parse::<tieout_domain::Decimal>() {
        Ok(value) if total.currency.is_some() => locale::amount(value, total.currency),
        _ => text.to_owned(),
    };
    let verdict = if total.ties_out {
        view! { <span class="inline-flex items-center gap-1 text-ok"><Icon glyph=Glyph::Check />"0"</span> }.into_any()
    } else {
        let difference = total.difference.as_deref().map(shown);
        view! { <span class="inline-flex items-center gap-1 font-medium text-bad"><Icon glyph=Glyph::Cross />{difference}</span> }.into_any()
    };
    view! {
        <tr>
            <td>{document}{page}</td>
            <td>{word::scope(total.scope)}</td>
            <td title=total.label.clone()>{total.label.clone()}</td>
            <td class="num">{shown(&total.printed)}</td>
            <td class="num">{shown(&total.extracted)}</td>
            <td class="num">{verdict}</td>
        </tr>
    }
    .into_any()
}

fn unread(month: &Month) -> AnyView {
    let lines: Vec<&Problem> = month.unread_lines().collect();
    if lines.is_empty() {
        let is_read = month.statements().next().is_some();
        return is_read
            .then(|| view! { <p class="text-table text-ink-2">{text::NO_UNREAD}</p> })
            .into_any();
    }
    view! {
        <section class="card border-bad p-3">
            <h2 class="flex items-center gap-2 font-semibold">
                {text::UNREAD}
                <Badge tone=Tone::Bad word=locale::count(lines.len()) />
            </h2>
            <p class="text-table text-ink-2">{text::UNREAD_NOTE}</p>
            <ul class="mt-2 space-y-2">{lines.into_iter().map(problem).collect_view()}</ul>
        </section>
    }
    .into_any()
}

fn problem(problem: &Problem) -> AnyView {
    let page = problem.page.map(|page| format!(", {} {page}", text::PAGE));
    let tone = match problem.severity {
        Severity::Error => Tone::Bad,
        Severity::Warning => Tone::Warn,
        Severity::Note => Tone::Quiet,
    };
    let word = match problem.severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Note => "Note",
    };
    let quoted = (!problem.text.is_empty()).then(|| {
        view! { <p class="font-mono text-meta break-words text-ink-2">{problem.text.clone()}</p> }
    });
    view! {
        <li class="text-table">
            <p class="flex flex-wrap items-center gap-2">
                <Badge tone word />
                <span class="font-medium break-all">{problem.file_name.clone()}{page}</span>
                <span class="break-words">{problem.message.clone()}</span>
            </p>
            {quoted}
        </li>
    }
    .into_any()
}

fn problems(month: &Month) -> AnyView {
    let others: Vec<&Problem> = month
        .problems
        .iter()
        .filter(|problem| problem.kind != ProblemKind::UnreadLine)
        .collect();
    if others.is_empty() {
        return ().into_any();
    }
    let others = sorted(others, |problem| Reverse(problem.severity));
    view! {
        <details class="card p-3">
            <summary class="cursor-pointer font-semibold">{text::PROBLEMS}" ("{locale::count(others.len())}")"</summary>
            <ul class="mt-3 max-h-96 space-y-2 overflow-auto" tabindex="0" aria-label=text::PROBLEMS>{others.into_iter().map(problem).collect_view()}</ul>
        </details>
    }
    .into_any()
}

fn files(month: &Month) -> AnyView {
    view! {
        <section class="card">
            <h2 class="border-b border-line p-3 font-semibold">{text::DOCUMENTS}</h2>
            <div class="overflow-x-auto" tabindex="0" role="region" aria-label=text::DOCUMENTS>
                <table class="row-table min-w-[640px]">
                    <thead>
                        <tr>
                            <th scope="col">{text::FILE}</th>
                            <th scope="col">{text::KIND}</th>
                            <th scope="col" class="num">{text::PAGES}</th>
                            <th scope="col" class="num">{text::FOUND}</th>
                            <th scope="col">{text::PROOF}</th>
                            <th scope="col">{text::STATUS}</th>
                        </tr>
                    </thead>
                    <tbody>{month.documents.iter().map(file).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn file(document: &Document) -> AnyView {
    let found = document.transactions + document.receipts;
    let proof = (document.control_totals > 0).then(|| badge::of_tie_out(Some(document.tie_out)));
    let guessed = document
        .layout_is_guessed
        .then(|| view! { <Badge tone=Tone::Warn word=text::GUESSED /> });
    let error = document.error.clone().map(|error| {
        view! { <p class="whitespace-normal text-bad">{error}</p> }
    });
    let pages = match document.pages {
        Some(pages) if pages != document.pages_done => {
            text::of(&locale::count(document.pages_done), &locale::count(pages))
        }
        pages => pages.map(locale::count).unwrap_or_default(),
    };
    view! {
        <tr>
            <td title=document.content_hash.clone()>
                {document.file_name.clone()}" "<span class="text-meta text-ink-3">{locale::size(document.file_size.unsigned_abs())}</span>
                {error}
            </td>
            <td>{word::document_kind(document.kind)}</td>
            <td class="num">{pages}</td>
            <td class="num">{locale::count(found)}</td>
            <td>{proof}{guessed}</td>
            <td>{badge::of_document(document.status)}</td>
        </tr>
    }
    .into_any()
}
