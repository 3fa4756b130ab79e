use std::env;
use std::path::PathBuf;

use secrecy::{ExposeSecret as _, SecretString};
use url::Url;

use super::{Fault, Secret};

/// Where everything is kept.
#[derive(Debug, Clone, confique::Config)]
#[config(layer_attr(serde(deny_unknown_fields)))]
pub struct Database {
    /// The database: `postgres://user:password@host/database`, or `sqlite:///path/to/file`.
    #[config(env = "DATABASE_URL")]
    pub url: Option<Secret>,

    /// The host of PostgreSQL, instead of `DATABASE_URL`.
    #[config(env = "POSTGRES_HOST")]
    pub host: Option<String>,

    /// The port of PostgreSQL.
    #[config(env = "POSTGRES_PORT", default = 5432)]
    pub port: u16,

    /// The name of the database.
    #[config(env = "POSTGRES_DB", default = "tieout")]
    pub name: String,

    /// Who we are to PostgreSQL.
    #[config(env = "POSTGRES_USER", default = "tieout")]
    pub user: String,

    /// The password of PostgreSQL.
    #[config(env = "POSTGRES_PASSWORD")]
    pub password: Option<Secret>,

    /// The folder of the SQLite file. Usually `tieout` in the user's data folder
    /// (`$XDG_DATA_HOME`, `~/.local/share`).
    #[config(env = "DATA_DIR")]
    pub data_dir: Option<PathBuf>,

    /// Connections that are kept open while idle.
    #[config(env = "DATABASE_CONNECTIONS_KEPT", default = 5)]
    pub connections_kept: u32,

    /// Connections at most, tested before use.
    #[config(env = "DATABASE_CONNECTIONS_MOST", default = 15)]
    pub connections_most: u32,

    /// Seconds to wait for a connection before a request is told to come again.
    #[config(env = "DATABASE_PATIENCE_SECONDS", default = 5)]
    pub patience_seconds: u16,
}

impl Database {
    /// The address of the database as it is now, with the password.
    pub fn address(&self) -> Result<SecretString, Fault> {
        match (&self.url, &self.host) {
            (Some(_), Some(_)) => Err(Fault::new(
                "POSTGRES_HOST",
                "is given, and DATABASE_URL too: give one",
            )),
            (Some(url), None) => checked(url.reveal()?),
            (None, Some(host)) => self.postgres(host),
            (None, None) => self.sqlite(),
        }
    }

    /// The folder of the SQLite file.
    pub fn folder(&self) -> Result<PathBuf, Fault> {
        let usual = || {
            let data = absolute("XDG_DATA_HOME")
                .or_else(|| absolute("HOME").map(|home| home.join(".local/share")))?;
            Some(data.join("tieout"))
        };
        let folder = self.data_dir.clone().or_else(usual);
        folder.ok_or_else(|| {
            Fault::new(
                "DATA_DIR",
                "is needed: there is no HOME to keep the database in",
            )
        })
    }

    fn postgres(&self, host: &str) -> Result<SecretString, Fault> {
        let invalid = || Fault::new("POSTGRES_HOST", "is not the name of a host");
        let address = format!("postgres://{host}:{}/", self.port);
        let mut address = Url::parse(&address).map_err(|_| invalid())?;
        address.set_username(&self.user).map_err(|()| invalid())?;
        if let Some(password) = &self.password {
            let password = password.reveal()?;
            let password = Some(password.expose_secret());
            address.set_password(password).map_err(|()| invalid())?;
        }
        let mut path = address.path_segments_mut().map_err(|()| invalid())?;
        path.clear().push(&self.name);
        drop(path);
        Ok(String::from(address).into())
    }

    fn sqlite(&self) -> Result<SecretString, Fault> {
        let file = self.folder()?.join("tieout.db");
        Ok(format!("sqlite://{}?mode=rwc", file.display()).into())
    }
}

fn checked(url: SecretString) -> Result<SecretString, Fault> {
    let known = ["postgres://", "postgresql://", "sqlite:"];
    if known
        .iter()
        .any(|scheme| url.expose_secret().starts_with(scheme))
    {
        Ok(url)
    } else {
        Err(Fault::new(
            "DATABASE_URL",
            "begins neither with postgres:// nor with sqlite://",
        ))
    }
}

/// A folder that the environment names. A relative one would depend on where we were started.
fn absolute(variable: &str) -> Option<PathBuf> {
    let folder = env::var_os(variable).map(PathBuf::from);
    folder.filter(|folder| folder.is_absolute())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::tests::assembled;

    fn address(variables: &[(&str, &str)]) -> String {
        let config = assembled(variables).unwrap();
        config
            .database
            .address()
            .unwrap()
            .expose_secret()
            .to_owned()
    }

    #[test]
    fn parts_make_an_address_whatever_letters_they_have() {
        let parts = [
            ("POSTGRES_HOST", "db"),
            ("POSTGRES_USER", "u/ser"),
            ("POSTGRES_PASSWORD", "p@ss:word/#?"),
            ("POSTGRES_DB", "books"),
        ];
        assert_eq!(
            address(&parts),
            "postgres://u%2Fser:p%40ss%3Aword%2F%23%3F@db:5432/books"
        );
    }

    #[test]
    fn without_any_of_it_there_is_a_file_in_the_data_folder() {
        assert_eq!(
            address(&[("DATA_DIR", "/var/lib/tieout")]),
            "sqlite:///var/lib/tieout/tieout.db?mode=rwc"
        );
    }

    #[test]
    fn what_is_no_database_is_refused() {
        for (variables, fault) in [
            (
                &[("DATABASE_URL", "mysql://db")][..],
                "DATABASE_URL: begins neither with postgres:// nor with sqlite://",
            ),
            (
                &[("DATABASE_URL", "sqlite:///x"), ("POSTGRES_HOST", "db")],
                "POSTGRES_HOST: is given, and DATABASE_URL too: give one",
            ),
            (
                &[("POSTGRES_HOST", "not a host")],
                "POSTGRES_HOST: is not the name of a host",
            ),
        ] {
            assert_eq!(assembled(variables).unwrap_err(), fault);
        }
    }
}
