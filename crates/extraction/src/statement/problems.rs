//! What a person should know about a statement, in their words.

use std::collections::HashMap;

use chrono::NaiveDate;
use tieout_domain::{
    CardLast4, ControlTotal, DocumentRef, Employee, Figure, Money, Problem, ProblemKind, Source,
    Transaction,
};

use super::numbers::{PageNumber, missing};
use super::raw::{Entry, Place};
use super::styles::Styles;
use crate::layout::Role;

/// Problems gathered while a statement is read.
#[derive(Debug)]
pub(super) struct Problems {
    document: DocumentRef,
    today: Option<NaiveDate>,
    list: Vec<Problem>,
}

impl Problems {
    pub(super) const fn new(document: DocumentRef, today: Option<NaiveDate>) -> Self {
        Self {
            document,
            today,
            list: Vec::new(),
        }
    }

    pub(super) fn into_list(self) -> Vec<Problem> {
        self.list
    }

    /// What had to be assumed about dates and signs.
    pub(super) fn of_styles(&mut self, styles: &Styles) {
        if let Some(doubt) = styles.dates.doubt {
            self.add(
                ProblemKind::Ambiguous,
                Source::document(self.document),
                doubt.to_string(),
            );
        }
        if let Some(day) = styles.year_from {
            self.add(
                ProblemKind::Ambiguous,
                Source::document(self.document),
                format!("prints days without their year and no period; the year was taken from {day}, the last day named above the transactions: check it"),
            );
        }
        if styles.is_sign_guessed {
            self.add(
                ProblemKind::Ambiguous,
                Source::document(self.document),
                "most amounts are printed with a minus, so amounts with a minus were taken as charges and the others as credits: check a few of them",
            );
        }
    }

    /// Pages that are missing.
    pub(super) fn of_pages(&mut self, numbers: &[PageNumber]) {
        if let Some(message) = missing(numbers) {
            self.add(
                ProblemKind::Damaged,
                Source::document(self.document),
                message,
            );
        }
    }

    /// Lines amid a table that were not understood.
    pub(super) fn unread(&mut self, places: &[Place]) {
        for place in places {
            self.add(
                ProblemKind::UnreadLine,
                place.source(self.document),
                format!("a line amid the transactions was not understood: “{}”; look whether it is a transaction and add it by hand if so", place.text),
            );
        }
    }

    /// A cell that should say whose transaction it is, and cannot be read.
    pub(super) fn of_card(&mut self, entry: &Entry, transaction: &Transaction) {
        let is_unread = |text: &&str| {
            CardLast4::from_printed(text).is_err() && text.chars().any(char::is_alphanumeric)
        };
        if let Some(text) = entry.row.get(Role::Card).filter(is_unread) {
            let whose = match transaction.card {
                Some(card) => {
                    format!("it was taken as one of the card ending in {card}, as the row above")
                }
                None => "it was taken as nobody's".to_owned(),
            };
            let message = format!(
                "{} has a card that cannot be read, “{text}”; {whose}: look whose it is",
                named(transaction)
            );
            self.add(ProblemKind::Ambiguous, transaction.source.clone(), message);
        }
    }

    /// A total that names somebody else than whose section it closes.
    pub(super) fn of_section(&mut self, label: &str, taken: &Employee, source: Source) {
        let message = format!(
            "“{label}” names somebody else than {}, whose the transactions above it were taken for: look whose they are",
            taken.name
        );
        self.add(ProblemKind::Ambiguous, source, message);
    }

    /// Cards beside which no name was found, and transactions beside which nothing was.
    pub(super) fn of_holders(&mut self, employees: &[Employee], transactions: &[Transaction]) {
        let cards: Vec<String> = employees
            .iter()
            .filter(|employee| is_nameless(employee))
            .flat_map(|employee| &employee.cards)
            .map(|card| format!("\u{b7}\u{b7}{card}"))
            .collect();
        let source = || Source::document(self.document);
        if !cards.is_empty() {
            let message = format!(
                "no cardholder's name was found for {}: their transactions stand under the card alone; look in the document whose they are",
                cards.join(", ")
            );
            self.add(ProblemKind::MissingField, source(), message);
        }
        let is_nobodys = |transaction: &&Transaction| transaction.employee.is_none();
        let mut nobodys = transactions.iter().filter(is_nobodys);
        if let Some(first) = nobodys.next() {
            let message = format!(
                "neither a cardholder nor a card was found for {} of its {} transactions, from here on: they are nobody's until somebody says whose they are",
                nobodys.count() + 1,
                transactions.len()
            );
            self.add(ProblemKind::MissingField, first.source.clone(), message);
        }
    }

