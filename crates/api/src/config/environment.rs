//! Settings from environment variables.

use std::ffi::OsString;

use confique::meta::{Expr, FieldKind, LeafKind, Meta};
use confique::{Config as _, Layer as _};
use serde::Deserialize as _;
use toml::{Table, Value};

use super::secret::SECRETS;
use super::{Config, Fault, Faults, Layer};

/// Gives the value of a variable. A closure, because the environment of a process cannot be changed
/// safely, not even by a test.
pub(super) type Variables<'a> = dyn Fn(&str) -> Option<OsString> + 'a;

/// What the environment says, one variable at a time so that a fault names its variable.
pub(super) fn layer(variable: &Variables<'_>, faults: &mut Faults) -> Layer {
    let mut layer = Layer::empty();
    for (path, field) in fields(&Config::META) {
        for (name, value) in given(&field, variable, faults) {
            let read = Layer::deserialize(nested(&path, value));
            if let Some(read) = faults.keep(read.map_err(|error| Fault::new(name, error.message())))
            {
                layer = layer.with_fallback(read);
            }
        }
    }
    layer
}

/// A setting that a variable can give.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting {
    pub(super) variable: &'static str,
    pub(super) usual: Option<Expr>,
    pub(super) doc: &'static [&'static str],
}

impl Setting {
    pub(super) fn is_secret(&self) -> bool {
        SECRETS.contains(&self.variable)
    }
}

/// The settings, each with its place in the file.
pub(super) fn fields(meta: &'static Meta) -> Vec<(Vec<&'static str>, Setting)> {
    let mut all = Vec::new();
    for field in meta.fields {
        match field.kind {
            FieldKind::Nested { meta } => {
                let inner = fields(meta).into_iter();
                all.extend(inner.map(|(path, setting)| {
                    let path = std::iter::once(field.name).chain(path).collect();
                    (path, setting)
                }));
            }
            FieldKind::Leaf { env, kind } => all.extend(env.map(|variable| {
                let usual = match kind {
                    LeafKind::Required { default } => default,
                    LeafKind::Optional => None,
                };
                let doc = field.doc;
                (
                    vec![field.name],
                    Setting {
                        variable,
                        usual,
                        doc,
                    },
                )
            })),
        }
    }
    all
}

/// The variable's value and name; for a secret, those of the variable that names a file, too.
fn given(setting: &Setting, variable: &Variables<'_>, faults: &mut Faults) -> Vec<(String, Value)> {
    let mut text = |name: &str| {
        let value = variable(name).filter(|value| !value.is_empty())?;
        let text = value.into_string();
        faults.keep(text.map_err(|_| Fault::new(name, "is not valid Unicode")))
    };
    let file_variable = format!("{}_FILE", setting.variable);
    let plain = text(setting.variable);
    let file = setting.is_secret().then(|| text(&file_variable)).flatten();
    if plain.is_some() && file.is_some() {
        faults.add(
            setting.variable,
            format_args!("is given, and {file_variable} too: give one"),
        );
        return Vec::new();
    }
    let plain = plain.and_then(|text| {
        let typed = typed(text, setting.usual.as_ref());
        let typed = faults.keep(typed.map_err(|what| Fault::new(setting.variable, what)))?;
        Some((setting.variable.to_owned(), typed))
    });
    let file = file.map(|path| {
        let file = Table::from_iter([("file".to_owned(), Value::String(path))]);
        (file_variable, Value::Table(file))
    });
    plain.into_iter().chain(file).collect()
}

/// The text as what the setting usually is.
fn typed(text: String, usual: Option<&Expr>) -> Result<Value, &'static str> {
    match usual {
        Some(Expr::Integer(_)) => {
            let number = text.trim().parse().map(Value::Integer);
            number.map_err(|_| "is not a whole number")
        }
        Some(Expr::Bool(_)) => match text.trim() {
            "true" | "yes" | "on" | "1" => Ok(Value::Boolean(true)),
            "false" | "no" | "off" | "0" => Ok(Value::Boolean(false)),
            _ => Err("is neither true nor false"),
        },
        Some(Expr::Array(_)) => {
            let parts = text
                .split(',')
                .map(str::trim)
                .filter(|part| !part.is_empty());
            Ok(Value::Array(
                parts.map(|part| Value::String(part.to_owned())).collect(),
            ))
        }
        _ => Ok(Value::String(text)),
    }
}

fn nested(path: &[&str], value: Value) -> Value {
    let keys = path.iter().rev();
    keys.fold(value, |inner, key| {
        Value::Table(Table::from_iter([((*key).to_owned(), inner)]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::tests::assembled;

    #[test]
    fn a_list_is_separated_by_commas() {
        let config = assembled(&[("ALLOWED_ORIGINS", "https://a.example, https://b.example,")]);
        assert_eq!(
            config.unwrap().server.allowed_origins,
            ["https://a.example", "https://b.example"]
        );
    }

    #[test]
    fn a_secret_is_given_once() {
        let both = [("REDIS_URL", "redis://a"), ("REDIS_URL_FILE", "/run/redis")];
        assert_eq!(
            assembled(&both).unwrap_err(),
            "REDIS_URL: is given, and REDIS_URL_FILE too: give one"
        );
    }

    #[test]
    fn every_setting_has_a_variable_and_an_explanation() {
        let settings = fields(&Config::META);
        for (path, setting) in &settings {
            assert!(!setting.doc.is_empty(), "{path:?}");
        }
        let mut names: Vec<_> = settings
            .iter()
            .map(|(_, setting)| setting.variable)
            .collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), settings.len());
    }
}
