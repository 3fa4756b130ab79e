//! The columns of report lines and receipts.

use super::cells::{amount, day, iso, number, plain};
use crate::state::rows::ReceiptRow;
use crate::texts::{session as text, word};
use crate::ui::badge;
use crate::ui::table::{Column, Spec};

/// Report lines and receipts.
pub fn receipts() -> Spec<ReceiptRow> {
    type Row = ReceiptRow;
    let vendor = |row: &Row| {
        row.receipt
            .vendor_name
            .clone()
            .unwrap_or_else(|| row.receipt.text.clone())
    };
    let purpose = |row: &Row| row.receipt.purpose.clone().unwrap_or_default();
    Spec {
        name: "receipts",
        label: text::RECEIPTS,
        columns: vec![
            Column::text(
                "employee",
                text::EMPLOYEE,
                180,
                |row: &Row| row.employee.clone(),
                |row| plain(&row.employee),
                |a, b| a.employee.cmp(&b.employee),
            )
            .facet(),
            Column::text(
                "date",
                text::DATE,
                86,
                |row: &Row| iso(row.receipt.receipt_date),
                |row| day(row.receipt.receipt_date),
                |a, b| a.receipt.receipt_date.cmp(&b.receipt.receipt_date),
            ),
            Column::text(
                "vendor",
                text::VENDOR,
                220,
                vendor,
                |row| {
                    plain(
                        row.receipt
                            .vendor_name
                            .as_deref()
                            .unwrap_or(&row.receipt.text),
                    )
                },
                |a, b| a.receipt.vendor_name.cmp(&b.receipt.vendor_name),
            ),
            Column::text(
                "purpose",
                text::PURPOSE,
                200,
                purpose,
                |row| plain(row.receipt.purpose.as_deref().unwrap_or_default()),
                |a, b| a.receipt.purpose.cmp(&b.receipt.purpose),
            )
            .wide(),
            Column::text(
                "amount",
                text::AMOUNT,
                120,
                |row: &Row| number(row.receipt.amount),
                |row| amount(row.receipt.amount, row.receipt.currency, false),
                |a, b| a.receipt.amount.cmp(&b.receipt.amount),
            )
            .figures(),
            Column::text(
                "outcome",
                text::OUTCOME,
                130,
                |row: &Row| word::receipt_outcome(row.receipt.outcome).to_owned(),
                |row| badge::of_receipt(row.receipt.outcome),
                |a, b| {
                    word::receipt_outcome(a.receipt.outcome)
                        .cmp(word::receipt_outcome(b.receipt.outcome))
                },
            )
            .facet(),
            Column::text(
                "source",
                text::SOURCE,
                110,
                |row: &Row| word::receipt_source(row.receipt.source).to_owned(),
                |row| plain(word::receipt_source(row.receipt.source)),
                |a, b| {
                    word::receipt_source(a.receipt.source)
                        .cmp(word::receipt_source(b.receipt.source))
                },
            )
            .facet()
            .wide(),
            Column::text(
                "document",
                text::DOCUMENT,
                160,
                |row: &Row| row.document.clone(),
                |row| plain(&row.document),
                |a, b| a.document.cmp(&b.document),
            )
            .hidden(),
        ],
        search: |row| &row.search,
        id: |row| row.receipt.id.to_string(),
        sum: |row| Some((row.receipt.currency?, row.receipt.amount?)),
    }
}
