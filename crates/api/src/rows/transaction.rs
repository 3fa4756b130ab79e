//! Transactions.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use tieout_contract::month::{ForeignRow, ItemRow, TransactionRow};
use tieout_domain::{
    Books, DocumentRef, Item, Money, Source, Transaction, TransactionOutcome, TransactionRef,
};

use super::{employee, text, transaction_key};

/// The transactions; outcomes run parallel to them once they are matched.
pub(super) fn rows(books: &Books, outcomes: Option<&[TransactionOutcome]>) -> Vec<TransactionRow> {
    let context = Context::of(books);
    let row = |(at, transaction): (TransactionRef, _)| {
        let outcome = outcomes.and_then(|outcomes| outcomes.get(at.place()));
        context.row(at, transaction, outcome)
    };
    books.transactions().map(row).collect()
}

/// What a row needs to know beyond its transaction.
struct Context<'a> {
    books: &'a Books,
    messages: BTreeMap<Place<'a>, Vec<&'a str>>,
    with_purchase_days: BTreeSet<DocumentRef>,
}

/// Where something stands, in a form that can be looked up: document, page, text.
type Place<'a> = (DocumentRef, Option<u32>, &'a str);

impl<'a> Context<'a> {
    fn of(books: &'a Books) -> Self {
        let mut messages: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for problem in &books.problems {
            let at = messages.entry(place_of(&problem.source)).or_default();
            at.push(problem.message.as_str());
        }
        let dated = books
            .transactions
            .iter()
            .filter(|t| t.transaction_date.is_some());
        Self {
            books,
            messages,
            with_purchase_days: dated.map(|t| t.source.document).collect(),
        }
    }

    fn row(
        &self,
        at: TransactionRef,
        transaction: &Transaction,
        outcome: Option<&TransactionOutcome>,
    ) -> TransactionRow {
        let holder = transaction
            .employee
            .and_then(|holder| self.books.employee(holder));
        TransactionRow {
            key: transaction_key(at),
            employee: holder.map(employee::name),
            employee_name: holder.map(|holder| holder.name.to_string()),
            card_last_four: transaction.card,
            date: self.listed_date(transaction),
            transaction_date: transaction.transaction_date,
            posted_date: transaction.post_date,
            amount: text(transaction.amount),
            currency: text(transaction.amount.map(Money::currency)),
            merchant: transaction.merchant.clone(),
            city: transaction.city.clone(),
            state: transaction.state.clone(),
            merchant_group: transaction.category.clone(),
            expense_type: transaction.expense_type.clone(),
            level: transaction.level.clone(),
            transaction_number: transaction.reference.clone(),
            foreign: transaction.foreign.map(|foreign| ForeignRow {
                currency: foreign.amount.currency().to_string(),
                amount: foreign.amount.to_string(),
                rate: text(foreign.rate),
            }),
            items: transaction.items.iter().map(item).collect(),
            file: self
                .books
                .document_name(transaction.source.document)
                .to_owned(),
            page: transaction.source.page,
            status: outcome.map(|outcome| outcome.status),
            match_status: outcome.map(|outcome| outcome.match_status.label().to_owned()),
            problems: self.problems(&transaction.source),
        }
    }

    /// The day it is listed under. Where its statement prints the days of purchase, an unreadable
    /// one stays unknown: the day of the booking is another fact.
    fn listed_date(&self, transaction: &Transaction) -> Option<NaiveDate> {
        if self
            .with_purchase_days
            .contains(&transaction.source.document)
        {
            transaction.transaction_date
        } else {
            transaction.post_date
        }
    }

    fn problems(&self, source: &'a Source) -> Vec<String> {
        let messages = self.messages.get(&place_of(source));
        let messages = messages.map(Vec::as_slice).unwrap_or_default();
        messages.iter().map(|&message| message.to_owned()).collect()
    }
}

fn place_of(source: &Source) -> Place<'_> {
    (source.document, source.page, source.text())
}

fn item(item: &Item) -> ItemRow {
    ItemRow {
        description: item.description.clone().unwrap_or_default(),
        ppu: text(item.unit_price),
        quantity: text(item.quantity),
        gross: text(item.gross),
        discount: text(item.discount),
        net: text(item.net),
    }
}
