//! What a paper is known by when it is read again.
//!
//! Rows come and go with each reading of a document; what people decided must find its paper all
//! the same. So a paper is known by a hash of what it says, and papers that say the same are
//! counted in the order of documents and lines. A document that is added comes last, and moves none.

use std::collections::HashMap;
use std::fmt;

use sha2::{Digest, Sha256};
use tieout_domain::{ExpenseLine, Transaction};

/// A transaction, by what it says.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TransactionKey(String);

/// A line of an expense report, or a receipt, by what it says.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ProofKey(String);

impl TransactionKey {
    pub(crate) fn stored(key: String) -> Self {
        Self(key)
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl ProofKey {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// Is it a line of an expense report, and not a receipt?
    pub(crate) fn is_line(&self) -> bool {
        self.0.starts_with("line:")
    }
}

/// Counts papers that say the same.
#[derive(Default)]
pub(crate) struct Occurrences<'a>(HashMap<&'a str, u32>);

impl<'a> Occurrences<'a> {
    pub(crate) fn transaction(&mut self, fingerprint: &'a str) -> TransactionKey {
        TransactionKey(self.next(fingerprint))
    }

    pub(crate) fn line(&mut self, fingerprint: &'a str) -> ProofKey {
        ProofKey(format!("line:{}", self.next(fingerprint)))
    }

    pub(crate) fn receipt(&mut self, fingerprint: &'a str) -> ProofKey {
        ProofKey(format!("receipt:{}", self.next(fingerprint)))
    }

    fn next(&mut self, fingerprint: &'a str) -> String {
        let count = self.0.entry(fingerprint).or_default();
        let key = format!("{fingerprint}#{count}");
        *count += 1;
        key
    }
}

/// The statement's own number; without one, what is printed.
pub(crate) fn of_transaction(transaction: &Transaction) -> String {
    if let Some(reference) = &transaction.reference {
        return hash(&["number", reference]);
    }
    // A line of which little could be read is known by its text.
    let text = transaction
        .is_incomplete()
        .then(|| transaction.source.text());
    hash(&[
        "charge",
        &shown(transaction.card),
        &shown(transaction.transaction_date),
        &shown(transaction.post_date),
        &shown(transaction.amount),
        &shown(transaction.merchant.as_ref()),
        text.unwrap_or_default(),
    ])
}

/// Who spent what, where and when. Purpose and coding are left out: they are filled in later.
pub(crate) fn of_line(line: &ExpenseLine) -> String {
    let person = line.person.as_ref().map(|person| person.name.as_str());
    hash(&[
        "line",
        person.unwrap_or_default(),
        &shown(line.receipt_id.as_ref()),
        &shown(line.date),
        &shown(
            line.unrounded
                .or(line.amount.map(tieout_domain::Money::to_decimal)),
        ),
        &shown(line.merchant.as_ref()),
        &shown(line.expense_type.as_ref()),
    ])
}

/// The file and the page: what is read from a scan may get better, the scan stays.
pub(crate) fn of_receipt(document_hash: &str, page: Option<u32>) -> String {
    hash(&["receipt", document_hash, &shown(page)])
}

/// 128 bits of SHA-256 over the parts, as hexadecimal digits.
pub(crate) fn hash(parts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        // Lengths keep "ab", "c" from being "a", "bc".
        hasher.update(part.len().to_be_bytes());
        hasher.update(part.as_bytes());
    }
    let digest = hasher.finalize();
    digest
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn shown(value: Option<impl fmt::Display>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use tieout_domain::{DocumentRef, Source};

    use super::*;

    fn unread(text: &str) -> Transaction {
        Transaction::unread(Source::document(DocumentRef::new(0)).with_text(text))
    }

    #[test]
    fn a_printed_number_is_enough() {
        let mut one = unread("one line");
        one.reference = Some("2025-17".to_owned());
        let mut other = unread("another layout");
        other.reference = Some("2025-17".to_owned());
        assert_eq!(of_transaction(&one), of_transaction(&other));
    }

    #[test]
    fn lines_that_could_not_be_read_are_told_apart_by_their_text() {
        assert_ne!(of_transaction(&unread("a")), of_transaction(&unread("b")));
    }

    #[test]
    fn repeats_are_counted_and_a_later_one_moves_none() {
        let mut occurrences = Occurrences::default();
        let keys = ["a", "b", "a"].map(|print| occurrences.transaction(print));
        assert_eq!(keys.map(|key| key.0), ["a#0", "b#0", "a#1"]);
    }

    #[test]
    fn parts_do_not_run_into_one_another() {
        assert_ne!(hash(&["ab", "c"]), hash(&["a", "bc"]));
    }
}
