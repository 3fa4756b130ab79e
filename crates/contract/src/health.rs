//! Whether the service is well, and what it is.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// How the service is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Health {
    /// In all.
    pub status: HealthStatus,
    /// The database.
    pub database: Reachability,
    /// Redis, which is optional.
    pub redis: Reachability,
    /// When this was found out.
    pub timestamp: DateTime<Utc>,
    /// The version of the service.
    pub version: String,
}

/// How well the service is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum HealthStatus {
    /// All is well.
    Ok,
    /// Redis is down: everything works, progress is told less promptly.
    Degraded,
    /// The database is down.
    Down,
}

/// Does something that the service stands on answer?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Reachability {
    /// It does.
    Up,
    /// It does not.
    Down,
    /// It is not configured.
    None,
}

/// What this installation is, and its limits.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct About {
    /// The version of the service.
    pub version: String,
    /// Days that a session is kept.
    pub retention_days: u16,
    /// Files at a time.
    pub max_files: u16,
    /// Size of a file, in megabytes (1,000,000 bytes).
    pub max_file_mb: u16,
    /// Who is asking.
    pub user: String,
    /// How people and machines are let in.
    pub authentication: Authentication,
}

/// How people and machines are let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Authentication {
    /// Whoever sits at this machine.
    Local,
    /// By API tokens.
    Token,
}
