//! The secret of a token is printed once, or goes into a file that only its owner reads.

// A test whose ground gives way has failed.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Output};

fn create(folder: &Path, more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tieout"));
    command
        .args(["token", "create", "--name", "pVault", "--scope", "pvault"])
        .args(more)
        .env("DATA_DIR", folder);
    command.output().unwrap()
}

#[test]
fn a_secret_goes_into_a_file_of_its_owner_or_nothing_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let printed = create(folder.path(), &[]);
    assert!(String::from_utf8_lossy(&printed.stdout).starts_with("tieout_"));
    let file = folder.path().join("secret");
    let to = ["--to", file.to_str().unwrap()];
    let kept = create(folder.path(), &to);
    assert!(kept.status.success() && kept.stdout.is_empty());
    assert!(fs::read_to_string(&file).unwrap().starts_with("tieout_"));
    let mode = fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let again = create(folder.path(), &to);
    assert_eq!(again.status.code(), Some(1));
    let said = String::from_utf8_lossy(&again.stderr).into_owned();
    assert!(
        said.ends_with("Name a file that is not there yet\n"),
        "{said}"
    );
}
