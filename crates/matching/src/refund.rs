//! Which purchase a credit gives back.

use std::collections::HashMap;

use tieout_domain::{Books, Currency, EmployeeRef, TransactionRef};

use crate::facts::{Charge, Charges};
use crate::merchant::{self, Merchants};

/// Each credit, with the purchase it gives back in full.
#[derive(Debug, Default)]
pub(crate) struct Refunds(HashMap<TransactionRef, TransactionRef>);

impl Refunds {
    /// Finds the purchases: same person, same merchant, same amount, not after the credit; the
    /// latest of several. Each purchase is given back once.
    pub(crate) fn of(books: &Books, charges: &Charges, merchants: &mut Merchants) -> Self {
        let mut purchases: HashMap<Key, Vec<(usize, TransactionRef)>> = HashMap::new();
        let mut credits = Vec::new();
        for (place, class) in charges.classes.iter().enumerate() {
            for &member in &class.members {
                let credit = books.transactions.get(member.place());
                if credit.is_some_and(tieout_domain::Transaction::is_credit) {
                    credits.push((place, member));
                } else if let Some(key) = key(&class.charge) {
                    purchases.entry(key).or_default().push((place, member));
                }
            }
        }
        let mut refunds = Self::default();
        for (place, credit) in credits {
            let Some(credited) = charges.classes.get(place).map(|class| &class.charge) else {
                continue;
            };
            let Some(places) = key(credited).and_then(|key| purchases.get_mut(&key)) else {
                continue;
            };
            // Classes are in the order of their dates, so the last that fits is the latest.
            let fits = |&(place, _): &(usize, TransactionRef)| {
                let class = charges.classes.get(place);
                class.is_some_and(|it| gives_back(credited, &it.charge, merchants))
            };
            if let Some(found) = places.iter().rposition(fits) {
                refunds.0.insert(credit, places.remove(found).1);
            }
        }
        refunds
    }

    /// The purchase that a credit gives back.
    pub(crate) fn purchase(&self, credit: TransactionRef) -> Option<TransactionRef> {
        self.0.get(&credit).copied()
    }
}

type Key = (Option<EmployeeRef>, Currency, u64);

fn key(charge: &Charge) -> Option<Key> {
    let amount = charge.amount?;
    Some((
        charge.employee,
        amount.currency(),
        amount.minor().unsigned_abs(),
    ))
}

fn gives_back(credit: &Charge, purchase: &Charge, merchants: &mut Merchants) -> bool {
    let is_before = purchase
        .date()
        .zip(credit.date())
        .is_some_and(|(purchased, credited)| purchased <= credited);
    let both = purchase.merchant.zip(credit.merchant);
    is_before && both.is_some_and(|(a, b)| merchants.likeness(a, b) >= merchant::SAME)
}
