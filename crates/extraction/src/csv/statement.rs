//! Entries to a statement.

use std::collections::BTreeMap;

use tieout_domain::{
    ControlTotal, Currency, DocumentRef, EmployeeRef, Figure, Money, OtherEntry, OtherKind,
    Problem, ProblemKind, Scope, Source, Statement, Transaction,
};

use super::profile::Role;
use super::records::Record;
use super::rows::{Entry, Row, RowReader, Side};
use super::vocabulary::EntryType;
use crate::roster::{Holder, Roster};

/// Gathers the rows of a file.
#[derive(Debug)]
pub(super) struct Gathering<'a> {
    reader: RowReader<'a>,
    document: DocumentRef,
    /// What the lines before the table say of all rows.
    owner: Holder,
    roster: Roster,
    transactions: Vec<Transaction>,
    other_entries: Vec<OtherEntry>,
    control_totals: Vec<ControlTotal>,
    problems: Vec<Problem>,
    /// What was charged and credited since the beginning, and since the last total of a part.
    all: Sums,
    part: Sums,
}

/// What was charged and credited, by currency.
#[derive(Debug, Clone, Default)]
struct Sums {
    charged: BTreeMap<Currency, Money>,
    credited: BTreeMap<Currency, Money>,
}

impl<'a> Gathering<'a> {
    pub(super) fn new(reader: RowReader<'a>, document: DocumentRef, owner: Holder) -> Self {
        Self {
            reader,
            document,
            owner,
            roster: Roster::default(),
            transactions: Vec::new(),
            other_entries: Vec::new(),
            control_totals: Vec::new(),
            problems: Vec::new(),
            all: Sums::default(),
            part: Sums::default(),
        }
    }

    pub(super) fn add(&mut self, record: &Record) {
        match self.reader.read(record) {
            Row::Entry(entry) => self.add_entry(record, &entry),
            Row::Total {
                label,
                is_of_all,
                figures,
            } => self.add_totals(record, &label, is_of_all, &figures),
            Row::Count { label, count } => self.add_count(record, label, count),
            Row::Known => {}
            Row::Unread => self.problem(
                record,
                ProblemKind::UnreadLine,
                format!(
                    "line {} holds neither a date nor an amount and was not taken as a transaction",
                    record.line
                ),
            ),
        }
    }

    pub(super) fn finish(self) -> (Statement, Vec<Problem>) {
        let conventions = self.reader.conventions;
        let statement = Statement {
            issuer: None,
            period: conventions.period(),
            currency: conventions.currency,
            employees: self.roster.into_employees(),
            transactions: self.transactions,
            other_entries: self.other_entries,
            control_totals: self.control_totals,
        };
        (statement, self.problems)
    }

    fn add_entry(&mut self, record: &Record, entry: &Entry) {
        if let Some(amount) = entry.amount {
            self.all.add(amount);
            self.part.add(amount);
        }
        self.tell_what_is_missing(record, entry);
        match entry.kind {
            EntryType::Purchase | EntryType::Refund => {
                let transaction = self.transaction(record, entry);
                self.transactions.push(transaction);
            }
            EntryType::Payment => self.add_other(record, entry, OtherKind::Payment),
            EntryType::Fee => self.add_other(record, entry, OtherKind::Fee),
        }
    }

    fn tell_what_is_missing(&mut self, record: &Record, entry: &Entry) {
        let what = match (entry.date(), entry.amount) {
            (Some(_), Some(_)) => return,
            (None, Some(_)) => "date",
            (Some(_), None) => "amount",
            (None, None) => "date and no readable amount",
        };
        let message = format!(
            "line {} has no readable {what}: complete it in the file and upload that",
            record.line
        );
        self.problem(record, ProblemKind::IncompleteTransaction, message);
    }

    fn transaction(&mut self, record: &Record, entry: &Entry) -> Transaction {
        let reader = self.reader;
        let text = |role| reader.text(record, role);
        let (city, state) = reader.place(record);
        let category = text(Role::Category);
        let holder = self.holder(record);
        Transaction {
            employee: self.employee(&holder),
            card: holder.card,
            transaction_date: entry.transaction_date.map(|date| date.day),
            post_date: entry.post_date.map(|date| date.day),
            amount: entry.amount,
            foreign: reader.foreign(record, entry.amount),
            merchant: text(Role::Merchant).or_else(|| text(Role::Description)),
            expense_type: category
                .as_deref()
                .and_then(|name| reader.words.expense_type(name))
                .map(str::to_owned),
            category,
            city,
            state,
            level: text(Role::Level),
            reference: text(Role::Reference),
            coding: reader.coding(record),
            ..Transaction::unread(self.source(record))
        }
    }

