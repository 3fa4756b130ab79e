//! Figures and days in plain English, for sentences and letters.

use chrono::NaiveDate;
use tieout_domain::{Currency, Decimal, Money, Period};

use crate::rows::Tally;

/// `count` and the word that goes with it: `1 receipt`, `2 receipts`.
pub(crate) fn plural(count: usize, one: &str, many: &str) -> String {
    format!(
        "{} {}",
        grouped(&count.to_string()),
        if count == 1 { one } else { many }
    )
}

/// An amount as people write it: `$1,234.50`, `-€3.00`, `CAD 54.54`.
pub(crate) fn amount(money: Money) -> String {
    major(money.to_decimal(), money.currency())
}

/// A sum as people write it, currency by currency: `$12.00 and €3.00`.
pub(crate) fn total(tally: &Tally) -> String {
    let sums = tally.sums.iter();
    let said: Vec<_> = sums.map(|(currency, sum)| major(*sum, *currency)).collect();
    if said.is_empty() {
        return "amount not read".to_owned();
    }
    said.join(" and ")
}

/// What stands before an amount: a sign that means one currency alone, else the code.
pub(crate) fn symbol(currency: Currency) -> String {
    match currency.code() {
        "USD" => "$".to_owned(),
        "EUR" => "€".to_owned(),
        "GBP" => "£".to_owned(),
        code => format!("{code} "),
    }
}

/// A day as people write it: `Mar 4, 2025`.
pub(crate) fn day(date: NaiveDate) -> String {
    date.format("%b %-d, %Y").to_string()
}

/// A period as people write it: `Mar 1, 2025 – Mar 31, 2025`.
pub(crate) fn period(period: Period) -> String {
    format!("{} – {}", day(period.start()), day(period.end()))
}

/// An amount of major units as people write it.
pub(crate) fn major(amount: Decimal, currency: Currency) -> String {
    let sign = if amount < Decimal::ZERO { "-" } else { "" };
    let plain = grouped(&amount.abs().to_string());
    format!("{sign}{}{plain}", symbol(currency))
}

/// Digits with a comma before each group of three.
fn grouped(plain: &str) -> String {
    let (whole, fraction) = match plain.split_once('.') {
        Some((whole, fraction)) => (whole, format!(".{fraction}")),
        None => (plain, String::new()),
    };
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + &fraction
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(minor: i64, currency: &str) -> String {
        amount(Money::from_minor(minor, currency.parse().unwrap()))
    }

    #[test]
    fn amounts_read_as_people_write_them() {
        assert_eq!(money(123_456_789, "USD"), "$1,234,567.89");
        assert_eq!(money(-300, "EUR"), "-€3.00");
        assert_eq!(money(5_454, "CAD"), "CAD 54.54");
        assert_eq!(money(1_250, "JPY"), "JPY 1,250");
        assert_eq!(money(i64::MIN, "USD"), "-$92,233,720,368,547,758.08");
    }

    #[test]
    fn one_is_not_many() {
        assert_eq!(plural(1, "receipt", "receipts"), "1 receipt");
        assert_eq!(plural(1_518, "receipt", "receipts"), "1,518 receipts");
    }
}
