//! The settings as people look them up, made from the code.

use std::fmt::Write as _;

use confique::Config as _;
use confique::meta::{Expr, FieldKind};

use super::Config;
use super::environment::{Setting, fields};

const HEAD: &str = "\
# Configuration

<!-- Made from crates/api/src/config by `tieout config page`: change it there. -->

Nothing has to be configured. What is configured comes from environment variables, or from a TOML
file: `--config FILE`, or `TIEOUT_CONFIG=FILE`. A variable outranks the file. `tieout config check`
says whether it is sound, and `tieout config example` prints a file of variables to start from.

A secret may come from a file instead, as mounted secrets do: `DATABASE_URL_FILE=/run/secrets/url`, or
`url = { file = \"/run/secrets/url\" }`. It is read again when it is needed anew, so it can be renewed
without a restart.
";

const EXAMPLE_HEAD: &str = "\
# What can be set, and what applies when it is not. Copy it to .env and change what you need.
# Made by `tieout config example`; docs/configuration.md has the same as a page.
";

/// All settings as Markdown: `docs/configuration.md`.
pub fn markdown() -> String {
    let mut page = HEAD.to_owned();
    for section in Config::META.fields {
        let FieldKind::Nested { meta } = section.kind else {
            continue;
        };
        let doc = paragraph(section.doc);
        page += &format!("\n## {}\n\n{doc}\n\n", section.name);
        page += "| variable | in the file | usually | meaning |\n| --- | --- | --- | --- |\n";
        for (path, setting) in fields(meta) {
            page += &row(section.name, &path.join("."), &setting);
        }
    }
    page
}

/// All settings as a file of variables: `.env.example`.
pub fn example() -> String {
    let mut page = EXAMPLE_HEAD.to_owned();
    for section in Config::META.fields {
        let FieldKind::Nested { meta } = section.kind else {
            continue;
        };
        page += &format!("\n### {}\n", paragraph(section.doc));
        for (_, setting) in fields(meta) {
            let usual = setting.usual.map(value).unwrap_or_default();
            let doc = setting.doc.iter().map(|line| line.trim());
            page.extend(doc.map(|line| format!("# {line}\n")));
            page += &format!("#{}={usual}\n", setting.variable);
        }
    }
    page
}

fn row(section: &str, key: &str, setting: &Setting) -> String {
    let Setting { variable, .. } = setting;
    let usual = setting.usual.map(value).unwrap_or_default();
    let usual = if usual.is_empty() {
        usual
    } else {
        format!("`{usual}`")
    };
    let mut meaning = paragraph(setting.doc);
    if setting.is_secret() {
        let _ = write!(meaning, " Secret: or `{variable}_FILE`.");
    }
    format!("| `{variable}` | `{section}.{key}` | {usual} | {meaning} |\n")
}

/// The usual value, as a variable would have it.
fn value(usual: Expr) -> String {
    match usual {
        Expr::Str(text) => text.to_owned(),
        Expr::Integer(number) => number.to_string(),
        Expr::Float(number) => number.to_string(),
        Expr::Bool(truth) => truth.to_string(),
        Expr::Array(list) => list
            .iter()
            .copied()
            .map(value)
            .collect::<Vec<_>>()
            .join(","),
        _ => String::new(),
    }
}

fn paragraph(lines: &[&str]) -> String {
    let lines: Vec<&str> = lines.iter().map(|line| line.trim()).collect();
    lines.join(" ")
}
