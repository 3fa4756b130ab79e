//! Texts of an entry to values.

use chrono::NaiveDate;
use tieout_domain::DocumentRef;
use tieout_domain::{
    CardLast4, Coding, EmployeeNumber, EmployeeRef, ForeignAmount, Item, Money, PersonName,
    Transaction,
};

use crate::layout::{Blank, Direction, Pattern, Profile, Role};
use crate::roster::{Holder, name_and_number};

use super::raw::{Entry, FigureText, Row};
use super::styles::Styles;

/// What turns entries into transactions.
pub(super) struct Interpreter<'a> {
    pub(super) profile: &'a Profile,
    pub(super) styles: &'a Styles,
    pub(super) document: DocumentRef,
    /// The first line below every transaction is its city and state.
    pub(super) has_places_below: bool,
}

impl Interpreter<'_> {
    pub(super) fn transaction(
        &self,
        entry: &Entry,
        employee: Option<EmployeeRef>,
        card: Option<CardLast4>,
    ) -> Transaction {
        let mut transaction = Transaction::unread(entry.place.source(self.document));
        transaction.employee = employee;
        transaction.card = card;
        transaction.transaction_date = self.date(&entry.row, Role::TransactionDate);
        transaction.post_date = self.date(&entry.row, Role::PostDate);
        transaction.items = self.items(entry);
        transaction.amount = self.amount(entry).filter(|amount| !amount.is_zero());
        transaction.category = owned(&entry.row, Role::Category);
        transaction.expense_type = transaction
            .category
            .as_deref()
            .map(|category| self.profile.wording.expense_type(category).to_owned());
        transaction.level = owned(&entry.row, Role::Level);
        transaction.reference = owned(&entry.row, Role::Reference);
        transaction.coding = Coding::default();
        self.read_place(&mut transaction, &entry.row);
        self.read_merchant(&mut transaction, entry);
        transaction.foreign = transaction
            .foreign
            .or_else(|| self.foreign_columns(&entry.row));
        transaction
    }

    /// What is charged: the amount, or the net total, or else the sum of the product lines.
    pub(super) fn amount(&self, entry: &Entry) -> Option<Money> {
        self.printed_amount(entry)
            .or_else(|| self.sum_of_items(entry))
    }

    pub(super) fn date(&self, row: &Row, role: Role) -> Option<NaiveDate> {
        self.styles.dates.read(row.get(role)?).map(|read| read.day)
    }

    /// The text that stands for the merchant, details included.
    pub(super) fn description(&self, entry: &Entry) -> String {
        let first = entry.row.get(Role::Merchant).into_iter();
        first
            .chain(entry.details.iter().map(String::as_str))
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// Whose entry it is, as far as it says so itself.
    pub(super) fn own_holder(row: &Row) -> Holder {
        let (name, number) = row.get(Role::Holder).map_or((None, None), name_and_number);
        let name = name.or_else(|| full_name(row.get(Role::FirstName)?, row.get(Role::LastName)?));
        let printed = row
            .get(Role::EmployeeNumber)
            .and_then(|text| EmployeeNumber::new(text).ok());
        Holder {
            number: printed.or(number),
            name,
            card: row
                .get(Role::Card)
                .and_then(|text| CardLast4::from_printed(text).ok()),
            department: owned(row, Role::Department),
            cost_center: owned(row, Role::CostCenter),
        }
    }

    fn printed_amount(&self, entry: &Entry) -> Option<Money> {
        let of_role = |figures: &[FigureText], role| {
            let figure = figures.iter().find(|figure| figure.role == role)?;
            self.styles.money(&figure.text)
        };
        let in_row = || {
            let amount = self.styles.money(entry.row.charge()?)?;
            Some(self.directed(&entry.row, amount))
        };
        let in_two_columns = || self.debit_less_credit(&entry.row);
        let in_total = || {
            let figures = &entry.totals.as_ref()?.figures;
            of_role(figures, Role::Net).or_else(|| of_role(figures, Role::Amount))
        };
        in_row().or_else(in_two_columns).or_else(in_total)
    }

    /// The amount with the sign that another column gives it, where amounts are printed without.
    fn directed(&self, row: &Row, amount: Money) -> Money {
        let direction = row
            .get(Role::Direction)
            .and_then(|text| self.profile.wording.directions.meaning(text));
        match direction {
            Some(Direction::Credit) if !self.styles.are_signed => amount.negated(),
            _ => amount,
        }
    }

    /// Charges in one column, credits in another; a credit may or may not be printed with its minus.
    fn debit_less_credit(&self, row: &Row) -> Option<Money> {
        let debit = row
            .get(Role::Debit)
            .and_then(|text| self.styles.money(text));
        let credit = row
            .get(Role::Credit)
            .and_then(|text| self.styles.money(text));
        match (debit, credit.map(Money::abs)) {
            (Some(debit), Some(credit)) => debit.checked_sub(credit).ok(),
            (debit, credit) => debit.or(credit.map(Money::negated)),
        }
    }

    fn sum_of_items(&self, entry: &Entry) -> Option<Money> {
        if entry.items.is_empty() {
            return None;
        }
        let costs: Option<Vec<Money>> = self.items(entry).iter().map(cost).collect();
        Money::sum(self.styles.currency, costs?).ok()
    }

    fn items(&self, entry: &Entry) -> Vec<Item> {
        entry.items.iter().map(|row| self.item(row)).collect()
    }

    fn item(&self, row: &Row) -> Item {
        let money = |role| row.get(role).and_then(|text| self.styles.money(text));
        let number = |role| Some(self.styles.number(row.get(role)?)?.value);
        Item {
            description: owned(row, Role::Product),
            unit_price: number(Role::UnitPrice),
            quantity: number(Role::Quantity),
            gross: money(Role::Gross),
            discount: money(Role::Discount),
            net: money(Role::Net),
        }
    }

    fn read_place(&self, transaction: &mut Transaction, row: &Row) {
        let location = row.get(Role::Location).or_else(|| row.get(Role::City));
        let (city, state) = location.map_or((None, None), city_and_state);
        match row.get(Role::State) {
            Some(printed) => {
                transaction.state = Some(printed.to_owned());
                transaction.city = owned(row, Role::City).or(city);
            }
            None => (transaction.city, transaction.state) = (city, state),
        }
    }

    /// The merchant is what the row says, and every line below it that says nothing else.
    fn read_merchant(&self, transaction: &mut Transaction, entry: &Entry) {
        let mut merchant: Vec<&str> = entry.row.get(Role::Merchant).into_iter().collect();
        for (at, detail) in entry.details.iter().enumerate() {
            let is_place = at == 0 && self.has_places_below && read_place_line(transaction, detail);
            if !is_place && !self.read_detail(transaction, detail) && !holds_label(detail) {
                merchant.push(detail);
            }
        }
        transaction.merchant = Some(merchant.join(" ")).filter(|text| !text.is_empty());
    }

    /// Reads a line below a transaction by the profile's patterns.
    fn read_detail(&self, transaction: &mut Transaction, detail: &str) -> bool {
        let own = self.profile.detail_lines.iter();
        let mut patterns = own.chain(&self.profile.wording.foreign_lines);
        patterns.any(|pattern| self.read_by(transaction, detail, pattern).is_some())
    }

    fn read_by(
        &self,
        transaction: &mut Transaction,
        detail: &str,
        pattern: &Pattern,
    ) -> Option<()> {
        let filled = pattern.fill(detail)?;
        if let Some(currency) = filled.get(Blank::Currency) {
            let amount = self.styles.number(filled.get(Blank::Amount)?)?;
            let currency = self.profile.wording.currency(currency)?;
            transaction.foreign = Some(ForeignAmount {
                amount: Money::from_decimal(amount.value, currency).ok()?,
                rate: filled
                    .get(Blank::Rate)
                    .and_then(|rate| Some(self.styles.number(rate)?.value)),
            });
        }
        if let Some(city) = filled.get(Blank::City) {
            transaction.city = Some(city.to_owned());
            transaction.state = filled
                .get(Blank::State)
                .or(filled.get(Blank::Country))
                .map(str::to_owned);
        }
        Some(())
    }

    fn foreign_columns(&self, row: &Row) -> Option<ForeignAmount> {
        let amount = self.styles.number(row.get(Role::ForeignAmount)?)?;
        let named = row
            .get(Role::ForeignCurrency)
            .and_then(|text| self.profile.wording.currency(text));
        let currency = named.or(amount.currency)?;
        Some(ForeignAmount {
            amount: Money::from_decimal(amount.value, currency).ok()?,
            rate: row
                .get(Role::Rate)
                .and_then(|text| Some(self.styles.number(text)?.value)),
        })
    }
}

