//! From places in books to keys in the database, and back.

use std::collections::HashMap;

use tieout_domain::id::{DocumentId, EmployeeId, ReceiptId, TransactionId};
use tieout_domain::{DocumentRef, EmployeeRef, LineRef, ProofRef, ReceiptRef, TransactionRef};

use crate::fingerprint::{ProofKey, TransactionKey};

/// The keys of everything in the books, each list parallel to the books' own.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct BookIds {
    /// Of the documents.
    pub documents: Vec<DocumentId>,
    /// Of the employees.
    pub employees: Vec<EmployeeId>,
    /// Of the transactions.
    pub transactions: Vec<TransactionId>,
    /// Of the expense lines.
    pub lines: Vec<ReceiptId>,
    /// Of the receipts.
    pub receipts: Vec<ReceiptId>,
    pub(crate) transaction_keys: Vec<TransactionKey>,
    pub(crate) line_keys: Vec<ProofKey>,
    pub(crate) receipt_keys: Vec<ProofKey>,
    transaction_places: HashMap<TransactionId, TransactionRef>,
    proof_places: HashMap<ReceiptId, ProofRef>,
}

impl BookIds {
    /// The key of a document.
    pub fn document(&self, place: DocumentRef) -> Option<DocumentId> {
        self.documents.get(place.place()).copied()
    }

    /// The key of an employee.
    pub fn employee(&self, place: EmployeeRef) -> Option<EmployeeId> {
        self.employees.get(place.place()).copied()
    }

    /// The key of a transaction.
    pub fn transaction(&self, place: TransactionRef) -> Option<TransactionId> {
        self.transactions.get(place.place()).copied()
    }

    /// The key of a proof.
    pub fn proof(&self, proof: ProofRef) -> Option<ReceiptId> {
        match proof {
            ProofRef::Line(line) => self.lines.get(line.place()).copied(),
            ProofRef::Receipt(receipt) => self.receipts.get(receipt.place()).copied(),
        }
    }

    /// The place of a transaction.
    pub fn transaction_ref(&self, id: TransactionId) -> Option<TransactionRef> {
        self.transaction_places.get(&id).copied()
    }

    /// The place of a proof.
    pub fn proof_ref(&self, id: ReceiptId) -> Option<ProofRef> {
        self.proof_places.get(&id).copied()
    }

    /// What a transaction is known by when its document is read again.
    pub fn transaction_key(&self, place: TransactionRef) -> Option<&TransactionKey> {
        self.transaction_keys.get(place.place())
    }

    /// What a proof is known by when its document is read again.
    pub fn proof_key(&self, proof: ProofRef) -> Option<&ProofKey> {
        match proof {
            ProofRef::Line(line) => self.line_keys.get(line.place()),
            ProofRef::Receipt(receipt) => self.receipt_keys.get(receipt.place()),
        }
    }

    pub(super) fn push_transaction(&mut self, id: TransactionId, key: TransactionKey) {
        let place = TransactionRef::new(self.transactions.len());
        self.transactions.push(id);
        self.transaction_keys.push(key);
        self.transaction_places.insert(id, place);
    }

    pub(super) fn push_line(&mut self, id: ReceiptId, key: ProofKey) {
        let place = ProofRef::Line(LineRef::new(self.lines.len()));
        self.lines.push(id);
        self.line_keys.push(key);
        self.proof_places.insert(id, place);
    }

    pub(super) fn push_receipt(&mut self, id: ReceiptId, key: ProofKey) {
        let place = ProofRef::Receipt(ReceiptRef::new(self.receipts.len()));
        self.receipts.push(id);
        self.receipt_keys.push(key);
        self.proof_places.insert(id, place);
    }
}
