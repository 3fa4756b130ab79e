//! One transaction of an OFX file.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use tieout_domain::{
    CardLast4, Currency, Decimal, ForeignAmount, Money, OtherEntry, OtherKind, Source, Transaction,
    mask_card_numbers,
};

use crate::csv::{EntryType, Vocabulary};
use crate::roster::{Holder, name_and_number};
use crate::values::{AmountStyle, DateStyle, DayOrder};

/// The texts within one `STMTTRN`.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub(super) line: usize,
    texts: BTreeMap<String, String>,
    /// Is the amount in the currency that `CURSYM` names, or was it converted from it?
    pub(super) is_converted: bool,
}

impl Entry {
    pub(super) fn at(line: usize) -> Self {
        Self {
            line,
            ..Self::default()
        }
    }

    /// Keeps the first text of each name, card numbers cut. The digits of a day with its time may by chance be those
    /// of a card number; they are none.
    pub(super) fn keep(&mut self, name: &str, text: &str) {
        let kept = || match name.starts_with("DT") && day(text).is_some() {
            true => text.to_owned(),
            false => mask_card_numbers(text).into_owned(),
        };
        self.texts.entry(name.to_owned()).or_insert_with(kept);
    }

    pub(super) fn text(&self, name: &str) -> Option<String> {
        self.texts.get(name).cloned()
    }

    pub(super) fn date(&self, name: &str) -> Option<NaiveDate> {
        day(self.texts.get(name)?)
    }

    fn number(&self, name: &str) -> Option<Decimal> {
        let text = self.texts.get(name)?;
        // The standard allows a comma; thousands are never separated.
        let style = if text.contains(',') {
            AmountStyle::Comma
        } else {
            AmountStyle::Point
        };
        style.read(text).map(|amount| amount.value)
    }

    /// The amount with the sign that it has here: charges are positive.
    pub(super) fn charged(&self, currency: Currency) -> Option<Money> {
        let own = self.texts.get("CURSYM").filter(|_| !self.is_converted);
        let currency = own.and_then(|code| code.parse().ok()).unwrap_or(currency);
        Money::from_decimal(-self.number("TRNAMT")?, currency).ok()
    }

    /// The amount before it was converted: OFX gives the rate, and leaves the division to its readers.
    fn foreign(&self, charged: Option<Money>) -> Option<ForeignAmount> {
        let charged = charged.filter(|_| self.is_converted)?;
        let currency: Currency = self.texts.get("CURSYM")?.parse().ok()?;
        let rate = self.number("CURRATE").filter(|rate| !rate.is_zero())?;
        let original = charged.to_decimal().checked_div(rate)?;
        Some(ForeignAmount {
            amount: Money::from_decimal(original, currency).ok()?,
            rate: Some(rate),
        })
    }

    pub(super) fn transaction(
        &self,
        card: Option<CardLast4>,
        charged: Option<Money>,
        source: Source,
    ) -> Transaction {
        Transaction {
            card,
            transaction_date: self.date("DTUSER"),
            post_date: self.date("DTPOSTED"),
            amount: charged,
            foreign: self.foreign(charged),
            merchant: self.merchant(),
            city: self.text("CITY"),
            state: self.text("STATE"),
            reference: self.text("FITID").or_else(|| self.text("REFNUM")),
            ..Transaction::unread(source)
        }
    }

    /// All texts, in the order of their names.
    pub(super) fn all_texts(&self) -> String {
        let texts = self
            .texts
            .iter()
            .map(|(name, text)| format!("{name}: {text}"));
        texts.collect::<Vec<_>>().join(" | ")
    }

    fn merchant(&self) -> Option<String> {
        ["NAME", "PAYEE", "EXTDNAME", "MEMO"]
            .into_iter()
            .find_map(|name| self.text(name))
    }

    /// Whose entry it is: the account's card, and the cardholder where a note names one.
    pub(super) fn holder(&self, card: Option<CardLast4>) -> Holder {
        let noted = self.texts.get("MEMO").and_then(|memo| noted_holder(memo));
        let (name, number) = noted.map_or((None, None), name_and_number);
        Holder {
            name,
            number,
            card,
            ..Holder::default()
        }
    }

    /// A payment or a fee; none for a purchase or a refund.
    pub(super) fn other_kind(
        &self,
        words: &Vocabulary,
        charged: Option<Money>,
    ) -> Option<OtherKind> {
        let is_credit = charged.is_some_and(Money::is_negative);
        let described = ["NAME", "MEMO"]
            .into_iter()
            .find_map(|name| words.described(self.texts.get(name)?));
        match (self.texts.get("TRNTYPE").map(String::as_str), described) {
            (Some("FEE" | "SRVCHG" | "INT"), _) | (_, Some(EntryType::Fee)) => Some(OtherKind::Fee),
            (Some("PAYMENT"), _) | (_, Some(EntryType::Payment)) if is_credit => {
                Some(OtherKind::Payment)
            }
            _ => None,
        }
    }

    pub(super) fn other(
        &self,
        kind: OtherKind,
        amount: Option<Money>,
        source: Source,
    ) -> OtherEntry {
        OtherEntry {
            kind,
            date: self.date("DTUSER").or_else(|| self.date("DTPOSTED")),
            description: self.merchant().unwrap_or_default(),
            amount,
            source,
        }
    }
}

/// `Cardholder: Jane Doe`
fn noted_holder(memo: &str) -> Option<&str> {
    const KEYS: [&str; 4] = ["CARDHOLDER", "CARD MEMBER", "EMPLOYEE", "USER"];
    let (key, name) = memo.split_once([':', '='])?;
    KEYS.iter()
        .any(|known| known.eq_ignore_ascii_case(key.trim()))
        .then_some(name.trim())
}

/// `20250304120000.000[-6:CST]` → the day at the bank.
pub(super) fn day(text: &str) -> Option<NaiveDate> {
    let style = DateStyle::known(DayOrder::MonthFirst, None);
    style.read(text.get(..8)?).map(|date| date.day)
}
