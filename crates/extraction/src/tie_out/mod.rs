//! Printed totals beside the sums of what was extracted.
//!
//! A totals line sums what stands above it since the last totals line of its sort: a card's total
//! the entries of that card, a report's total all of them. Every figure becomes a
//! [`ControlTotal`], whether it agrees or not.

mod balances;

pub(crate) use balances::PrintedBalance;

use tieout_domain::{CardLast4, ControlTotal, Currency, EmployeeRef, Figure, Money, Scope, Source};

use crate::layout::{Balance, Role, TotalWords};

/// An entry, as far as totals are concerned.
#[derive(Debug, Clone, Default)]
pub(crate) struct Counted {
    pub(crate) employee: Option<EmployeeRef>,
    pub(crate) card: Option<CardLast4>,
    pub(crate) category: Option<String>,
    pub(crate) amount: Option<Money>,
    pub(crate) gross: Option<Money>,
    pub(crate) discount: Option<Money>,
    /// A payment or a fee, and which line of the account summary it counts in.
    pub(crate) other: Option<Balance>,
}

/// A totals line, its figures read.
#[derive(Debug, Clone)]
pub(crate) struct Printed {
    pub(crate) words: TotalWords,
    pub(crate) label: String,
    /// The cardholder that the line names, or whose section it stands in.
    pub(crate) employee: Option<EmployeeRef>,
    /// The card that the line names, or whose section it stands in.
    pub(crate) card: Option<CardLast4>,
    /// The line itself says whose it is.
    pub(crate) is_named: bool,
    pub(crate) group: Option<String>,
    pub(crate) figures: Vec<(Role, Option<String>, Money)>,
    pub(crate) count: Option<i64>,
    pub(crate) source: Source,
}

/// Compares printed totals with what was extracted.
#[derive(Debug)]
pub(crate) struct Ledger {
    currency: Currency,
    entries: Vec<Counted>,
    /// Entries that no total of the sort has summed yet.
    open_for_card: Vec<usize>,
    open_for_holder: Vec<usize>,
    open_for_account: Vec<usize>,
    open_for_unsaid: Vec<usize>,
    unsaid: Vec<Open>,
    balances: Vec<PrintedBalance>,
    totals: Vec<ControlTotal>,
}

/// A total whose words leave open what it sums, with what it could be.
#[derive(Debug)]
struct Open {
    printed: Printed,
    place: usize,
    candidates: Vec<(Scope, Vec<usize>)>,
}

impl Ledger {
    pub(crate) fn new(currency: Currency) -> Self {
        Self {
            currency,
            entries: Vec::new(),
            open_for_card: Vec::new(),
            open_for_holder: Vec::new(),
            open_for_account: Vec::new(),
            open_for_unsaid: Vec::new(),
            unsaid: Vec::new(),
            balances: Vec::new(),
            totals: Vec::new(),
        }
    }

    /// The next entry of the statement.
    pub(crate) fn add(&mut self, entry: Counted) {
        let place = self.entries.len();
        if entry.other.is_none() {
            self.open_for_card.push(place);
            self.open_for_holder.push(place);
            self.open_for_account.push(place);
            self.open_for_unsaid.push(place);
        }
        self.entries.push(entry);
    }

    /// A total that was already compared: those of transactions.
    pub(crate) fn add_total(&mut self, total: ControlTotal) {
        self.totals.push(total);
    }

    /// The next line of the account summary.
    pub(crate) fn balance(&mut self, balance: PrintedBalance) {
        self.balances.push(PrintedBalance {
            entries_above: self.entries.len(),
            ..balance
        });
    }

    /// The next totals line of the statement.
    pub(crate) fn total(&mut self, printed: Printed) {
        match printed.words {
            _ if printed.group.is_some() => self.group(&printed),
            TotalWords::Card => self.card(&printed),
            TotalWords::Holder => self.holder(&printed),
            TotalWords::Account => self.account(&printed),
            TotalWords::Unsaid if printed.is_named => self.card(&printed),
            TotalWords::Unsaid => self.unsaid(printed),
            TotalWords::Transaction | TotalWords::Report | TotalWords::Count => {
                let all = self.all();
                self.compare(&printed, Scope::Report, &all);
            }
        }
    }

