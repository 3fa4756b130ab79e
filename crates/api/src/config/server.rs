use std::net::SocketAddr;
use std::path::PathBuf;

use serde::Deserialize;

/// Where the service listens, and for whom.
#[derive(Debug, Clone, confique::Config)]
#[config(layer_attr(serde(deny_unknown_fields)))]
pub struct Server {
    /// Address and port to listen on.
    #[config(env = "LISTEN", default = "127.0.0.1:8080")]
    pub listen: SocketAddr,

    /// Who is let in: `local` is whoever sits at this machine, and listens on a loopback address only;
    /// `token` is who sends an API token (`tieout token create`).
    #[config(env = "AUTHENTICATION", default = "local")]
    pub authentication: Authentication,

    /// A folder with the web client, which the service then delivers, too.
    #[config(env = "WEB_DIR")]
    pub web_dir: Option<PathBuf>,

    /// Requests a second that one person or token may send in the long run; ten times as many at
    /// once.
    #[config(env = "REQUESTS_PER_SECOND", default = 100)]
    pub requests_per_second: u16,

    /// What the installation is for: `development` or `production`.
    #[config(env = "ENVIRONMENT", default = "production")]
    pub environment: Environment,

    /// The origins of web pages that may call the API, such as `https://tieout.example.com`; a list.
    /// The web client that the service itself delivers needs none.
    #[config(env = "ALLOWED_ORIGINS", default = [])]
    pub allowed_origins: Vec<String>,

    /// Seconds that requests under way are given to end at shutdown. Background work is given back,
    /// and goes on elsewhere or later.
    #[config(env = "SHUTDOWN_SECONDS", default = 20)]
    pub shutdown_seconds: u16,
}

/// Who is let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Authentication {
    /// Whoever sits at this machine.
    Local,
    /// Who sends an API token.
    Token,
}

/// What an installation is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Environment {
    /// Working on Tieout itself.
    Development,
    /// Working with Tieout.
    Production,
}
