//! What people decided. Papers are named by what they say, not by row: rows are made
//! anew when a document is read again, and the decision holds all the same.

use sea_orm_migration::schema::{
    json_binary as json, pk_uuid, text, text_null, timestamp_with_time_zone as time, uuid,
};

use crate::schema::NewTable;

pub(super) fn tables() -> Vec<NewTable> {
    vec![
        decisions(),
        corrections(),
        employee_aliases(),
        merchant_aliases(),
    ]
}

/// One word on one pair; without a proof, on the transaction as a whole.
fn decisions() -> NewTable {
    let columns = [
        pk_uuid("id"),
        uuid("session_id"),
        text("transaction_key"),
        text_null("proof_key"),
        text("verdict"),
        text("actor"),
        text_null("notes"),
        time("decided_at"),
    ];
    NewTable::new("decisions", columns)
        .part_of("session_id", "sessions")
        .one_of("verdict", &["approved", "rejected", "no_proof"])
        .check("proof", "(verdict = 'no_proof') = (proof_key IS NULL)")
        .check("actor", "actor <> ''")
        .unique_where(
            &["session_id", "transaction_key", "proof_key"],
            "proof_key IS NOT NULL",
        )
        .unique_where(&["session_id", "transaction_key"], "proof_key IS NULL")
}

/// What a person wrote over what was read from a statement.
fn corrections() -> NewTable {
    let columns = [
        uuid("session_id"),
        text("transaction_key"),
        json("changes"),
        text("actor"),
        time("corrected_at"),
    ];
    NewTable::new("corrections", columns)
        .key(&["session_id", "transaction_key"])
        .part_of("session_id", "sessions")
        .check("actor", "actor <> ''")
}

fn employee_aliases() -> NewTable {
    let columns = [
        pk_uuid("id"),
        text("name_key"),
        text("printed_name"),
        text("employee_number"),
        text("actor"),
        time("created_at"),
    ];
    NewTable::new("employee_aliases", columns)
        .check("name", "name_key <> '' AND employee_number <> ''")
        .unique(&["name_key"])
}

fn merchant_aliases() -> NewTable {
    let columns = [
        pk_uuid("id"),
        text("descriptor_key"),
        text("descriptor"),
        text("vendor"),
        text("actor"),
        time("created_at"),
    ];
    NewTable::new("merchant_aliases", columns)
        .check("descriptor", "descriptor_key <> '' AND vendor <> ''")
        .unique(&["descriptor_key"])
}
