//! What is known of one transaction or one receipt, at the side.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use tieout_contract::matches::{Leg, MatchResult};
use tieout_contract::receipt::Receipt;
use tieout_contract::transaction::Transaction;
use tieout_domain::MatchStatus;
use tieout_domain::id::{ReceiptId, TransactionId};

use super::super::paper::Paper;
use super::MonthLoad;
use crate::api::{self, Decide};
use crate::locale;
use crate::state::month::Month;
use crate::state::place::Place;
use crate::texts::{review, session as text, shell, word};
use crate::ui::{Glyph, Icon, Toasts, badge, live};

/// A panel at the side, closed by its button or Escape.
#[component]
fn Panel(#[prop(into)] title: String, close: Callback<()>, children: Children) -> impl IntoView {
    let node = NodeRef::<html::Button>::new();
    Effect::new(move || {
        if let Some(button) = node.get() {
            // A button that is in the document takes the focus.
            let _ = button.focus();
        }
    });
    view! {
        <aside class="panel" aria-label=title.clone()>
            <header class="sticky top-0 flex items-start justify-between gap-3 border-b border-line bg-raised p-4">
                <h2 class="min-w-0 text-[16px] leading-6 font-semibold break-words">{title.clone()}</h2>
                <button type="button" class="btn btn-quiet btn-icon" node_ref=node aria-label=shell::CLOSE on:click=move |_| close.run(())>
                    <Icon glyph=Glyph::Cross />
                </button>
            </header>
            <div class="space-y-5 p-4">{children()}</div>
        </aside>
    }
}

/// One transaction: what is printed, its proofs side by side, why, and what can be done.
#[component]
pub fn TransactionPanel(load: MonthLoad, id: TransactionId, close: Callback<()>) -> impl IntoView {
    live(move || {
        let month = load.value.get()?;
        let one = month.transaction(id)?.clone();
        let decided = month.match_of(id).cloned();
        let title = one
            .merchant_name
            .clone()
            .unwrap_or_else(|| one.text.clone());
        let source = month
            .document(one.document_id)
            .map(|document| document.file_name.clone());
        let place = Signal::stored(Place::of_transaction(&month, &one));
        Some(view! {
            <Panel title close>
                <div class="flex flex-wrap items-center gap-2">
                    {badge::of_transaction(one.status)}
                    {badge::of_match(one.match_status)}
                </div>
                {decided.as_ref().map(|result| reason(result))}
                <div class="grid gap-3 sm:grid-cols-3">
                    {statement(&month, &one)}
                    {decided.as_ref().map(|result| leg(&month, text::REPORT_LEG, text::NO_LINE, &result.expense_report))}
                    {decided.as_ref().map(|result| leg(&month, text::RECEIPT_LEG, text::NO_PAPER, &result.receipt_documents))}
                </div>
                {items(&one)}
                {decided.map(|result| actions(load, &result))}
                {raw(&one.text, source, one.page)}
                <Paper place />
            </Panel>
        })
    })
}

fn reason(result: &MatchResult) -> AnyView {
    let by = result.reviewed_by.as_ref().map(|by| {
        let at = result.reviewed_at.map(locale::exact).unwrap_or_default();
        view! { <p class="mt-1 text-meta text-ink-2">{text::REVIEWED}" "{by.clone()}", "{at}</p> }
    });
    view! {
        <section>
            <h3 class="text-meta text-ink-2">{text::WHY}</h3>
            <p>{result.match_reason.clone()}</p>
            {by}
        </section>
    }
    .into_any()
}

fn statement(month: &Month, one: &Transaction) -> AnyView {
    let facts = [
        one.date.map(locale::full_day),
        one.amount
            .map(|amount| locale::amount(amount, one.currency)),
        Some(month.employee_name(one.employee_id).to_owned()),
        one.card_last_four
            .as_ref()
            .map(|card| format!("{} ··{card}", text::CARD)),
        one.expense_type.clone(),
        one.merchant_city.clone(),
    ];
    column(
        text::STATEMENT_LEG,
        None,
        facts.into_iter().flatten().collect(),
    )
}

fn leg(month: &Month, title: &'static str, none: &'static str, leg: &Leg) -> AnyView {
    let lines: Vec<String> = leg
        .links
        .iter()
        .filter_map(|link| Some((link, month.receipt(link.receipt_id)?)))
        .flat_map(|(link, receipt)| {
            let differences = link.differences.iter().map(review::difference);
            receipt_facts(receipt)
                .into_iter()
                .chain(differences)
                .collect::<Vec<_>>()
        })
        .collect();
    let lines = if lines.is_empty() {
        vec![none.to_owned()]
    } else {
        lines
    };
    column(title, Some(word::leg_verdict(leg.verdict)), lines)
}

fn receipt_facts(receipt: &Receipt) -> Vec<String> {
    let facts = [
        receipt.vendor_name.clone(),
        receipt.receipt_date.map(locale::full_day),
        receipt
            .amount
            .map(|amount| locale::amount(amount, receipt.currency)),
        receipt.purpose.clone(),
        receipt
            .gl_account
            .as_ref()
            .map(|account| format!("{} {account}", text::GL_ACCOUNT)),
        receipt
            .job
            .as_ref()
            .map(|job| format!("{} {job}", text::JOB)),
    ];
    facts.into_iter().flatten().collect()
}

