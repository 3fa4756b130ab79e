//! Report lines and receipts, each with what became of it.

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use tieout_domain::id::{DocumentId, EmployeeId, ReceiptId, SessionId, TransactionId};
use tieout_domain::{Area, CardLast4, Coding, Confidence, Decimal, Money};
use uuid::Uuid;

use super::ordered;
use crate::entity::proof_outcome;
use crate::entity::receipt::{Column, Entity, Model};
use crate::facts::{line, place::Raw, receipt::total_area};
use crate::row::{
    anywhere, card, coding, confidence, decimal, from_json, from_word, money, natural, word,
};
use crate::session::find;
use crate::{Order, Page, PageRequest, Read, Result};

/// How many ids one statement names.
const IDS_PER_STATEMENT: usize = 1_000;

/// Which report lines and receipts, in which order.
#[derive(Debug, Clone, Default)]
pub struct ReceiptQuery {
    /// Part of vendor, purpose or number, without regard to case.
    pub text: Option<String>,
    /// Only those of which this became.
    pub outcome: Option<ReceiptOutcome>,
    /// What they are ordered by.
    pub order_by: ReceiptOrder,
    /// Which end comes first.
    pub order: Order,
    /// Which page.
    pub page: PageRequest,
}

/// What receipts can be ordered by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ReceiptOrder {
    /// The day of the purchase.
    #[default]
    Date,
    /// The amount.
    Amount,
    /// The vendor.
    Vendor,
}

/// What became of a proof.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReceiptOutcome {
    /// It proves transactions.
    Proves,
    /// It is a candidate for transactions.
    Offered,
    /// It is a second copy of another.
    Duplicate,
    /// Nothing fits.
    Unmatched,
}

/// A report line or a receipt, as a list shows it.
#[derive(Debug, Clone, PartialEq)]
// The fields are those of the domain's expense line and receipt.
#[allow(missing_docs)]
pub struct ReceiptView {
    pub id: ReceiptId,
    pub document: DocumentId,
    pub page: Option<u32>,
    /// Where a report's line stands on the page, or a receipt's total.
    pub area: Option<Area>,
    pub text: String,
    /// Is it a line of an expense report, and not a receipt of a document?
    pub is_expense_line: bool,
    /// The person as the report names them.
    pub person: Option<String>,
    /// The employee that is, or whose transaction it proves.
    pub employee: Option<EmployeeId>,
    pub date: Option<NaiveDate>,
    pub amount: Option<Money>,
    pub unrounded: Option<Decimal>,
    pub vendor: Option<String>,
    pub address: Option<String>,
    pub subtotal: Option<Money>,
    pub tax: Option<Money>,
    pub tip: Option<Money>,
    pub card: Option<CardLast4>,
    pub purpose: Option<String>,
    pub expense_type: Option<String>,
    /// The number of the receipt or invoice.
    pub number: Option<String>,
    pub is_attached: bool,
    pub coding: Coding,
    /// How sure the least sure field is; none for what was not read from a picture.
    pub confidence: Option<Confidence>,
    /// What became of it; none while it has not been matched.
    pub outcome: Option<ReceiptOutcome>,
    /// The transactions that it proves, or is offered for.
    pub transactions: Vec<TransactionId>,
    /// What it is a second copy of.
    pub duplicate_of: Option<ReceiptId>,
}

/// The report lines and receipts of a session that is to be shown.
pub async fn receipts(
    db: &impl Read,
    session: SessionId,
    query: &ReceiptQuery,
) -> Result<Page<ReceiptView>> {
    find(db, session).await?;
    let mut select = Entity::find().filter(Column::SessionId.eq(session.0));
    if let Some(text) = &query.text {
        select = select.filter(Expr::col(Column::SearchKey).like(anywhere(text)));
    }
    if let Some(outcome) = query.outcome {
        let those = Query::select()
            .column(proof_outcome::Column::ReceiptId)
            .from(proof_outcome::Entity)
            .and_where(proof_outcome::Column::SessionId.eq(session.0))
            .and_where(proof_outcome::Column::Outcome.eq(word(outcome)?))
            .take();
        select = select.filter(Expr::col(Column::Id).in_subquery(those));
    }
    let column = match query.order_by {
        ReceiptOrder::Date => Column::ReceiptDate,
        ReceiptOrder::Amount => Column::AmountMinor,
        ReceiptOrder::Vendor => Column::VendorName,
    };
    let select = ordered(select, column, Column::Id, query.order);
    let page = query.page.of(db, select, view).await?;
    with_outcomes(db, page).await
}

async fn with_outcomes(db: &impl Read, mut page: Page<ReceiptView>) -> Result<Page<ReceiptView>> {
    let ids: Vec<Uuid> = page.items.iter().map(|view| view.id.0).collect();
    let mut outcomes = HashMap::with_capacity(ids.len());
    for ids in ids.chunks(IDS_PER_STATEMENT) {
        let rows = proof_outcome::Entity::find()
            .filter(proof_outcome::Column::ReceiptId.is_in(ids.iter().copied()))
            .all(&db.executor())
            .await?;
        outcomes.extend(rows.into_iter().map(|row| (row.receipt_id, row)));
    }
    for view in &mut page.items {
        let Some(row) = outcomes.remove(&view.id.0) else {
            continue;
        };
        view.outcome = Some(from_word("a proof's outcome", &row.outcome)?);
        view.employee = row.employee_id.map(EmployeeId);
        view.duplicate_of = row.duplicate_of.map(ReceiptId);
        view.transactions = from_json("a proof's transactions", row.transactions)?;
    }
    Ok(page)
}

fn view(row: Model) -> Result<ReceiptView> {
    let amount = |minor| money(minor, row.currency.as_deref());
    let is_expense_line = row.source == line::SOURCE;
    let raw = Raw::read(row.extracted_data)?;
    let area = match is_expense_line {
        true => raw.area,
        false => total_area(row.field_confidence)?,
    };
    Ok(ReceiptView {
        id: ReceiptId(row.id),
        document: DocumentId(row.document_id),
        page: row.page.map(natural),
        area,
        is_expense_line,
        person: row.person_name,
        employee: None,
        date: row.receipt_date,
        amount: amount(row.amount_minor)?,
        unrounded: decimal(row.amount_unrounded.as_deref())?,
        vendor: row.vendor_name,
        address: row.vendor_address,
        subtotal: amount(row.subtotal_minor)?,
        tax: amount(row.tax_minor)?,
        tip: amount(row.tip_minor)?,
        card: card(row.card_last_four.as_deref())?,
        purpose: row.purpose,
        expense_type: row.expense_type,
        number: row.receipt_number,
        is_attached: row.has_attachment,
        coding: coding(row.job, row.phase, row.cost_type, row.gl_account),
        confidence: row.ocr_confidence.map(confidence),
        text: raw.text,
        outcome: None,
        transactions: Vec::new(),
        duplicate_of: None,
    })
}
