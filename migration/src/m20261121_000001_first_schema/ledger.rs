//! Who did what, who may, what was asked twice, and what the accounting system took.

use sea_orm_migration::schema::{
    integer, json_binary as json, pk_uuid, text, text_null, timestamp_with_time_zone as time,
    timestamp_with_time_zone_null as time_null, uuid, uuid_null,
};

use crate::schema::NewTable;

pub(super) fn tables() -> Vec<NewTable> {
    vec![
        audit_events(),
        api_tokens(),
        idempotency_keys(),
        pvault_exports(),
        pvault_acknowledgements(),
        salts(),
        receipt_marks(),
    ]
}

/// Refers to a session without being part of it: the trail outlives what it tells of.
fn audit_events() -> NewTable {
    let columns = [
        pk_uuid("id"),
        time("occurred_at"),
        text("actor"),
        text("action"),
        uuid_null("session_id"),
        uuid_null("subject_id"),
        json("before"),
        json("after"),
    ];
    NewTable::new("audit_events", columns)
        .check("actor", "actor <> ''")
        .index(&["occurred_at"])
        .index_where(&["session_id", "occurred_at"], "session_id IS NOT NULL")
}

fn api_tokens() -> NewTable {
    let columns = [
        pk_uuid("id"),
        text("name"),
        text("token_hash"),
        json("scopes"),
        text("created_by"),
        time("created_at"),
        time("expires_at"),
        time_null("last_used_at"),
        time_null("revoked_at"),
    ];
    NewTable::new("api_tokens", columns)
        .check("name", "name <> ''")
        .check("expires_at", "expires_at > created_at")
        .unique(&["token_hash"])
}

/// Without a session, the request is still being answered.
fn idempotency_keys() -> NewTable {
    let columns = [
        text("principal"),
        text("key"),
        uuid("claim"),
        text_null("request_hash"),
        uuid_null("session_id"),
        time("begun_at"),
    ];
    NewTable::new("idempotency_keys", columns)
        .key(&["principal", "key"])
        .part_of("session_id", "sessions")
        .check("answer", "(request_hash IS NULL) = (session_id IS NULL)")
        .index(&["session_id"])
        .index_where(&["begun_at"], "session_id IS NULL")
}

fn pvault_exports() -> NewTable {
    let columns = [
        pk_uuid("id"),
        uuid("session_id"),
        text("actor"),
        integer("row_count"),
        integer("left_out_count"),
        time("created_at"),
    ];
    NewTable::new("pvault_exports", columns)
        .part_of("session_id", "sessions")
        .check("counts", "row_count >= 0 AND left_out_count >= 0")
        .index(&["session_id", "created_at"])
}

fn pvault_acknowledgements() -> NewTable {
    let columns = [
        uuid("session_id"),
        text("row_key"),
        text("actor"),
        time("acknowledged_at"),
    ];
    NewTable::new("pvault_acknowledgements", columns)
        .key(&["session_id", "row_key"])
        .part_of("session_id", "sessions")
        .check("row_key", "row_key <> ''")
}

fn salts() -> NewTable {
    NewTable::new("salts", [text("name"), text("salt")])
        .key(&["name"])
        .check("salt", "salt <> ''")
}

/// They outlive their sessions, and hold nothing of what the sessions held.
fn receipt_marks() -> NewTable {
    let columns = [text("mark"), uuid("session_id"), time("seen_at")];
    NewTable::new("receipt_marks", columns)
        .key(&["mark", "session_id"])
        .check("mark", "mark <> ''")
        .index(&["session_id"])
        .index(&["seen_at"])
}
