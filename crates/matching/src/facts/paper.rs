//! Proofs (lines of expense reports, receipts), as they are compared.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use tieout_domain::{
    Books, CardLast4, Decimal, ExpenseLine, LineRef, Money, ProofRef, Receipt, ReceiptRef,
};

use super::{Kind, Owner, sortable};
use crate::merchant::{MerchantId, Merchants};
use crate::settings::LimitTable;

/// What of a proof is compared.
#[derive(Debug, Clone)]
pub(crate) struct Paper {
    pub(crate) owner: Owner,
    pub(crate) date: Option<NaiveDate>,
    pub(crate) amount: Option<Money>,
    pub(crate) unrounded: Option<Decimal>,
    pub(crate) tip: Option<Money>,
    pub(crate) tax: Option<Money>,
    pub(crate) card: Option<CardLast4>,
    /// The seller's own number of the receipt.
    pub(crate) number: Option<String>,
    pub(crate) merchant: Option<MerchantId>,
    pub(crate) kind: Kind,
}

/// Proofs that agree in everything that is compared.
#[derive(Debug)]
pub(crate) struct PaperClass {
    pub(crate) paper: Paper,
    pub(crate) members: Vec<ProofRef>,
}

/// The proofs of one leg.
#[derive(Debug)]
pub(crate) struct Papers {
    pub(crate) classes: Vec<PaperClass>,
    class_of: HashMap<ProofRef, usize>,
}

impl Papers {
    /// Reads expense lines; `owner` says whose a line is.
    pub(crate) fn of_lines(
        books: &Books,
        apart: &BTreeSet<ProofRef>,
        merchants: &mut Merchants,
        limits: &LimitTable,
        owner: impl Fn(&ExpenseLine) -> Owner,
    ) -> Self {
        let keyed = books.expense_lines().map(|(at, line)| {
            let proof = ProofRef::Line(at);
            let alone = apart.contains(&proof).then_some(proof);
            ((line_key(line), alone), line_rank(line, at), proof)
        });
        let classes = in_classes(keyed.collect(), |proof| {
            let ProofRef::Line(at) = proof else {
                return None;
            };
            let line = books.expense_lines.get(at.place())?;
            Some(read_line(line, owner(line), merchants, limits))
        });
        Self::indexed(classes)
    }

    /// Reads receipts; `owner` says whose a receipt is.
    pub(crate) fn of_receipts(
        books: &Books,
        apart: &BTreeSet<ProofRef>,
        merchants: &mut Merchants,
        owner: impl Fn(&Receipt, &mut Merchants) -> Owner,
    ) -> Self {
        let keyed = books.receipts().map(|(at, receipt)| {
            let proof = ProofRef::Receipt(at);
            let alone = apart.contains(&proof).then_some(proof);
            (
                (receipt_key(receipt), alone),
                receipt_rank(receipt, at),
                proof,
            )
        });
        let classes = in_classes(keyed.collect(), |proof| {
            let ProofRef::Receipt(at) = proof else {
                return None;
            };
            let receipt = books.receipts.get(at.place())?;
            let owner = owner(receipt, merchants);
            Some(read_receipt(receipt, owner, merchants))
        });
        Self::indexed(classes)
    }

    /// The class that a proof stands in.
    pub(crate) fn class_of(&self, proof: ProofRef) -> Option<usize> {
        self.class_of.get(&proof).copied()
    }

    fn indexed(classes: Vec<PaperClass>) -> Self {
        let numbered = classes.iter().enumerate();
        let class_of = numbered
            .flat_map(|(place, class)| class.members.iter().map(move |&proof| (proof, place)))
            .collect();
        Self { classes, class_of }
    }
}

/// Sorts by key, then rank, and puts those of equal key in one class.
fn in_classes<K: Ord, R: Ord>(
    mut keyed: Vec<(K, R, ProofRef)>,
    mut read: impl FnMut(ProofRef) -> Option<Paper>,
) -> Vec<PaperClass> {
    keyed.sort();
    let groups = keyed.chunk_by(|a, b| a.0 == b.0);
    let classes = groups.filter_map(|group| {
        let members: Vec<_> = group.iter().map(|(.., proof)| *proof).collect();
        let paper = read(*members.first()?)?;
        Some(PaperClass { paper, members })
    });
    classes.collect()
}

fn read_line(
    line: &ExpenseLine,
    owner: Owner,
    merchants: &mut Merchants,
    limits: &LimitTable,
) -> Paper {
    let printed = line.merchant.as_deref();
    Paper {
        owner,
        date: line.date,
        amount: line.amount.filter(|amount| !amount.is_zero()),
        unrounded: line.unrounded,
        tip: None,
        tax: None,
        card: None,
        number: None,
        merchant: printed.and_then(|printed| merchants.add(printed, "")),
        kind: Kind::of([line.expense_type.as_deref()], limits),
    }
}

fn read_receipt(receipt: &Receipt, owner: Owner, merchants: &mut Merchants) -> Paper {
    let printed = receipt.vendor.as_ref().map(|vendor| vendor.value.as_str());
    let money = |field: &Option<tieout_domain::Field<Money>>| {
        let value = field.as_ref().map(|field| field.value);
        value.filter(|amount| !amount.is_zero())
    };
    Paper {
        owner,
        date: receipt.date.as_ref().map(|date| date.value),
        amount: money(&receipt.total),
        unrounded: None,
        tip: money(&receipt.tip),
        tax: money(&receipt.tax),
        card: receipt.card.as_ref().map(|card| card.value),
        number: number(receipt),
        merchant: printed.and_then(|printed| merchants.add(printed, "")),
        kind: Kind::default(),
    }
}

fn line_key(line: &ExpenseLine) -> impl Ord + use<> {
    (
        line.date,
        sortable(line.amount),
        line.unrounded,
        line.merchant.clone(),
        line.person.clone(),
        line.expense_type.clone(),
    )
}

/// Of equal lines the one that proves most comes first.
fn line_rank(line: &ExpenseLine, at: LineRef) -> impl Ord + use<> {
    (
        !line.is_attached,
        !line.coding.is_complete(),
        line.receipt_id.clone(),
        at,
    )
}

fn receipt_key(receipt: &Receipt) -> impl Ord + use<> {
    let money = |field: &Option<tieout_domain::Field<Money>>| {
        sortable(field.as_ref().map(|field| field.value))
    };
    (
        receipt.date.as_ref().map(|date| date.value),
        money(&receipt.total),
        receipt.vendor.as_ref().map(|vendor| vendor.value.clone()),
        receipt.card.as_ref().map(|card| card.value),
        number(receipt),
        money(&receipt.tip),
        money(&receipt.tax),
    )
}

fn number(receipt: &Receipt) -> Option<String> {
    receipt
        .invoice_number
        .as_ref()
        .map(|number| number.value.clone())
}

fn receipt_rank(receipt: &Receipt, at: ReceiptRef) -> impl Ord + use<> {
    (receipt.content_hash.clone(), at)
}
