//! Rows to entries.

use chrono::NaiveDate;
use tieout_domain::{
    CardLast4, Coding, Currency, EmployeeNumber, ForeignAmount, Money, PersonName,
};

use super::conventions::Conventions;
use super::plan::Columns;
use super::profile::{Charges, Role};
use super::records::Record;
use super::vocabulary::{EntryType, RowKind, Vocabulary};
use crate::roster::Holder;
use crate::values::ReadDate;

/// What a row is.
#[derive(Debug)]
pub(super) enum Row {
    Entry(Box<Entry>),
    /// A printed total: of everything, or of a part of the rows.
    Total {
        label: String,
        is_of_all: bool,
        figures: Vec<(Side, Money)>,
    },
    /// A printed number of rows.
    Count {
        label: String,
        count: i64,
    },
    /// An opening or closing balance, or the headings once more.
    Known,
    Unread,
}

/// Which amounts a total sums.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Net,
    Debits,
    Credits,
}

/// One charge, credit, payment or fee.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) transaction_date: Option<ReadDate>,
    pub(super) post_date: Option<ReadDate>,
    /// Positive for a charge, whatever the file prints.
    pub(super) amount: Option<Money>,
    pub(super) kind: EntryType,
}

/// Reads rows by the columns and conventions of their file.
#[derive(Debug, Clone, Copy)]
pub(super) struct RowReader<'a> {
    pub(super) columns: &'a Columns,
    pub(super) conventions: &'a Conventions,
    pub(super) words: &'a Vocabulary,
}

