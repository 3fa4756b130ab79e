//! Sessions, their documents, and the bytes of documents that are still to be read.

use sea_orm_migration::schema::{
    big_integer, big_integer_null, binary, boolean_null, date_null, integer, integer_null, pk_uuid,
    text, text_null, timestamp_with_time_zone as time, timestamp_with_time_zone_null as time_null,
    uuid, uuid_null,
};

use crate::schema::NewTable;

pub(super) fn tables() -> Vec<NewTable> {
    vec![
        sessions(),
        documents(),
        document_payloads(),
        document_payload_chunks(),
    ]
}

fn sessions() -> NewTable {
    let columns = [
        pk_uuid("id"),
        text("name"),
        // The name as searches compare it: lower case on every database alike.
        text("name_key"),
        text("status"),
        text_null("error"),
        time("created_at"),
        time("updated_at"),
        time("expires_at"),
        // Grows with every change: what a client has seen can be told from what is.
        big_integer("revision"),
        integer("upload_count"),
        integer("total_transactions"),
        integer("total_receipts"),
        integer("matched_count"),
        date_null("period_start"),
        date_null("period_end"),
        // The matching of a session is a job; its row is the session's.
        integer("attempt"),
        integer("released"),
        text_null("worker"),
        time_null("lease_until"),
        integer("run"),
    ];
    NewTable::new("sessions", columns)
        .one_of("status", &["processing", "extracting", "matching", "completed", "failed"])
        .check("name", "name <> ''")
        .check("expires_at", "expires_at > created_at")
        .check(
            "counts",
            "upload_count >= 0 AND total_transactions >= 0 AND total_receipts >= 0 AND matched_count >= 0 \
             AND matched_count <= total_transactions",
        )
        .check("period", "period_end >= period_start")
        .check("attempt", "released >= 0 AND attempt >= released AND run >= 0")
        .check("lease", "(lease_until IS NULL) = (worker IS NULL)")
        .index(&["created_at DESC", "id DESC"])
        .index(&["expires_at"])
        .index(&["status"])
        .index_where(&["updated_at"], "status = 'matching'")
}

fn documents() -> NewTable {
    let columns = [
        pk_uuid("id"),
        uuid("session_id"),
        integer("position"),
        text("file_name"),
        big_integer("size"),
        text("content_hash"),
        text("mime_type"),
        text_null("kind"),
        text_null("kind_source"),
        text_null("layout"),
        boolean_null("layout_is_guessed"),
        integer_null("pages"),
        integer("pages_done"),
        text_null("issuer"),
        text_null("currency"),
        date_null("period_start"),
        date_null("period_end"),
        integer("transaction_count"),
        integer("receipt_count"),
        integer("control_total_count"),
        text("ties_out"),
        text("status"),
        text_null("error"),
        integer("attempt"),
        integer("released"),
        text_null("worker"),
        time_null("lease_until"),
        time("queued_at"),
        time_null("finished_at"),
        time("created_at"),
    ];
    NewTable::new("documents", columns)
        .part_of("session_id", "sessions")
        .one_of("status", &["pending", "processing", "completed", "failed"])
        .one_of("kind", &["statement", "expense_report", "receipt"])
        .one_of("kind_source", &["detected", "chosen"])
        .one_of("ties_out", &["yes", "no", "none"])
        .check("kind_is_sourced", "(kind IS NULL) = (kind_source IS NULL)")
        .check("size", "size >= 0")
        .check("content_hash", "length(content_hash) = 64")
        .check("position", "position >= 0")
        .check("pages", "pages >= 0 AND pages_done >= 0 AND pages_done <= pages")
        .check("period", "period_end >= period_start")
        .check(
            "counts",
            "transaction_count >= 0 AND receipt_count >= 0 AND control_total_count >= 0",
        )
        .check("attempt", "released >= 0 AND attempt >= released")
        .check("lease", "(status = 'processing') = (lease_until IS NOT NULL) AND (lease_until IS NULL) = (worker IS NULL)")
        .check("error", "status <> 'failed' OR error IS NOT NULL")
        .unique(&["session_id", "content_hash"])
        .unique(&["session_id", "position"])
        .index_where(&["queued_at", "id"], "status IN ('pending', 'processing')")
}

/// The bytes of an upload belong to no document until the upload is complete.
fn document_payloads() -> NewTable {
    let columns = [
        pk_uuid("id"),
        uuid_null("document_id"),
        big_integer_null("size"),
        time("created_at"),
    ];
    NewTable::new("document_payloads", columns)
        .part_of("document_id", "documents")
        .check("size", "size >= 0")
        .unique(&["document_id"])
        .index_where(&["created_at"], "document_id IS NULL")
}

fn document_payload_chunks() -> NewTable {
    let columns = [uuid("payload_id"), integer("position"), binary("bytes")];
    NewTable::new("document_payload_chunks", columns)
        .key(&["payload_id", "position"])
        .part_of("payload_id", "document_payloads")
        .check("position", "position >= 0")
}
