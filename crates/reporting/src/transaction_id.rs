//! Names for transactions that stay the same however often a statement is read.

use std::collections::HashMap;

use sha2::{Digest, Sha256};
use tieout_domain::{Transaction, TransactionRef};

/// How many bytes of a fingerprint name a transaction within a session.
const SHORT: usize = 8;
/// How many name it among all sessions.
const LONG: usize = 16;

/// The ids of the transactions of one session.
#[derive(Debug)]
pub(crate) struct TransactionIds(Vec<Names>);

#[derive(Debug)]
struct Names {
    id: String,
    key: String,
}

impl TransactionIds {
    /// Names `transactions`, in the order of the books.
    pub(crate) fn of(transactions: &[Transaction]) -> Self {
        let mut printed: HashMap<&str, usize> = HashMap::new();
        for reference in transactions.iter().filter_map(reference) {
            *printed.entry(reference).or_default() += 1;
        }
        let mut seen: HashMap<String, usize> = HashMap::new();
        let names = transactions.iter().map(|transaction| {
            let facts = facts(transaction);
            let occurrence = seen.entry(facts.clone()).or_default();
            *occurrence += 1;
            let fingerprint = Sha256::digest(format!("{facts}\n{occurrence}"));
            let unique = reference(transaction).filter(|known| printed.get(known) == Some(&1));
            Names {
                id: unique
                    .map_or_else(|| format!("TX-{}", hex(&fingerprint, SHORT)), str::to_owned),
                key: hex(&fingerprint, LONG),
            }
        });
        Self(names.collect())
    }

    /// The statement's own number where it is printed and unique, else one derived from the
    /// facts. Empty for a reference that is not into these books.
    pub(crate) fn id(&self, transaction: TransactionRef) -> &str {
        self.0
            .get(transaction.place())
            .map_or("", |names| &names.id)
    }

    /// A key that no transaction of another month shares, even where issuers number anew.
    pub(crate) fn key(&self, transaction: TransactionRef) -> &str {
        self.0
            .get(transaction.place())
            .map_or("", |names| &names.key)
    }
}

/// What a reading of the same statement finds again: one fact a line, so that no two lists of
/// facts are one text.
fn facts(transaction: &Transaction) -> String {
    let card = transaction.card.map(|card| card.to_string());
    let date = transaction.date().map(|date| date.to_string());
    let amount = transaction.amount.map(|amount| amount.to_string());
    let currency = transaction
        .amount
        .map(|amount| amount.currency().to_string());
    [
        card.as_deref().unwrap_or_default(),
        date.as_deref().unwrap_or_default(),
        amount.as_deref().unwrap_or_default(),
        currency.as_deref().unwrap_or_default(),
        &letters_and_digits(transaction.merchant.as_deref().unwrap_or_default()),
        &letters_and_digits(reference(transaction).unwrap_or_default()),
    ]
    .join("\n")
}

/// A text without what readings differ in: spaces, punctuation, case.
fn letters_and_digits(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_uppercase)
        .collect()
}

fn reference(transaction: &Transaction) -> Option<&str> {
    let printed = transaction.reference.as_deref().map(str::trim);
    printed.filter(|reference| !reference.is_empty())
}

fn hex(bytes: &[u8], length: usize) -> String {
    bytes
        .iter()
        .take(length)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use tieout_domain::{Currency, DocumentRef, Money, Source};

    use super::*;

    fn transaction(reference: Option<&str>, merchant: &str) -> Transaction {
        Transaction {
            reference: reference.map(str::to_owned),
            merchant: Some(merchant.to_owned()),
            amount: Some(Money::from_minor(4550, Currency::USD)),
            ..Transaction::unread(Source::document(DocumentRef::new(0)))
        }
    }

    fn ids(transactions: &[Transaction]) -> Vec<String> {
        let ids = TransactionIds::of(transactions);
        let places = 0..transactions.len();
        places
            .map(|place| ids.id(TransactionRef::new(place)).to_owned())
            .collect()
    }

    #[test]
    fn a_printed_number_is_the_id_unless_it_stands_twice() {
        let found = ids(&[
            transaction(Some("1"), "A"),
            transaction(Some("2"), "B"),
            transaction(Some("2"), "C"),
            transaction(Some(" "), "D"),
        ]);
        assert_eq!(found[0], "1");
        assert!(found[1..].iter().all(|id| id.starts_with("TX-")));
        assert_ne!(found[1], found[2]);
    }

    #[test]
    fn the_same_purchase_twice_has_two_ids_that_do_not_change() {
        let twice = [
            transaction(None, "SHELL OIL"),
            transaction(None, "Shell  Oil"),
        ];
        let found = ids(&twice);
        assert_ne!(found[0], found[1]);
        assert_eq!(found, ids(&twice));
        assert_eq!(found[0], "TX-30b6ee4dfb048c34");
    }

    #[test]
    fn a_reference_that_leads_nowhere_has_no_id() {
        let ids = TransactionIds::of(&[]);
        assert_eq!(ids.id(TransactionRef::new(0)), "");
        assert_eq!(ids.key(TransactionRef::new(0)), "");
    }
}
