//! A statement as printed to facts, control totals and problems.

use chrono::NaiveDate;
use tieout_domain::{
    CardLast4, ControlTotal, DocumentRef, Employee, EmployeeRef, Extracted, Figure, Money,
    OtherEntry, OtherKind, Scope, Statement, Transaction,
};

use crate::layout::{Balance, EntryWords, Profile, Role, TotalWords, is_card_character};
use crate::roster::{Holder, Roster};
use crate::table::squash;
use crate::tie_out::{Counted, Ledger, Printed, PrintedBalance};

use super::entries::{Interpreter, have_places_below};
use super::person::names_person;
use super::problems::Problems;
use super::raw::{BalanceLine, Entry, Event, Raw, Total};
use super::styles::Styles;

/// Gives the texts of `raw` their meaning.
pub(super) fn build(
    raw: Raw,
    profile: &Profile,
    document: DocumentRef,
    today: Option<NaiveDate>,
) -> Extracted<Statement> {
    let styles = Styles::learn(&raw, profile);
    let has_places_below =
        profile.detail_lines.is_empty() && have_places_below(entries(&raw.events));
    let interpreter = Interpreter {
        profile,
        styles: &styles,
        document,
        has_places_below,
    };
    let has_transaction_totals = entries(&raw.events).any(|entry| entry.totals.is_some());
    let mut builder = Builder {
        interpreter,
        has_transaction_totals,
        roster: Roster::default(),
        ditto: Holder::default(),
        current: (None, None),
        ledger: Ledger::new(styles.currency),
        transactions: Vec::new(),
        other_entries: Vec::new(),
        problems: Problems::new(document, today),
    };
    builder.problems.of_styles(&styles);
    builder.problems.of_pages(&raw.numbers);
    for event in &raw.events {
        builder.event(event);
    }
    builder.problems.unread(&raw.unread);
    builder.finish(raw)
}

fn entries(events: &[Event]) -> impl Iterator<Item = &Entry> {
    events.iter().filter_map(|event| match event {
        Event::Entry(entry) => Some(entry.as_ref()),
        Event::Total(_) | Event::Balance(_) => None,
    })
}

struct Builder<'a> {
    interpreter: Interpreter<'a>,
    has_transaction_totals: bool,
    roster: Roster,
    /// Whom the row above named, for rows that leave the same cells empty.
    ditto: Holder,
    /// Whose entry was read last.
    current: (Option<EmployeeRef>, Option<CardLast4>),
    ledger: Ledger,
    transactions: Vec<Transaction>,
    other_entries: Vec<OtherEntry>,
    problems: Problems,
}

