//! Receipts of receipt documents as rows.

use std::collections::BTreeMap;

use sea_orm::JsonValue;
use serde::{Deserialize, Serialize};
use tieout_domain::{
    Area, CardLast4, Confidence, Currency, DocumentRef, Field, Look, Money, Receipt, ReceiptItem,
};
use uuid::Uuid;

use super::Owner;
use super::place::{Raw, page};
use crate::Result;
use crate::entity::receipt::Model;
use crate::fingerprint;
use crate::row::{card, count, from_json, json, points, search_key};

/// What `source` says of such a row.
pub(crate) const SOURCE: &str = "receipt_document";

/// How sure each field is and where it stood, by the field's name.
type Marks = BTreeMap<String, Mark>;

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Mark {
    /// In basis points.
    confidence: u16,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    area: Option<Area>,
    /// An amount's currency, where it is not the receipt's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    currency: Option<Currency>,
}

/// What of a receipt has no column.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Rest {
    #[serde(flatten)]
    raw: Raw,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    items: Vec<ReceiptItem>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    look: Option<Look>,
}

pub(crate) fn to_row(
    receipt: &Receipt,
    document_hash: &str,
    place: usize,
    owner: &Owner,
) -> Result<Model> {
    let mut fields = Writer::of(receipt);
    let rest = Rest {
        raw: Raw::of(&receipt.source),
        items: receipt.items.clone(),
        look: receipt.look,
    };
    Ok(Model {
        id: Uuid::nil(),
        session_id: owner.session,
        document_id: owner.document,
        position: count(place),
        page: page(&receipt.source),
        fingerprint: fingerprint::of_receipt(document_hash, receipt.source.page),
        attempt: owner.attempt,
        source: SOURCE.to_owned(),
        person_name: None,
        person_number: None,
        receipt_date: fields.value("date", receipt.date.as_ref()),
        amount_minor: fields.amount("total", receipt.total.as_ref()),
        currency: fields.currency.map(String::from),
        amount_unrounded: None,
        vendor_name: fields.value("vendor", receipt.vendor.as_ref()),
        vendor_address: fields.value("address", receipt.address.as_ref()),
        subtotal_minor: fields.amount("subtotal", receipt.subtotal.as_ref()),
        tax_minor: fields.amount("tax", receipt.tax.as_ref()),
        tip_minor: fields.amount("tip", receipt.tip.as_ref()),
        card_last_four: fields
            .value("card", receipt.card.as_ref())
            .map(String::from),
        payment_method: fields.value("payment_method", receipt.payment_method.as_ref()),
        purpose: None,
        expense_type: None,
        receipt_number: fields.value("invoice_number", receipt.invoice_number.as_ref()),
        content_hash: receipt.content_hash.clone(),
        search_key: search_key(&[
            receipt.vendor.as_ref().map(|vendor| &vendor.value),
            receipt.invoice_number.as_ref().map(|number| &number.value),
        ]),
        has_attachment: true,
        ocr_confidence: fields.least_sure(),
        field_confidence: json(&fields.marks)?,
        extracted_data: json(&rest)?,
        created_at: owner.now,
        job: None,
        phase: None,
        cost_type: None,
        gl_account: None,
    })
}

pub(crate) fn from_row(row: Model, document: DocumentRef) -> Result<Receipt> {
    let fields = Reader::of(&row)?;
    let card: Option<CardLast4> = card(row.card_last_four.as_deref())?;
    let rest: Rest = from_json("a receipt's extracted data", row.extracted_data)?;
    Ok(Receipt {
        vendor: fields.field("vendor", row.vendor_name),
        address: fields.field("address", row.vendor_address),
        date: fields.field("date", row.receipt_date),
        total: fields.amount("total", row.amount_minor),
        subtotal: fields.amount("subtotal", row.subtotal_minor),
        tax: fields.amount("tax", row.tax_minor),
        tip: fields.amount("tip", row.tip_minor),
        card: fields.field("card", card),
        payment_method: fields.field("payment_method", row.payment_method),
        invoice_number: fields.field("invoice_number", row.receipt_number),
        items: rest.items,
        content_hash: row.content_hash,
        look: rest.look,
        source: rest.raw.source(document, row.page),
    })
}

/// Where the total stands on the receipt's page, by what is kept of its fields.
pub(crate) fn total_area(field_confidence: JsonValue) -> Result<Option<Area>> {
    let marks: Marks = from_json("a receipt's field confidence", field_confidence)?;
    Ok(marks.get("total").and_then(|mark| mark.area))
}

/// Takes fields apart: the value for its column, the rest for the marks.
struct Writer {
    currency: Option<Currency>,
    marks: Marks,
}

impl Writer {
    fn of(receipt: &Receipt) -> Self {
        let amounts = [
            &receipt.total,
            &receipt.subtotal,
            &receipt.tax,
            &receipt.tip,
        ];
        let first = amounts.into_iter().flatten().next();
        Self {
            currency: first.map(|field| field.value.currency()),
            marks: Marks::new(),
        }
    }

    fn value<T: Clone>(&mut self, name: &str, field: Option<&Field<T>>) -> Option<T> {
        let field = field?;
        self.mark(name, field, None);
        Some(field.value.clone())
    }

    fn amount(&mut self, name: &str, field: Option<&Field<Money>>) -> Option<i64> {
        let field = field?;
        let currency = Some(field.value.currency());
        self.mark(name, field, currency.filter(|_| currency != self.currency));
        Some(field.value.minor())
    }

    fn mark<T>(&mut self, name: &str, field: &Field<T>, currency: Option<Currency>) {
        let mark = Mark {
            confidence: field.confidence.basis_points(),
            area: field.area,
            currency,
        };
        self.marks.insert(name.to_owned(), mark);
    }

    fn least_sure(&self) -> Option<i32> {
        let confidences = self.marks.values().map(|mark| mark.confidence);
        let least = confidences.map(Confidence::from_basis_points).min();
        least.map(points)
    }
}

/// Puts fields together again.
struct Reader {
    currency: Option<Currency>,
    marks: Marks,
}

impl Reader {
    fn of(row: &Model) -> Result<Self> {
        Ok(Self {
            currency: crate::row::parse("a currency", row.currency.as_deref())?,
            marks: from_json("a receipt's field confidence", row.field_confidence.clone())?,
        })
    }

    fn field<T>(&self, name: &str, value: Option<T>) -> Option<Field<T>> {
        let mark = self.marks.get(name);
        value.map(|value| Field {
            value,
            confidence: Confidence::from_basis_points(mark.map_or(0, |mark| mark.confidence)),
            area: mark.and_then(|mark| mark.area),
        })
    }

    fn amount(&self, name: &str, minor: Option<i64>) -> Option<Field<Money>> {
        let own = self.marks.get(name).and_then(|mark| mark.currency);
        let currency = own.or(self.currency)?;
        self.field(name, minor.map(|minor| Money::from_minor(minor, currency)))
    }
}
