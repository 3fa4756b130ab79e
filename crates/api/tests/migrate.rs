//! The schema is brought up to date by one process, and waited for by the others.

// A test whose ground gives way has failed.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tieout"));
    command
        .args(arguments)
        .env("DATA_DIR", folder)
        .env("LOG_FORMAT", "text")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments).output().unwrap()
}

fn start(folder: &Path, arguments: &[&str]) -> Child {
    command(folder, arguments).spawn().unwrap()
}

#[test]
fn a_schema_that_is_not_there_is_not_up_to_date_and_one_that_was_made_is() {
    let folder = tempfile::tempdir().unwrap();
    let before = run(folder.path(), &["migrate", "--check"]);
    assert_eq!(before.status.code(), Some(1));
    assert!(
        String::from_utf8_lossy(&before.stderr).ends_with(
            "tieout: the schema of the database is not up to date: run `tieout migrate`\n"
        )
    );
    assert!(run(folder.path(), &["migrate"]).status.success());
    assert!(run(folder.path(), &["migrate", "--check"]).status.success());
    let again = run(folder.path(), &["migrate"]);
    assert_eq!(again.stdout, b"tieout: the schema is up to date\n");
}

#[test]
fn who_waits_goes_on_when_another_has_made_the_schema() {
    let folder = tempfile::tempdir().unwrap();
    let mut waiting = start(folder.path(), &["migrate", "--wait"]);
    assert!(waiting.try_wait().unwrap().is_none());
    assert!(run(folder.path(), &["migrate"]).status.success());
    assert!(waiting.wait().unwrap().success());
}

#[test]
fn a_restored_backup_is_cleaned_up() {
    let folder = tempfile::tempdir().unwrap();
    let cleaned = run(folder.path(), &["cleanup", "--after-restore"]);
    assert!(cleaned.status.success());
    assert!(
        String::from_utf8_lossy(&cleaned.stdout)
            .ends_with("0 requests that were never answered, 0 old audit events\n")
    );
}
