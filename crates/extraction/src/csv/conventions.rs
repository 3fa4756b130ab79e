//! How a file writes its values: learned from all its rows before any is read.

use tieout_domain::{Currency, Period};

use super::plan::{Columns, Plan};
use super::profile::{Charges, Role};
use super::records::Record;
use super::vocabulary::{EntryType, Vocabulary};
use crate::values::{Amount, AmountStyle, DateStyle};

/// How a file writes dates, amounts and signs.
#[derive(Debug)]
pub(super) struct Conventions {
    pub(super) amounts: AmountStyle,
    pub(super) dates: DateStyle,
    pub(super) currency: Currency,
    /// The sign of purchases in an amount column.
    pub(super) charges: Charges,
    /// Does the debit column print its amounts negative?
    pub(super) are_debits_negative: bool,
    /// Does the credit column?
    pub(super) are_credits_negative: bool,
}

impl Conventions {
    pub(super) fn learn(plan: &Plan<'_>, words: &Vocabulary, usual: Currency) -> Self {
        let columns = &plan.columns;
        let amounts = AmountStyle::detect(cells(plan, &AMOUNTS)).unwrap_or_default();
        let dates = learn_dates(plan);
        let read = |cell: &str| amounts.read(cell);
        let is_negative = |role| is_mostly_negative(cells(plan, &[role]).filter_map(read));
        Self {
            charges: plan
                .profile
                .and_then(|profile| profile.charges)
                .unwrap_or_else(|| learn_charges(plan, words, amounts)),
            are_debits_negative: is_negative(Role::Debit),
            are_credits_negative: is_negative(Role::Credit),
            currency: columns
                .currency
                .or_else(|| cells(plan, &[Role::Currency]).find_map(|cell| cell.parse().ok()))
                .or_else(|| {
                    cells(plan, &[Role::Amount, Role::Debit]).find_map(|cell| read(cell)?.currency)
                })
                .unwrap_or(usual),
            amounts,
            dates,
        }
    }

    /// The days the file covers, where it says so.
    pub(super) const fn period(&self) -> Option<Period> {
        self.dates.period
    }
}

const AMOUNTS: [Role; 4] = [Role::Amount, Role::Debit, Role::Credit, Role::ForeignAmount];

fn cells<'p>(plan: &'p Plan<'_>, roles: &'p [Role]) -> impl Iterator<Item = &'p str> {
    let of_row = |record: &'p Record| {
        roles
            .iter()
            .flat_map(|role| plan.columns.all(record, *role))
    };
    plan.rows.iter().flat_map(of_row)
}

fn learn_dates(plan: &Plan<'_>) -> DateStyle {
    let usual = plan
        .profile
        .and_then(super::Profile::day_order)
        .unwrap_or_default();
    let titles: Vec<String> = plan.preamble.iter().map(Record::text).collect();
    let words = titles.iter().flat_map(|title| title.split_whitespace());
    let dates = || cells(plan, &[Role::TransactionDate, Role::PostDate]);
    let style = DateStyle::detect(dates().chain(words), None, usual);
    let period = titles.iter().find_map(|title| style.period_in(title));
    let known = plan.profile.and_then(super::Profile::day_order);
    match known.or_else(|| style.proven_order()) {
        Some(order) => DateStyle::known(order, period),
        None => DateStyle::detect(dates(), period, style.order),
    }
}

/// Which sign purchases carry: where a type says what a row is, the types tell; else most rows are purchases.
fn learn_charges(plan: &Plan<'_>, words: &Vocabulary, amounts: AmountStyle) -> Charges {
    let by_type: i64 = plan
        .rows
        .iter()
        .filter_map(|row| typed_vote(&plan.columns, row, words, amounts))
        .sum();
    let is_negative = match by_type {
        0 => is_mostly_negative(cells(plan, &[Role::Amount]).filter_map(|cell| amounts.read(cell))),
        votes => votes < 0,
    };
    if is_negative {
        Charges::Negative
    } else {
        Charges::Positive
    }
}

/// +1 for a row by which purchases are positive, −1 for one by which they are negative.
fn typed_vote(
    columns: &Columns,
    row: &Record,
    words: &Vocabulary,
    amounts: AmountStyle,
) -> Option<i64> {
    let kind = words.entry_type(columns.get(row, Role::Type)?)?;
    let value = amounts.read(columns.get(row, Role::Amount)?)?.value;
    let is_charge = matches!(kind, EntryType::Purchase | EntryType::Fee);
    (!value.is_zero()).then_some(if value.is_sign_positive() == is_charge {
        1
    } else {
        -1
    })
}

fn is_mostly_negative(amounts: impl Iterator<Item = Amount>) -> bool {
    let signs = amounts.filter(|amount| !amount.value.is_zero());
    signs
        .map(|amount| {
            if amount.value.is_sign_negative() {
                -1
            } else {
                1_i64
            }
        })
        .sum::<i64>()
        < 0
}
