//! How a document writes dates, amounts and signs.

use chrono::NaiveDate;
use tieout_domain::{Currency, Money, Period};

use crate::layout::{Charges, Profile, Role};
use crate::values::{
    Amount, AmountStyle, DateStyle, DayOrder, looks_like_date, looks_like_day_and_month,
};

use super::raw::{Entry, Event, FigureText, Raw, Row};

/// Everything that is needed to turn a statement's texts into values.
#[derive(Debug)]
pub(super) struct Styles {
    pub(super) dates: DateStyle,
    pub(super) amounts: AmountStyle,
    pub(super) currency: Currency,
    /// The days that the statement says it covers.
    pub(super) period: Option<Period>,
    /// A day above the transactions, where only it tells the year of their days.
    pub(super) year_from: Option<NaiveDate>,
    /// Charges are printed with a minus, credits without.
    pub(super) is_reversed: bool,
    /// Some amounts are printed with the sign of a credit: then no other column says which way they go.
    pub(super) are_signed: bool,
    /// The sign was not said by a profile and is not the usual one.
    pub(super) is_sign_guessed: bool,
}

/// The columns whose texts are sums of money in the statement's currency.
const MONEY: [Role; 7] = [
    Role::Amount,
    Role::Net,
    Role::Gross,
    Role::Discount,
    Role::Debit,
    Role::Credit,
    Role::Balance,
];

impl Styles {
    pub(super) fn learn(raw: &Raw, profile: &Profile) -> Self {
        let amounts = profile
            .decimals
            .or_else(|| AmountStyle::detect(money_texts(raw)))
            .unwrap_or_default();
        let currency = currency(raw, profile, amounts);
        let is_reversed = match profile.charges {
            Charges::Positive => false,
            Charges::Negative => true,
            Charges::Usual => mostly_negative(raw, amounts),
        };
        let period = raw.period.as_ref().map(|span| span.period);
        let mut dates = dates(raw, profile, currency);
        let about = period.is_none().then(|| days_above(raw, &dates)).flatten();
        dates.period = period.or(about);
        Self {
            dates,
            amounts,
            currency,
            period,
            year_from: about.map(Period::end),
            is_reversed,
            are_signed: amounts_of_rows(raw, amounts).any(|amount| amount.value.is_sign_negative()),
            is_sign_guessed: is_reversed && profile.charges == Charges::Usual,
        }
    }

    /// The amount as printed, charges positive.
    pub(super) fn money(&self, text: &str) -> Option<Money> {
        let amount = self.number(text)?;
        // A code beside the amount names the statement's currency; another one is for a person to see.
        let money = Money::from_decimal(amount.value, self.currency).ok()?;
        Some(if self.is_reversed {
            money.negated()
        } else {
            money
        })
    }

    pub(super) fn number(&self, text: &str) -> Option<Amount> {
        self.amounts.read(text)
    }

    pub(super) const fn period(&self) -> Option<Period> {
        self.period
    }
}

fn dates<'r>(raw: &'r Raw, profile: &Profile, currency: Currency) -> DateStyle {
    let period = raw.period.as_ref().map(|span| span.period);
    if let Some(order) = profile.dates {
        return DateStyle::known(order, period);
    }
    // Americans put the month first, nearly everybody else the day.
    let usual = if currency == Currency::USD {
        DayOrder::MonthFirst
    } else {
        DayOrder::DayFirst
    };
    let dates = |entry: &'r Entry| Role::DATES.map(|role| entry.row.get(role));
    let in_rows = || entries(raw).flat_map(dates).flatten();
    let style = DateStyle::detect(in_rows(), period, usual);
    if style.doubt.is_none() {
        return style;
    }
    // Where the rows prove nothing, the last day of the period may: no month has number 31.
    let in_period = raw
        .period
        .iter()
        .flat_map(|span| span.texts.iter().map(String::as_str));
    DateStyle::detect(in_rows().chain(in_period), period, usual)
}

