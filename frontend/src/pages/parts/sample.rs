//! Made-up things to show the parts with.

use std::sync::Arc;

use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use tieout_contract::error::ProblemDetails;
use tieout_contract::progress::{DocumentProgress, Progress, ReadingState};
use tieout_domain::id::{DocumentId, SessionId};
use tieout_domain::{Currency, Decimal, SessionStatus};
use uuid::Uuid;
use web_sys::File;

use crate::api::Fault;
use crate::locale;
use crate::ui::table::{Column, Sheet, Spec};

struct Row {
    id: String,
    merchant: String,
    amount: Decimal,
}

/// So many rows.
pub fn sheet(rows: u8) -> Memo<Sheet> {
    let row = |place: u8| Row {
        id: format!("row-{place}"),
        merchant: format!("merchant {place}"),
        amount: Decimal::new(1_019 * i64::from(place) - 2_000, 2),
    };
    let rows = Arc::new((0..rows).map(row).collect::<Vec<_>>());
    Memo::new_with_compare(move |_| Sheet::of(spec(), rows.clone()), |_, _| true)
}

fn spec() -> Spec<Row> {
    Spec {
        name: "parts",
        label: "Table",
        columns: vec![
            Column::text(
                "merchant",
                "Merchant",
                220,
                |row: &Row| row.merchant.clone(),
                |row| row.merchant.clone().into_any(),
                |a, b| a.merchant.cmp(&b.merchant),
            )
            .facet(),
            Column::text(
                "amount",
                "Amount",
                120,
                |row: &Row| row.amount.to_string(),
                |row| locale::amount(row.amount, Some(Currency::USD)).into_any(),
                |a, b| a.amount.cmp(&b.amount),
            )
            .figures(),
        ],
        search: |row| &row.merchant,
        id: |row| row.id.clone(),
        sum: |row| Some((Currency::USD, row.amount)),
    }
}

/// Work in all its states.
pub fn progress() -> Option<Progress> {
    let failed = Some("The file is damaged.");
    let documents = [
        ("statement.pdf", ReadingState::Reading, None),
        ("report.pdf", ReadingState::Waiting, None),
        ("receipt.pdf", ReadingState::Read, None),
        ("scan.pdf", ReadingState::Failed, failed),
    ];
    let documents = documents.map(|(name, state, error)| DocumentProgress {
        document_id: DocumentId(Uuid::nil()),
        name: name.to_owned(),
        state,
        page: 45,
        pages: Some(178),
        rows: 1_012,
        error: error.map(str::to_owned),
    });
    Some(Progress {
        session_id: SessionId(Uuid::nil()),
        status: SessionStatus::Extracting,
        percent: 45,
        documents: documents.to_vec(),
    })
}

/// A file that can be sent, one that is empty and one of the wrong type.
pub fn files() -> Vec<File> {
    let files = [("statement.pdf", 4), ("empty.pdf", 0), ("notes.docx", 4)];
    let made = files.map(|(name, size)| {
        let parts = Array::of1(&Uint8Array::new_with_length(size));
        File::new_with_u8_array_sequence(&parts, name).ok()
    });
    made.into_iter().flatten().collect()
}

/// What the service did not do.
pub fn refused(status: u16) -> Fault {
    Fault::Refused(Box::new(ProblemDetails {
        kind: "/problems/sample".to_owned(),
        title: "Not found".to_owned(),
        status,
        detail: "There is no such session, or it was deleted.".to_owned(),
        instance: "/parts".to_owned(),
        request_id: "0190-sample".to_owned(),
        errors: Vec::new(),
        expired_at: None,
    }))
}
