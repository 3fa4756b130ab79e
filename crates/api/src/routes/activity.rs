//! Who did what in a session.

use actix_web::get;
use actix_web::web::{Data, Json, Path};
use tieout_contract::activity::{Activity, ActivityQuery};
use tieout_contract::page::Page;
use tieout_domain::id::SessionId;
use tieout_persistence::{audit, session};

use crate::app::State;
use crate::auth::{Permit, Read};
use crate::error::Result;
use crate::http::{Params, page};
use crate::view;

/// What was done in a session, the last first.
#[utoipa::path(
    tag = "sessions",
    operation_id = "activity",
    params(("id" = SessionId, Path, description = "The session"), ActivityQuery),
    responses((status = 200, body = Page<Activity>), (status = 404), (status = 410)),
    security(("token" = ["read"]))
)]
#[get("/api/sessions/{id}/activity")]
pub(crate) async fn list(
    _permit: Permit<Read>,
    state: Data<State>,
    id: Path<SessionId>,
    query: Params<ActivityQuery>,
) -> Result<Json<Page<Activity>>> {
    let query = query.take()?;
    let request = page::request(query.page, query.page_size)?;
    session::get(&state.database, *id).await?;
    let found = audit::activity(&state.database, *id, request).await?;
    let items = found.items.into_iter().map(view::activity::activity);
    let items = items.collect::<Result<_>>()?;
    Ok(Json(Page::new(
        items,
        found.total,
        request.number,
        request.size,
    )))
}
