use chrono::{Datelike, NaiveDate};
use proptest::prelude::*;
use tieout_domain::Period;

use super::*;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn period(start: NaiveDate, end: NaiveDate) -> Option<Period> {
    Some(Period::new(start, end).unwrap())
}

fn march() -> Option<Period> {
    period(day(2025, 3, 1), day(2025, 3, 31))
}

fn read(text: &str) -> Option<NaiveDate> {
    DateStyle::known(DayOrder::MonthFirst, None)
        .read(text)
        .map(|date| date.day)
}

#[test]
fn papers_write_one_date_in_many_ways() {
    for text in [
        "02/28/2025",
        "2/28/25",
        "2025-02-28",
        "2025/02/28",
        "28-Feb-2025",
        "28-FEB-25",
        "Feb 28, 2025",
        "February 28th, 2025",
        "28 Feb 25",
        "28FEB2025",
        "28. Februar 2025",
        "28 février 2025",
        "28 de febrero de 2025",
        "28.02.2025",
        "20250228",
        "2025-02-28T09:15:00Z",
        "02/28/2025 9:15:36AM",
        "Fri, 28 Feb 2025",
        "Fri 02/28/2025",
        "2025-Feb-28",
        "28 Feb. '25",
        "28\u{2011}02\u{2011}2025",
    ] {
        assert_eq!(read(text), Some(day(2025, 2, 28)), "{text}");
    }
}

