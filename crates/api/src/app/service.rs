//! Which request goes where, and what is said of all that: the API's description is made from the
//! routes themselves.

use std::sync::{LazyLock, OnceLock};

use actix_cors::Cors;
use actix_web::http::{Method, header};
use actix_web::web::{self, Data, Json, PathConfig, Redirect, ServiceConfig};
use actix_web::{App, HttpRequest, HttpResponse};
use utoipa::openapi::OpenApi;
use utoipa_actix_web::AppExt as _;
use utoipa_swagger_ui::{Config as SwaggerConfig, SwaggerUi};

use super::State;
use super::description::{Base, finish};
use crate::config::Server;
use crate::error::{ApiError, Result};
use crate::http::headers::is_api;
use crate::routes;

const DESCRIPTION: &str = "/api/openapi.json";

/// The description of the API: OpenAPI 3.1.
pub fn description() -> &'static OpenApi {
    static MADE: OnceLock<OpenApi> = OnceLock::new();
    MADE.get_or_init(|| {
        let app = App::new().into_utoipa_app().openapi(Base::described());
        let (_, description) = app.configure(routes::described).split_for_parts();
        finish(description)
    })
}

/// The routes, the page that shows them, and what answers everything else.
pub(super) fn configure(state: Data<State>) -> impl FnOnce(&mut ServiceConfig) {
    move |config| {
        let docs = SwaggerUi::new("/api/docs/{_:.*}").config(SwaggerConfig::new([DESCRIPTION]));
        config
            .app_data(state)
            .app_data(PathConfig::default().error_handler(|_, _| ApiError::NoRoute.into()))
            .service(Redirect::new("/api/docs", "/api/docs/"))
            .service(docs)
            .route(DESCRIPTION, web::get().to(describe))
            .default_service(web::to(everything_else));
        routes::all(config);
    }
}

/// What the API is, to whoever asks: only then is it put together.
async fn describe() -> Json<&'static OpenApi> {
    Json(description())
}

/// Pages of others that are configured may call, and no others.
pub(super) fn cors(server: &Server) -> Cors {
    let cors = Cors::default()
        .allowed_methods(["GET", "POST", "PATCH", "DELETE"])
        .allowed_headers([
            header::CONTENT_TYPE.as_str(),
            header::AUTHORIZATION.as_str(),
            header::IF_MATCH.as_str(),
            "idempotency-key",
        ])
        .expose_headers(["etag", "x-request-id", "location"])
        .max_age(3600)
        // Without an answer that allows it a browser keeps the answer from the page.
        .block_on_origin_mismatch(false);
    let origins = server.allowed_origins.iter();
    origins.fold(cors, |cors, origin| cors.allowed_origin(origin))
}

/// A known path by another method, a page of the web client, or nothing.
async fn everything_else(request: HttpRequest, state: Data<State>) -> Result<HttpResponse> {
    let allowed = methods(request.path());
    if !allowed.is_empty() {
        return Err(ApiError::MethodNotAllowed(allowed.join(", ")));
    }
    let is_page = matches!(*request.method(), Method::GET | Method::HEAD);
    match &state.files {
        Some(files) if is_page && !is_api(request.path()) => files.answer(&request).await,
        _ => Err(ApiError::NoRoute),
    }
}

/// The methods that a path takes.
fn methods(path: &str) -> Vec<&'static str> {
    static KNOWN: LazyLock<Vec<(Vec<&str>, Vec<&str>)>> = LazyLock::new(|| {
        let paths = description().paths.paths.iter();
        paths
            .map(|(path, item)| {
                let methods = [
                    ("GET", &item.get),
                    ("POST", &item.post),
                    ("PATCH", &item.patch),
                    ("DELETE", &item.delete),
                ];
                let taken = methods
                    .into_iter()
                    .filter(|(_, operation)| operation.is_some());
                let taken = taken.map(|(name, _)| name).collect();
                (path.split('/').collect(), taken)
            })
            .collect()
    });
    let is_at = |known: &&(Vec<&str>, Vec<&'static str>)| {
        let mut segments = path.split('/');
        let fits = known.0.iter().all(|segment| {
            segments
                .next()
                .is_some_and(|given| segment.starts_with('{') || *segment == given)
        });
        fits && segments.next().is_none()
    };
    KNOWN
        .iter()
        .find(is_at)
        .map(|(_, taken)| taken.clone())
        .unwrap_or_default()
}
