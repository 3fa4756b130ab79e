//! What a report is made from.

use chrono::{DateTime, NaiveDate, Utc};
use tieout_domain::{Books, Reconciliation};

use crate::Settings;

/// A reconciled month, and what is known of the session it belongs to.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// The session.
    pub session: &'a SessionInfo,
    /// The facts.
    pub books: &'a Books,
    /// What was decided of them.
    pub reconciliation: &'a Reconciliation,
    /// What the receiving system wants.
    pub settings: &'a Settings,
}

/// The session as a report names it. All times are the caller's: the same values give the same
/// bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionInfo {
    /// The session's id; it becomes a part of file names.
    pub id: String,
    /// The name people gave it: `March 2025`.
    pub name: String,
    /// When it was created; none outside of a session.
    pub created: Option<DateTime<Utc>>,
    /// When all of it will be gone; none outside of a session.
    pub expires: Option<DateTime<Utc>>,
    /// When this report was asked for.
    pub reported: DateTime<Utc>,
}

/// The files that a report can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// The Excel workbook.
    Xlsx,
    /// Every transaction as plain rows.
    Csv,
    /// The rows for pVault.
    Pvault,
    /// The rows for pVault, for machines.
    PvaultJson,
    /// What is missing, for a mail merge.
    Reminders,
    /// What is missing, as letters ready to send.
    Letters,
}

impl SessionInfo {
    /// The name under which a report is offered for download:
    /// `reconciliation_{session id}_{date}.{extension}`. It holds nothing but letters, digits,
    /// `-`, `_` and `.`, whatever the id holds.
    pub fn file_name(&self, format: Format, date: NaiveDate) -> String {
        let is_harmless = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        let id: String = self.id.chars().filter(is_harmless).collect();
        format!("reconciliation_{id}_{date}.{}", format.extension())
    }
}

impl Format {
    /// The ending of the file's name, without the leading dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Pvault => "pvault.csv",
            Self::PvaultJson => "pvault.json",
            Self::Reminders => "reminders.csv",
            Self::Letters => "reminders.txt",
        }
    }

    /// The media type by which a server announces it.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Csv | Self::Pvault | Self::Reminders => "text/csv; charset=utf-8",
            Self::PvaultJson => "application/json",
            Self::Letters => "text/plain; charset=utf-8",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_is_made_here_and_cannot_be_steered() {
        let session = SessionInfo {
            id: "../0198\r\n-7a".to_owned(),
            name: "March".to_owned(),
            created: None,
            expires: None,
            reported: DateTime::UNIX_EPOCH,
        };
        let day = NaiveDate::from_ymd_opt(2025, 4, 1).unwrap();
        assert_eq!(
            session.file_name(Format::Xlsx, day),
            "reconciliation_0198-7a_2025-04-01.xlsx"
        );
        assert_eq!(
            session.file_name(Format::Pvault, day),
            "reconciliation_0198-7a_2025-04-01.pvault.csv"
        );
    }
}
