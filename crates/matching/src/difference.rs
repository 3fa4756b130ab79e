//! Differences as named facts.

use tieout_domain::{
    Books, Decimal, Difference, LineRef, MatchKind, Money, ProofRef, ReceiptRef, Transaction,
    TransactionRef,
};

use crate::facts::Trust;
use crate::leg::{Part, Role};
use crate::rates;
use crate::refund::Refunds;
use crate::score::Agreement;

/// A transaction and one of its proofs, as the books print them.
pub(crate) struct Pair<'a> {
    pub(crate) at: TransactionRef,
    pub(crate) transaction: &'a Transaction,
    pub(crate) part: &'a Part,
    pub(crate) proof: Printed<'a>,
}

/// What a proof prints.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Printed<'a> {
    pub(crate) amount: Option<Money>,
    pub(crate) unrounded: Option<Decimal>,
    pub(crate) date: Option<chrono::NaiveDate>,
    pub(crate) merchant: Option<&'a str>,
}

impl<'a> Printed<'a> {
    /// What the proof prints; none for a reference that is not into these books.
    pub(crate) fn of(proof: ProofRef, books: &'a Books) -> Option<Self> {
        match proof {
            ProofRef::Line(at) => Self::of_line(at, books),
            ProofRef::Receipt(at) => Self::of_receipt(at, books),
        }
    }

    fn of_line(at: LineRef, books: &'a Books) -> Option<Self> {
        let line = books.expense_lines.get(at.place())?;
        Some(Self {
            amount: line.amount,
            unrounded: line.unrounded,
            date: line.date,
            merchant: line.merchant.as_deref(),
        })
    }

    fn of_receipt(at: ReceiptRef, books: &'a Books) -> Option<Self> {
        let receipt = books.receipts.get(at.place())?;
        Some(Self {
            amount: receipt.total.as_ref().map(|total| total.value),
            unrounded: None,
            date: receipt.date.as_ref().map(|date| date.value),
            merchant: receipt.vendor.as_ref().map(|vendor| vendor.value.as_str()),
        })
    }
}

impl Pair<'_> {
    /// The shape of the pair.
    pub(crate) fn kind(&self) -> MatchKind {
        match (&self.part.role, self.part.score.agreement) {
            (Role::PartOfSplit(_), _) => MatchKind::SplitShipment,
            (Role::OneOfCombined(_), _) => MatchKind::Combined,
            (_, Agreement::Unexplained) => MatchKind::Other,
            _ if self.transaction.is_credit() => MatchKind::Refund,
            (_, Agreement::Foreign | Agreement::ImpliedRate) => MatchKind::Fx,
            (_, Agreement::FourDecimals) => MatchKind::FourDecimal,
            (_, Agreement::Rounded) => MatchKind::Cent,
            (_, Agreement::PrintedTip | Agreement::PlausibleTip { .. }) => MatchKind::Tip,
            (_, Agreement::Tax) => MatchKind::Tax,
            (_, Agreement::Equal | Agreement::Sum) => match self.days() {
                Some(0) => MatchKind::Exact,
                _ => MatchKind::DateShift,
            },
        }
    }

    /// In what the papers differ.
    pub(crate) fn differences(&self, refunds: &Refunds, books: &Books) -> Vec<Difference> {
        let purchase = refunds.purchase(self.at).map(|purchase| {
            let transaction = books.transactions.get(purchase.place());
            let date = transaction.and_then(Transaction::date);
            Difference::RefundOf { purchase, date }
        });
        let date = self.days().filter(|days| *days != 0);
        let card = (self.part.trust == Trust::OtherCard).then_some(Difference::OtherCard);
        [
            self.of_amount(),
            self.of_role(),
            date.map(|days| Difference::DateShift { days }),
            purchase,
            card,
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// Proof − transaction, in days.
    pub(crate) fn days(&self) -> Option<i64> {
        let (proof, charge) = self.proof.date.zip(self.transaction.date())?;
        Some(proof.signed_duration_since(charge).num_days())
    }

    /// The amount that the proof's own is compared with: of the same currency where there is one.
    pub(crate) fn charged(&self) -> Option<Money> {
        let foreign = self.transaction.foreign.map(|foreign| foreign.amount);
        let of_currency =
            |amount: &Money| self.proof.amount.map(Money::currency) == Some(amount.currency());
        let own = self.transaction.amount;
        own.filter(of_currency)
            .or(foreign.filter(of_currency))
            .or(own)
    }

    fn of_role(&self) -> Option<Difference> {
        match &self.part.role {
            Role::Single => None,
            Role::PartOfSplit(transactions) => Some(Difference::PartOfSplitShipment {
                transactions: transactions.clone(),
            }),
            Role::OneOfCombined(proofs) => Some(Difference::OneOfCombinedReceipts {
                proofs: proofs.clone(),
            }),
        }
    }

    fn of_amount(&self) -> Option<Difference> {
        let (charged, printed) = self.charged().zip(self.proof.amount)?;
        let apart = charged.checked_sub(printed).ok();
        match self.part.score.agreement {
            Agreement::Equal | Agreement::Sum => None,
            Agreement::FourDecimals | Agreement::Rounded => {
                let printed = self.proof.unrounded.unwrap_or(printed.to_decimal());
                let amount = charged.to_decimal().checked_sub(printed)?;
                Some(Difference::Rounding { amount })
            }
            Agreement::Foreign | Agreement::ImpliedRate => self.of_currency(printed),
            Agreement::PrintedTip => tip(apart?, printed, true),
            Agreement::PlausibleTip { .. } => tip(apart?, printed, false),
            Agreement::Tax => Some(Difference::Tax { amount: apart? }),
            Agreement::Unexplained => Some(Difference::Unexplained { amount: apart? }),
        }
    }

    fn of_currency(&self, printed: Money) -> Option<Difference> {
        let on_statement = self.transaction.foreign.and_then(|foreign| foreign.rate);
        let implied = || rates::implied(self.transaction.amount?, printed);
        Some(Difference::ForeignCurrency {
            amount: printed,
            rate: on_statement.or_else(implied)?,
            is_printed: on_statement.is_some(),
        })
    }
}

fn tip(amount: Money, receipt: Money, is_printed: bool) -> Option<Difference> {
    let share = amount.to_decimal().checked_div(receipt.to_decimal())?;
    let percent = share.checked_mul(Decimal::ONE_HUNDRED)?.round_dp(2);
    Some(Difference::Tip {
        amount,
        percent,
        is_printed,
    })
}