/// The days named above the transactions, as the closing date, where the dates of the rows lack their year.
fn days_above(raw: &Raw, style: &DateStyle) -> Option<Period> {
    /// Days further apart speak of something else than one statement.
    const FURTHEST: i64 = 120;
    let lacks_year = |text: &str| looks_like_day_and_month(text) && !looks_like_date(text);
    let dates = |entry: &Entry| {
        Role::DATES
            .iter()
            .any(|role| entry.row.get(*role).is_some_and(lacks_year))
    };
    if !entries(raw).any(dates) {
        return None;
    }
    let notes = raw.notes.iter();
    let mut days: Vec<NaiveDate> = notes
        .clone()
        .flat_map(|note| style.dates_in(note))
        .collect();
    if days.is_empty() {
        days.extend(notes.filter_map(|note| month_in(note)));
    }
    let period = Period::new(*days.iter().min()?, *days.iter().max()?).ok()?;
    ((period.end() - period.start()).num_days() <= FURTHEST).then_some(period)
}

/// The first day of the month that a title names: `March 2025 Statement`.
fn month_in(note: &str) -> Option<NaiveDate> {
    let words: Vec<&str> = note.split_whitespace().collect();
    words.windows(2).find_map(|pair| match pair {
        [month, year] if year.len() == 4 => {
            let style = DateStyle::known(DayOrder::DayFirst, None);
            Some(style.read(&format!("1 {month} {year}"))?.day)
        }
        _ => None,
    })
}

/// What the profile says, else what most amounts name, else what a heading names, else dollars.
fn currency(raw: &Raw, profile: &Profile, amounts: AmountStyle) -> Currency {
    let named: Vec<Currency> = money_texts(raw)
        .filter_map(|text| amounts.read(text)?.currency)
        .collect();
    let count = |currency: &Currency| named.iter().filter(|named| *named == currency).count();
    let printed = named.iter().max_by_key(|currency| count(currency)).copied();
    let heading = || {
        let words = raw.notes.iter().flat_map(|note| note.split_whitespace());
        let code = |word: &str| {
            profile
                .wording
                .currency_code(word.trim_matches(|c: char| !c.is_alphanumeric()))
        };
        words.into_iter().find_map(code)
    };
    printed
        .or(profile.currency)
        .or_else(heading)
        .unwrap_or(Currency::USD)
}

/// Do most entries have a minus? Then it is charges that have it.
fn mostly_negative(raw: &Raw, amounts: AmountStyle) -> bool {
    let (mut negative, mut all) = (0_usize, 0_usize);
    for amount in amounts_of_rows(raw, amounts) {
        negative += usize::from(amount.value.is_sign_negative());
        all += 1;
    }
    all >= 3 && negative * 4 > all * 3
}

/// What the rows of purchases print in one column, as printed, but for zeros.
fn amounts_of_rows(raw: &Raw, amounts: AmountStyle) -> impl Iterator<Item = Amount> {
    entries(raw)
        .filter(|entry| !entry.is_other)
        .filter_map(move |entry| amounts.read(entry.row.charge()?))
        .filter(|amount| !amount.value.is_zero())
}

fn entries(raw: &Raw) -> impl Iterator<Item = &Entry> {
    raw.events.iter().filter_map(|event| match event {
        Event::Entry(entry) => Some(entry.as_ref()),
        Event::Total(_) | Event::Balance(_) => None,
    })
}

fn money_texts(raw: &Raw) -> impl Iterator<Item = &str> {
    raw.events.iter().flat_map(|event| -> Vec<&str> {
        match event {
            Event::Entry(entry) => {
                let rows = std::iter::once(&entry.row).chain(&entry.items);
                rows.flat_map(money_in).collect()
            }
            Event::Total(total) => figures_of(&total.figures).collect(),
            Event::Balance(line) => vec![&line.text],
        }
    })
}

fn money_in(row: &Row) -> impl Iterator<Item = &str> {
    MONEY.iter().filter_map(|role| row.get(*role))
}

fn figures_of(figures: &[FigureText]) -> impl Iterator<Item = &str> {
    figures.iter().map(|figure| figure.text.as_str())
}
