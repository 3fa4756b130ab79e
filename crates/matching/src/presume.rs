//! Whose a receipt is that names nobody: the check between line and document.

use std::collections::{BTreeSet, HashMap};

use tieout_domain::{Books, CardLast4, Currency, EmployeeRef, ExpenseLine, Receipt};

use crate::facts::{Cards, Owner, Sole};
use crate::merchant::{self, MerchantId, Merchants};
use crate::people::People;

/// The lines of known people, by amount.
pub(crate) struct Presumption<'a> {
    people: &'a People,
    cards: &'a Cards,
    sole: Option<Sole>,
    by_amount: HashMap<(Currency, i64), Vec<&'a ExpenseLine>>,
}

impl<'a> Presumption<'a> {
    pub(crate) fn of(
        books: &'a Books,
        people: &'a People,
        cards: &'a Cards,
        sole: Option<Sole>,
    ) -> Self {
        let mut by_amount: HashMap<_, Vec<_>> = HashMap::new();
        for line in &books.expense_lines {
            if let Some(amount) = line.amount {
                let key = (amount.currency(), amount.minor());
                by_amount.entry(key).or_default().push(line);
            }
        }
        Self {
            people,
            cards,
            sole,
            by_amount,
        }
    }

    /// Whose a receipt is: the cardholder's whose card it prints, else the person's whose report
    /// has a line like it.
    pub(crate) fn owner(&self, receipt: &Receipt, merchants: &mut Merchants) -> Owner {
        if let Some(card) = self.card(receipt) {
            return Owner::Card(card);
        }
        let sole = self.sole.filter(|_| receipt.card.is_none());
        match (sole, self.reported_by(receipt, merchants)) {
            (Some(sole), _) => sole.or_theirs(Owner::Nobody),
            (None, Some(employees)) => Owner::Presumed(employees),
            (None, None) => Owner::Nobody,
        }
    }

    /// The card, if the statements know it. Telephones that pay print numbers of their own.
    fn card(&self, receipt: &Receipt) -> Option<CardLast4> {
        let card = receipt.card.as_ref()?.value;
        self.cards.is_known(card).then_some(card)
    }

    /// The one person whose lines agree with the receipt in amount, day and merchant.
    fn reported_by(
        &self,
        receipt: &Receipt,
        merchants: &mut Merchants,
    ) -> Option<Vec<EmployeeRef>> {
        let total = receipt.total.as_ref()?.value;
        let vendor = merchants.add(&receipt.vendor.as_ref()?.value, "")?;
        let lines = self.by_amount.get(&(total.currency(), total.minor()))?;
        let mut owners = BTreeSet::new();
        for line in lines {
            if is_same_day(line, receipt) && is_same_merchant(line, vendor, merchants) {
                let Owner::Known(employees) = self.people.owner(line) else {
                    return None;
                };
                owners.insert(employees);
            }
        }
        let owner = owners.pop_first()?;
        owners.is_empty().then_some(owner)
    }
}

fn is_same_day(line: &ExpenseLine, receipt: &Receipt) -> bool {
    let receipt_day = receipt.date.as_ref().map(|date| date.value);
    line.date
        .zip(receipt_day)
        .is_some_and(|(line, receipt)| line.signed_duration_since(receipt).num_days().abs() <= 1)
}

fn is_same_merchant(line: &ExpenseLine, vendor: MerchantId, merchants: &mut Merchants) -> bool {
    let printed = line.merchant.as_deref();
    let merchant = printed.and_then(|printed| merchants.add(printed, ""));
    merchant.is_some_and(|merchant| merchants.likeness(merchant, vendor) >= merchant::SAME)
}
