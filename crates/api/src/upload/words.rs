//! What people write beside their files: names, and what a file is.

use tieout_domain::DocumentKind;

use crate::error::{ApiError, Result};

/// Names are shown, and so they are short.
const MOST_NAME_CHARS: usize = 200;

/// The name of a session, within its limits.
pub(crate) fn session_name(given: &str) -> Result<String> {
    let name = given.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.chars().count() {
        0 => Err(ApiError::invalid("name", "invalid", "is empty")),
        1..=MOST_NAME_CHARS => Ok(name),
        _ => Err(ApiError::invalid(
            "name",
            "invalid",
            format!("is longer than {MOST_NAME_CHARS} characters"),
        )),
    }
}

/// What a file is said to be.
pub(super) fn kind(given: &str) -> Result<Option<DocumentKind>> {
    match given.trim() {
        "auto" | "" => Ok(None),
        "statement" => Ok(Some(DocumentKind::Statement)),
        "expense_report" => Ok(Some(DocumentKind::ExpenseReport)),
        "receipt" => Ok(Some(DocumentKind::Receipt)),
        _ => Err(ApiError::invalid(
            "kind",
            "invalid",
            "is none of statement, expense_report, receipt, auto",
        )),
    }
}

/// A file's name as it is shown: without folders, and nothing that does not print.
pub(super) fn display_name(given: &str) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let printed = last.chars().filter(|letter| !letter.is_control());
    let name: String = printed.take(MOST_NAME_CHARS).collect();
    match name.trim() {
        "" => "unnamed".to_owned(),
        name => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_text_to_show_and_no_path() {
        assert_eq!(display_name("../../etc/passwd"), "passwd");
        assert_eq!(display_name("C:\\scans\\march.pdf"), "march.pdf");
        assert_eq!(display_name("a\r\nb.pdf"), "ab.pdf");
        assert_eq!(display_name(" "), "unnamed");
    }

    #[test]
    fn a_name_of_a_session_is_not_empty_and_not_endless() {
        assert_eq!(session_name("  March \n 2025 ").unwrap(), "March 2025");
        assert!(session_name(" ").is_err());
        assert!(session_name(&"x".repeat(201)).is_err());
    }
}
