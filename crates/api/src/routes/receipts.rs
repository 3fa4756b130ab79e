//! Report lines and receipts.

use actix_web::get;
use actix_web::web::{Data, Json, Path};
use tieout_contract::page::Page;
use tieout_contract::receipt::{Receipt, ReceiptSort, ReceiptsQuery};
use tieout_domain::id::SessionId;
use tieout_persistence::list::{self, ReceiptOrder, ReceiptQuery};

use crate::app::State;
use crate::auth::{Permit, Read};
use crate::error::Result;
use crate::http::{Params, page};
use crate::view;

/// The report lines and receipts of a session, by date unless said otherwise.
#[utoipa::path(
    tag = "parts",
    operation_id = "list_receipts",
    params(("id" = SessionId, Path, description = "The session"), ReceiptsQuery),
    responses((status = 200, body = Page<Receipt>), (status = 400), (status = 404), (status = 410)),
    security(("token" = ["read"]))
)]
#[get("/api/sessions/{id}/receipts")]
pub(crate) async fn list_receipts(
    _permit: Permit<Read>,
    state: Data<State>,
    id: Path<SessionId>,
    query: Params<ReceiptsQuery>,
) -> Result<Json<Page<Receipt>>> {
    let query = query.take()?;
    let request = page::request(query.page, query.page_size)?;
    let asked = ReceiptQuery {
        text: query.q,
        outcome: query.outcome.map(view::receipt::wanted),
        order_by: match query.sort.unwrap_or_default() {
            ReceiptSort::ReceiptDate => ReceiptOrder::Date,
            ReceiptSort::Amount => ReceiptOrder::Amount,
            ReceiptSort::VendorName => ReceiptOrder::Vendor,
        },
        order: page::order(query.order.unwrap_or_default()),
        page: request,
    };
    let found = list::receipts(&state.database, *id, &asked).await?;
    Ok(Json(page::page(found, request, view::receipt::receipt)))
}