    /// Everything that was compared.
    pub(crate) fn finish(mut self) -> Vec<ControlTotal> {
        self.close_unsaid();
        self.close_balances();
        self.totals
    }

    fn group(&mut self, printed: &Printed) {
        let is_in_group = |place: &usize| {
            self.entries
                .get(*place)
                .is_some_and(|entry| entry.category == printed.group)
        };
        let places: Vec<usize> = self
            .open_for_account
            .iter()
            .copied()
            .filter(is_in_group)
            .collect();
        // A line of words that name no group and count nothing is no total.
        if !places.is_empty() || printed.count.is_some() {
            self.compare(printed, Scope::Report, &places);
        }
    }

    fn card(&mut self, printed: &Printed) {
        let entries = &self.entries;
        let is_meant = |place: &usize| {
            entries
                .get(*place)
                .is_some_and(|entry| printed.means(entry))
        };
        let places: Vec<usize> = self
            .open_for_card
            .iter()
            .copied()
            .filter(is_meant)
            .collect();
        let section = self.compared(printed, Scope::Card, &places);
        if !printed.is_named && !tie_out(&section) {
            // `Total activity this period` may begin like a card's total and be the whole's.
            let whole = self.compared(printed, Scope::Report, &self.all());
            if tie_out(&whole) {
                self.totals.extend(whole);
                return;
            }
        }
        self.open_for_card.retain(|place| !places.contains(place));
        self.open_for_unsaid.clear();
        self.totals.extend(section);
    }

    fn holder(&mut self, printed: &Printed) {
        let entries = &self.entries;
        let is_meant = |place: &usize| {
            entries
                .get(*place)
                .is_some_and(|entry| entry.employee == printed.employee)
        };
        let places: Vec<usize> = self
            .open_for_holder
            .iter()
            .copied()
            .filter(is_meant)
            .collect();
        self.open_for_holder.retain(|place| !places.contains(place));
        self.compare(printed, Scope::Card, &places);
    }

    fn account(&mut self, printed: &Printed) {
        let places = std::mem::take(&mut self.open_for_account);
        self.compare(printed, Scope::Report, &places);
    }

    /// What an unsaid total sums is known when the whole statement is read.
    fn unsaid(&mut self, printed: Printed) {
        let section = std::mem::take(&mut self.open_for_unsaid);
        let candidates = vec![(Scope::Card, section), (Scope::Report, self.all())];
        self.unsaid.push(Open {
            printed,
            place: self.totals.len(),
            candidates,
        });
    }

    /// A total belongs to what it agrees with; when it agrees with nothing, the last one of the
    /// statement is the whole's and the others are their section's.
    fn close_unsaid(&mut self) {
        let open = std::mem::take(&mut self.unsaid);
        let last = open.len().saturating_sub(1);
        let (mut agreed, places): (Vec<Vec<ControlTotal>>, Vec<usize>) =
            (Vec::new(), open.iter().map(|open| open.place).collect());
        for (at, open) in open.iter().enumerate() {
            let usual = if at == last {
                Scope::Report
            } else {
                Scope::Card
            };
            agreed.push(self.settle(open, usual));
        }
        for (place, totals) in places.into_iter().zip(agreed).rev() {
            self.totals.splice(place..place, totals);
        }
    }

    fn settle(&self, open: &Open, usual: Scope) -> Vec<ControlTotal> {
        let read =
            |(scope, places): &(Scope, Vec<usize>)| self.compared(&open.printed, *scope, places);
        let readings: Vec<Vec<ControlTotal>> = open.candidates.iter().map(read).collect();
        let agrees = |totals: &&Vec<ControlTotal>| tie_out(totals);
        let is_usual =
            |totals: &&Vec<ControlTotal>| totals.iter().any(|total| total.scope == usual);
        let chosen = readings
            .iter()
            .find(agrees)
            .or_else(|| readings.iter().find(is_usual));
        chosen.cloned().unwrap_or_default()
    }

