//! What people decided. A person's decision outranks the machine's and survives re-matching.

use serde::{Deserialize, Serialize};

use crate::{EmployeeNumber, PersonName, ProofRef, TransactionRef};

/// One person's word on one pair, or on one transaction.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Decision {
    /// The transaction.
    pub transaction: TransactionRef,
    /// What was decided of it.
    pub verdict: Verdict,
}

/// What a person can decide.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// These prove the transaction.
    Approved(Vec<ProofRef>),
    /// These do not; others may.
    Rejected(Vec<ProofRef>),
    /// There is no proof among what is here.
    NoProof,
}

/// Equivalences that people taught, kept beyond sessions.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aliases {
    /// A name as some paper prints it, and the employee it means.
    pub employees: Vec<(PersonName, EmployeeNumber)>,
    /// A card descriptor, and the vendor it means.
    pub merchants: Vec<(String, String)>,
}
