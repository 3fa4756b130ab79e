//! What matching made of the facts, and what changed since it last did.

use sea_orm_migration::schema::{
    big_integer, big_integer_null, boolean, integer, integer_null, json_binary as json, pk_uuid,
    text, text_null, timestamp_with_time_zone as time, timestamp_with_time_zone_null as time_null,
    uuid, uuid_null,
};

use crate::schema::NewTable;

pub(super) fn tables() -> Vec<NewTable> {
    vec![
        match_results(),
        match_links(),
        proof_outcomes(),
        reported_people(),
        session_changes(),
    ]
}

fn match_results() -> NewTable {
    let columns = [
        pk_uuid("id"),
        uuid("session_id"),
        uuid("transaction_id"),
        uuid_null("receipt_id"),
        text("match_status"),
        text("completeness"),
        // In basis points.
        integer("confidence"),
        text("match_reason"),
        big_integer_null("amount_difference_minor"),
        integer_null("date_difference_days"),
        integer_null("merchant_similarity"),
        text("report_verdict"),
        boolean("report_is_decided"),
        text("document_verdict"),
        boolean("document_is_decided"),
        text_null("job"),
        text_null("phase"),
        text_null("cost_type"),
        text_null("gl_account"),
        text_null("reviewed_by"),
        time_null("reviewed_at"),
        text_null("notes"),
        // Grows when the result changes: a review of an older one is refused.
        integer("version"),
        time("created_at"),
        time("updated_at"),
    ];
    NewTable::new("match_results", columns)
        .part_of("session_id", "sessions")
        .part_of("transaction_id", "transactions")
        .part_of("receipt_id", "receipts")
        .one_of(
            "match_status",
            &[
                "matched",
                "unmatched",
                "manual_review",
                "approved",
                "rejected",
            ],
        )
        .one_of(
            "completeness",
            &[
                "complete",
                "missing_receipt",
                "missing_gl_code",
                "missing_both",
            ],
        )
        .one_of("report_verdict", &["matched", "review", "unmatched"])
        .one_of("document_verdict", &["matched", "review", "unmatched"])
        .check(
            "proof",
            "match_status NOT IN ('matched', 'approved') OR receipt_id IS NOT NULL",
        )
        .check("confidence", "confidence BETWEEN 0 AND 10000")
        .check(
            "merchant_similarity",
            "merchant_similarity BETWEEN 0 AND 10000",
        )
        .check("review", "(reviewed_by IS NULL) = (reviewed_at IS NULL)")
        .check("version", "version > 0")
        .unique(&["transaction_id"])
        .index_where(&["receipt_id"], "receipt_id IS NOT NULL")
        .index(&["session_id", "match_status"])
        .index(&["session_id", "confidence DESC"])
        .index_where(
            &["session_id", "transaction_id"],
            "match_status = 'manual_review'",
        )
}

/// A proof laid against a transaction: settled or offered (`link`), or the next best (`runner_up`).
fn match_links() -> NewTable {
    let columns = [
        uuid("match_id"),
        text("leg"),
        text("role"),
        integer("position"),
        uuid("session_id"),
        uuid("receipt_id"),
        text("kind"),
        big_integer("allocated_minor"),
        text("currency"),
        integer("confidence"),
        integer("amount_factor"),
        integer("date_factor"),
        integer("merchant_factor"),
        json("differences"),
        text("reason"),
    ];
    NewTable::new("match_links", columns)
        .key(&["match_id", "leg", "role", "position"])
        .part_of("match_id", "match_results")
        .part_of("session_id", "sessions")
        .part_of("receipt_id", "receipts")
        .one_of("leg", &["report", "document"])
        .one_of("role", &["link", "runner_up"])
        .check("position", "position >= 0")
        .check("confidence", "confidence BETWEEN 0 AND 10000")
        .check(
            "factors",
            "amount_factor BETWEEN 0 AND 10000 AND date_factor BETWEEN 0 AND 10000 \
             AND merchant_factor BETWEEN 0 AND 10000",
        )
        .index(&["session_id"])
        .index(&["receipt_id"])
}

fn proof_outcomes() -> NewTable {
    let columns = [
        uuid("receipt_id"),
        uuid("session_id"),
        text("outcome"),
        uuid_null("employee_id"),
        uuid_null("duplicate_of"),
        json("transactions"),
    ];
    NewTable::new("proof_outcomes", columns)
        .key(&["receipt_id"])
        .part_of("receipt_id", "receipts")
        .part_of("session_id", "sessions")
        .mentions("employee_id", "employees")
        .part_of("duplicate_of", "receipts")
        .one_of("outcome", &["proves", "offered", "duplicate", "unmatched"])
        .check(
            "duplicate",
            "(outcome = 'duplicate') = (duplicate_of IS NOT NULL)",
        )
        .index(&["session_id", "outcome"])
        .index(&["employee_id"])
        .index_where(&["duplicate_of"], "duplicate_of IS NOT NULL")
}

/// Who a person named by an expense report is.
fn reported_people() -> NewTable {
    let columns = [
        uuid("session_id"),
        integer("position"),
        text("name"),
        text_null("employee_number"),
        uuid_null("employee_id"),
        json("candidates"),
        text("reason"),
    ];
    NewTable::new("reported_people", columns)
        .key(&["session_id", "position"])
        .part_of("session_id", "sessions")
        .mentions("employee_id", "employees")
        .index(&["employee_id"])
}

fn session_changes() -> NewTable {
    let columns = [
        uuid("session_id"),
        integer("run"),
        integer("position"),
        text("kind"),
        uuid_null("employee_id"),
        uuid_null("transaction_id"),
        time("created_at"),
    ];
    NewTable::new("session_changes", columns)
        .key(&["session_id", "run", "position"])
        .part_of("session_id", "sessions")
        .part_of("employee_id", "employees")
        .part_of("transaction_id", "transactions")
        .one_of(
            "kind",
            &[
                "employee_completed",
                "employee_reopened",
                "newly_matched",
                "no_longer_matched",
                "newly_offered",
                "candidate_lost",
            ],
        )
        .check(
            "subject",
            "(employee_id IS NULL) <> (transaction_id IS NULL)",
        )
        .index(&["employee_id"])
        .index(&["transaction_id"])
}
