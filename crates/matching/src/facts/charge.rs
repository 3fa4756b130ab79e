//! Transactions, as they are compared.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use tieout_domain::{
    Books, CardLast4, EmployeeRef, ForeignAmount, Money, Transaction, TransactionRef,
};

use super::{Kind, Sole, sortable};
use crate::merchant::{MerchantId, Merchants};
use crate::settings::LimitTable;

/// What of a transaction is compared.
#[derive(Debug, Clone)]
pub(crate) struct Charge {
    pub(crate) employee: Option<EmployeeRef>,
    pub(crate) card: Option<CardLast4>,
    pub(crate) purchased: Option<NaiveDate>,
    pub(crate) posted: Option<NaiveDate>,
    pub(crate) amount: Option<Money>,
    pub(crate) foreign: Option<ForeignAmount>,
    pub(crate) merchant: Option<MerchantId>,
    pub(crate) kind: Kind,
}

/// Transactions that agree in everything that is compared but the day of posting.
#[derive(Debug)]
pub(crate) struct ChargeClass {
    pub(crate) charge: Charge,
    pub(crate) members: Vec<TransactionRef>,
}

/// All transactions.
#[derive(Debug)]
pub(crate) struct Charges {
    pub(crate) classes: Vec<ChargeClass>,
    class_of: Vec<usize>,
}

impl Charge {
    /// The day it is listed under.
    pub(crate) fn date(&self) -> Option<NaiveDate> {
        self.purchased.or(self.posted)
    }
}

impl Charges {
    /// Reads all transactions. Those in `apart` stand in a class of their own: a person has
    /// spoken about them alone. Those of nobody are `sole`'s, where there is only one person.
    pub(crate) fn of(
        books: &Books,
        apart: &BTreeSet<TransactionRef>,
        sole: Option<Sole>,
        merchants: &mut Merchants,
        limits: &LimitTable,
    ) -> Self {
        let mut keyed: Vec<_> = books
            .transactions()
            .map(|(at, transaction)| {
                let alone = apart.contains(&at).then_some(at);
                let key = key(books, transaction);
                (key, alone, transaction.reference.as_deref(), at)
            })
            .collect();
        keyed.sort();
        let mut charges = Self {
            classes: Vec::new(),
            class_of: vec![0; books.transactions.len()],
        };
        for group in keyed.chunk_by(|a, b| a.0 == b.0 && a.1 == b.1) {
            let members: Vec<_> = group.iter().map(|(.., at)| *at).collect();
            charges.add(books, members, merchants, limits);
        }
        if let Some(sole) = sole {
            for class in &mut charges.classes {
                class.charge.employee.get_or_insert(sole.holder);
            }
        }
        charges
    }

    /// The class that a transaction stands in.
    pub(crate) fn class_of(&self, transaction: TransactionRef) -> Option<usize> {
        self.class_of.get(transaction.place()).copied()
    }

    fn add(
        &mut self,
        books: &Books,
        members: Vec<TransactionRef>,
        merchants: &mut Merchants,
        limits: &LimitTable,
    ) {
        for member in &members {
            if let Some(class) = self.class_of.get_mut(member.place()) {
                *class = self.classes.len();
            }
        }
        let facts = members
            .iter()
            .filter_map(|at| books.transactions.get(at.place()));
        let posted = facts.clone().filter_map(|fact| fact.post_date).max();
        let Some(first) = facts.clone().next() else {
            return;
        };
        let charge = Charge {
            posted,
            ..read(first, merchants, limits)
        };
        self.classes.push(ChargeClass { charge, members });
    }
}

fn read(transaction: &Transaction, merchants: &mut Merchants, limits: &LimitTable) -> Charge {
    let printed = transaction.merchant.as_deref();
    let merchant = printed.and_then(|printed| merchants.add(printed, &place(transaction)));
    let trade = merchant.and_then(|merchant| merchants.trade(merchant));
    let types = [
        transaction.expense_type.as_deref(),
        transaction.category.as_deref(),
        trade,
    ];
    Charge {
        employee: transaction.employee,
        card: transaction.card,
        purchased: transaction.transaction_date,
        posted: transaction.post_date,
        amount: transaction.amount.filter(|amount| !amount.is_zero()),
        foreign: transaction.foreign,
        merchant,
        kind: Kind::of(types, limits),
    }
}

fn place(transaction: &Transaction) -> String {
    let parts = [transaction.city.as_deref(), transaction.state.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// What makes two transactions the same charge twice; by date first, since ties go by date.
fn key(books: &Books, transaction: &Transaction) -> impl Ord + use<> {
    let posted_alone = transaction.transaction_date.is_none();
    let employee = transaction.employee.and_then(|at| books.employee(at));
    let types = [&transaction.expense_type, &transaction.category];
    (
        transaction.date(),
        posted_alone,
        sortable(transaction.amount),
        transaction.merchant.clone(),
        place(transaction),
        transaction.card,
        employee.map(|employee| (employee.number.clone(), employee.name.clone())),
        sortable(transaction.foreign.map(|foreign| foreign.amount)),
        transaction.foreign.and_then(|foreign| foreign.rate),
        types.map(Clone::clone),
    )
}