    /// What a transaction lacks, and what looks wrong about it. `printed` is its amount even if zero.
    pub(super) fn of_transaction(
        &mut self,
        entry: &Entry,
        transaction: &Transaction,
        printed: Option<Money>,
        is_unproven: bool,
    ) {
        let what = named(transaction);
        let unread = [
            (Role::TransactionDate, transaction.transaction_date),
            (Role::PostDate, transaction.post_date),
        ];
        let unread = unread
            .into_iter()
            .find_map(|(role, day)| entry.row.get(role).filter(|_| day.is_none()));
        if let Some(text) = unread {
            let message = format!(
                "{what} has a date that cannot be read, “{text}”; look at the line in the document and enter the date"
            );
            self.incomplete(transaction, message);
        } else if transaction.date().is_none() {
            let message =
                format!("{what} has no date; look at the line in the document and enter the date");
            self.incomplete(transaction, message);
        }
        if transaction.amount.is_none() {
            let message = match printed {
                Some(_) => format!(
                    "{what} has an amount of 0.00, which is neither a charge nor a credit; look at the line in the document and enter the amount, or ignore it"
                ),
                None => format!(
                    "{what} has no readable amount; look at the line in the document and enter the amount"
                ),
            };
            self.incomplete(transaction, message);
        }
        if is_unproven && !entry.items.is_empty() {
            self.add(
                ProblemKind::Ambiguous,
                transaction.source.clone(),
                format!("{what} has no totals line; its amount is the sum of its product lines: compare it with the document"),
            );
        }
        self.of_dates(transaction, &what);
    }

    fn of_dates(&mut self, transaction: &Transaction, what: &str) {
        if let (Some(bought), Some(posted)) = (transaction.transaction_date, transaction.post_date)
            && posted < bought
        {
            let message = format!(
                "{what} was posted on {posted}, before it was made on {bought}: check both dates"
            );
            self.add(ProblemKind::Ambiguous, transaction.source.clone(), message);
        }
        if let (Some(day), Some(today)) = (transaction.date(), self.today)
            && day > today
        {
            let message = format!("{what} is dated {day}, which is in the future: check the date");
            self.add(ProblemKind::Ambiguous, transaction.source.clone(), message);
        }
    }

    /// A printed total that differs from what was extracted.
    pub(super) fn of_totals(&mut self, totals: &[ControlTotal]) {
        for total in totals.iter().filter(|total| !total.ties_out()) {
            let difference = total.difference().map_or(String::new(), |difference| {
                format!(", a difference of {}", figure(difference))
            });
            let message = format!(
                "“{}” is printed as {}, but what was extracted comes to {}{difference}; compare the transactions above it with the document",
                total.label,
                figure(total.printed),
                figure(total.extracted),
            );
            self.add(ProblemKind::DoesNotTieOut, total.source.clone(), message);
        }
    }

    /// Two transactions of one statement that have the same number.
    pub(super) fn of_references(&mut self, transactions: &[Transaction]) {
        let mut seen: HashMap<&str, &Transaction> = HashMap::new();
        for transaction in transactions {
            let Some(reference) = transaction.reference.as_deref() else {
                continue;
            };
            if let Some(first) = seen.insert(reference, transaction) {
                let page = first
                    .source
                    .page
                    .map_or(String::new(), |page| format!(" on page {page}"));
                let message = format!(
                    "the number {reference} stands here a second time (first{page}): check that the transaction is not listed twice"
                );
                self.add(ProblemKind::Duplicate, transaction.source.clone(), message);
            }
        }
    }

    fn incomplete(&mut self, transaction: &Transaction, message: String) {
        self.add(
            ProblemKind::IncompleteTransaction,
            transaction.source.clone(),
            message,
        );
    }

    fn add(&mut self, kind: ProblemKind, source: Source, message: impl Into<String>) {
        self.list.push(Problem::new(kind, source, message));
    }
}

/// Is nothing known of the person but a card?
fn is_nameless(employee: &Employee) -> bool {
    let is_number = |card: &CardLast4| card.as_str() == employee.number.as_str();
    employee.number_is_derived && employee.cards.iter().any(is_number)
}

/// How a person finds the transaction.
fn named(transaction: &Transaction) -> String {
    let line = transaction.source.text().lines().next().unwrap_or_default();
    match &transaction.merchant {
        Some(merchant) => format!("the transaction “{merchant}”"),
        None => format!("the transaction “{line}”"),
    }
}

fn figure(figure: Figure) -> String {
    match figure {
        Figure::Amount(money) => format!("{money} {}", money.currency()),
        Figure::Count(count) => count.to_string(),
    }
}
