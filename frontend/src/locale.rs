//! What the browser knows of its person's ways of writing.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;

use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use js_sys::{Date, JsString, Reflect};
use rust_decimal::Decimal;
use tieout_domain::Currency;
use wasm_bindgen::JsValue;

use crate::format::{self, Marks};

thread_local! {
    static MARKS: OnceCell<Marks> = const { OnceCell::new() };
    static DAYS: RefCell<HashMap<NaiveDate, String>> = RefCell::default();
}

/// An amount without its currency.
pub fn amount(value: Decimal, currency: Option<Currency>) -> String {
    with_marks(|marks| format::amount(value, currency, marks))
}

/// An amount with its currency.
pub fn money(value: Decimal, currency: Currency) -> String {
    with_marks(|marks| format::money(value, currency, marks))
}

/// A number of things.
pub fn count(value: impl TryInto<u64>) -> String {
    with_marks(|marks| format::count(value.try_into().unwrap_or_default(), marks))
}

/// A size in bytes.
pub fn size(bytes: u64) -> String {
    with_marks(|marks| format::size(bytes, marks))
}

/// A number of things, with their name.
pub fn plural(value: impl TryInto<u64>, one: &str, many: &str) -> String {
    with_marks(|marks| format::plural(value.try_into().unwrap_or_default(), one, many, marks))
}

/// `Mar 4`.
pub fn day(date: NaiveDate) -> String {
    if let Some(known) = DAYS.with_borrow(|days| days.get(&date).cloned()) {
        return known;
    }
    let written = written(date, &[("month", "short"), ("day", "numeric")]);
    DAYS.with_borrow_mut(|days| days.insert(date, written.clone()));
    written
}

/// `Mar 4, 2025`.
pub fn full_day(date: NaiveDate) -> String {
    written(
        date,
        &[("month", "short"), ("day", "numeric"), ("year", "numeric")],
    )
}

/// A moment to the second, in the browser's time zone.
pub fn exact(moment: DateTime<Utc>) -> String {
    let date = Date::new(&JsValue::from_f64(moment.timestamp_millis() as f64));
    String::from(&date.to_locale_string("default", &JsValue::UNDEFINED))
}

/// How long ago a moment was.
pub fn ago(moment: DateTime<Utc>) -> String {
    format::ago((Date::now() as i64 - moment.timestamp_millis()) / 1_000)
}

/// In small letters. The browser knows how; bringing the tables along would take longer to load.
pub fn lower(text: &str) -> String {
    String::from(JsString::from(text).to_lower_case())
}

/// The month of today: `March 2025`.
pub fn this_month() -> String {
    let options = options(&[("month", "long"), ("year", "numeric")]);
    String::from(&Date::new_0().to_locale_date_string("default", &options))
}

fn with_marks<T>(of: impl FnOnce(&Marks) -> T) -> T {
    MARKS.with(|marks| of(marks.get_or_init(sample)))
}

fn sample() -> Marks {
    let number: JsString = js_sys::Number::from(1_234_567.8).to_locale_string("default");
    Marks::of_sample(&String::from(number))
}

fn written(date: NaiveDate, wanted: &[(&str, &str)]) -> String {
    let (Ok(year), Ok(month), Ok(day)) = (
        u32::try_from(date.year()),
        i32::try_from(date.month0()),
        i32::try_from(date.day()),
    ) else {
        return date.to_string();
    };
    let midday = Date::new_with_year_month_day_hr(year, month, day, 12);
    String::from(&midday.to_locale_date_string("default", &options(wanted)))
}

fn options(wanted: &[(&str, &str)]) -> JsValue {
    let options = js_sys::Object::new();
    for (key, value) in wanted {
        // A plain object takes every key.
        let _ = Reflect::set(&options, &JsValue::from_str(key), &JsValue::from_str(value));
    }
    options.into()
}
