//! Why a report could not be written.

use std::io;

use rust_xlsxwriter::XlsxError;

/// A report could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// Where it was written to took no more.
    #[error("the report could not be written: {0}")]
    Write(#[from] io::Error),
    /// More rows than a worksheet holds.
    #[error(
        "the sheet {sheet} would need {rows} rows, and a worksheet holds {limit}: \
         take the CSV report, which has no limit, or split the month into several sessions"
    )]
    TooManyRows {
        /// The sheet.
        sheet: &'static str,
        /// How many rows it would need.
        rows: usize,
        /// How many rows a worksheet holds.
        limit: usize,
    },
    /// The workbook could not be put together.
    #[error("the Excel report could not be put together: {0}")]
    Workbook(XlsxError),
}

impl From<csv::Error> for ReportError {
    fn from(error: csv::Error) -> Self {
        Self::Write(error.into())
    }
}

impl From<serde_json::Error> for ReportError {
    fn from(error: serde_json::Error) -> Self {
        Self::Write(error.into())
    }
}

impl From<XlsxError> for ReportError {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::IoError(error) => Self::Write(error),
            XlsxError::ZipError(error) => Self::Write(error.into()),
            other => Self::Workbook(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_sheet_says_what_to_do() {
        let error = ReportError::TooManyRows {
            sheet: "Transactions",
            rows: 2_000_000,
            limit: 1_048_576,
        };
        assert_eq!(
            error.to_string(),
            "the sheet Transactions would need 2000000 rows, and a worksheet holds 1048576: \
             take the CSV report, which has no limit, or split the month into several sessions"
        );
    }

    #[test]
    fn a_full_disk_is_a_failure_to_write() {
        let full = io::Error::other("no space left on device");
        let error = ReportError::from(XlsxError::IoError(full));
        assert_eq!(
            error.to_string(),
            "the report could not be written: no space left on device"
        );
    }
}
