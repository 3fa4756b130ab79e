//! Tags to a statement.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use tieout_domain::{
    CardLast4, Currency, DocumentRef, Employee, Money, OtherEntry, Period, PersonName, Problem,
    ProblemKind, Source, Statement, Transaction,
};

use super::entry::{Entry, day};
use super::tags::Tag;
use crate::csv::Vocabulary;
use crate::roster::{Holder, Roster};

/// Gathers what the tags say.
#[derive(Debug)]
pub(super) struct Gathering {
    document: DocumentRef,
    words: Vocabulary,
    /// Currency and card of the account whose list is being read.
    currency: Currency,
    card: Option<CardLast4>,
    issuer: Option<String>,
    start: Option<NaiveDate>,
    period: Option<Period>,
    statement_currency: Option<Currency>,
    entry: Option<Entry>,
    transactions: Vec<Unplaced>,
    other_entries: Vec<OtherEntry>,
    problems: Vec<Problem>,
}

/// A transaction whose cardholder is not yet known.
#[derive(Debug)]
struct Unplaced {
    transaction: Transaction,
    holder: Holder,
    memo: Option<String>,
}

impl Gathering {
    pub(super) fn new(document: DocumentRef, currency: Currency) -> Self {
        Self {
            document,
            words: Vocabulary::shared(),
            currency,
            card: None,
            issuer: None,
            start: None,
            period: None,
            statement_currency: None,
            entry: None,
            transactions: Vec::new(),
            other_entries: Vec::new(),
            problems: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, tag: &Tag<'_>) {
        match (tag, &mut self.entry) {
            (Tag::Open("STMTTRN", line), _) => {
                self.finish_entry();
                self.entry = Some(Entry::at(*line));
            }
            (Tag::Open("CCSTMTRS" | "STMTRS", _), _) => self.card = None,
            (Tag::Close("STMTTRN" | "BANKTRANLIST"), _) => self.finish_entry(),
            (Tag::Open("ORIGCURRENCY", _), Some(entry)) => entry.is_converted = true,
            (Tag::Text { name, text }, Some(entry)) => entry.keep(name, text),
            (Tag::Text { name, text }, None) => self.head(name, text),
            _ => {}
        }
    }

    pub(super) fn finish(mut self) -> (Statement, Vec<Problem>) {
        self.finish_entry();
        let (employees, transactions) = place(self.transactions);
        let statement = Statement {
            issuer: self.issuer,
            period: self.period,
            currency: self.statement_currency.unwrap_or(self.currency),
            employees,
            transactions,
            other_entries: self.other_entries,
            control_totals: Vec::new(),
        };
        (statement, self.problems)
    }

    /// What a file says of all transactions of an account.
    fn head(&mut self, name: &str, text: &str) {
        match name {
            "CURDEF" => {
                self.currency = text.parse().unwrap_or(self.currency);
                self.statement_currency.get_or_insert(self.currency);
            }
            "ACCTID" => self.card = CardLast4::from_printed(text).ok(),
            "ORG" => self.issuer = Some(text.to_owned()),
            "DTSTART" => self.start = day(text),
            "DTEND" => self.cover(day(text)),
            _ => {}
        }
    }

    fn cover(&mut self, end: Option<NaiveDate>) {
        let Some(period) = self
            .start
            .zip(end)
            .and_then(|(start, end)| Period::new(start, end).ok())
        else {
            return;
        };
        self.period = Some(self.period.map_or(period, |known| known.union(period)));
    }

    fn finish_entry(&mut self) {
        let Some(entry) = self.entry.take() else {
            return;
        };
        let charged = entry.charged(self.currency);
        self.tell_what_is_missing(&entry, charged);
        let source = self.source(&entry);
        match entry.other_kind(&self.words, charged) {
            Some(kind) => self.other_entries.push(entry.other(kind, charged, source)),
            None => {
                let holder = entry.holder(self.card);
                self.transactions.push(Unplaced {
                    transaction: entry.transaction(holder.card, charged, source),
                    holder,
                    memo: entry.text("MEMO"),
                });
            }
        }
    }

    fn tell_what_is_missing(&mut self, entry: &Entry, charged: Option<Money>) {
        let what = match (
            entry.date("DTUSER").or_else(|| entry.date("DTPOSTED")),
            charged,
        ) {
            (Some(_), Some(_)) => return,
            (None, Some(_)) => "date",
            (_, None) => "amount",
        };
        let message = format!(
            "the transaction on line {} has no readable {what}: export the statement again",
            entry.line
        );
        self.problems.push(Problem::new(
            ProblemKind::IncompleteTransaction,
            self.source(entry),
            message,
        ));
    }

    fn source(&self, entry: &Entry) -> Source {
        Source::document(self.document).with_text(&entry.all_texts())
    }
}

/// Puts each transaction to its cardholder.
fn place(unplaced: Vec<Unplaced>) -> (Vec<Employee>, Vec<Transaction>) {
    let memos_are_names = memos_are_names(&unplaced);
    let mut roster = Roster::default();
    let mut transactions = Vec::with_capacity(unplaced.len());
    for Unplaced {
        mut transaction,
        mut holder,
        memo,
    } in unplaced
    {
        if memos_are_names {
            let named = memo.and_then(|memo| PersonName::new(&memo).ok());
            holder.name = holder.name.or(named);
        }
        transaction.employee = roster.place(&holder);
        transactions.push(transaction);
    }
    (roster.into_employees(), transactions)
}

/// OFX has no field for the cardholder, and some issuers note the name on each transaction.
///
/// Notes are names when all read as names and are the same on all transactions of a card; one
/// transaction a card proves nothing.
fn memos_are_names(transactions: &[Unplaced]) -> bool {
    let mut by_card: BTreeMap<Option<CardLast4>, (&str, usize)> = BTreeMap::new();
    for Unplaced { holder, memo, .. } in transactions {
        let Some(memo) = memo.as_deref().filter(|memo| reads_as_name(memo)) else {
            return false;
        };
        let (first, count) = by_card.entry(holder.card).or_insert((memo, 0));
        if *first != memo {
            return false;
        }
        *count += 1;
    }
    by_card.values().any(|(_, count)| *count > 1)
}

/// Two to five words of letters.
fn reads_as_name(text: &str) -> bool {
    let is_letter = |c: char| c.is_alphabetic() || matches!(c, '.' | '\'' | '-' | ',' | '\u{2019}');
    let words: Vec<&str> = text.split_whitespace().collect();
    (2..=5).contains(&words.len()) && words.iter().all(|word| word.chars().all(is_letter))
}
