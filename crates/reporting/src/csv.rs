//! CSV: UTF-8, CRLF, minimal quoting, and no field that a spreadsheet takes for a formula.

use std::borrow::Cow;
use std::fmt::Display;
use std::io::Write;

use csv::{QuoteStyle, Terminator, WriterBuilder};
use tieout_domain::Decimal;

use crate::rows::TransactionRow;
use crate::text::{harmless, printable, prose};
use crate::{Report, ReportError, Rows};

/// Does the file begin with a byte order mark? Excel on Windows needs one to see UTF-8.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Bom {
    /// It does.
    With,
    /// It does not: what machines expect.
    #[default]
    Without,
}

const TITLES: [&str; 17] = [
    "Transaction ID",
    "Date",
    "Amount",
    "Merchant",
    "Match Status",
    "Receipt ID",
    "Receipt Amount",
    "Confidence",
    "Employee Number",
    "Employee Name",
    "Card Last Four",
    "Status",
    "Reason",
    "Job",
    "Phase",
    "Cost Type",
    "GL Account",
];

/// Writes every transaction, by employee, then date.
pub fn write(report: &Report<'_>, bom: Bom, out: impl Write) -> Result<(), ReportError> {
    let rows = Rows::new(report);
    let mut writer = Writer::new(bom, out)?;
    writer.titles(TITLES)?;
    for row in rows.transactions() {
        writer.fields(fields(&row))?;
    }
    writer.finish()
}

fn fields<'r>(row: &'r TransactionRow<'_>) -> [Field<'r>; 17] {
    [
        Field::id(row.id),
        Field::value(row.date),
        Field::value(row.amount),
        Field::prose(row.merchant),
        Field::id(row.match_status.label()),
        Field::id(row.receipt_ids.as_str()),
        Field::value(row.receipt_amount),
        // Basis points are the fourth decimal.
        Field::value(Some(Decimal::new(row.confidence.basis_points().into(), 4))),
        Field::id(row.employee_number),
        Field::prose(row.employee_name),
        Field::value(row.card),
        Field::id(row.status.label()),
        Field::prose(row.reason),
        Field::id(row.coding.job.as_deref()),
        Field::id(row.coding.phase.as_deref()),
        Field::id(row.coding.cost_type.as_deref()),
        Field::id(row.coding.gl_account.as_deref()),
    ]
}

/// One field of a CSV file, ready to be written.
pub(crate) struct Field<'a>(Cow<'a, str>);

impl<'a> Field<'a> {
    /// Words from outside.
    pub(crate) fn prose(text: impl Into<Option<&'a str>>) -> Self {
        Self(harmless(prose(text.into().unwrap_or_default())))
    }

    /// A name that something goes by: its digits are no card number.
    pub(crate) fn id(text: impl Into<Option<&'a str>>) -> Self {
        Self(harmless(printable(text.into().unwrap_or_default())))
    }

    /// The same, of a text that does not outlive the field.
    pub(crate) fn owned_id(text: &str) -> Self {
        Self(Cow::Owned(harmless(printable(text)).into_owned()))
    }

    /// A figure or a day: what may begin with a minus sign.
    pub(crate) fn value(value: Option<impl Display>) -> Self {
        Self(
            value
                .map(|value| value.to_string())
                .unwrap_or_default()
                .into(),
        )
    }
}

/// Writes records; there is no other way to a CSV file in this crate.
pub(crate) struct Writer<W: Write>(csv::Writer<W>);

impl<W: Write> Writer<W> {
    pub(crate) fn new(bom: Bom, mut out: W) -> Result<Self, ReportError> {
        if bom == Bom::With {
            out.write_all("\u{feff}".as_bytes())?;
        }
        let writer = WriterBuilder::new()
            .terminator(Terminator::CRLF)
            .quote_style(QuoteStyle::Necessary)
            .from_writer(out);
        Ok(Self(writer))
    }

    pub(crate) fn titles<'t>(
        &mut self,
        titles: impl IntoIterator<Item = &'t str>,
    ) -> Result<(), ReportError> {
        Ok(self.0.write_record(titles)?)
    }

    pub(crate) fn fields<'f>(
        &mut self,
        fields: impl IntoIterator<Item = Field<'f>>,
    ) -> Result<(), ReportError> {
        for field in fields {
            self.0.write_field(field.0.as_bytes())?;
        }
        Ok(self.0.write_record(None::<&[u8]>)?)
    }

    pub(crate) fn finish(mut self) -> Result<(), ReportError> {
        Ok(self.0.flush()?)
    }
}
