//! What headings, labels and totals of a statement can mean. The names in profiles are these, in
//! `snake_case`.

use serde::Deserialize;

/// What a column of a statement holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The day of the purchase.
    TransactionDate,
    /// The day the issuer booked it.
    PostDate,
    /// The statement's own number for the transaction.
    Reference,
    /// The merchant, or a description that starts with it.
    Merchant,
    /// The merchant's city.
    City,
    /// State, province or country.
    State,
    /// City and state in one cell: `BATON ROUGE, LA`.
    Location,
    /// The issuer's group of merchants.
    Category,
    /// How much detail the merchant sent.
    Level,
    /// A product line's description.
    Product,
    /// Price per unit.
    UnitPrice,
    /// How many units.
    Quantity,
    /// Cost before the discount.
    Gross,
    /// The discount.
    Discount,
    /// Cost after the discount: what is charged.
    Net,
    /// What is charged, in one column with its sign.
    Amount,
    /// Charges, where credits have a column of their own.
    Debit,
    /// Credits, where charges have a column of their own.
    Credit,
    /// Whether the amount is a charge or a credit, where it is printed without its sign.
    Direction,
    /// A running balance: no transaction's amount.
    Balance,
    /// The amount in the currency of the purchase.
    ForeignAmount,
    /// The currency of the purchase.
    ForeignCurrency,
    /// The rate between the two.
    Rate,
    /// The card.
    Card,
    /// The cardholder.
    Holder,
    /// The cardholder's first name, where the last name has a column of its own.
    FirstName,
    /// The cardholder's last name.
    LastName,
    /// The cardholder's employee number.
    EmployeeNumber,
    /// The department.
    Department,
    /// The cost center.
    CostCenter,
    /// Something that is not wanted.
    Other,
}

impl Role {
    /// The columns that hold a date.
    pub const DATES: [Self; 2] = [Self::TransactionDate, Self::PostDate];
    /// The columns that can hold what a transaction costs.
    pub const AMOUNTS: [Self; 4] = [Self::Amount, Self::Net, Self::Debit, Self::Credit];
    /// The columns whose figures are summed in totals.
    pub const SUMMED: [Self; 6] = [
        Self::Gross,
        Self::Discount,
        Self::Net,
        Self::Amount,
        Self::Debit,
        Self::Credit,
    ];
    /// The columns of product lines.
    pub const OF_ITEMS: [Self; 6] = [
        Self::Product,
        Self::UnitPrice,
        Self::Quantity,
        Self::Gross,
        Self::Discount,
        Self::Net,
    ];
}

/// What a cell of a column of directions says of the amount beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// It is in the cardholder's favour.
    Credit,
    /// It is owed.
    Charge,
}

/// What a label in a section's header names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Label {
    /// The card number.
    Card,
    /// The cardholder.
    Holder,
    /// The cardholder's employee number.
    EmployeeNumber,
    /// The department.
    Department,
    /// The cost center.
    CostCenter,
    /// Something that is not wanted, but ends the value before it.
    Other,
}

/// What the words of a totals line say it sums.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TotalWords {
    /// The product lines of one transaction.
    Transaction,
    /// A card, or a cardholder's section.
    Card,
    /// A cardholder with all cards.
    Holder,
    /// One of the company's accounts with the issuer.
    Account,
    /// The whole report.
    Report,
    /// A number of transactions follows.
    Count,
    /// The words leave open what is summed.
    Unsaid,
}

/// The lines of an account summary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Balance {
    /// What was owed before.
    Previous,
    /// What the company paid.
    Payments,
    /// Refunds and other credits.
    Credits,
    /// Purchases and other charges.
    Purchases,
    /// Fees and interest.
    Fees,
    /// What is owed now.
    New,
}

/// What a description or a section's title says about entries that are nobody's purchases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryWords {
    /// A payment to the issuer.
    Payment,
    /// A fee or interest.
    Fee,
}
