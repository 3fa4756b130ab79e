//! The proofs that settle a transaction.

use tieout_domain::{
    ExpenseLine, LegOutcome, LegVerdict, LineRef, Link, Money, ProofRef, Receipt, ReceiptRef,
    TransactionRef,
};

use super::Rows;

/// The proofs of one transaction on the leg that its receipt stands on.
pub(crate) struct Proofs<'r> {
    links: Vec<&'r Link>,
}

impl<'r> Proofs<'r> {
    /// The proofs of `transaction`: the settled ones of the leg that its best proof is on.
    pub(crate) fn of(rows: &Rows<'r>, transaction: TransactionRef) -> Self {
        let Some(outcome) = rows.outcome(transaction) else {
            return Self { links: Vec::new() };
        };
        let leg = match outcome.proof {
            Some(ProofRef::Receipt(_)) => &outcome.document_leg,
            Some(ProofRef::Line(_)) => &outcome.report_leg,
            None => return Self { links: Vec::new() },
        };
        Self {
            links: settled(leg).collect(),
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.links.len()
    }

    /// The words to find them by.
    pub(crate) fn references(&self, rows: &Rows<'_>) -> String {
        let references: Vec<_> = self
            .links
            .iter()
            .map(|link| rows.proof_reference(link.proof))
            .collect();
        references.join("; ")
    }

    /// What the receipts say together; none when one says nothing, or when they are in several
    /// currencies.
    pub(crate) fn amount(&self, rows: &Rows<'_>) -> Option<Money> {
        let mut amounts = self.links.iter().map(|link| printed(rows, link.proof));
        let first = amounts.next()??;
        amounts.try_fold(first, |sum, amount| sum.checked_add(amount?).ok())
    }
}

impl<'a> Rows<'a> {
    /// The report lines that are settled for a transaction, in the report's order, each with what
    /// it covers of the transaction.
    pub(crate) fn settled_lines(
        &self,
        transaction: TransactionRef,
    ) -> Vec<(LineRef, &'a ExpenseLine, &'a Link)> {
        let outcome = self.outcome(transaction);
        let links = outcome.into_iter().flat_map(|out| settled(&out.report_leg));
        let mut lines: Vec<_> = links
            .filter_map(|link| match link.proof {
                ProofRef::Line(at) => Some((at, self.books().expense_lines.get(at.place())?, link)),
                ProofRef::Receipt(_) => None,
            })
            .collect();
        lines.sort_by_key(|(at, ..)| *at);
        lines
    }

    /// The receipt documents that are settled for a transaction.
    pub(crate) fn settled_receipts(
        &self,
        transaction: TransactionRef,
    ) -> impl Iterator<Item = (ReceiptRef, &'a Receipt, &'a Link)> {
        let books = self.books();
        let outcome = self.outcome(transaction);
        let links = outcome
            .into_iter()
            .flat_map(|out| settled(&out.document_leg));
        links.filter_map(|link| match link.proof {
            ProofRef::Receipt(at) => Some((at, books.receipts.get(at.place())?, link)),
            ProofRef::Line(_) => None,
        })
    }
}

/// The links of a leg, unless a person still has to look at them.
fn settled(leg: &LegOutcome) -> impl Iterator<Item = &Link> {
    let is_settled = leg.verdict == LegVerdict::Matched;
    leg.links.iter().filter(move |_| is_settled)
}

fn printed(rows: &Rows<'_>, proof: ProofRef) -> Option<Money> {
    match proof {
        ProofRef::Line(at) => rows.books().expense_lines.get(at.place())?.amount,
        ProofRef::Receipt(at) => {
            let receipt = rows.books().receipts.get(at.place())?;
            receipt.total.as_ref().map(|total| total.value)
        }
    }
}
