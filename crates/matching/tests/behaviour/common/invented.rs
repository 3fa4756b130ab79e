//! Invented months: random, and with the truth about them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use tieout_domain::{Books, EmployeeRef, ProofRef, TransactionRef};

use super::dice::Dice;
use super::papers::later;
use super::score::{TruePair, Truth};
use super::shops::{SHOPS, Shop};

/// How a month is to be, shares in permille.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plan {
    pub(crate) seed: u64,
    pub(crate) employees: i64,
    pub(crate) charges: i64,
    /// Charges with a line in the expense report.
    pub(crate) lines: u32,
    /// Charges with a receipt document.
    pub(crate) receipts: u32,
    /// Lines dated one to three days before their charge.
    pub(crate) shifted: u32,
    /// Charges of tipped trades whose line lacks the tip.
    pub(crate) tips: u32,
    /// Lines a cent off, or with four decimals.
    pub(crate) rounded: u32,
    /// Charges that repeat another of the same person: same merchant and amount.
    pub(crate) repeats: u32,
    /// Within how many days.
    pub(crate) repeated_within: i64,
    /// Charges that are two shipments of one line, or the other way round.
    pub(crate) groups: u32,
    /// Lines that stand in the report twice.
    pub(crate) copies: u32,
    /// Lines without a charge, made to look like one.
    pub(crate) near_misses: u32,
    /// The statement prints only the day of posting, and no groups of merchants.
    pub(crate) is_bare: bool,
}

impl Plan {
    /// A month like others.
    pub(crate) fn ordinary(seed: u64) -> Self {
        Self {
            seed,
            employees: 97,
            charges: 1_500,
            lines: 780,
            receipts: 30,
            shifted: 240,
            tips: 120,
            rounded: 30,
            repeats: 20,
            repeated_within: 9,
            groups: 15,
            copies: 8,
            near_misses: 20,
            is_bare: false,
        }
    }

    /// A month that tries everybody's patience.
    pub(crate) fn nasty(seed: u64) -> Self {
        Self {
            shifted: 400,
            tips: 400,
            rounded: 80,
            repeats: 80,
            repeated_within: 4,
            groups: 40,
            copies: 30,
            near_misses: 80,
            receipts: 200,
            ..Self::ordinary(seed)
        }
    }
}

/// A month, and what is true of it.
pub(crate) struct Invented {
    pub(crate) books: Books,
    pub(crate) truth: Truth,
    pub(super) dice: Dice,
    pub(super) plan: Plan,
}

/// One purchase, before any paper shows it.
#[derive(Clone)]
pub(super) struct Purchase {
    pub(super) employee: EmployeeRef,
    pub(super) day: NaiveDate,
    pub(super) cents: i64,
    pub(super) shop: &'static Shop,
    pub(super) descriptor: String,
}

/// Invents a month.
pub(crate) fn month(plan: Plan) -> Invented {
    let mut month = Invented {
        books: Books::default(),
        truth: Truth::default(),
        dice: Dice::new(plan.seed),
        plan,
    };
    for place in 0..plan.employees {
        let employee = month.employee(place);
        month.books.employees.push(employee);
    }
    while month.books.transactions.len() < usize::try_from(plan.charges).expect("not negative") {
        month.event();
    }
    month.group_equal_papers();
    month
}

/// Many charges and as many lines of one person that are hard to tell apart: `equal` in everything,
/// but for their `days`, but for their `merchants`, or but for their `amounts`; or with no line for
/// any charge, so that all stay `apart`.
pub(crate) fn crowd(size: i64, alike: &str) -> Books {
    let plan = Plan {
        employees: 1,
        charges: 0,
        shifted: 0,
        rounded: 0,
        ..Plan::ordinary(7)
    };
    let mut crowd = month(plan);
    let shop = &SHOPS[29];
    let first = NaiveDate::from_ymd_opt(2025, 6, 1).expect("a day");
    for place in 0..size {
        let differs = |what: &str| if alike == what { place } else { 0 };
        let purchase = Purchase {
            employee: EmployeeRef::new(0),
            day: later(first, differs("days") % 30),
            cents: 4_000 + differs("amounts") + differs("apart"),
            shop,
            descriptor: format!("TST* BLUE {} HERON", differs("merchants")),
        };
        crowd.charge(&purchase);
        let printed = if alike == "apart" {
            100_003 + 7 * place
        } else {
            purchase.cents
        };
        crowd.line(&purchase, printed);
    }
    crowd.books
}

impl Invented {
    /// Something happens: a purchase, and the papers about it.
    fn event(&mut self) {
        let purchase = self.purchase();
        let has_free_price = purchase.shop.price.0 < purchase.shop.price.1;
        if has_free_price && self.chance(self.plan.groups) {
            return self.group(&purchase);
        }
        let at = self.charge(&purchase);
        self.papers(at, &purchase);
        if self.chance(self.plan.repeats) {
            let days = self.dice.between(0, self.plan.repeated_within);
            let again = Purchase {
                day: later(purchase.day, days),
                ..purchase.clone()
            };
            let at = self.charge(&again);
            self.papers(at, &again);
        }
        if self.chance(self.plan.near_misses) {
            self.near_miss(&purchase);
        }
    }

