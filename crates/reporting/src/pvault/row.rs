//! One row for pVault, and how a transaction becomes its rows.

use chrono::NaiveDate;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use tieout_domain::{
    CardLast4, Coding, Currency, EmployeeRef, ExpenseLine, Link, Money, ProofOutcome, Receipt,
    ReceiptRef, Transaction, TransactionRef,
};

use crate::Rows;
use crate::csv::Field;
use crate::settings::TaxSource;
use crate::text::prose;

/// The columns, in pVault's order.
pub const COLUMNS: [&str; 18] = [
    "Transaction ID",
    "Transaction Date",
    "Transaction Amount",
    "Transaction Name",
    "Vendor Invoice #",
    "Invoice Date",
    "Header Description",
    "Job",
    "Phase",
    "Cost Type",
    "GL Account",
    "Item Description",
    "UM",
    "Tax",
    "Pay Type",
    "Card Holder",
    "Credit Card Number",
    "Credit Card Vendor",
];

/// One coding line of one transaction. What is unknown is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PvaultRow {
    /// A key that is the same whenever the same line is exported, and that no other row shares:
    /// importing twice does no harm.
    pub key: String,
    /// The statement's number, or one derived from the facts.
    pub transaction_id: String,
    /// The day the statement lists it under.
    pub transaction_date: Option<NaiveDate>,
    /// What of the charge this line books. The lines of a transaction add up to it.
    pub amount: Money,
    /// The merchant as printed.
    pub transaction_name: String,
    /// The expense software's number of the receipt, else the seller's.
    pub vendor_invoice: String,
    /// The day of the receipt.
    pub invoice_date: Option<NaiveDate>,
    /// What it was for.
    pub header_description: String,
    /// Where it is booked.
    pub coding: Coding,
    /// Fuel, Meals, Hotel, …
    pub item_description: String,
    /// The unit of measure.
    pub unit_of_measure: String,
    /// The tax in the amount.
    pub tax: Option<Money>,
    /// The pay type.
    pub pay_type: String,
    /// The cardholder's name, as the expense report writes it where it does.
    pub card_holder: String,
    /// The card.
    pub card: Option<CardLast4>,
    /// Who issued the card.
    pub credit_card_vendor: String,
}

impl PvaultRow {
    /// What stands in the columns, in their order.
    pub fn values(&self) -> [String; 18] {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        [
            self.transaction_id.clone(),
            date(self.transaction_date),
            self.amount.to_string(),
            self.transaction_name.clone(),
            self.vendor_invoice.clone(),
            date(self.invoice_date),
            self.header_description.clone(),
            text(&self.coding.job),
            text(&self.coding.phase),
            text(&self.coding.cost_type),
            text(&self.coding.gl_account),
            self.item_description.clone(),
            self.unit_of_measure.clone(),
            self.tax.map(|tax| tax.to_string()).unwrap_or_default(),
            self.pay_type.clone(),
            self.card_holder.clone(),
            self.card.map(|card| card.masked()).unwrap_or_default(),
            self.credit_card_vendor.clone(),
        ]
    }

    /// The same, ready for a CSV file: amounts may begin with a minus sign, words may not.
    pub(crate) fn fields(&self) -> impl Iterator<Item = Field<'static>> {
        let is_amount = |column: &str| matches!(column, "Transaction Amount" | "Tax");
        let columns = COLUMNS.iter().zip(self.values());
        columns.map(move |(column, value)| {
            if is_amount(column) {
                Field::value(Some(value))
            } else {
                Field::owned_id(&value)
            }
        })
    }
}

/// The columns by name, and with them the row's key and the currency of its amounts.
impl Serialize for PvaultRow {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(COLUMNS.len() + 2))?;
        map.serialize_entry("row_key", &self.key)?;
        map.serialize_entry::<_, Currency>("currency", &self.amount.currency())?;
        for (column, value) in COLUMNS.iter().zip(self.values()) {
            map.serialize_entry(column, &value)?;
        }
        map.end()
    }
}

/// Can the transaction be cut into its coding lines so that they add up to it? One without an
/// amount is not fully read, which is another matter.
pub(super) fn adds_up(rows: &Rows<'_>, at: TransactionRef) -> bool {
    let transaction = rows.books().transactions.get(at.place());
    transaction.is_none_or(|transaction| {
        transaction.amount.is_none() || shares(rows, at, transaction).is_some()
    })
}

/// The rows of a transaction: one per coding line.
pub(super) fn of_transaction(
    rows: &Rows<'_>,
    employee: EmployeeRef,
    at: TransactionRef,
    transaction: &Transaction,
) -> Vec<PvaultRow> {
    let shares = shares(rows, at, transaction).unwrap_or_default();
    shares
        .iter()
        .enumerate()
        .map(|(place, share)| row(rows, employee, at, transaction, share, place + 1))
        .collect()
}

