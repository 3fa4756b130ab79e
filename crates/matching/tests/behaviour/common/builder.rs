//! A small month, built paper by paper.

use tieout_domain::{
    Aliases, Books, Coding, Confidence, Currency, Decision, DocumentRef, Employee, EmployeeNumber,
    EmployeeRef, ExpenseLine, Field, ForeignAmount, LineRef, Link, Money, PersonName, ProofRef,
    Receipt, ReceiptRef, Reconciliation, ReportedPerson, Source, Transaction, TransactionRef,
    Verdict,
};
use tieout_matching::{Settings, reconcile};

/// A month under construction. Charges are of restaurants' and others' trade alike unless said
/// otherwise; lines are attached and coded.
#[derive(Default, Clone)]
pub(crate) struct Month {
    pub(crate) books: Books,
    pub(crate) decisions: Vec<Decision>,
    pub(crate) aliases: Aliases,
    pub(crate) settings: Settings,
}

impl Month {
    /// A month with one cardholder, Jane Doe, and her report.
    pub(crate) fn of_jane() -> (Self, EmployeeRef) {
        let mut month = Self::default();
        let jane = month.employee("1001", "JANEDOE", "0001");
        (month, jane)
    }

    pub(crate) fn employee(&mut self, number: &str, name: &str, card: &str) -> EmployeeRef {
        self.books.employees.push(Employee {
            number: EmployeeNumber::new(number).expect("a number"),
            number_is_derived: false,
            name: PersonName::new(name).expect("a name"),
            cards: vec![card.parse().expect("a card")],
            department: None,
            cost_center: None,
        });
        EmployeeRef::new(self.books.employees.len() - 1)
    }

    /// A charge of `date`, posted two days later.
    pub(crate) fn charge(
        &mut self,
        employee: EmployeeRef,
        date: &str,
        amount: &str,
        merchant: &str,
    ) -> TransactionRef {
        let card = self.books.employees[employee.place()].cards[0];
        let day: chrono::NaiveDate = date.parse().expect("a date");
        self.books.transactions.push(Transaction {
            employee: Some(employee),
            card: Some(card),
            transaction_date: Some(day),
            post_date: Some(day + chrono::Days::new(2)),
            amount: Some(usd(amount)),
            merchant: Some(merchant.to_owned()),
            ..Transaction::unread(Source::document(DocumentRef::new(0)))
        });
        TransactionRef::new(self.books.transactions.len() - 1)
    }

    /// A charge that somebody made in a restaurant.
    pub(crate) fn meal(
        &mut self,
        employee: EmployeeRef,
        date: &str,
        amount: &str,
        merchant: &str,
    ) -> TransactionRef {
        let at = self.charge(employee, date, amount, merchant);
        self.transaction(at).category = Some("RESTAURANTS".to_owned());
        at
    }

    /// The transaction, to change it.
    pub(crate) fn transaction(&mut self, at: TransactionRef) -> &mut Transaction {
        &mut self.books.transactions[at.place()]
    }

    /// Makes a charge one in another currency.
    pub(crate) fn abroad(
        &mut self,
        at: TransactionRef,
        amount: &str,
        currency: &str,
        rate: Option<&str>,
    ) {
        let currency = currency.parse().expect("a currency");
        self.transaction(at).foreign = Some(ForeignAmount {
            amount: Money::parse(amount, currency).expect("an amount"),
            rate: rate.map(|rate| rate.parse().expect("a rate")),
        });
    }

    pub(crate) fn line(
        &mut self,
        person: &str,
        date: &str,
        amount: &str,
        merchant: &str,
    ) -> LineRef {
        self.books.expense_lines.push(ExpenseLine {
            person: Some(ReportedPerson {
                name: PersonName::new(person).expect("a name"),
                number: None,
            }),
            expense_type: Some("General Expense".to_owned()),
            date: Some(date.parse().expect("a date")),
            amount: Some(usd(amount)),
            unrounded: None,
            purpose: None,
            merchant: Some(merchant.to_owned()),
            address: None,
            receipt_id: Some(format!("{}", 5000 + self.books.expense_lines.len())),
            coding: Coding {
                gl_account: Some("6100-10".to_owned()),
                ..Coding::default()
            },
            is_attached: true,
            source: Source::document(DocumentRef::new(1)),
        });
        LineRef::new(self.books.expense_lines.len() - 1)
    }