impl RowReader<'_> {
    pub(super) fn read(&self, record: &Record) -> Row {
        if self.columns.is_repeated_by(record) {
            return Row::Known;
        }
        let transaction_date = self.date(record, Role::TransactionDate);
        let post_date = self.date(record, Role::PostDate);
        let amount = self.amount(record);
        let is_complete = transaction_date.or(post_date).is_some() && amount.is_some();
        if !is_complete && let Some(row) = self.labelled(record) {
            return row;
        }
        let is_empty = transaction_date.or(post_date).is_none() && amount.is_none();
        if is_empty && !self.has_date_and_amount(record) {
            return Row::Unread;
        }
        let kind = self.kind(record, amount);
        Row::Entry(Box::new(Entry {
            transaction_date,
            post_date,
            amount,
            kind,
        }))
    }

    /// Are the cells of date and amount filled, readable or not? Then the row is an entry.
    fn has_date_and_amount(&self, record: &Record) -> bool {
        let has = |role: &Role| self.columns.get(record, *role).is_some();
        [Role::TransactionDate, Role::PostDate].iter().any(has)
            && [Role::Amount, Role::Debit, Role::Credit].iter().any(has)
    }

    /// Whose entry it is.
    pub(super) fn holder(&self, record: &Record) -> Holder {
        let get = |role| self.columns.get(record, role);
        let (name, number) = get(Role::Holder).map_or((None, None), crate::roster::name_and_number);
        Holder {
            number: get(Role::EmployeeNumber)
                .and_then(|text| EmployeeNumber::new(text).ok())
                .or(number),
            name: name.or_else(|| full_name(get(Role::FirstName), get(Role::LastName))),
            card: self.columns.all(record, Role::Card).find_map(card),
            department: get(Role::Department).map(str::to_owned),
            cost_center: get(Role::CostCenter).map(str::to_owned),
        }
    }

    /// City and state, from columns of their own or from one for both.
    pub(super) fn place(&self, record: &Record) -> (Option<String>, Option<String>) {
        let text = |role| self.columns.get(record, role).map(one_line);
        let (city, state) = self
            .columns
            .get(record, Role::Place)
            .map_or((None, None), city_and_state);
        (text(Role::City).or(city), text(Role::State).or(state))
    }

    pub(super) fn text(&self, record: &Record, role: Role) -> Option<String> {
        self.columns.get(record, role).map(one_line)
    }

    pub(super) fn coding(&self, record: &Record) -> Coding {
        let text = |role| self.text(record, role);
        Coding {
            job: text(Role::Job),
            phase: text(Role::Phase),
            cost_type: text(Role::CostType),
            gl_account: text(Role::GlAccount),
        }
    }

    /// The amount in the currency of the purchase, where that is another one.
    pub(super) fn foreign(&self, record: &Record, charged: Option<Money>) -> Option<ForeignAmount> {
        let printed = self
            .conventions
            .amounts
            .read(self.columns.get(record, Role::ForeignAmount)?)?;
        let named = self
            .columns
            .get(record, Role::ForeignCurrency)
            .and_then(|code| code.parse().ok());
        let currency: Currency = named.or(printed.currency)?;
        let amount = Money::from_decimal(printed.value, currency).ok()?.abs();
        let is_credit = charged.is_some_and(Money::is_negative);
        let rate = self
            .columns
            .get(record, Role::Rate)
            .and_then(|cell| self.conventions.amounts.read(cell));
        (currency != self.currency(record)).then(|| ForeignAmount {
            amount: if is_credit { amount.negated() } else { amount },
            rate: rate.map(|rate| rate.value),
        })
    }

    fn date(&self, record: &Record, role: Role) -> Option<ReadDate> {
        self.columns
            .all(record, role)
            .find_map(|cell| self.conventions.dates.read(cell))
    }

    fn currency(&self, record: &Record) -> Currency {
        let named = self
            .columns
            .get(record, Role::Currency)
            .and_then(|code| code.parse().ok());
        named.unwrap_or(self.conventions.currency)
    }

    /// The amount of the row, positive for a charge.
    fn amount(&self, record: &Record) -> Option<Money> {
        let debit = self
            .money(record, Role::Debit)
            .map(|money| signed(money, self.conventions.are_debits_negative));
        let credit = self
            .money(record, Role::Credit)
            .map(|money| signed(money, !self.conventions.are_credits_negative));
        match (debit, credit) {
            (Some(debit), Some(credit)) => debit.checked_add(credit).ok(),
            (Some(one), None) | (None, Some(one)) => Some(one),
            (None, None) => self.single_amount(record),
        }
    }

    fn single_amount(&self, record: &Record) -> Option<Money> {
        let printed = self.money(record, Role::Amount)?;
        let direction = self
            .columns
            .get(record, Role::Direction)
            .and_then(|cell| self.words.entry_type(cell));
        Some(match direction {
            Some(EntryType::Purchase | EntryType::Fee) => printed.abs(),
            Some(EntryType::Refund | EntryType::Payment) => printed.abs().negated(),
            None => signed(printed, self.conventions.charges == Charges::Negative),
        })
    }

    fn money(&self, record: &Record, role: Role) -> Option<Money> {
        let amount = self
            .columns
            .all(record, role)
            .find_map(|cell| self.conventions.amounts.read(cell))?;
        amount.money(self.currency(record))
    }

    /// What an entry is: its type says so, or its description, or else its sign.
    fn kind(&self, record: &Record, amount: Option<Money>) -> EntryType {
        let is_credit = amount.is_some_and(Money::is_negative);
        let by_sign = if is_credit {
            EntryType::Refund
        } else {
            EntryType::Purchase
        };
        let typed = self
            .columns
            .get(record, Role::Type)
            .and_then(|cell| self.words.entry_type(cell));
        if let Some(kind @ (EntryType::Payment | EntryType::Fee)) = typed {
            return kind;
        }
        let described = || {
            [Role::Description, Role::Merchant]
                .into_iter()
                .find_map(|role| self.words.described(self.columns.get(record, role)?))
        };
        match described() {
            // Only a credit can be a payment; "AUTOPAY PARKING" is a shop.
            Some(EntryType::Payment) if is_credit => EntryType::Payment,
            Some(EntryType::Fee) => EntryType::Fee,
            _ => by_sign,
        }
    }

    /// A row that says what it is: a total, a count, a balance.
    fn labelled(&self, record: &Record) -> Option<Row> {
        let label = record
            .fields
            .iter()
            .find(|field| field.chars().any(char::is_alphabetic))?;
        let (kind, says_no_more) = self.words.row(label)?;
        let label = one_line(label);
        Some(match kind {
            RowKind::Balance => Row::Known,
            RowKind::Count => Row::Count {
                label,
                count: record.fields.iter().find_map(|field| field.parse().ok())?,
            },
            RowKind::Total => {
                let figures = self.totals(record);
                (!figures.is_empty()).then_some(Row::Total {
                    label,
                    is_of_all: says_no_more,
                    figures,
                })?
            }
        })
    }

    fn totals(&self, record: &Record) -> Vec<(Side, Money)> {
        let conventions = self.conventions;
        let sides = [
            (
                Side::Net,
                Role::Amount,
                conventions.charges == Charges::Negative,
            ),
            (Side::Debits, Role::Debit, conventions.are_debits_negative),
            (
                Side::Credits,
                Role::Credit,
                conventions.are_credits_negative,
            ),
        ];
        let figure = |(side, role, is_negative)| {
            Some((side, signed(self.money(record, role)?, is_negative)))
        };
        sides.into_iter().filter_map(figure).collect()
    }
}

impl Entry {
    /// The day it is listed under.
    pub(super) fn date(&self) -> Option<NaiveDate> {
        self.transaction_date
            .or(self.post_date)
            .map(|date| date.day)
    }
}

fn signed(money: Money, is_turned: bool) -> Money {
    if is_turned { money.negated() } else { money }
}

/// The last four digits; a spreadsheet that took them for a number has lost their zeros.
fn card(cell: &str) -> Option<CardLast4> {
    let digits = cell.trim_end_matches(".0");
    if (1..4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return CardLast4::from_printed(&format!("{digits:0>4}")).ok();
    }
    CardLast4::from_printed(cell.trim_end_matches(')')).ok()
}

fn full_name(first: Option<&str>, last: Option<&str>) -> Option<PersonName> {
    let name = [first, last]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ");
    PersonName::new(&name).ok()
}

fn one_line(cell: &str) -> String {
    cell.replace('\n', " ")
}

/// `NEW ORLEANS, LA`, or the two on lines of their own.
fn city_and_state(cell: &str) -> (Option<String>, Option<String>) {
    let (city, state) = cell.rsplit_once(['\n', ',']).unwrap_or((cell, ""));
    let filled = |text: &str| Some(one_line(text.trim())).filter(|text| !text.is_empty());
    (filled(city), filled(state))
}
