//! What the tests share: months to report on.

pub(crate) mod hand_made;
pub(crate) mod truth;
pub(crate) mod workbook;

use chrono::{DateTime, Utc};
use tieout_domain::{Books, Reconciliation};
use tieout_reporting::{Report, SessionInfo, Settings};

/// A month with all that a report needs.
pub(crate) struct Month {
    pub(crate) session: SessionInfo,
    pub(crate) books: Books,
    pub(crate) reconciliation: Reconciliation,
    pub(crate) settings: Settings,
}

impl Month {
    pub(crate) fn new(books: Books, reconciliation: Reconciliation) -> Self {
        Self {
            session: SessionInfo {
                id: "01957a3e".to_owned(),
                name: "March 2025".to_owned(),
                created: Some(time("2025-04-02T09:30:00Z")),
                expires: Some(time("2025-07-01T09:30:00Z")),
                reported: time("2025-04-02T10:00:00Z"),
            },
            books,
            reconciliation,
            settings: Settings::default(),
        }
    }

    pub(crate) fn report(&self) -> Report<'_> {
        Report {
            session: &self.session,
            books: &self.books,
            reconciliation: &self.reconciliation,
            settings: &self.settings,
        }
    }

    /// The workbook's bytes.
    pub(crate) fn xlsx(&self) -> Vec<u8> {
        let mut out = Vec::new();
        tieout_reporting::xlsx::write(&self.report(), &mut out).unwrap();
        out
    }

    /// What a CSV writer makes of the month.
    pub(crate) fn text<E: std::fmt::Debug>(
        &self,
        write: impl FnOnce(&Report<'_>, &mut Vec<u8>) -> Result<(), E>,
    ) -> String {
        let mut out = Vec::new();
        write(&self.report(), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }
}

pub(crate) fn time(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}