    /// The line, to change it.
    pub(crate) fn report_line(&mut self, at: LineRef) -> &mut ExpenseLine {
        &mut self.books.expense_lines[at.place()]
    }

    pub(crate) fn receipt(&mut self, date: &str, amount: &str, vendor: &str) -> ReceiptRef {
        self.books.receipts.push(Receipt {
            vendor: Some(field(vendor.to_owned())),
            date: Some(field(date.parse().expect("a date"))),
            total: Some(field(usd(amount))),
            ..Receipt::unread(Source::document(DocumentRef::new(2)))
        });
        ReceiptRef::new(self.books.receipts.len() - 1)
    }

    /// The receipt, to change it.
    pub(crate) fn paper(&mut self, at: ReceiptRef) -> &mut Receipt {
        &mut self.books.receipts[at.place()]
    }

    /// A receipt that prints the card that paid.
    pub(crate) fn receipt_of_card(
        &mut self,
        date: &str,
        amount: &str,
        vendor: &str,
        card: &str,
    ) -> ReceiptRef {
        let at = self.receipt(date, amount, vendor);
        self.paper(at).card = Some(field(card.parse().expect("a card")));
        at
    }

    pub(crate) fn decide(&mut self, transaction: TransactionRef, verdict: Verdict) {
        self.decisions.push(Decision {
            transaction,
            verdict,
        });
    }

    pub(crate) fn reconcile(&self) -> Reconciliation {
        reconcile(&self.books, &self.decisions, &self.aliases, &self.settings)
    }
}

/// Questions to a result, in the words of the stories.
pub(crate) trait Answers {
    /// The lines that are settled for a transaction.
    fn lines_of(&self, at: TransactionRef) -> Vec<LineRef>;
    /// The lines that are offered first for a transaction.
    fn lines_offered(&self, at: TransactionRef) -> Vec<LineRef>;
    /// The receipts that are settled for a transaction.
    fn receipts_of(&self, at: TransactionRef) -> Vec<ReceiptRef>;
    /// The receipts that are offered first for a transaction.
    fn receipts_offered(&self, at: TransactionRef) -> Vec<ReceiptRef>;
    /// The first link of the report leg.
    fn link(&self, at: TransactionRef) -> &Link;
}

impl Answers for Reconciliation {
    fn lines_of(&self, at: TransactionRef) -> Vec<LineRef> {
        use tieout_domain::LegVerdict::Matched;
        let leg = &self.transactions[at.place()].report_leg;
        if leg.verdict == Matched {
            lines(&leg.links)
        } else {
            Vec::new()
        }
    }

    fn lines_offered(&self, at: TransactionRef) -> Vec<LineRef> {
        use tieout_domain::LegVerdict::Review;
        let leg = &self.transactions[at.place()].report_leg;
        if leg.verdict == Review {
            lines(&leg.links)
        } else {
            Vec::new()
        }
    }

    fn receipts_of(&self, at: TransactionRef) -> Vec<ReceiptRef> {
        use tieout_domain::LegVerdict::Matched;
        let leg = &self.transactions[at.place()].document_leg;
        if leg.verdict == Matched {
            receipts(&leg.links)
        } else {
            Vec::new()
        }
    }

    fn receipts_offered(&self, at: TransactionRef) -> Vec<ReceiptRef> {
        use tieout_domain::LegVerdict::Review;
        let leg = &self.transactions[at.place()].document_leg;
        if leg.verdict == Review {
            receipts(&leg.links)
        } else {
            Vec::new()
        }
    }

    fn link(&self, at: TransactionRef) -> &Link {
        &self.transactions[at.place()].report_leg.links[0]
    }
}

fn lines(links: &[Link]) -> Vec<LineRef> {
    let line = |link: &Link| match link.proof {
        ProofRef::Line(at) => at,
        ProofRef::Receipt(_) => panic!("a receipt on the report leg"),
    };
    links.iter().map(line).collect()
}

fn receipts(links: &[Link]) -> Vec<ReceiptRef> {
    let receipt = |link: &Link| match link.proof {
        ProofRef::Receipt(at) => at,
        ProofRef::Line(_) => panic!("a line on the document leg"),
    };
    links.iter().map(receipt).collect()
}

pub(crate) fn usd(amount: &str) -> Money {
    Money::parse(amount, Currency::USD).expect("an amount")
}

pub(crate) fn field<T>(value: T) -> Field<T> {
    Field {
        value,
        confidence: Confidence::ONE,
        area: None,
    }
}