fn column(title: &'static str, verdict: Option<&'static str>, lines: Vec<String>) -> AnyView {
    let lines = lines.into_iter().filter(|line| !line.is_empty());
    let lines = lines
        .map(|line| view! { <li class="break-words">{line}</li> })
        .collect_view();
    view! {
        <section class="card p-3 text-table">
            <h3 class="font-medium">{title}</h3>
            <p class="mb-1 text-meta text-ink-2">{verdict}</p>
            <ul class="space-y-0.5 tabular-nums">{lines}</ul>
        </section>
    }
    .into_any()
}

fn items(one: &Transaction) -> AnyView {
    if one.items.is_empty() {
        return ().into_any();
    }
    let line = |item: &tieout_contract::transaction::Item| {
        let money = |value: Option<tieout_domain::Decimal>| {
            value.map(|value| locale::amount(value, one.currency))
        };
        let quantity = item
            .quantity
            .map(|quantity| quantity.normalize().to_string());
        view! {
            <tr>
                <td>{item.description.clone()}</td>
                <td class="num">{quantity}</td>
                <td class="num">{money(item.net)}</td>
            </tr>
        }
    };
    view! {
        <section>
            <h3 class="mb-1 text-meta text-ink-2">{text::LINES}</h3>
            <table class="row-table"><tbody>{one.items.iter().map(line).collect_view()}</tbody></table>
        </section>
    }
    .into_any()
}

fn actions(load: MonthLoad, result: &MatchResult) -> AnyView {
    let toasts = Toasts::here();
    let (id, version) = (result.id, result.version);
    let act = move |decide: Decide, said: &'static str| {
        spawn_local(async move {
            match api::decide(id, version, decide).await {
                Ok(_) => toasts.say(said),
                Err(fault) if fault.status() == Some(412) => toasts.say(review::CONFLICT),
                Err(fault) => toasts.say(format!("{}: {}", fault.title(), fault.detail())),
            }
            load.again();
        });
    };
    let is_decided = matches!(
        result.match_status,
        MatchStatus::Approved | MatchStatus::Rejected
    ) || result.reviewed_by.is_some();
    let has_proof =
        !result.expense_report.links.is_empty() || !result.receipt_documents.links.is_empty();
    view! {
        <section class="flex flex-wrap gap-2" aria-label=text::DECIDE>
            {has_proof.then(|| view! {
                <button type="button" class="btn btn-primary" on:click=move |_| act(Decide::Approve(None), review::APPROVED)>{text::APPROVE}</button>
                <button type="button" class="btn" on:click=move |_| act(Decide::Reject, review::REJECTED)>{text::REJECT}</button>
            })}
            {is_decided.then(|| view! {
                <button type="button" class="btn" on:click=move |_| act(Decide::Withdraw, review::TAKEN_BACK)>{text::WITHDRAW}</button>
            })}
        </section>
    }
    .into_any()
}

fn raw(printed: &str, file: Option<String>, page: Option<u32>) -> AnyView {
    let page = page.map(|page| format!(", {} {page}", text::PAGE));
    view! {
        <section>
            <h3 class="text-meta text-ink-2">{text::RAW_TEXT}": "{file}{page}</h3>
            <p class="mt-1 font-mono text-meta break-words whitespace-pre-wrap">{printed.to_owned()}</p>
        </section>
    }
    .into_any()
}

/// One receipt, and what it belongs to.
#[component]
pub fn ReceiptPanel(load: MonthLoad, id: ReceiptId, close: Callback<()>) -> impl IntoView {
    live(move || {
        let month = load.value.get()?;
        let one = month.receipt(id)?.clone();
        let title = one
            .vendor_name
            .clone()
            .unwrap_or_else(|| text::RECEIPT_LEG.to_owned());
        let source = month
            .document(one.document_id)
            .map(|document| document.file_name.clone());
        let place = Signal::stored(Place::of_receipt(&month, &one));
        let session = month.session.id;
        let proven = one.transaction_ids.iter().filter_map(|id| month.transaction(*id)).map(|proven| {
            let href = format!("/sessions/{session}?tab=transactions&row={}", proven.id);
            let name = proven.merchant_name.clone().unwrap_or_else(|| proven.text.clone());
            let amount = proven.amount.map(|amount| locale::amount(amount, proven.currency));
            view! { <li><a class="link" href=href>{name}</a>" "<span class="tabular-nums">{amount}</span></li> }
        });
        let proven = proven.collect_view();
        Some(view! {
            <Panel title close>
                {badge::of_receipt(one.outcome)}
                {column(word::receipt_source(one.source), None, receipt_facts(&one))}
                <section>
                    <h3 class="mb-1 text-meta text-ink-2">{text::PROVES}</h3>
                    <ul>{proven}</ul>
                </section>
                {raw(&one.text, source, one.page)}
                <Paper place />
            </Panel>
        })
    })
}
