//! Transactions.

use actix_web::web::{Data, Json, Path};
use actix_web::{get, patch};
use tieout_contract::page::Page;
use tieout_contract::transaction::{
    Transaction, TransactionPatch, TransactionSort, TransactionsQuery,
};
use tieout_domain::id::{SessionId, TransactionId};
use tieout_persistence::list::{self, TransactionOrder, TransactionQuery};

use crate::app::State;
use crate::auth::{Permit, Read, Write};
use crate::correct;
use crate::error::Result;
use crate::http::{Body, Params, page};
use crate::view;

/// The transactions of a session, by date unless said otherwise.
#[utoipa::path(
    tag = "parts",
    operation_id = "list_transactions",
    params(("id" = SessionId, Path, description = "The session"), TransactionsQuery),
    responses((status = 200, body = Page<Transaction>), (status = 400), (status = 404), (status = 410)),
    security(("token" = ["read"]))
)]
#[get("/api/sessions/{id}/transactions")]
pub(crate) async fn list_transactions(
    _permit: Permit<Read>,
    state: Data<State>,
    id: Path<SessionId>,
    query: Params<TransactionsQuery>,
) -> Result<Json<Page<Transaction>>> {
    let query = query.take()?;
    let request = page::request(query.page, query.page_size)?;
    let asked = TransactionQuery {
        text: query.q,
        employee: query.employee_id,
        status: query.status.map(Into::into),
        match_status: query.match_status,
        order_by: match query.sort.unwrap_or_default() {
            TransactionSort::Date => TransactionOrder::Date,
            TransactionSort::Amount => TransactionOrder::Amount,
            TransactionSort::MerchantName => TransactionOrder::Merchant,
        },
        order: page::order(query.order.unwrap_or_default()),
        page: request,
    };
    let found = list::transactions(&state.database, *id, &asked).await?;
    Ok(Json(page::page(
        found,
        request,
        view::transaction::transaction,
    )))
}

/// Writes coding and corrections over what was read, and matches anew.
#[utoipa::path(
    tag = "review",
    operation_id = "correct_transaction",
    params(("id" = TransactionId, Path, description = "The transaction")),
    request_body = TransactionPatch,
    responses(
        (status = 200, body = Transaction),
        (status = 400), (status = 404), (status = 409), (status = 410), (status = 415)
    ),
    security(("token" = ["write"]))
)]
#[patch("/api/transactions/{id}")]
pub(crate) async fn correct_transaction(
    permit: Permit<Write>,
    state: Data<State>,
    id: Path<TransactionId>,
    body: Body<TransactionPatch>,
) -> Result<Json<Transaction>> {
    correct::correct(&state, permit.actor(), *id, body.take()?).await?;
    let corrected = list::transaction(&state.database, *id).await?;
    Ok(Json(view::transaction::transaction(corrected)))
}
