use super::Secret;

/// Where it is told how far the reading of documents is.
#[derive(Debug, Clone, confique::Config)]
#[config(layer_attr(serde(deny_unknown_fields)))]
pub struct Progress {
    /// A Redis: `redis://host:6379`. Needed only when several processes serve one database; without
    /// it each process knows the progress of its own work. Results never depend on it.
    #[config(env = "REDIS_URL")]
    pub redis_url: Option<Secret>,
}