    fn all(&self) -> Vec<usize> {
        let is_purchase = |place: &usize| {
            self.entries
                .get(*place)
                .is_some_and(|entry| entry.other.is_none())
        };
        (0..self.entries.len()).filter(is_purchase).collect()
    }

    fn compare(&mut self, printed: &Printed, scope: Scope, places: &[usize]) {
        let totals = self.compared(printed, scope, places);
        self.totals.extend(totals);
    }

    /// One control total for every figure of the line. A printed nothing over no entries proves nothing.
    fn compared(&self, printed: &Printed, scope: Scope, places: &[usize]) -> Vec<ControlTotal> {
        let total = |measure: &str, figures: (Figure, Figure)| ControlTotal {
            scope,
            label: format!("{}: {measure}", printed.label),
            employee: printed.employee.filter(|_| scope == Scope::Card),
            printed: figures.0,
            extracted: figures.1,
            source: printed.source.clone(),
        };
        let amounts = printed
            .figures
            .iter()
            .filter_map(|(role, heading, amount)| {
                let extracted = self.sum(*role, places)?;
                let is_empty = places.is_empty() && amount.is_zero();
                let printed = as_measured(*role, *amount);
                let measure = heading.as_deref().unwrap_or("amount");
                (!is_empty).then(|| {
                    total(
                        measure,
                        (Figure::Amount(printed), Figure::Amount(extracted)),
                    )
                })
            });
        let counts = printed
            .count
            .filter(|count| *count != 0 || !places.is_empty())
            .map(|count| {
                let extracted = i64::try_from(places.len()).unwrap_or(i64::MAX);
                total(
                    "number of transactions",
                    (Figure::Count(count), Figure::Count(extracted)),
                )
            });
        amounts.chain(counts).collect()
    }

    /// None when the sum is too large to be one.
    fn sum(&self, role: Role, places: &[usize]) -> Option<Money> {
        let amounts = places
            .iter()
            .filter_map(|place| self.entries.get(*place)?.measure(role));
        Money::sum(self.currency, amounts).ok()
    }
}

impl Counted {
    fn measure(&self, role: Role) -> Option<Money> {
        let amount = self.amount;
        match role {
            Role::Gross => self.gross,
            Role::Discount => self.discount,
            Role::Debit => amount.filter(|amount| !amount.is_negative()),
            Role::Credit => amount.filter(|amount| amount.is_negative()).map(Money::abs),
            _ => amount,
        }
    }

    /// The line of the account summary in which it counts.
    fn balance(&self) -> Option<Balance> {
        let of_sign = |amount: Money| {
            if amount.is_negative() {
                Balance::Credits
            } else {
                Balance::Purchases
            }
        };
        self.other.or_else(|| self.amount.map(of_sign))
    }
}

impl Printed {
    /// Is `entry` one of those that this card's total sums?
    fn means(&self, entry: &Counted) -> bool {
        match (self.card, self.employee) {
            (Some(card), Some(employee)) => {
                entry.card == Some(card) && entry.employee == Some(employee)
            }
            (Some(card), None) => entry.card == Some(card),
            (None, Some(employee)) => entry.employee == Some(employee),
            (None, None) => true,
        }
    }
}

/// Does a totals line agree with what was summed for it, in every figure?
fn tie_out(totals: &[ControlTotal]) -> bool {
    !totals.is_empty() && totals.iter().all(ControlTotal::ties_out)
}

/// Credits are summed without their sign where they have a column of their own.
fn as_measured(role: Role, amount: Money) -> Money {
    if role == Role::Credit {
        amount.abs()
    } else {
        amount
    }
}
