//! Whether the service is well.

use std::time::Duration;

use actix_web::web::{Data, Json};
use actix_web::{HttpResponse, get};
use chrono::Utc;
use tieout_contract::health::{Health, HealthStatus, Reachability};
use tieout_persistence::job;
use tokio::time::timeout;

use crate::app::State;
use crate::error::{ApiError, Result};

/// A database that takes longer to say that it is there is as good as down.
const PATIENCE: Duration = Duration::from_secs(2);

/// How the service and what it stands on are.
#[utoipa::path(
    tag = "service",
    operation_id = "health",
    responses((status = 200, body = Health), (status = 503, description = "The database is down", body = Health))
)]
#[get("/health")]
pub(crate) async fn whole(state: Data<State>) -> HttpResponse {
    answer(check(&state).await)
}

/// Is the process alive? Never touches what it stands on.
#[utoipa::path(
    tag = "service",
    operation_id = "health_live",
    responses((status = 200, description = "It is alive", body = serde_json::Value))
)]
#[get("/health/live")]
pub(crate) async fn live() -> Json<serde_json::Value> {
    Json(serde_json::json!({ "status": "ok" }))
}

/// Can it take requests? Not while the database is down.
#[utoipa::path(
    tag = "service",
    operation_id = "health_ready",
    responses((status = 200, body = Health), (status = 503, description = "The database is down", body = Health))
)]
#[get("/health/ready")]
pub(crate) async fn ready(state: Data<State>) -> HttpResponse {
    answer(check(&state).await)
}

/// What is counted, for Prometheus.
#[utoipa::path(
    tag = "service",
    operation_id = "metrics",
    responses((status = 200, description = "OpenMetrics", body = String, content_type = "application/openmetrics-text"))
)]
#[get("/metrics")]
pub(crate) async fn metrics(state: Data<State>) -> Result<HttpResponse> {
    let waits = job::longest_wait(&state.database).await;
    state
        .metrics
        .waits(waits.ok().map(Option::unwrap_or_default));
    let text = state.metrics.text().map_err(ApiError::unforeseen)?;
    Ok(HttpResponse::Ok()
        .content_type("application/openmetrics-text; version=1.0.0; charset=utf-8")
        .body(text))
}

fn answer(health: Health) -> HttpResponse {
    match health.status {
        HealthStatus::Down => HttpResponse::ServiceUnavailable().json(health),
        HealthStatus::Ok | HealthStatus::Degraded => HttpResponse::Ok().json(health),
    }
}

async fn check(state: &State) -> Health {
    let database = timeout(PATIENCE, state.database.ping()).await;
    let database = reachable(matches!(database, Ok(Ok(()))));
    let redis = state.progress.is_redis_up().await;
    let redis = redis.map_or(Reachability::None, reachable);
    Health {
        status: match (database, redis) {
            (Reachability::Down, _) => HealthStatus::Down,
            (_, Reachability::Down) => HealthStatus::Degraded,
            _ => HealthStatus::Ok,
        },
        database,
        redis,
        timestamp: Utc::now(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    }
}

const fn reachable(is_up: bool) -> Reachability {
    if is_up {
        Reachability::Up
    } else {
        Reachability::Down
    }
}
