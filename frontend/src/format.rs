//! Amounts, sizes and spans of time as people read them. Pure: marks and moments are arguments.

use rust_decimal::Decimal;
use tieout_domain::Currency;

/// The marks of the browser's locale within numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marks {
    /// Between whole and fraction.
    pub decimal: char,
    /// Between thousands.
    pub group: char,
}

impl Default for Marks {
    fn default() -> Self {
        Self {
            decimal: '.',
            group: ',',
        }
    }
}

impl Marks {
    /// From what the browser makes of 1234567.8.
    pub fn of_sample(sample: &str) -> Self {
        let mut marks = sample.chars().filter(|char| !char.is_numeric());
        match (marks.next(), marks.next_back()) {
            (Some(group), Some(decimal)) => Self { decimal, group },
            _ => Self::default(),
        }
    }
}

/// `1234.5` → `1,234.50`, with a minus sign that is as wide as a digit.
pub fn amount(value: Decimal, currency: Option<Currency>, marks: &Marks) -> String {
    let digits = currency.map_or(2, Currency::minor_digits);
    let mut shown = value;
    if shown.scale() < digits {
        shown.rescale(digits);
    }
    let text = shown.abs().to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let sign = if value.is_sign_negative() && !value.is_zero() {
        "−"
    } else {
        ""
    };
    let mut written = format!("{sign}{}", grouped(whole, marks.group));
    if !fraction.is_empty() {
        written.push(marks.decimal);
        written.push_str(fraction);
    }
    written
}

/// The same with its currency: `$1,234.50`, `CHF 1,234.50`.
pub fn money(value: Decimal, currency: Currency, marks: &Marks) -> String {
    let written = amount(value, Some(currency), marks);
    let symbol = match currency.code() {
        "USD" => "$".to_owned(),
        "EUR" => "€".to_owned(),
        "GBP" => "£".to_owned(),
        code => format!("{code}\u{a0}"),
    };
    match written.strip_prefix('−') {
        Some(rest) => format!("−{symbol}{rest}"),
        None => format!("{symbol}{written}"),
    }
}

/// `1518` → `1,518`.
pub fn count(value: u64, marks: &Marks) -> String {
    grouped(&value.to_string(), marks.group)
}

/// A size in bytes: `2.4 MB`.
pub fn size(bytes: u64, marks: &Marks) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} KB", (bytes + 500) / 1_000),
        _ => {
            let tenths = (bytes + 50_000) / 100_000;
            let whole = grouped(&(tenths / 10).to_string(), marks.group);
            format!("{whole}{}{} MB", marks.decimal, tenths % 10)
        }
    }
}

/// Seconds since: `12 s ago`, `3 min ago`, `2 days ago`.
pub fn ago(seconds: i64) -> String {
    match seconds {
        ..5 => "just now".to_owned(),
        5..60 => format!("{seconds} s ago"),
        60..3_600 => format!("{} min ago", seconds / 60),
        3_600..86_400 => format!("{} h ago", seconds / 3_600),
        86_400..172_800 => "yesterday".to_owned(),
        _ => format!("{} days ago", seconds / 86_400),
    }
}

/// `1 receipt`, `2 receipts`.
pub fn plural(count: u64, one: &str, many: &str, marks: &Marks) -> String {
    let noun = if count == 1 { one } else { many };
    format!("{} {noun}", self::count(count, marks))
}

fn grouped(digits: &str, mark: char) -> String {
    let mut written = String::with_capacity(digits.len() * 2);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            written.push(mark);
        }
        written.push(digit);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(minor: i64, scale: u32) -> String {
        amount(
            Decimal::new(minor, scale),
            Some(Currency::USD),
            &Marks::default(),
        )
    }

    #[test]
    fn amounts_have_two_decimals_and_no_float_in_between() {
        assert_eq!(shown(123_456_750, 2), "1,234,567.50");
        assert_eq!(shown(5, 1), "0.50");
        assert_eq!(shown(-1999, 2), "−19.99");
        assert_eq!(shown(90_071_992_547_409_93, 2), "90,071,992,547,409.93");
        assert_eq!(shown(0, 0), "0.00");
    }

    #[test]
    fn the_minus_sign_stands_before_the_currency() {
        let marks = Marks::default();
        assert_eq!(
            money(Decimal::new(-1999, 2), Currency::USD, &marks),
            "−$19.99"
        );
        assert_eq!(
            money(Decimal::new(1999, 2), Currency::EUR, &marks),
            "€19.99"
        );
    }

    #[test]
    fn marks_are_those_of_the_locale() {
        assert_eq!(
            Marks::of_sample("1.234.567,8"),
            Marks {
                decimal: ',',
                group: '.'
            }
        );
        assert_eq!(Marks::of_sample("1,234,567.8"), Marks::default());
        assert_eq!(Marks::of_sample(""), Marks::default());
    }

    #[test]
    fn sizes_are_told_in_the_unit_that_fits() {
        let marks = Marks::default();
        assert_eq!(size(999, &marks), "999 B");
        assert_eq!(size(1_600, &marks), "2 KB");
        assert_eq!(size(10_000_001, &marks), "10.0 MB");
    }

    #[test]
    fn time_is_told_in_the_largest_unit_that_fits() {
        assert_eq!(ago(3), "just now");
        assert_eq!(ago(59), "59 s ago");
        assert_eq!(ago(7_300), "2 h ago");
        assert_eq!(ago(200_000), "2 days ago");
    }

    #[test]
    fn one_is_not_many() {
        let marks = Marks::default();
        assert_eq!(plural(1, "receipt", "receipts", &marks), "1 receipt");
        assert_eq!(
            plural(1_200, "receipt", "receipts", &marks),
            "1,200 receipts"
        );
    }
}
