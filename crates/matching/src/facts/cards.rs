//! Who holds which card.

use std::collections::{BTreeMap, BTreeSet};

use tieout_domain::{Books, CardLast4, EmployeeRef};

/// The cards of the statements, and who holds each. Several people may: four digits are few.
#[derive(Debug, Default)]
pub(crate) struct Cards(BTreeMap<CardLast4, BTreeSet<EmployeeRef>>);

impl Cards {
    /// All cards that the statements print.
    pub(crate) fn of(books: &Books) -> Self {
        let mut cards = Self::default();
        for (holder, employee) in books.employees() {
            for &card in &employee.cards {
                cards.0.entry(card).or_default().insert(holder);
            }
        }
        for transaction in &books.transactions {
            if let Some(card) = transaction.card {
                cards
                    .0
                    .entry(card)
                    .or_default()
                    .extend(transaction.employee);
            }
        }
        cards
    }

    /// Is it a card of the statements?
    pub(crate) fn is_known(&self, card: CardLast4) -> bool {
        self.0.contains_key(&card)
    }

    /// Is it a card of this person?
    pub(crate) fn is_held_by(&self, card: CardLast4, employee: EmployeeRef) -> bool {
        self.holders(card).any(|holder| holder == employee)
    }

    /// Everybody who holds a card that ends so.
    pub(crate) fn holders(&self, card: CardLast4) -> impl Iterator<Item = EmployeeRef> {
        self.0.get(&card).into_iter().flatten().copied()
    }
}