    fn holder(&self, record: &Record) -> Holder {
        let row = self.reader.holder(record);
        if row.number.is_none() && row.name.is_none() && row.card.is_none() {
            return self.owner.clone();
        }
        Holder {
            // What the file says of all its rows holds where a row says nothing else.
            number: row
                .number
                .or_else(|| self.owner.number.clone().filter(|_| row.name.is_none())),
            name: row.name.or_else(|| self.owner.name.clone()),
            card: row.card.or(self.owner.card),
            ..row
        }
    }

    fn employee(&mut self, holder: &Holder) -> Option<EmployeeRef> {
        self.roster.place(holder)
    }

    fn add_other(&mut self, record: &Record, entry: &Entry, kind: OtherKind) {
        let text = |role| self.reader.text(record, role);
        self.other_entries.push(OtherEntry {
            kind,
            date: entry.date(),
            description: text(Role::Description)
                .or_else(|| text(Role::Merchant))
                .unwrap_or_default(),
            amount: entry.amount,
            source: self.source(record),
        });
    }

    fn add_totals(
        &mut self,
        record: &Record,
        label: &str,
        is_of_all: bool,
        figures: &[(Side, Money)],
    ) {
        let sums = if is_of_all { &self.all } else { &self.part };
        for (side, printed) in figures {
            let extracted = sums.of(*side, printed.currency());
            self.control_totals.push(ControlTotal {
                employee: if is_of_all { None } else { self.part_owner() },
                scope: if is_of_all {
                    Scope::Report
                } else {
                    Scope::Card
                },
                label: side.labelled(label),
                printed: Figure::Amount(*printed),
                extracted: Figure::Amount(extracted),
                source: self.source(record),
            });
        }
        self.part = Sums::default();
    }

    /// Whose transactions the total of a part sums: those right above it.
    fn part_owner(&self) -> Option<EmployeeRef> {
        self.transactions.last()?.employee
    }

    fn add_count(&mut self, record: &Record, label: String, count: i64) {
        let rows = self.transactions.len() + self.other_entries.len();
        self.control_totals.push(ControlTotal {
            employee: None,
            scope: Scope::Report,
            label,
            printed: Figure::Count(count),
            extracted: Figure::Count(i64::try_from(rows).unwrap_or(i64::MAX)),
            source: self.source(record),
        });
    }

    fn source(&self, record: &Record) -> Source {
        Source::document(self.document).with_text(&record.text())
    }

    fn problem(&mut self, record: &Record, kind: ProblemKind, message: String) {
        self.problems
            .push(Problem::new(kind, self.source(record), message));
    }
}

impl Side {
    fn labelled(self, label: &str) -> String {
        match self {
            Self::Net => label.to_owned(),
            Self::Debits => format!("{label}: debits"),
            Self::Credits => format!("{label}: credits"),
        }
    }
}

impl Sums {
    fn add(&mut self, amount: Money) {
        let side = if amount.is_negative() {
            &mut self.credited
        } else {
            &mut self.charged
        };
        let sum = side
            .entry(amount.currency())
            .or_insert(Money::zero(amount.currency()));
        // Beyond 92 quadrillion no total can be printed that would be compared with it.
        *sum = sum.checked_add(amount).unwrap_or(*sum);
    }

    /// The sum that a total of this side prints.
    fn of(&self, side: Side, currency: Currency) -> Money {
        let sum = |side: &BTreeMap<Currency, Money>| {
            side.get(&currency)
                .copied()
                .unwrap_or(Money::zero(currency))
        };
        let (charged, credited) = (sum(&self.charged), sum(&self.credited));
        match side {
            Side::Net => charged.checked_add(credited).unwrap_or(charged),
            Side::Debits => charged,
            Side::Credits => credited.negated(),
        }
    }
}
