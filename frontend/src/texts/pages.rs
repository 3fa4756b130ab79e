//! Dashboard, sessions, reports, aliases, settings, tables.

pub mod dashboard {
    pub const TITLE: &str = "Tie a month out";
    pub const LEAD: &str = "Upload the card statement, the expense report and the receipts. Tieout proves what it read against the printed totals, matches every charge, and says what is still missing.";
    pub const RECENT: &str = "Recent sessions";
    pub const ALL: &str = "All sessions";
    pub const EMPTY: &str = "No month yet. Drop its files above to begin.";
    pub const MATCH_RATE: &str = "Match rate over sessions";
    pub const TO_DECIDE: (&str, &str) = ("match to decide", "matches to decide");
    pub const RECEIPTS_MISSING: (&str, &str) = ("receipt missing", "receipts missing");
    pub const CODINGS_MISSING: (&str, &str) = ("coding missing", "codings missing");

    pub fn matched(percent: u64) -> String {
        format!("{percent} % matched")
    }
}

pub mod sessions {
    pub const TITLE: &str = "Sessions";
    pub const SEARCH: &str = "Search by name";
    pub const EMPTY: &str = "No sessions yet. Upload a month to begin.";
    pub const NONE_FOUND: &str = "No session has that in its name.";
    pub const NAME: &str = "Name";
    pub const STATUS: &str = "Status";
    pub const PROOF: &str = "Totals";
    pub const COMPLETE: &str = "Complete";
    pub const CHARGED: &str = "Charged";
    pub const CREATED: &str = "Created";
    pub const LEFT: &str = "Kept for";
    pub const RENAME: &str = "Rename";
    pub const RENAME_LABEL: &str = "New name";
    pub const DELETE: &str = "Delete";
    pub const DELETE_TITLE: &str = "Delete this session?";
    pub const DELETE_LEAD: &str = "Everything extracted and decided in it will be gone, for everybody. This cannot be undone.";
    pub const PREVIOUS: &str = "Previous page";
    pub const NEXT: &str = "Next page";
    pub const DELETED: &str = "Session deleted";
    pub const ACTIONS: &str = "Actions";

    pub fn type_name(name: &str) -> String {
        format!("Type the name, {name}, to confirm")
    }

    pub fn range(from: u64, to: u64, of: u64) -> String {
        format!("{from}–{to} of {of}")
    }

    pub fn rename(name: &str) -> String {
        format!("Rename {name}")
    }

    pub fn delete(name: &str) -> String {
        format!("Delete {name}")
    }
}

pub mod reports {
    pub const TITLE: &str = "Reports";
    pub const XLSX: &str = "Excel workbook";
    pub const XLSX_NOTE: &str =
        "For the controller: summary, proof, every transaction with its receipts, what is missing.";
    pub const CSV: &str = "CSV report";
    pub const CSV_NOTE: &str = "Every transaction as a row.";
    pub const PVAULT: &str = "pVault CSV";
    pub const PVAULT_NOTE: &str = "Only employees whose month is complete and whose totals agree.";
    pub const REMINDERS: &str = "Reminders";
    pub const REMINDERS_NOTE: &str = "Who owes what, for a mail merge. Tieout mails nothing.";
    pub const DOWNLOAD: &str = "Download";
    pub const PREPARING: &str = "Preparing …";
    pub const LEFT_OUT: &str = "Left out of pVault, and why";
    pub const NOBODY_LEFT_OUT: &str = "Nobody is left out: every employee goes to pVault.";
    pub const NOBODY: &str = "Transactions of nobody";
    pub const LETTERS: &str = "Reminders to send";
    pub const NO_LETTERS: &str = "Nobody owes anything.";
    pub const NOT_YET: &str =
        "The session is still being worked on. Its reports are there when it is done.";

    pub fn downloaded(name: &str) -> String {
        format!("{name} downloaded")
    }

    pub fn goes(part: &str, whole: &str) -> String {
        format!("{part} of {whole} employees go to pVault.")
    }

    pub fn copy_for(name: &str) -> String {
        format!("Copy the letter to {name}")
    }
}

pub mod aliases {
    pub const TITLE: &str = "Aliases";
    pub const LEAD: &str = "What Tieout remembers from month to month: whose name this is, and which vendor a card descriptor means.";
    pub const EMPLOYEES: &str = "Employees";
    pub const MERCHANTS: &str = "Merchants";
    pub const KIND: &str = "Sort";
    pub const EMPLOYEE: &str = "Employee";
    pub const MERCHANT: &str = "Merchant";
    pub const PRINTED: &str = "As printed";
    pub const MEANS: &str = "Means";
    pub const MEANS_HINT: &str = "Employee number, or vendor";
    pub const TAUGHT: &str = "Taught";
    pub const ADD: &str = "Add";
    pub const REMOVE: &str = "Remove";
    pub const NO_EMPLOYEES: &str = "No names taught yet.";
    pub const NO_MERCHANTS: &str = "No descriptors taught yet.";
    pub const ADDED: &str = "Alias added";
    pub const REMOVED: &str = "Alias removed";

    pub fn remove(printed: &str) -> String {
        format!("Remove {printed}")
    }
}

pub mod settings {
    pub const TITLE: &str = "Settings";
    pub const INSTALLATION: &str = "This installation";
    pub const VERSION: &str = "Version";
    pub const RETENTION: &str = "Sessions are kept for";
    pub const LIMITS: &str = "Uploads";
    pub const USER: &str = "You are";
    pub const AUTHENTICATION: &str = "Access";
    pub const LOCAL: &str = "whoever sits at this machine";
    pub const TOKEN: &str = "by API token";
    pub const API: &str = "API";
    pub const API_DOCS: &str = "Documentation of the API";
    pub const TOKENS: &str = "API tokens";
    pub const TOKENS_NOTE: &str =
        "How machines are let in. A token is shown once, when it is made.";
    pub const NO_TOKENS: &str = "No tokens yet.";
    pub const NAME: &str = "What it is for";
    pub const SCOPE: &str = "May";
    pub const DAYS: &str = "Days";
    pub const CREATE: &str = "Make a token";
    pub const REVOKE: &str = "Take back";
    pub const EXPIRES: &str = "Until";
    pub const LAST_USED: &str = "Last used";
    pub const NEVER: &str = "never";
    pub const REVOKED: &str = "taken back";
    pub const SECRET_TITLE: &str = "Your new token";
    pub const SECRET_NOTE: &str = "Copy it now: it is not shown again.";
    pub const SCOPES: [(&str, &str); 4] = [
        ("read", "look and download"),
        ("write", "upload, review and delete"),
        ("pvault", "take the rows for pVault"),
        ("admin", "everything"),
    ];

    pub fn days(days: u16) -> String {
        format!("{days} days, then everything of them is gone")
    }

    pub fn revoke(name: &str) -> String {
        format!("Take back {name}")
    }
}

pub mod table {
    pub const SEARCH: &str = "Search";
    pub const COLUMNS: &str = "Columns";
    pub const COPY: &str = "Copy rows";
    pub const CSV: &str = "CSV";
    pub const ALL: &str = "All";
    pub const NONE_FIT: &str = "No row fits. Search for less, or clear the filters.";
    pub const CLEAR: &str = "Clear filters";
    pub const COPIED: &str = "Rows copied";
    pub const EMPTY_VALUE: &str = "(none)";

    pub fn rows(count: &str) -> String {
        format!("{count} rows")
    }
}
