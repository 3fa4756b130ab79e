//! Running the built command as a person would.

// Each test program uses its own part of this module.
#![allow(dead_code, unreachable_pub, clippy::expect_used)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// How the command ended and what it said.
pub struct Ran {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

/// Runs `tieout` with `arguments`.
pub fn tieout<A: AsRef<std::ffi::OsStr>>(arguments: impl IntoIterator<Item = A>) -> Ran {
    let output = Command::new(env!("CARGO_BIN_EXE_tieout"))
        .args(arguments)
        .output()
        .expect("the command was built beside the tests");
    Ran::from(output)
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

/// A file or folder of the samples.
pub fn sample(path: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
    root.join(path)
        .canonicalize()
        .expect("the samples are in the repository")
}

/// The folder with the models that read pictures. Without them a test fails: it must not look as if it had passed.
pub fn models() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    root.join(".tools/ocr")
        .canonicalize()
        .expect("the models are fetched by ./justw setup")
}

/// The truth about a set of samples.
pub fn truth(set: &str) -> Value {
    read_json(&sample(set).join("truth.json"))
}

/// A JSON file.
pub fn read_json(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).expect("the file is there");
    serde_json::from_str(&text).expect("the file is JSON")
}

/// Reconciles a set of samples; receipts too, where the set has some and they are asked for.
pub fn reconcile(set: &str, statement: &str) -> (Ran, Value) {
    let folder = tempfile::tempdir().expect("a folder for the results");
    let json = folder.path().join("result.json");
    let ran = tieout([
        "reconcile".as_ref(),
        "--statement".as_ref(),
        sample(set).join(statement).as_os_str(),
        "--expense-report".as_ref(),
        sample(set).join("expense_report.pdf").as_os_str(),
        "--json".as_ref(),
        json.as_os_str(),
    ]);
    let result = read_json(&json);
    (ran, result)
}