impl Builder<'_> {
    fn event(&mut self, event: &Event) {
        match event {
            Event::Entry(entry) => self.entry(entry),
            Event::Total(total) => self.total(total),
            Event::Balance(line) => self.balance(line),
        }
    }

    fn entry(&mut self, entry: &Entry) {
        let amount = self.interpreter.amount(entry);
        match self.other_kind(entry, amount) {
            Some(kind) => self.other_entry(entry, kind, amount),
            None => self.purchase(entry),
        }
    }

    /// Payments and fees are told by their words, or else by their section and sign.
    fn other_kind(&self, entry: &Entry, amount: Option<Money>) -> Option<OtherKind> {
        let description = self.interpreter.description(entry);
        let words = self
            .interpreter
            .profile
            .wording
            .other_entries
            .longest_at(description.split_whitespace());
        match words {
            Some((_, EntryWords::Payment)) => Some(OtherKind::Payment),
            Some((_, EntryWords::Fee)) => Some(OtherKind::Fee),
            None if entry.is_other => Some(match amount {
                Some(amount) if amount.is_negative() => OtherKind::Payment,
                _ => OtherKind::Fee,
            }),
            None => None,
        }
    }

    fn other_entry(&mut self, entry: &Entry, kind: OtherKind, amount: Option<Money>) {
        let date = |role| self.interpreter.date(&entry.row, role);
        let balance = match kind {
            OtherKind::Payment => Balance::Payments,
            OtherKind::Fee => Balance::Fees,
        };
        self.ledger.add(Counted {
            amount,
            other: Some(balance),
            ..Counted::default()
        });
        self.other_entries.push(OtherEntry {
            kind,
            date: date(Role::TransactionDate).or_else(|| date(Role::PostDate)),
            description: self.interpreter.description(entry),
            amount,
            source: entry.place.source(self.interpreter.document),
        });
    }

    fn purchase(&mut self, entry: &Entry) {
        let holder = self.holder(entry);
        let employee = self.roster.place(&holder);
        self.current = (employee, holder.card);
        let transaction = self.interpreter.transaction(entry, employee, holder.card);
        self.transaction_totals(entry, &transaction);
        let is_unproven = self.has_transaction_totals && entry.totals.is_none();
        self.problems.of_transaction(
            entry,
            &transaction,
            self.interpreter.amount(entry),
            is_unproven,
        );
        self.problems.of_card(entry, &transaction);
        let sum =
            |part: fn(&tieout_domain::Item) -> Option<Money>| sum_of_items(&transaction, part);
        self.ledger.add(Counted {
            employee,
            card: holder.card,
            category: transaction.category.clone(),
            amount: transaction.amount,
            gross: sum(|item| item.gross),
            discount: sum(|item| item.discount),
            other: None,
        });
        self.transactions.push(transaction);
    }

    /// Whose entry it is: what the row says, what the rows above said where this one is silent, and
    /// the section it stands in.
    fn holder(&mut self, entry: &Entry) -> Holder {
        let own = Interpreter::own_holder(&entry.row);
        if own != Holder::default() {
            self.ditto = own;
        }
        let mut holder = entry.holder.clone();
        if self.ditto.name.is_some() || self.ditto.number.is_some() {
            holder.name = self.ditto.name.clone();
            holder.number = self.ditto.number.clone();
        }
        holder.card = self.ditto.card.or(holder.card);
        holder.department = self.ditto.department.clone().or(holder.department);
        holder.cost_center = self.ditto.cost_center.clone().or(holder.cost_center);
        holder
    }

    /// The totals of one transaction beside the sums of its product lines.
    fn transaction_totals(&mut self, entry: &Entry, transaction: &Transaction) {
        let Some(total) = &entry.totals else { return };
        for figure in &total.figures {
            let part = match figure.role {
                Role::Gross => |item: &tieout_domain::Item| item.gross,
                Role::Discount => |item: &tieout_domain::Item| item.discount,
                _ => |item: &tieout_domain::Item| item.net,
            };
            let printed = self.interpreter.styles.money(&figure.text);
            let (Some(printed), Some(extracted)) = (printed, sum_of_items(transaction, part))
            else {
                continue;
            };
            let name = transaction
                .reference
                .as_deref()
                .or(transaction.merchant.as_deref());
            self.ledger.add_total(ControlTotal {
                scope: Scope::Transaction,
                label: format!(
                    "{} of {}: {}",
                    total.label,
                    name.unwrap_or("a transaction"),
                    measure(figure.heading.as_deref())
                ),
                employee: transaction.employee,
                printed: Figure::Amount(printed),
                extracted: Figure::Amount(extracted),
                source: total.place.source(self.interpreter.document),
            });
        }
    }

    fn total(&mut self, total: &Total) {
        let (employee, card, is_named) = self.meant_by(total);
        self.ditto = Holder::default();
        let figures = total.figures.iter().filter_map(|figure| {
            let amount = self.interpreter.styles.money(&figure.text)?;
            Some((figure.role, figure.heading.clone(), amount))
        });
        let printed = Printed {
            words: total.words,
            label: label(total, card),
            employee,
            card,
            is_named,
            group: total.group.clone(),
            figures: figures.collect(),
            count: total.count,
            source: total.place.source(self.interpreter.document),
        };
        self.ledger.total(printed);
    }

    /// Whose total it is: whom the line names, else whose section it stands in.
    fn meant_by(&mut self, total: &Total) -> (Option<EmployeeRef>, Option<CardLast4>, bool) {
        let section = if total.holder == Holder::default() {
            self.current
        } else {
            (self.roster.place(&total.holder), total.holder.card)
        };
        let Some(named) = &total.named else {
            return (section.0, section.1, false);
        };
        let last_word = named.split_whitespace().next_back().unwrap_or_default();
        let last_word = last_word.trim_matches([':', ')', '.']);
        if let Some(employee) = self.roster.with_number(last_word) {
            return (
                Some(employee),
                section.1.filter(|_| section.0 == Some(employee)),
                true,
            );
        }
        if last_word.chars().all(is_card_character)
            && let Ok(card) = CardLast4::from_printed(last_word)
        {
            let employee = section
                .0
                .filter(|_| section.1 == Some(card))
                .or_else(|| self.roster.with_card(card));
            return (employee, Some(card), true);
        }
        match self.roster.named_in(&squash(named)) {
            Some(employee) if section.0 == Some(employee) => (section.0, section.1, true),
            Some(employee) => (Some(employee), None, true),
            None => {
                self.doubt_section(total, named, section.0);
                (section.0, section.1, false)
            }
        }
    }

    /// A total that names somebody else than the section it closes: a header was not understood.
    fn doubt_section(&mut self, total: &Total, named: &str, section: Option<EmployeeRef>) {
        let Some(taken) = section.and_then(|section| self.roster.get(section)) else {
            return;
        };
        let known = squash(taken.name.as_str());
        let has_a_word_in_common = named
            .split_whitespace()
            .any(|word| word.len() > 2 && known.contains(&squash(word)));
        if !taken.number_is_derived || has_a_word_in_common || !names_person(named) {
            return;
        }
        self.problems.of_section(
            &total.label,
            taken,
            total.place.source(self.interpreter.document),
        );
    }

    fn balance(&mut self, line: &BalanceLine) {
        let Some(amount) = self.interpreter.styles.money(&line.text) else {
            return;
        };
        self.ledger.balance(PrintedBalance {
            balance: line.balance,
            label: line.label.clone(),
            amount,
            source: line.place.source(self.interpreter.document),
            entries_above: 0,
        });
    }

    fn finish(mut self, raw: Raw) -> Extracted<Statement> {
        let styles = self.interpreter.styles;
        let control_totals = self.ledger.finish();
        self.problems.of_totals(&control_totals);
        self.problems.of_references(&self.transactions);
        let employees: Vec<Employee> = self.roster.into_employees();
        self.problems.of_holders(&employees, &self.transactions);
        let statement = Statement {
            issuer: self.interpreter.profile.issuer.clone().or(raw.issuer),
            period: styles.period(),
            currency: styles.currency,
            employees,
            transactions: self.transactions,
            other_entries: self.other_entries,
            control_totals,
        };
        Extracted {
            value: statement,
            problems: self.problems.into_list(),
        }
    }
}

fn measure(heading: Option<&str>) -> &str {
    heading.unwrap_or("amount")
}

/// The label of a total, with the card it is for.
fn label(total: &Total, card: Option<CardLast4>) -> String {
    match (total.words, card) {
        (TotalWords::Card | TotalWords::Unsaid, Some(card))
            if total.named.is_none() && total.words == TotalWords::Card =>
        {
            format!("{}, \u{b7}\u{b7}{card}", total.label)
        }
        _ => tieout_domain::mask_card_numbers(&total.label).into_owned(),
    }
}

/// None when no product line has the part, or the sum is too large to be one.
fn sum_of_items(
    transaction: &Transaction,
    part: impl Fn(&tieout_domain::Item) -> Option<Money>,
) -> Option<Money> {
    let parts: Vec<Money> = transaction.items.iter().filter_map(part).collect();
    let currency = parts.first()?.currency();
    Money::sum(currency, parts).ok()
}