fn cost(item: &Item) -> Option<Money> {
    item.net.or_else(|| match (item.gross, item.discount) {
        (Some(gross), Some(discount)) => gross.checked_add(discount).ok(),
        (gross, _) => gross,
    })
}

fn full_name(first: &str, last: &str) -> Option<PersonName> {
    PersonName::new(&format!("{first} {last}")).ok()
}

fn owned(row: &Row, role: Role) -> Option<String> {
    row.get(role).map(str::to_owned)
}

/// `BATON ROUGE, LA`; without a comma, two or three capitals at the end are the state.
fn city_and_state(text: &str) -> (Option<String>, Option<String>) {
    let is_state = |word: &str| {
        (2..=3).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase())
    };
    let parts = text
        .rsplit_once(',')
        .or_else(|| text.rsplit_once(' ').filter(|(_, last)| is_state(last)));
    let (city, state) = parts.map_or((text, ""), |(city, state)| (city.trim(), state.trim()));
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    (some(city), some(state))
}

/// `TKT: 0162345678901 PASSENGER: DOE/JANE` says more of the purchase, and is no part of a merchant's name.
fn holds_label(detail: &str) -> bool {
    let is_label = |word: &str| {
        word.strip_suffix(':')
            .is_some_and(|word| word.chars().count() > 1 && word.chars().all(char::is_alphabetic))
    };
    detail.split_whitespace().any(is_label)
}

fn read_place_line(transaction: &mut Transaction, detail: &str) -> bool {
    let (city, state) = city_and_state(detail);
    if state.is_none() {
        return false;
    }
    (transaction.city, transaction.state) = (city, state);
    true
}

/// Do the lines below nearly all transactions end in a state? Then they are places, not the
/// second line of a long merchant.
pub(super) fn have_places_below<'e>(entries: impl Iterator<Item = &'e Entry>) -> bool {
    let (mut with, mut all) = (0_usize, 0_usize);
    for entry in entries.filter(|entry| !entry.is_other) {
        all += 1;
        with += usize::from(
            entry
                .details
                .first()
                .is_some_and(|detail| city_and_state(detail).1.is_some()),
        );
    }
    all >= 3 && with * 10 >= all * 9
}
