//! Receipts that stand here twice.
//!
//! *Certain* copies are set aside before anything is matched: the same content, the same number of
//! the same receipt. *Likely* copies (same person, vendor, day and amount) may be two real purchases:
//! they take part, and only one that finds no transaction of its own is called a copy.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use tieout_domain::{Books, ExpenseLine, ProofRef, Receipt};

use crate::facts::{Paper, PaperClass};
use crate::merchant::{self, Merchants};

/// Certain copies, each with its original. Of several the original is the one that a person has
/// approved, else the first by its place.
pub(crate) fn certain(
    books: &Books,
    approved: &BTreeSet<ProofRef>,
) -> BTreeMap<ProofRef, ProofRef> {
    let mut copies = BTreeMap::new();
    // Of equal lines the one that proves most comes first.
    let mut lines: Vec<_> = books.expense_lines().collect();
    lines.sort_by_key(|(_, line)| !line.is_attached);
    let lines = lines.into_iter();
    let lines = lines.filter_map(|(at, line)| Some((line_identity(line)?, ProofRef::Line(at))));
    collect(lines, approved, &mut copies);
    let contents = books.receipts().filter_map(|(at, receipt)| {
        Some((receipt.content_hash.as_deref()?, ProofRef::Receipt(at)))
    });
    collect(contents, approved, &mut copies);
    let numbers = books
        .receipts()
        .filter_map(|(at, receipt)| Some((receipt_identity(receipt)?, ProofRef::Receipt(at))))
        .filter(|(_, proof)| !copies.contains_key(proof));
    let numbers: Vec<_> = numbers.collect();
    collect(numbers.into_iter(), approved, &mut copies);
    copies
}

fn collect<K: Ord>(
    identified: impl Iterator<Item = (K, ProofRef)>,
    approved: &BTreeSet<ProofRef>,
    copies: &mut BTreeMap<ProofRef, ProofRef>,
) {
    let mut groups: BTreeMap<K, Vec<ProofRef>> = BTreeMap::new();
    for (identity, proof) in identified {
        groups.entry(identity).or_default().push(proof);
    }
    for proofs in groups.values() {
        let first = proofs.iter().find(|proof| approved.contains(proof));
        let Some(&original) = first.or(proofs.first()) else {
            continue;
        };
        let others = proofs
            .iter()
            .filter(|proof| **proof != original && !approved.contains(proof));
        copies.extend(others.map(|&copy| (copy, original)));
    }
}

/// The same line of the same report, uploaded twice. Parts of one receipt that is split between
/// jobs share its number, but not the coding.
fn line_identity(line: &ExpenseLine) -> Option<impl Ord + '_> {
    let coding = &line.coding;
    Some((
        line.receipt_id.as_deref()?,
        line.person.as_ref()?,
        line.date?,
        line.amount?.minor(),
        line.merchant.as_deref(),
        (line.purpose.as_deref(), line.expense_type.as_deref()),
        [
            &coding.job,
            &coding.phase,
            &coding.cost_type,
            &coding.gl_account,
        ],
    ))
}

/// The same number, printed by the same seller for the same amount.
fn receipt_identity(receipt: &Receipt) -> Option<impl Ord + '_> {
    let total = receipt.total.as_ref()?.value;
    Some((
        receipt.invoice_number.as_ref()?.value.as_str(),
        receipt.vendor.as_ref()?.value.to_uppercase(),
        total.currency(),
        total.minor(),
    ))
}

/// Which classes of proofs are likely the same receipt.
#[derive(Debug)]
pub(crate) struct Kin {
    kin_of: Vec<usize>,
}

/// So many different vendors of one day and amount are told apart.
const VENDORS: usize = 32;

impl Kin {
    /// Compares classes of one day and amount.
    pub(crate) fn of(classes: &[PaperClass], merchants: &mut Merchants) -> Self {
        let mut heads: HashMap<_, Vec<usize>> = HashMap::new();
        let mut kin_of = Vec::with_capacity(classes.len());
        for (place, class) in classes.iter().enumerate() {
            let paper = &class.paper;
            let known = heads.entry((paper.date, paper.amount)).or_default();
            let mut candidates = known.iter().copied();
            let head = candidates.find(|&head| {
                let head = classes.get(head);
                head.is_some_and(|head| are_alike(&head.paper, paper, merchants))
            });
            if head.is_none() && known.len() < VENDORS {
                known.push(place);
            }
            kin_of.push(head.unwrap_or(place));
        }
        Self { kin_of }
    }

    /// Are these two likely the same receipt?
    pub(crate) fn are_kin(&self, a: usize, b: usize) -> bool {
        self.head(a) == self.head(b)
    }

    /// The first class that is likely the same receipt.
    pub(crate) fn head(&self, class: usize) -> usize {
        self.kin_of.get(class).copied().unwrap_or(class)
    }
}

fn are_alike(a: &Paper, b: &Paper, merchants: &mut Merchants) -> bool {
    let is_dated = a.date.is_some() && a.amount.is_some();
    let may_share = |a: bool, b: bool, equal: bool| !a || !b || equal;
    is_dated
        && a.owner == b.owner
        && may_share(a.card.is_some(), b.card.is_some(), a.card == b.card)
        && may_share(a.number.is_some(), b.number.is_some(), a.number == b.number)
        && match (a.merchant, b.merchant) {
            (Some(a), Some(b)) => merchants.likeness(a, b) >= merchant::SAME,
            _ => false,
        }
}
