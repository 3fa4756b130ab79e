//! What was read from documents.

use sea_orm_migration::prelude::ColumnDef;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, boolean, date_null, integer, integer_null, json_binary as json,
    pk_uuid, text, text_null, timestamp_with_time_zone as time, uuid, uuid_null,
};

use crate::schema::NewTable;

pub(super) fn tables() -> Vec<NewTable> {
    vec![
        employees(),
        employee_sightings(),
        transactions(),
        receipts(),
        other_entries(),
        control_totals(),
        problems(),
    ]
}

fn employees() -> NewTable {
    let columns = [
        pk_uuid("id"),
        uuid("session_id"),
        text("employee_number"),
        // The number without regard to case: what makes two of them one person.
        text("number_key"),
        boolean("number_is_derived"),
        text("name"),
        text_null("report_name"),
        text_null("department"),
        text_null("cost_center"),
        json("cards"),
        time("created_at"),
    ];
    NewTable::new("employees", columns)
        .part_of("session_id", "sessions")
        .check("name", "name <> ''")
        .check(
            "employee_number",
            "employee_number <> '' AND number_key <> ''",
        )
        .unique(&["session_id", "number_key"])
}

/// An employee as one document names them. Several documents may name one.
fn employee_sightings() -> NewTable {
    let columns = [
        uuid("document_id"),
        integer("position"),
        uuid("session_id"),
        uuid("employee_id"),
        text("employee_number"),
        boolean("number_is_derived"),
        text("name"),
        text_null("department"),
        text_null("cost_center"),
        json("cards"),
    ];
    NewTable::new("employee_sightings", columns)
        .key(&["document_id", "position"])
        .part_of("document_id", "documents")
        .part_of("session_id", "sessions")
        .part_of("employee_id", "employees")
        .index(&["session_id"])
        .index(&["employee_id"])
}

/// Columns of every fact: whose it is, where it stands, and what it is known by when its document
/// is read anew.
fn place() -> Vec<ColumnDef> {
    vec![
        pk_uuid("id"),
        uuid("session_id"),
        uuid("document_id"),
        integer("position"),
        integer_null("page"),
        text("fingerprint"),
        // The attempt that wrote the row: all rows of a document have the same.
        integer("attempt"),
    ]
}

fn coding() -> [ColumnDef; 4] {
    [
        text_null("job"),
        text_null("phase"),
        text_null("cost_type"),
        text_null("gl_account"),
    ]
}

fn transactions() -> NewTable {
    let facts = [
        uuid_null("employee_id"),
        text_null("card_last_four"),
        // The day it is listed under: of the purchase, else of the booking.
        date_null("listed_date"),
        date_null("transaction_date"),
        date_null("post_date"),
        big_integer_null("amount_minor"),
        text_null("currency"),
        big_integer_null("original_amount_minor"),
        text_null("original_currency"),
        text_null("exchange_rate"),
        text_null("merchant_name"),
        text_null("merchant_city"),
        text_null("merchant_state"),
        text_null("merchant_category"),
        text_null("expense_type"),
        text_null("detail_level"),
        text_null("reference_number"),
        // What searches compare: lower case on every database alike.
        text("search_key"),
        boolean("is_credit"),
        boolean("is_incomplete"),
        json("items"),
        json("raw_data"),
        time("created_at"),
    ];
    let columns = place().into_iter().chain(facts).chain(coding());
    NewTable::new("transactions", columns)
        .part_of("session_id", "sessions")
        .part_of("document_id", "documents")
        .mentions("employee_id", "employees")
        .check(
            "amount",
            "amount_minor <> 0 AND (amount_minor IS NULL) = (currency IS NULL)",
        )
        .check("is_credit", "is_credit = (COALESCE(amount_minor, 0) < 0)")
        .check(
            "is_incomplete",
            "is_incomplete = (listed_date IS NULL OR amount_minor IS NULL)",
        )
        .check("post_date", "post_date >= transaction_date")
        .check(
            "original",
            "(original_amount_minor IS NULL) = (original_currency IS NULL)",
        )
        .check(
            "currency",
            "length(currency) = 3 AND length(original_currency) = 3",
        )
        .check("card_last_four", "length(card_last_four) = 4")
        .unique_where(
            &["session_id", "reference_number"],
            "reference_number IS NOT NULL",
        )
        .index(&["session_id", "fingerprint"])
        .index(&["session_id", "listed_date DESC"])
        .index(&["session_id", "amount_minor"])
        .index(&["session_id", "merchant_name"])
        .index(&["document_id", "position"])
        .index(&["employee_id"])
        .json_index("raw_data")
}

