//! The paper beside the decision: the candidate's, or the statement.

use leptos::prelude::*;

use super::super::paper::Paper;
use super::work::Work;
use crate::state::place::Place;
use crate::state::queue::candidates;
use crate::texts::{paper as text, word};
use crate::ui::live;

/// Both papers of the match that is looked at, one of them shown.
#[component]
pub fn Beside(work: Work) -> impl IntoView {
    let papers = Memo::new(move |_| papers(work));
    let is_on_statement = move || work.on_statement.get() || papers.read().1.is_none();
    let place = move || {
        let (statement, proof) = papers.get();
        let proof = proof.filter(|_| !work.on_statement.get());
        proof.map(|(_, place)| place).or(statement)
    };
    let tab = move |of_statement: bool, word: &'static str| {
        let pressed = move || (is_on_statement() == of_statement).to_string();
        view! {
            <button type="button" class="btn tab" aria-pressed=pressed on:click=move |_| work.on_statement.set(of_statement)>{word}</button>
        }
    };
    let tabs = move || {
        let (word, _) = papers.get().1?;
        Some(view! {
            <div class="flex" role="group" aria-label=text::WHICH>
                {tab(false, word)}
                {tab(true, crate::texts::session::STATEMENT_LEG)}
                <kbd class="kbd ml-2 self-center" aria-hidden="true">"P"</kbd>
            </div>
        })
    };
    view! { <Paper place=Signal::derive(place)>{live(tabs)}</Paper> }
}

/// A proof's sort, in a word, and its place.
type Proof = (&'static str, Place);

/// The transaction's place, and that of the candidate that is looked at.
fn papers(work: Work) -> (Option<Place>, Option<Proof>) {
    let place = work.looked_at.get();
    let is_done = work.is_done();
    let month = work.load.value.read();
    let current = work.current().filter(|_| !is_done);
    let Some((month, result)) = month.as_ref().zip(current) else {
        return (None, None);
    };
    let one = month.transaction(result.transaction_id);
    let statement = one.and_then(|one| Place::of_transaction(month, one));
    let links = candidates(&result);
    let receipt = links
        .get(place)
        .and_then(|link| month.receipt(link.receipt_id));
    let proof = receipt.and_then(|receipt| {
        let place = Place::of_receipt(month, receipt)?;
        Some((word::receipt_source(receipt.source), place))
    });
    (statement, proof)
}
