//! The pages about the configuration say what the code says.

// A test whose ground gives way has failed.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use std::fs;
use std::path::Path;

use common::tieout;

/// The file as it is in the repository.
fn kept(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    fs::read_to_string(root.join(path)).unwrap()
}

#[test]
fn the_page_is_as_the_code_is() {
    let made = tieout(["config", "page"]).stdout;
    assert!(
        made == kept("docs/configuration.md"),
        "docs/configuration.md is old: tieout config page > docs/configuration.md"
    );
}

#[test]
fn the_example_is_as_the_code_is() {
    let made = tieout(["config", "example"]).stdout;
    assert!(
        made == kept(".env.example"),
        ".env.example is old: tieout config example > .env.example"
    );
}

#[test]
fn the_description_of_the_api_is_as_the_code_is() {
    let made = tieout(["openapi"]).stdout;
    assert!(
        made == kept("docs/openapi.json"),
        "docs/openapi.json is old: tieout openapi > docs/openapi.json"
    );
}

#[test]
fn a_sound_configuration_is_said_to_be_sound_and_how_documents_are_protected() {
    let ran = tieout(["config", "check"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(ran.stdout.starts_with(
        "The configuration is sound.\nEach document is read in a process of its own, within its limits:"
    ));
}

#[test]
fn every_fault_of_a_file_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("tieout.toml");
    fs::write(&file, "[retention]\ndays = 0\n[uploads]\nmax_files = 0\n").unwrap();
    let ran = tieout(["config", "check", "--config", file.to_str().unwrap()]);
    assert_eq!(ran.code, Some(1));
    assert_eq!(
        ran.stderr,
        "tieout: the configuration is not sound:\n\
         MAX_FILES: is 0, and must be at least 1\n\
         RETENTION_DAYS: is 0, and must be at least 1\n"
    );
}
