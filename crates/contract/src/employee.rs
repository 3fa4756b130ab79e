//! Employees: the cardholders of a session.

use serde::{Deserialize, Serialize};
use tieout_domain::id::EmployeeId;
use tieout_domain::{CardLast4, StatusCounts};

/// A cardholder, and how complete their month is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Employee {
    /// Their id.
    pub id: EmployeeId,
    /// The number by which the company knows them.
    pub employee_number: String,
    /// Was the number made up from card and name, because none is printed?
    pub number_is_derived: bool,
    /// The name as the statement prints it.
    pub name: String,
    /// The name as the expense report writes it.
    pub report_name: Option<String>,
    /// The department, where printed.
    pub department: Option<String>,
    /// The cost center, where printed.
    pub cost_center: Option<String>,
    /// The last four digits of their cards.
    pub cards: Vec<CardLast4>,
    /// How many transactions they have.
    pub total_transactions: u32,
    /// How many of them lack what.
    pub transactions: StatusCounts,
    /// Are there transactions, and is each complete?
    pub is_complete: bool,
    /// What keeps them out of pVault, each reason a sentence; empty when nothing does.
    pub left_out_reasons: Vec<String>,
}

/// Which employees.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(default, deny_unknown_fields)]
pub struct EmployeesQuery {
    /// Which page, from 1.
    #[cfg_attr(
        feature = "openapi",
        param(minimum = 1, maximum = 1000000, default = 1)
    )]
    pub page: Option<u32>,
    /// How many on a page.
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100, default = 50))]
    pub page_size: Option<u32>,
    /// Part of name, number, department or cost center.
    pub q: Option<String>,
    /// Only those who are complete, or are not.
    pub complete: Option<bool>,
    /// What they are ordered by.
    #[cfg_attr(feature = "openapi", param(inline))]
    pub sort: Option<EmployeeSort>,
    /// Which end comes first.
    #[cfg_attr(feature = "openapi", param(inline))]
    pub order: Option<crate::page::Order>,
}

/// What employees can be ordered by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum EmployeeSort {
    /// By name.
    #[default]
    Name,
    /// By number.
    EmployeeNumber,
    /// By how many transactions they have.
    TotalTransactions,
}
