//! Documents, and what became of uploads.

use tieout_contract::document::{Document, DocumentStatus, KindSource};
use tieout_contract::upload::{UploadOutcome, UploadedFile};
use tieout_persistence::document::{self, Added};

/// A document.
pub fn document(document: document::Document) -> Document {
    let source = match document.kind_is_chosen {
        true => KindSource::Chosen,
        false => KindSource::Detected,
    };
    let layout_is_guessed = document
        .layout
        .as_ref()
        .is_some_and(|layout| layout.is_guessed);
    Document {
        id: document.id,
        file_name: document.name,
        file_size: document.size,
        content_hash: document.content_hash,
        mime_type: document.mime_type,
        kind_source: document.kind.map(|_| source),
        kind: document.kind,
        layout: document.layout.map(|layout| layout.name),
        layout_is_guessed,
        pages: document.pages,
        pages_done: document.pages_done,
        transactions: document.transactions,
        receipts: document.receipts,
        control_totals: document.control_totals,
        tie_out: document.tie_out,
        status: status(document.status),
        error: document.error,
        created_at: document.created_at,
        finished_at: document.finished_at,
    }
}

/// What became of a file.
pub fn uploaded(file_name: &str, added: Added) -> UploadedFile {
    let (document_id, outcome) = match added {
        Added::New(id) => (id, UploadOutcome::New),
        Added::Again(id) => (id, UploadOutcome::Again),
        Added::Duplicate(id) => (id, UploadOutcome::Duplicate),
    };
    UploadedFile {
        file_name: file_name.to_owned(),
        document_id,
        outcome,
    }
}

const fn status(status: document::DocumentStatus) -> DocumentStatus {
    match status {
        document::DocumentStatus::Pending => DocumentStatus::Pending,
        document::DocumentStatus::Processing => DocumentStatus::Processing,
        document::DocumentStatus::Completed => DocumentStatus::Completed,
        document::DocumentStatus::Failed => DocumentStatus::Failed,
    }
}