    fn purchase(&mut self) -> Purchase {
        let employees = self.plan.employees - 1;
        let employee = usize::try_from(self.dice.between(0, employees)).expect("not negative");
        let shop = self.dice.pick(&SHOPS);
        let first = NaiveDate::from_ymd_opt(2025, 6, 1).expect("a day");
        Purchase {
            employee: EmployeeRef::new(employee),
            day: later(first, self.dice.between(0, 29)),
            cents: shop.amount(&mut self.dice),
            descriptor: shop.branch(&mut self.dice),
            shop,
        }
    }

    /// The line and the receipt of a charge, as far as they are handed in.
    fn papers(&mut self, at: TransactionRef, purchase: &Purchase) {
        let untipped = self.untipped(purchase);
        if self.chance(self.plan.lines) {
            let cents = if self.chance(self.plan.tips) {
                untipped
            } else {
                purchase.cents
            };
            let line = self.line(purchase, cents);
            self.pair(at, line, false);
            if self.chance(self.plan.copies) {
                let copy = self.copy(line);
                self.pair(at, copy, true);
                self.truth.proof_groups.insert(line, format!("{line:?}"));
                self.truth.proof_groups.insert(copy, format!("{line:?}"));
            }
        }
        if self.chance(self.plan.receipts) {
            let cents = if self.chance(self.plan.tips) {
                untipped
            } else {
                purchase.cents
            };
            let receipt = self.receipt(purchase, cents);
            self.pair(at, receipt, false);
        }
    }

    /// What was paid before the tip, where people tip.
    fn untipped(&mut self, purchase: &Purchase) -> i64 {
        if !purchase.shop.is_tipped {
            return purchase.cents;
        }
        let usual = *self.dice.pick(&[10, 15, 18, 20, 20, 22, 25]);
        let percent = if self.dice.permille(700) {
            usual
        } else {
            self.dice.between(8, 30)
        };
        (purchase.cents * 100 + 50) / (100 + percent)
    }

    /// A split shipment or combined receipts.
    fn group(&mut self, purchase: &Purchase) {
        let first = purchase.cents * self.dice.between(20, 80) / 100;
        let parts = [first, purchase.cents - first];
        if self.dice.permille(500) {
            let line = self.line(purchase, purchase.cents);
            for cents in parts {
                let days = self.dice.between(0, 3);
                let part = Purchase {
                    cents,
                    day: later(purchase.day, days),
                    ..purchase.clone()
                };
                let at = self.charge(&part);
                self.pair(at, line, false);
            }
        } else {
            let at = self.charge(purchase);
            for cents in parts {
                let line = self.line(purchase, cents);
                self.pair(at, line, false);
            }
        }
    }

    /// A line without a charge that looks much like one.
    fn near_miss(&mut self, purchase: &Purchase) {
        let mut other = purchase.clone();
        let mut cents = purchase.cents;
        match self.dice.between(0, 3) {
            0 => cents += self.dice.between(2, cents / 10 + 3),
            1 => cents -= self.dice.between(2, cents / 20 + 3),
            2 => other.employee = self.purchase().employee,
            _ => cents = purchase.shop.amount(&mut self.dice),
        }
        if other.employee == purchase.employee && cents == purchase.cents {
            return;
        }
        self.line(&other, cents);
    }

    fn pair(&mut self, transaction: TransactionRef, proof: ProofRef, is_optional: bool) {
        self.truth.pairs.push(TruePair {
            transaction,
            proof,
            is_optional,
        });
    }

    pub(super) fn chance(&mut self, permille: u32) -> bool {
        self.dice.permille(permille)
    }

    /// Equal charges can stand in for each other, and so can equal proofs.
    fn group_equal_papers(&mut self) {
        let mut first: BTreeMap<String, String> = BTreeMap::new();
        let mut group = |key: String, own: String| first.entry(key).or_insert(own).clone();
        for (at, it) in self.books.transactions() {
            let (who, day, merchant) = (it.employee, it.date(), &it.merchant);
            let key = format!("{who:?} {day:?} {:?} {merchant:?}", it.amount);
            let group = group(key, format!("{at:?}"));
            self.truth.transaction_groups.insert(at, group);
        }
        for (at, it) in self.books.expense_lines() {
            let (who, day, merchant) = (&it.person, it.date, &it.merchant);
            let key = format!("{who:?} {day:?} {:?} {merchant:?}", it.amount);
            let group = group(key, format!("{at:?}"));
            self.truth.proof_groups.insert(ProofRef::Line(at), group);
        }
        for (at, it) in self.books.receipts() {
            let (day, total, vendor) = (&it.date, &it.total, &it.vendor);
            let group = group(
                format!("{day:?} {total:?} {vendor:?} {:?}", it.card),
                format!("{at:?}"),
            );
            self.truth.proof_groups.insert(ProofRef::Receipt(at), group);
        }
    }
}
