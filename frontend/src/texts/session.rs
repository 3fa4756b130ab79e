//! The session page.

pub const TABS: &str = "Parts of the session";
pub const EXCEPTIONS: &str = "Exceptions";
pub const EMPLOYEES: &str = "Employees";
pub const TRANSACTIONS: &str = "Transactions";
pub const RECEIPTS: &str = "Receipts";
pub const REVIEW: &str = "Review";
pub const DOCUMENTS: &str = "Documents";
pub const ACTIVITY: &str = "Activity";
pub const ADD_FILES: &str = "Add files";
pub const REPORTS: &str = "Reports";

pub const TIES_OUT: &str = "Ties out";
pub const DIFFERS: &str = "Does not tie out";
pub const NOT_PROVEN: &str = "Not proven";
pub const NOT_PROVEN_NOTE: &str =
    "A statement prints no totals to check against, or could not be read whole";
pub const NO_STATEMENT: &str = "No statement yet";
pub const COMPLETE: &str = "Complete";
pub const TO_DECIDE: &str = "To decide";
pub const MISSING: &str = "Missing";
pub const START_REVIEW: &str = "Review";
pub const NOTHING_TO_DECIDE: &str = "Nothing left to decide";
pub const NOTHING_MISSING: &str = "Nothing is missing";
pub const CHARTS: &str = "At a glance";
pub const BY_STATUS: &str = "Transactions by status";
pub const BY_TYPE: &str = "Charged by expense type";

pub const WORKING: &str = "Working on it";
pub const LOST: &str =
    "The service does not answer at the moment. The work goes on there; this page asks again.";
pub const INTERRUPTED: &str = "The work was interrupted";
pub const FAILED: &str = "This session could not be reconciled";
pub const FAILED_NEXT: &str =
    "Look at the documents below for what went wrong, then add the files that are missing.";

pub const NO_EXCEPTIONS: &str =
    "Every transaction has its receipt and its coding. Download the reports.";
pub const NO_TRANSACTIONS: &str = "No transactions yet. Add the card statement.";
pub const NO_RECEIPTS: &str = "No receipts yet. Add the expense report, or single receipts.";
pub const NO_EMPLOYEES: &str = "No cardholders yet. Add the card statement.";
pub const NO_ACTIVITY: &str = "Nobody has done anything here yet.";

pub const EMPLOYEE: &str = "Employee";
pub const NUMBER: &str = "Number";
pub const DATE: &str = "Date";
pub const POSTED: &str = "Posted";
pub const MERCHANT: &str = "Merchant";
pub const CITY: &str = "City";
pub const TYPE: &str = "Type";
pub const AMOUNT: &str = "Amount";
pub const STATUS: &str = "Status";
pub const DECISION: &str = "Decision";
pub const CARD: &str = "Card";
pub const JOB: &str = "Job";
pub const GL_ACCOUNT: &str = "GL account";
pub const CONFIDENCE: &str = "Confidence";
pub const VENDOR: &str = "Vendor";
pub const PURPOSE: &str = "Purpose";
pub const SOURCE: &str = "Source";
pub const DOCUMENT: &str = "Document";
pub const OUTCOME: &str = "Outcome";
pub const DEPARTMENT: &str = "Department";
pub const COST_CENTER: &str = "Cost center";
pub const CREDIT: &str = "Credit";
pub const COMPLETE_OF: &str = "Complete";
pub const NO_RECEIPT: &str = "No receipt";
pub const NO_CODING: &str = "No coding";
pub const NEITHER: &str = "Neither";
pub const IN_PVAULT: &str = "Goes to pVault";
pub const YES: &str = "Yes";
pub const NO: &str = "No";

pub const STATEMENT_LEG: &str = "Statement";
pub const REPORT_LEG: &str = "Expense report";
pub const RECEIPT_LEG: &str = "Receipt";
pub const NO_LINE: &str = "No line found";
pub const NO_PAPER: &str = "No receipt found";
pub const WHY: &str = "Why";
pub const LINES: &str = "Product lines";
pub const PAGE: &str = "page";
pub const RAW_TEXT: &str = "As printed";
pub const REVIEWED: &str = "Decided by";
pub const DECIDE: &str = "Decide";
pub const WITHDRAW: &str = "Take the decision back";
pub const APPROVE: &str = "Approve";
pub const REJECT: &str = "Reject";
pub const PROVES: &str = "Belongs to";

pub const TOTALS: &str = "Printed against extracted";
pub const TOTALS_NOTE: &str =
    "Every total that a statement prints, beside the sum of what was read.";
pub const ONLY_DIFFERENCES: &str = "Only what differs";
pub const NO_TOTALS: &str = "No totals were printed, so nothing is proven. Check the sums by hand.";
pub const ALL_AGREE: &str = "Every printed total agrees with what was read.";
pub const SCOPE: &str = "Of";
pub const LABEL: &str = "Total";
pub const PRINTED: &str = "Printed";
pub const EXTRACTED: &str = "Extracted";
pub const DIFFERENCE: &str = "Difference";
pub const UNREAD: &str = "Unread lines";
pub const UNREAD_NOTE: &str = "They look like transactions and were not taken as such.";
pub const NO_UNREAD: &str = "Every line that looks like a transaction became one.";
pub const PROBLEMS: &str = "Worth knowing";
pub const FILE: &str = "File";
pub const KIND: &str = "Kind";
pub const PAGES: &str = "Pages";
pub const FOUND: &str = "Found";
pub const PROOF: &str = "Totals";
pub const GUESSED: &str = "Layout guessed";

pub const WHEN: &str = "When";
pub const WHO: &str = "Who";
pub const WHAT: &str = "What";
pub const DETAILS: &str = "Details";

pub fn read_lines(count: &str) -> String {
    format!("{count} read, every printed total agrees")
}

pub fn differing(count: &str) -> String {
    format!("{count} of the printed totals differ")
}

pub fn of(part: &str, whole: &str) -> String {
    format!("{part} of {whole}")
}

pub fn of_transactions(part: &str, whole: &str) -> String {
    format!("{part} of {whole} transactions have receipt and coding")
}

pub fn employees_complete(part: &str, whole: &str) -> String {
    format!("{part} of {whole} employees")
}

pub fn days_left(days: u32) -> String {
    match days {
        0 => "goes today".to_owned(),
        1 => "1 day left".to_owned(),
        days => format!("{days} days left"),
    }
}

pub fn progress_line(page: u32, pages: Option<u32>, rows: &str) -> String {
    match pages {
        Some(pages) => format!("page {page} of {pages}, {rows} found"),
        None => format!("page {page}, {rows} found"),
    }
}

pub fn percent_done(percent: u8) -> String {
    format!("{percent} %")
}

pub fn because_of(page: u32) -> String {
    format!("page {page}")
}
