//! The papers of invented months: statements, expense reports, receipts.

use chrono::{Days, NaiveDate};
use tieout_domain::{
    CardLast4, Coding, Confidence, Currency, Decimal, DocumentRef, Employee, EmployeeNumber,
    ExpenseLine, Field, LineRef, Money, PersonName, ProofRef, Receipt, ReceiptRef, ReportedPerson,
    Source, Transaction, TransactionRef,
};

use super::invented::{Invented, Purchase};

impl Invented {
    pub(super) fn charge(&mut self, purchase: &Purchase) -> TransactionRef {
        let holder = &self.books.employees[purchase.employee.place()];
        let card = holder.cards[0];
        let posted = later(purchase.day, self.dice.between(1, 3));
        let cut: String = purchase.descriptor.chars().take(18).collect();
        let is_bare = self.plan.is_bare;
        self.books.transactions.push(Transaction {
            employee: Some(purchase.employee),
            card: Some(card),
            transaction_date: (!is_bare).then_some(purchase.day),
            post_date: Some(posted),
            amount: Some(usd(purchase.cents)),
            merchant: Some(if is_bare {
                purchase.descriptor.clone()
            } else {
                cut
            }),
            category: (!is_bare).then(|| purchase.shop.group.to_owned()),
            ..Transaction::unread(Source::document(DocumentRef::new(0)))
        });
        TransactionRef::new(self.books.transactions.len() - 1)
    }

    pub(super) fn line(&mut self, purchase: &Purchase, cents: i64) -> ProofRef {
        let shift = if self.chance(self.plan.shifted) {
            self.dice.between(1, 3)
        } else {
            0
        };
        let (amount, unrounded) = self.printed(cents);
        let name = format!(
            "{}, {}",
            family(purchase.employee.place()),
            given(purchase.employee.place())
        );
        let number = self.dice.between(100_000_000, 999_999_999);
        let merchant = self.merchant(purchase);
        self.books.expense_lines.push(ExpenseLine {
            person: Some(ReportedPerson {
                name: PersonName::new(&name).expect("a name"),
                number: None,
            }),
            expense_type: Some(purchase.shop.expense_type.to_owned()),
            date: Some(earlier(purchase.day, shift)),
            amount: Some(amount),
            unrounded,
            purpose: None,
            merchant: Some(merchant),
            address: None,
            receipt_id: Some(number.to_string()),
            coding: Coding {
                gl_account: Some("6100-10".to_owned()),
                ..Coding::default()
            },
            is_attached: true,
            source: Source::document(DocumentRef::new(1)),
        });
        ProofRef::Line(LineRef::new(self.books.expense_lines.len() - 1))
    }

    /// How many days before the purchase a paper is dated. One that lacks the tip is of the day.
    fn shift(&mut self, purchase: &Purchase, cents: i64) -> i64 {
        let share = if cents == purchase.cents {
            self.plan.shifted
        } else {
            self.plan.shifted / 10
        };
        if self.chance(share) {
            self.dice.between(1, 3)
        } else {
            0
        }
    }

    /// The amount as the report prints it: sometimes a cent off, sometimes with four decimals.
    fn printed(&mut self, cents: i64) -> (Money, Option<Decimal>) {
        if !self.chance(self.plan.rounded) {
            return (usd(cents), None);
        }
        if self.dice.permille(500) {
            let off = *self.dice.pick(&[-1, 1]);
            return (usd(cents + off), None);
        }
        let unrounded = Decimal::new(cents * 100 + self.dice.between(-49, 49), 4);
        let amount = Money::from_decimal(unrounded, Currency::USD).expect("an amount");
        (amount, Some(unrounded))
    }

    /// The merchant as a person or the expense software writes it.
    fn merchant(&mut self, purchase: &Purchase) -> String {
        match self.dice.between(0, 9) {
            0..=4 => purchase.descriptor.clone(),
            5..=8 => purchase.shop.vendor.to_owned(),
            _ => purchase.shop.vendor.to_uppercase(),
        }
    }

    pub(super) fn receipt(&mut self, purchase: &Purchase, cents: i64) -> ProofRef {
        let shift = if self.chance(self.plan.shifted) {
            self.dice.between(1, 3)
        } else {
            0
        };
        let card = self.books.employees[purchase.employee.place()].cards[0];
        let prints_card = self.dice.permille(700);
        self.books.receipts.push(Receipt {
            vendor: Some(field(purchase.shop.vendor.to_owned())),
            date: Some(field(earlier(purchase.day, shift))),
            total: Some(field(usd(cents))),
            card: prints_card.then(|| field(card)),
            ..Receipt::unread(Source::document(DocumentRef::new(2)))
        });
        ProofRef::Receipt(ReceiptRef::new(self.books.receipts.len() - 1))
    }

    pub(super) fn copy(&mut self, line: ProofRef) -> ProofRef {
        let ProofRef::Line(at) = line else {
            return line;
        };
        let mut copy = self.books.expense_lines[at.place()].clone();
        copy.receipt_id = Some(self.dice.between(100_000_000, 999_999_999).to_string());
        self.books.expense_lines.push(copy);
        ProofRef::Line(LineRef::new(self.books.expense_lines.len() - 1))
    }

    pub(super) fn employee(&mut self, place: i64) -> Employee {
        let place = usize::try_from(place).expect("not negative");
        let name = format!("{}{}", given(place), family(place)).to_uppercase();
        Employee {
            number: EmployeeNumber::new(&format!("{}", 900_000 + place)).expect("a number"),
            number_is_derived: false,
            name: PersonName::new(&name).expect("a name"),
            cards: vec![card(place)],
            department: None,
            cost_center: None,
        }
    }
}

/// Names that run together alike, and names that are an edit apart, are among them.
fn given(place: usize) -> &'static str {
    const GIVEN: [&str; 8] = [
        "Maria", "Marian", "Ruth", "Owen", "Nell", "Nella", "Ivan", "Jane",
    ];
    GIVEN[place % GIVEN.len()]
}

fn family(place: usize) -> String {
    const FAMILY: [&str; 6] = [
        "Nellwick",
        "Ellwick",
        "Mossywell",
        "Mossywels",
        "Halloford",
        "Garn",
    ];
    let family = FAMILY[place / 8 % FAMILY.len()];
    match place / 48 {
        0 => family.to_owned(),
        further => format!(
            "{family}{}",
            [
                "stone", "worth", "ley", "by", "combe", "ham", "ton", "dale", "mere", "croft",
                "holt"
            ][further % 11]
        ),
    }
}

fn card(place: usize) -> CardLast4 {
    format!("{:04}", place * 37 % 10_000)
        .parse()
        .expect("a card")
}

fn usd(cents: i64) -> Money {
    Money::from_minor(cents, Currency::USD)
}

fn field<T>(value: T) -> Field<T> {
    Field {
        value,
        confidence: Confidence::ONE,
        area: None,
    }
}

pub(super) fn later(day: NaiveDate, days: i64) -> NaiveDate {
    day + Days::new(u64::try_from(days).expect("not negative"))
}

fn earlier(day: NaiveDate, days: i64) -> NaiveDate {
    day - Days::new(u64::try_from(days).expect("not negative"))
}
