//! The lines of an account summary, and what they should say.

use tieout_domain::{ControlTotal, Figure, Money, Scope, Source};

use super::{Counted, Ledger};
use crate::layout::Balance;

/// A line of an account summary.
#[derive(Debug, Clone)]
pub(crate) struct PrintedBalance {
    pub(crate) balance: Balance,
    pub(crate) label: String,
    pub(crate) amount: Money,
    pub(crate) source: Source,
    /// How many entries stand above it.
    pub(crate) entries_above: usize,
}

impl Ledger {
    /// Compares the lines of the account summary, once all entries are known.
    pub(super) fn close_balances(&mut self) {
        let balances = std::mem::take(&mut self.balances);
        for (at, line) in balances.iter().enumerate() {
            let Some(extracted) = self.balance_of(at, line, &balances) else {
                continue;
            };
            let printed = match line.balance {
                Balance::Payments | Balance::Credits => line.amount.abs().negated(),
                _ => line.amount,
            };
            let total = ControlTotal {
                scope: Scope::Report,
                label: format!("{}: amount", line.label),
                employee: None,
                printed: Figure::Amount(printed),
                extracted: Figure::Amount(extracted),
                source: line.source.clone(),
            };
            // A summary may stand on every page.
            let is_known =
                |known: &ControlTotal| known.label == total.label && known.printed == total.printed;
            if !self.totals.iter().any(is_known) {
                self.totals.push(total);
            }
        }
    }

    /// What a line of the account summary should say; none when nothing can be compared.
    fn balance_of(
        &self,
        at: usize,
        line: &PrintedBalance,
        balances: &[PrintedBalance],
    ) -> Option<Money> {
        let first = balances
            .iter()
            .position(|line| line.balance == Balance::Previous);
        match line.balance {
            Balance::Previous if first == Some(at) => None,
            // Pages may start with what was owed at the end of the page before.
            Balance::Previous | Balance::New => {
                let previous = balances.get(first?)?.amount;
                let in_all = self.new_balance(previous, balances)?;
                let so_far = self
                    .entries
                    .iter()
                    .take(line.entries_above)
                    .filter_map(|entry| entry.amount);
                let so_far =
                    Money::sum(self.currency, std::iter::once(previous).chain(so_far)).ok()?;
                Some(if so_far == line.amount {
                    so_far
                } else {
                    in_all
                })
            }
            balance => self.sum_of(balance),
        }
    }

    /// The sum of the entries that a line of the account summary stands for; none for payments and
    /// fees that the statement does not list.
    fn sum_of(&self, balance: Balance) -> Option<Money> {
        let counts = |entry: &&Counted| entry.balance() == Some(balance);
        let is_listed = self.entries.iter().any(|entry| counts(&entry));
        if !is_listed && matches!(balance, Balance::Payments | Balance::Fees) {
            return None;
        }
        let amounts = self
            .entries
            .iter()
            .filter(counts)
            .filter_map(|entry| entry.amount);
        Money::sum(self.currency, amounts).ok()
    }

    /// What was owed, and everything since; payments and fees that are not listed, as printed.
    fn new_balance(&self, previous: Money, balances: &[PrintedBalance]) -> Option<Money> {
        const SINCE: [Balance; 4] = [
            Balance::Payments,
            Balance::Credits,
            Balance::Purchases,
            Balance::Fees,
        ];
        let amount = |wanted| {
            let printed = balances.iter().rfind(|line| line.balance == wanted);
            let printed = printed.map(|line| match wanted {
                Balance::Payments => line.amount.abs().negated(),
                _ => line.amount,
            });
            self.sum_of(wanted).or(printed)
        };
        let since = SINCE.into_iter().filter_map(amount);
        Money::sum(self.currency, std::iter::once(previous).chain(since)).ok()
    }
}
