//! Lines of expense reports as rows.

use sea_orm::JsonValue;
use tieout_domain::{DocumentRef, ExpenseLine, ReportedPerson};
use uuid::Uuid;

use super::Owner;
use super::employee::{name, number};
use super::place::{Raw, page};
use crate::Result;
use crate::entity::receipt::Model;
use crate::fingerprint;
use crate::row::{code, coding, count, decimal, minor, money, search_key};

/// What `source` says of such a row.
pub(crate) const SOURCE: &str = "expense_line";

pub(crate) fn to_row(line: &ExpenseLine, place: usize, owner: &Owner) -> Result<Model> {
    let person = line.person.as_ref();
    Ok(Model {
        id: Uuid::nil(),
        session_id: owner.session,
        document_id: owner.document,
        position: count(place),
        page: page(&line.source),
        fingerprint: fingerprint::of_line(line),
        attempt: owner.attempt,
        source: SOURCE.to_owned(),
        person_name: person.map(|person| person.name.as_str().to_owned()),
        person_number: person
            .and_then(|person| person.number.as_ref())
            .map(|number| number.as_str().to_owned()),
        receipt_date: line.date,
        amount_minor: minor(line.amount),
        currency: code(line.amount),
        amount_unrounded: line.unrounded.map(|amount| amount.to_string()),
        vendor_name: line.merchant.clone(),
        vendor_address: line.address.clone(),
        subtotal_minor: None,
        tax_minor: None,
        tip_minor: None,
        card_last_four: None,
        payment_method: None,
        purpose: line.purpose.clone(),
        expense_type: line.expense_type.clone(),
        receipt_number: line.receipt_id.clone(),
        content_hash: None,
        search_key: search_key(&[
            line.merchant.as_ref(),
            line.purpose.as_ref(),
            line.receipt_id.as_ref(),
        ]),
        has_attachment: line.is_attached,
        ocr_confidence: None,
        field_confidence: JsonValue::Object(serde_json::Map::new()),
        extracted_data: Raw::of(&line.source).stored()?,
        created_at: owner.now,
        job: line.coding.job.clone(),
        phase: line.coding.phase.clone(),
        cost_type: line.coding.cost_type.clone(),
        gl_account: line.coding.gl_account.clone(),
    })
}

pub(crate) fn from_row(row: Model, document: DocumentRef) -> Result<ExpenseLine> {
    let number = row.person_number.as_deref().map(number).transpose()?;
    let person = row.person_name.as_deref().map(name).transpose()?;
    Ok(ExpenseLine {
        person: person.map(|name| ReportedPerson { name, number }),
        expense_type: row.expense_type,
        date: row.receipt_date,
        amount: money(row.amount_minor, row.currency.as_deref())?,
        unrounded: decimal(row.amount_unrounded.as_deref())?,
        purpose: row.purpose,
        merchant: row.vendor_name,
        address: row.vendor_address,
        receipt_id: row.receipt_number,
        coding: coding(row.job, row.phase, row.cost_type, row.gl_account),
        is_attached: row.has_attachment,
        source: Raw::read(row.extracted_data)?.source(document, row.page),
    })
}
