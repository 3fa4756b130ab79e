//! What this installation is.

use actix_web::get;
use actix_web::web::{Data, Json};
use tieout_contract::health::{About, Authentication};

use crate::app::State;
use crate::auth::{Permit, Read};
use crate::config;

/// The version, the limits, and who is asking.
#[utoipa::path(
    tag = "service",
    operation_id = "about",
    responses((status = 200, body = About)),
    security(("token" = ["read"]))
)]
#[get("/api/about")]
pub(crate) async fn about(permit: Permit<Read>, state: Data<State>) -> Json<About> {
    Json(About {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        retention_days: state.config.retention.days,
        max_files: state.config.uploads.max_files,
        max_file_mb: state.config.uploads.max_file_mb,
        user: permit.principal.name,
        authentication: match state.config.server.authentication {
            config::Authentication::Local => Authentication::Local,
            config::Authentication::Token => Authentication::Token,
        },
    })
}