/// What one coding line covers of a transaction.
struct Share<'r> {
    line: Option<&'r ExpenseLine>,
    receipt: Option<(ReceiptRef, &'r Receipt)>,
    amount: Money,
}

/// The coding lines of a transaction. A single one covers all of it; several cover what matching
/// allocated to each. None when they do not add up.
fn shares<'r>(
    rows: &Rows<'r>,
    at: TransactionRef,
    transaction: &Transaction,
) -> Option<Vec<Share<'r>>> {
    let charged = transaction.amount?;
    let lines = rows.settled_lines(at);
    if lines.len() < 2 {
        return Some(vec![Share {
            line: lines.first().map(|(_, line, _)| *line),
            receipt: only(
                rows.settled_receipts(at)
                    .map(|(at, receipt, _)| (at, receipt)),
            ),
            amount: charged,
        }]);
    }
    let covered = Money::sum(
        charged.currency(),
        lines.iter().map(|(.., link)| link.allocated),
    );
    let share = |(_, line, link): &(_, &'r ExpenseLine, &Link)| Share {
        line: Some(line),
        receipt: only(
            rows.settled_receipts(at)
                .filter(|(.., other)| other.allocated == link.allocated)
                .map(|(at, receipt, _)| (at, receipt)),
        ),
        amount: link.allocated,
    };
    (covered == Ok(charged)).then(|| lines.iter().map(share).collect())
}

/// The one there is; none when there are several to choose from.
fn only<T>(mut found: impl Iterator<Item = T>) -> Option<T> {
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

fn row(
    rows: &Rows<'_>,
    employee: EmployeeRef,
    at: TransactionRef,
    transaction: &Transaction,
    share: &Share<'_>,
    place: usize,
) -> PvaultRow {
    let settings = &rows.report.settings.pvault;
    let line = share.line;
    let receipt = share.receipt.map(|(_, receipt)| receipt);
    let vendor = settings.credit_card_vendor.as_deref();
    PvaultRow {
        key: format!("{}-{place}", rows.ids.key(at)),
        transaction_id: rows.ids.id(at).to_owned(),
        transaction_date: transaction.date(),
        amount: share.amount,
        transaction_name: text(transaction.merchant.as_deref()),
        vendor_invoice: invoice(line, receipt),
        invoice_date: line
            .and_then(|line| line.date)
            .or_else(|| receipt.and_then(|receipt| Some(receipt.date.as_ref()?.value))),
        header_description: text(line.and_then(|line| line.purpose.as_deref())),
        coding: coding(rows, at, transaction, line),
        item_description: text(
            line.and_then(|line| line.expense_type.as_deref())
                .or(transaction.expense_type.as_deref()),
        ),
        unit_of_measure: settings.unit_of_measure.clone(),
        tax: share
            .receipt
            .and_then(|found| tax(rows, found, share.amount)),
        pay_type: settings.pay_type.clone(),
        card_holder: text(rows.employee_name(employee)),
        card: transaction.card,
        credit_card_vendor: text(
            vendor.or_else(|| rows.books().issuer_of(transaction.source.document)),
        ),
    }
}

/// The expense software's number of the receipt, else the seller's own.
fn invoice(line: Option<&ExpenseLine>, receipt: Option<&Receipt>) -> String {
    let reported = line.and_then(|line| line.receipt_id.clone());
    let printed = || Some(receipt?.invoice_number.as_ref()?.value.clone());
    reported.or_else(printed).unwrap_or_default()
}

/// A coding that a person gave the transaction itself outranks that of its lines.
fn coding(
    rows: &Rows<'_>,
    at: TransactionRef,
    transaction: &Transaction,
    line: Option<&ExpenseLine>,
) -> Coding {
    let decided = || rows.outcome(at).map(|outcome| &outcome.coding);
    let own = Some(&transaction.coding).filter(|own| own.is_complete());
    own.or(line.map(|line| &line.coding))
        .or_else(decided)
        .cloned()
        .unwrap_or_default()
}

/// The tax that a receipt prints, if the receipt is for this row alone and in its currency.
fn tax(rows: &Rows<'_>, (at, receipt): (ReceiptRef, &Receipt), amount: Money) -> Option<Money> {
    if rows.report.settings.pvault.tax == TaxSource::None {
        return None;
    }
    let outcome = rows.report.reconciliation.receipts.get(at.place())?;
    let is_for_one =
        matches!(outcome, ProofOutcome::Proves(transactions) if transactions.len() == 1);
    let tax = receipt.tax.as_ref()?.value;
    (is_for_one && tax.currency() == amount.currency()).then_some(tax)
}

fn text(text: Option<&str>) -> String {
    prose(text.unwrap_or_default()).into_owned()
}

fn date(date: Option<NaiveDate>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}