#[test]
fn what_is_no_date_is_refused() {
    for text in [
        "",
        "02/30/2025",
        "13/13/2025",
        "1/2/3",
        "800-435-9792",
        "24-1766-10",
        "1,234.56",
        "12.50",
        "28/Foo/2025",
        "2025",
        "31-400",
        "99/99",
        "0/5/2025",
        "12:30",
        "02-28/2025",
        "Feb",
        "28",
        "00000000",
        "Feb 28, 2025, paid",
        "70123-0000",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn the_year_follows_from_a_period_that_crosses_new_year() {
    let style = DateStyle::known(
        DayOrder::MonthFirst,
        period(day(2024, 12, 11), day(2025, 1, 10)),
    );
    let read = |text| style.read(text).map(|date| date.day);
    assert_eq!(read("12/16"), Some(day(2024, 12, 16)));
    assert_eq!(read("01/05"), Some(day(2025, 1, 5)));
    assert_eq!(read("12/09"), Some(day(2024, 12, 9)));
    assert_eq!(read("16-DEC"), Some(day(2024, 12, 16)));
}

#[test]
fn a_leap_day_finds_its_year() {
    let style = DateStyle::known(
        DayOrder::MonthFirst,
        period(day(2024, 2, 25), day(2024, 3, 24)),
    );
    assert_eq!(
        style.read("02/29").map(|date| date.day),
        Some(day(2024, 2, 29))
    );
    assert_eq!(
        DateStyle::known(DayOrder::MonthFirst, march()).read("02/29"),
        None
    );
}

#[test]
fn an_impossible_month_proves_the_order_of_the_whole_document() {
    let style = DateStyle::detect(
        ["03/04/2025", "28/03/2025", "EXXON"],
        march(),
        DayOrder::MonthFirst,
    );
    assert_eq!((style.order, style.doubt), (DayOrder::DayFirst, None));
    assert_eq!(
        style.read("03/04/2025"),
        Some(ReadDate {
            day: day(2025, 4, 3),
            or_else: None
        })
    );
}

#[test]
fn the_period_decides_where_no_date_proves_the_order_and_says_so() {
    let style = DateStyle::detect(["03/04/2025", "03/05/2025"], march(), DayOrder::DayFirst);
    assert_eq!(style.order, DayOrder::MonthFirst);
    assert_eq!(
        style.read("03/04/2025"),
        Some(ReadDate {
            day: day(2025, 3, 4),
            or_else: Some(day(2025, 4, 3))
        })
    );
    assert_eq!(
        style.doubt.unwrap().to_string(),
        "dates such as 03/04 can be read in two ways; they were read as month, then day because those days lie \
         closer to the document's period"
    );
}

#[test]
fn an_assumed_order_is_told() {
    let style = DateStyle::detect(["03/04/2025"], None, DayOrder::MonthFirst);
    assert_eq!(
        style.doubt.unwrap().to_string(),
        "dates such as 03/04 can be read in two ways and nothing in the document decides; they were read as month, \
         then day: check them"
    );
    let dotted = DateStyle::detect(["03.04.2025"], None, DayOrder::MonthFirst);
    assert_eq!(dotted.doubt, Some(Doubt::Assumed(DayOrder::DayFirst)));
}

#[test]
fn dates_in_both_orders_are_told() {
    let style = DateStyle::detect(
        ["28/03/2025", "03/28/2025", "27/03/2025", "03/04/2025"],
        None,
        DayOrder::MonthFirst,
    );
    assert_eq!(
        style.doubt.unwrap().to_string(),
        "some dates put the day first and others the month; dates such as 03/04 were read as day, then month: check \
         them"
    );
    assert_eq!(
        style.read("03/28/2025").map(|date| date.day),
        Some(day(2025, 3, 28))
    );
}

#[test]
fn nothing_is_in_doubt_where_no_date_depends_on_the_order() {
    for texts in [
        ["2025-03-04", "4 Mar 2025"],
        ["03/03/2025", "2025-03-05"],
        ["", "words"],
    ] {
        assert_eq!(
            DateStyle::detect(texts, None, DayOrder::MonthFirst).doubt,
            None,
            "{texts:?}"
        );
    }
}

#[test]
fn a_period_is_two_dates_in_running_text() {
    let style = DateStyle::known(DayOrder::MonthFirst, None);
    for text in [
        "Statement period 03/01/2025 - 03/31/2025",
        "Posted Date between 3/1/2025 and 3/31/2025",
        "Period: Mar 1, 2025 \u{2013} Mar 31, 2025",
        "01-Mar-2025 - 31-Mar-2025",
        "2025-03-01 to 2025-03-31 (31 days)",
        "vom 1. M\u{e4}rz 2025 bis 31. M\u{e4}rz 2025",
    ] {
        assert_eq!(style.period_in(text), march(), "{text}");
    }
    for text in [
        "",
        "Printed 03/01/2025",
        "03/31/2025 - 03/01/2025",
        "03/01/2025 03/02/2025 03/03/2025",
    ] {
        assert_eq!(style.period_in(text), None, "{text}");
    }
}

#[test]
fn words_that_look_like_dates() {
    for text in [
        "03/01/2025",
        "3/1/25",
        "2025-03-01",
        "28-Feb-2025",
        "28.02.2025",
    ] {
        assert!(
            looks_like_date(text) && !looks_like_day_and_month(text),
            "{text}"
        );
    }
    for text in ["12/16", "16-DEC", "28.02."] {
        assert!(
            looks_like_day_and_month(text) && !looks_like_date(text),
            "{text}"
        );
    }
    for text in [
        "20250301", "31-400", "24-1766", "$8.11", "12.50", "99/99", "Feb", "2025", "A1/2", "FEB28X",
    ] {
        assert!(
            !looks_like_date(text) && !looks_like_day_and_month(text),
            "{text}"
        );
    }
}

const MONTH_FIRST: [&str; 6] = [
    "%m/%d/%Y",
    "%-m/%-d/%Y",
    "%-m/%-d/%y",
    "%m-%d-%Y",
    "%m/%d/%y",
    "%m/%d/%Y %H:%M",
];
const DAY_FIRST: [&str; 5] = ["%d/%m/%Y", "%d.%m.%Y", "%-d.%-m.%y", "%d-%m-%Y", "%d/%m/%y"];
const EITHER: [&str; 9] = [
    "%Y-%m-%d",
    "%d-%b-%Y",
    "%b %-d, %Y",
    "%-d %B %y",
    "%Y%m%d",
    "%d%b%Y",
    "%A, %-d %B %Y",
    "%Y-%m-%dT%H:%M:%S",
    "%Y/%m/%d",
];

proptest! {
    #[test]
    fn printed_in_any_style_and_read_back(days in 0_i64..36_500, form in any::<prop::sample::Index>()) {
        let date = day(2000, 1, 1) + chrono::Duration::days(days);
        let styles = [(DayOrder::MonthFirst, &MONTH_FIRST[..]), (DayOrder::DayFirst, &DAY_FIRST[..]),
            (DayOrder::MonthFirst, &EITHER[..]), (DayOrder::DayFirst, &EITHER[..])];
        for (order, forms) in styles {
            let text = date.and_hms_opt(9, 5, 0).unwrap().format(forms[form.index(forms.len())]).to_string();
            let read = DateStyle::known(order, None).read(&text);
            prop_assert_eq!(read, Some(ReadDate { day: date, or_else: None }), "{}", text);
        }
    }

    #[test]
    fn a_day_without_year_lies_within_half_a_year_of_the_period(days in 0_i64..36_000, length in 0_i64..40, month in 1_u32..=12, number in 1_u32..=28) {
        let start = day(2000, 1, 1) + chrono::Duration::days(days);
        let period = period(start, start + chrono::Duration::days(length));
        let date = DateStyle::known(DayOrder::MonthFirst, period).read(&format!("{month:02}/{number:02}")).unwrap().day;
        prop_assert_eq!((date.month(), date.day()), (month, number));
        prop_assert!((date - start).num_days().abs() <= 184 + length);
    }

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,24}") {
        let _ = read(&text);
        let _ = DateStyle::detect([text.as_str()], march(), DayOrder::DayFirst);
    }

    #[test]
    fn almost_dates_never_panic(text in "[0-9/.\\-, :TAPMFebmarz\u{e9}]{0,20}") {
        let _ = read(&text);
        let _ = looks_like_date(&text);
    }
}

#[test]
fn the_middle_of_a_span_is_no_date() {
    let style = DateStyle::known(DayOrder::MonthFirst, None);
    for text in [
        "20 - Mar 19",
        "20 - Mar 19, 2025",
        "1 \u{2013} March 31",
        "26-Mar 24",
        "March 16-18",
    ] {
        assert_eq!(style.read(text), None, "{text}");
    }
    for text in ["20 - Mar - 2025", "20-Mar 2025", "20-Mar-25"] {
        assert_eq!(
            style.read(text).map(|read| read.day),
            Some(day(2025, 3, 20)),
            "{text}"
        );
    }
}
