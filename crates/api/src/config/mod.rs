//! How an installation is set up: environment variables, and a TOML file for those who prefer one.
//!
//! One struct per concern. What a setting means stands at its field and nowhere else:
//! `docs/configuration.md` and `.env.example` are made from there ([`page`]).

mod check;
mod database;
mod environment;
mod extraction;
mod fault;
mod log;
pub mod page;
mod progress;
mod retention;
mod secret;
mod server;
mod uploads;
mod workers;

use std::fs;
use std::path::Path;

use confique::{Config as _, Layer as _};

pub use database::Database;
pub use extraction::Extraction;
pub use fault::{Fault, Faults};
pub use log::{Log, LogFormat};
pub use progress::Progress;
pub use retention::Retention;
pub use secret::Secret;
pub use server::{Authentication, Environment, Server};
pub use uploads::Uploads;
pub use workers::Workers;

/// The whole configuration.
#[derive(Debug, Clone, confique::Config)]
#[config(layer_attr(serde(deny_unknown_fields)))]
pub struct Config {
    /// Where the service listens, and for whom.
    #[config(nested)]
    pub server: Server,
    /// Where everything is kept. Without any of these settings it is an SQLite file in the data
    /// folder.
    #[config(nested)]
    pub database: Database,
    /// Where it is told how far the reading of documents is.
    #[config(nested)]
    pub progress: Progress,
    /// What is taken in.
    #[config(nested)]
    pub uploads: Uploads,
    /// How documents are read, and what the reading of one may cost.
    #[config(nested)]
    pub extraction: Extraction,
    /// Who does the work in the background.
    #[config(nested)]
    pub workers: Workers,
    /// How long data is kept.
    #[config(nested)]
    pub retention: Retention,
    /// What is logged, and how. Never are names, card digits, tokens or the content of documents.
    #[config(nested)]
    pub log: Log,
}

impl Config {
    /// The configuration of this process: its environment, then the file, then what is usual.
    pub fn load(file: Option<&Path>) -> Result<Self, Faults> {
        Self::load_with(file, |_| {})
    }

    /// The same, with what the command line says over it.
    pub fn load_with(file: Option<&Path>, change: impl FnOnce(&mut Self)) -> Result<Self, Faults> {
        Self::assemble_with(file, &|name| std::env::var_os(name), change)
    }

    /// What applies when nothing is configured.
    pub fn usual() -> Result<Self, Faults> {
        Self::assemble(None, &|_| None)
    }

    /// The configuration from these variables and this file. Every fault is told, not only the
    /// first.
    fn assemble(
        file: Option<&Path>,
        variable: &environment::Variables<'_>,
    ) -> Result<Self, Faults> {
        Self::assemble_with(file, variable, |_| {})
    }

    fn assemble_with(
        file: Option<&Path>,
        variable: &environment::Variables<'_>,
        change: impl FnOnce(&mut Self),
    ) -> Result<Self, Faults> {
        let mut faults = Faults::default();
        let from_environment = environment::layer(variable, &mut faults);
        let from_file = file.and_then(|file| faults.keep(read(file)));
        let layer = from_environment
            .with_fallback(from_file.unwrap_or_else(Layer::empty))
            .with_fallback(Layer::default_values());
        // Every setting has a value or is optional; the library cannot know that.
        let mut config = faults.keep(Self::from_layer(layer).map_err(Fault::incomplete));
        if let Some(config) = &mut config {
            change(config);
            check::all(config, &mut faults);
        }
        config.filter(|_| faults.is_empty()).ok_or(faults)
    }
}

/// What one source says; the rest is open.
type Layer = <Config as confique::Config>::Layer;

fn read(file: &Path) -> Result<Layer, Fault> {
    let text = fs::read_to_string(file).map_err(|error| Fault::file(file, &error))?;
    toml::from_str(&text).map_err(|error| Fault::file(file, &error))
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::*;

    /// The configuration that these variables make.
    pub(super) fn assembled(variables: &[(&str, &str)]) -> Result<Config, String> {
        let variable = |name: &str| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| OsString::from(value))
        };
        Config::assemble(None, &variable).map_err(|faults| faults.to_string())
    }

    fn with_file(text: &str, variables: &[(&str, &str)]) -> Result<Config, String> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("tieout.toml");
        fs::write(&file, text).unwrap();
        let variable = |name: &str| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| OsString::from(value))
        };
        let assembled = Config::assemble(Some(&file), &variable);
        assembled.map_err(|faults| {
            faults
                .to_string()
                .replace(file.to_str().unwrap(), "tieout.toml")
        })
    }

    #[test]
    fn nothing_has_to_be_configured() {
        let config = assembled(&[]).unwrap();
        assert!(config.server.listen.ip().is_loopback());
        assert_eq!(config.retention.days, 90);
    }

    #[test]
    fn the_environment_comes_before_the_file_and_the_file_before_the_usual() {
        let file = "[uploads]\nmax_files = 7\nmax_file_mb = 8\n";
        let config = with_file(file, &[("MAX_FILES", "9")]).unwrap();
        assert_eq!(config.uploads.max_files, 9);
        assert_eq!(config.uploads.max_file_mb, 8);
        assert_eq!(config.retention.audit_days, 400);
    }

    #[test]
    fn an_empty_variable_is_none() {
        let config = assembled(&[("MAX_FILES", ""), ("REDIS_URL", "")]).unwrap();
        assert_eq!(config.uploads.max_files, 100);
        assert!(config.progress.redis_url.is_none());
    }

    #[test]
    fn every_fault_is_told_with_the_name_of_the_setting() {
        let wrong = [
            ("MAX_FILES", "many"),
            ("LISTEN", "localhost"),
            ("WORK_IN_SERVER", "perhaps"),
            ("ENVIRONMENT", "home"),
        ];
        assert_eq!(
            assembled(&wrong).unwrap_err(),
            "LISTEN: invalid socket address syntax\n\
             ENVIRONMENT: unknown variant `home`, expected `development` or `production`\n\
             MAX_FILES: is not a whole number\n\
             WORK_IN_SERVER: is neither true nor false"
        );
    }

    #[test]
    fn a_setting_that_does_not_exist_is_refused() {
        let error = with_file("[uploads]\nmax_flies = 7\n", &[]).unwrap_err();
        assert!(
            error.starts_with("tieout.toml: TOML parse error at line 2, column 1"),
            "{error}"
        );
        assert!(error.contains("unknown field `max_flies`"), "{error}");
    }

    #[test]
    fn a_file_that_is_not_there_is_named() {
        let faults = Config::load(Some(Path::new("/nowhere/tieout.toml"))).unwrap_err();
        assert_eq!(
            faults.to_string(),
            "/nowhere/tieout.toml: No such file or directory (os error 2)"
        );
    }
}
