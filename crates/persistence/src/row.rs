//! From columns to words of the domain, and back.

use std::borrow::Cow;

use chrono::NaiveDate;
use sea_orm::JsonValue;
use sea_orm::sea_query::{Expr, LikeExpr};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tieout_domain::{CardLast4, Coding, Confidence, Currency, Decimal, Money, Period};

use crate::{Error, Result};

/// The word that a value without fields travels by, the same in the schema and in JSON.
pub(crate) fn word(value: impl Serialize) -> Result<String> {
    match serde_json::to_value(value) {
        Ok(JsonValue::String(word)) => Ok(word),
        Ok(other) => Err(Error::corrupt("a word", format!("{other} is no word"))),
        Err(error) => Err(Error::corrupt("a word", error)),
    }
}

/// The value that a word stands for.
pub(crate) fn from_word<T: DeserializeOwned>(what: &'static str, word: &str) -> Result<T> {
    from_json(what, JsonValue::String(word.to_owned()))
}

pub(crate) fn json(value: impl Serialize) -> Result<JsonValue> {
    serde_json::to_value(value).map_err(|error| Error::corrupt("JSON", error))
}

pub(crate) fn from_json<T: DeserializeOwned>(what: &'static str, json: JsonValue) -> Result<T> {
    serde_json::from_value(json).map_err(|error| Error::corrupt(what, error))
}

/// A value in its printed form.
pub(crate) fn parse<T>(what: &'static str, text: Option<&str>) -> Result<Option<T>>
where
    T: std::str::FromStr,
    T::Err: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    text.map(|text| text.parse().map_err(|error| Error::corrupt(what, error)))
        .transpose()
}

pub(crate) fn money(minor: Option<i64>, currency: Option<&str>) -> Result<Option<Money>> {
    let currency: Option<Currency> = parse("a currency", currency)?;
    Ok(minor
        .zip(currency)
        .map(|(minor, currency)| Money::from_minor(minor, currency)))
}

pub(crate) fn minor(money: Option<Money>) -> Option<i64> {
    money.map(Money::minor)
}

pub(crate) fn code(money: Option<Money>) -> Option<String> {
    money.map(|money| money.currency().code().to_owned())
}

pub(crate) fn card(digits: Option<&str>) -> Result<Option<CardLast4>> {
    parse("a card", digits)
}

pub(crate) fn decimal(text: Option<&str>) -> Result<Option<Decimal>> {
    parse("a decimal", text)
}

pub(crate) fn confidence(points: i32) -> Confidence {
    Confidence::from_basis_points(u16::try_from(points).unwrap_or(0))
}

pub(crate) fn points(confidence: Confidence) -> i32 {
    i32::from(confidence.basis_points())
}

pub(crate) fn period(start: Option<NaiveDate>, end: Option<NaiveDate>) -> Result<Option<Period>> {
    start
        .zip(end)
        .map(|(start, end)| Period::new(start, end))
        .transpose()
        .map_err(|error| Error::corrupt("a period", error))
}

pub(crate) const fn coding(
    job: Option<String>,
    phase: Option<String>,
    cost_type: Option<String>,
    gl_account: Option<String>,
) -> Coding {
    Coding {
        job,
        phase,
        cost_type,
        gl_account,
    }
}

/// Nothing, for a column of whatever type.
pub(crate) fn null() -> Expr {
    Expr::cust("NULL")
}

/// A place in a list or a page number as the schema holds it. Limits keep lists far below two
/// billion entries.
pub(crate) fn count(value: impl TryInto<i32>) -> i32 {
    value.try_into().unwrap_or(i32::MAX)
}

/// A stored count, which the schema keeps from being negative.
pub(crate) fn natural(value: i32) -> u32 {
    u32::try_from(value).unwrap_or(0)
}

/// What names are compared by: no white space around or doubled, no difference of case.
pub(crate) fn key(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

/// What a search looks through: all texts of a row, as [`key`] writes them.
pub(crate) fn search_key(texts: &[Option<&String>]) -> String {
    let texts = texts.iter().flatten().map(|text| key(text));
    texts.collect::<Vec<_>>().join("\n")
}

/// The pattern that finds `text` as it stands, wherever it stands.
pub(crate) fn anywhere(text: &str) -> LikeExpr {
    let mut pattern = String::from("%");
    for letter in key(text).chars() {
        if matches!(letter, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    LikeExpr::new(pattern).escape('\\')
}

/// `text` without the NUL characters that PostgreSQL cannot store.
pub(crate) fn storable(text: &str) -> Cow<'_, str> {
    if text.contains('\0') {
        Cow::Owned(text.replace('\0', "\u{fffd}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use tieout_domain::{MatchStatus, SessionStatus};

    use super::*;

    #[test]
    fn words_are_those_of_the_schema() {
        assert_eq!(word(SessionStatus::Extracting).unwrap(), "extracting");
        assert_eq!(word(MatchStatus::ManualReview).unwrap(), "manual_review");
        let read: MatchStatus = from_word("a status", "manual_review").unwrap();
        assert_eq!(read, MatchStatus::ManualReview);
    }

    #[test]
    fn a_word_that_means_nothing_is_named() {
        let error = from_word::<SessionStatus>("a status", "asleep").unwrap_err();
        assert_eq!(error.to_string(), "a stored value cannot be read: a status");
    }

    #[test]
    fn keys_do_not_care_about_case_and_spaces() {
        assert_eq!(key("  MÄRZ   2025 "), "märz 2025");
    }
}