fn receipts() -> NewTable {
    let facts = [
        text("source"),
        text_null("person_name"),
        text_null("person_number"),
        date_null("receipt_date"),
        big_integer_null("amount_minor"),
        text_null("currency"),
        // The amount as printed, where it has more decimals than the currency.
        text_null("amount_unrounded"),
        text_null("vendor_name"),
        text_null("vendor_address"),
        big_integer_null("subtotal_minor"),
        big_integer_null("tax_minor"),
        big_integer_null("tip_minor"),
        text_null("card_last_four"),
        text_null("payment_method"),
        text_null("purpose"),
        text_null("expense_type"),
        text_null("receipt_number"),
        text_null("content_hash"),
        text("search_key"),
        boolean("has_attachment"),
        // In basis points.
        integer_null("ocr_confidence"),
        json("field_confidence"),
        json("extracted_data"),
        time("created_at"),
    ];
    let columns = place().into_iter().chain(facts).chain(coding());
    NewTable::new("receipts", columns)
        .part_of("session_id", "sessions")
        .part_of("document_id", "documents")
        .one_of("source", &["expense_line", "receipt_document"])
        .check(
            "currency",
            "length(currency) = 3 AND (amount_minor IS NULL OR currency IS NOT NULL)",
        )
        .check("card_last_four", "length(card_last_four) = 4")
        .check("ocr_confidence", "ocr_confidence BETWEEN 0 AND 10000")
        .index(&["session_id", "fingerprint"])
        .index(&["session_id", "receipt_date DESC"])
        .index(&["session_id", "amount_minor"])
        .index(&["session_id", "vendor_name"])
        .index(&["document_id", "position"])
        .json_index("extracted_data")
}

fn other_entries() -> NewTable {
    let columns = [
        uuid("document_id"),
        integer("position"),
        uuid("session_id"),
        text("kind"),
        date_null("entry_date"),
        text("description"),
        big_integer_null("amount_minor"),
        text_null("currency"),
        integer_null("page"),
        json("raw_data"),
    ];
    NewTable::new("other_entries", columns)
        .key(&["document_id", "position"])
        .part_of("document_id", "documents")
        .part_of("session_id", "sessions")
        .one_of("kind", &["payment", "fee"])
        .check("amount", "(amount_minor IS NULL) = (currency IS NULL)")
        .index(&["session_id"])
}

/// A figure without a currency counts transactions.
fn control_totals() -> NewTable {
    let columns = [
        uuid("document_id"),
        integer("position"),
        uuid("session_id"),
        text("scope"),
        text("label"),
        // The cardholder whose transactions it sums.
        uuid_null("employee_id"),
        big_integer("printed"),
        text_null("printed_currency"),
        big_integer("extracted"),
        text_null("extracted_currency"),
        boolean("ties_out"),
        integer_null("page"),
        json("raw_data"),
    ];
    NewTable::new("control_totals", columns)
        .key(&["document_id", "position"])
        .part_of("document_id", "documents")
        .part_of("session_id", "sessions")
        .mentions("employee_id", "employees")
        .one_of("scope", &["transaction", "card", "report"])
        .check("ties_out", "NOT ties_out OR printed = extracted")
        .index(&["session_id"])
        .index(&["employee_id"])
}

fn problems() -> NewTable {
    let columns = [
        uuid("document_id"),
        integer("position"),
        uuid("session_id"),
        text("kind"),
        text("message"),
        integer_null("page"),
        json("raw_data"),
    ];
    NewTable::new("problems", columns)
        .key(&["document_id", "position"])
        .part_of("document_id", "documents")
        .part_of("session_id", "sessions")
        .check("message", "message <> ''")
        .index(&["session_id"])
}
