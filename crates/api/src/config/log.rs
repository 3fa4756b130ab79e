use serde::Deserialize;

/// What is logged, and how.
#[derive(Debug, Clone, confique::Config)]
#[config(layer_attr(serde(deny_unknown_fields)))]
pub struct Log {
    /// What is logged: `error`, `warn`, `info`, `debug` or `trace`, or by module
    /// (`info,tieout_api=debug`).
    #[config(env = "LOG_LEVEL", default = "info")]
    pub level: String,

    /// How: `json`, a line each; or `text`, for people.
    #[config(env = "LOG_FORMAT", default = "json")]
    pub format: LogFormat,
}

/// What a line of the log looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// JSON, for collectors.
    Json,
    /// Text, for people.
    Text,
}
