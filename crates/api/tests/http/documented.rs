//! The examples of docs/api.md do what the page says.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use tieout_test_support::both_databases;
use tokio::process::Command;

use crate::common::sample;
use crate::server::Server;

/// The first example in a language, with the address of the server in place of the usual one.
fn example(language: &str, server: &Server) -> String {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/api.md");
    let page = std::fs::read_to_string(page).unwrap();
    let fence = format!("```{language}\n");
    let (_, after) = page.split_once(&fence).unwrap();
    let (text, _) = after.split_once("```").unwrap();
    text.replace("http://127.0.0.1:8080", &server.url)
}

/// A folder as the reader of the page would have it.
fn papers() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in ["statement.pdf", "expense_report.pdf"] {
        let from: PathBuf = sample(&format!("small/{name}"));
        std::fs::copy(from, folder.path().join(name)).unwrap();
    }
    folder
}

/// What an example prints; it must end well, and complain of nothing.
async fn printed(program: &str, option: &str, text: &str, folder: &Path) -> String {
    let run = Command::new(program)
        .args([option, text])
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .await
        .unwrap_or_else(|error| panic!("{program}: {error}; `./justw setup` installs it"));
    let (said, complained) = (
        String::from_utf8_lossy(&run.stdout),
        String::from_utf8_lossy(&run.stderr),
    );
    assert!(
        run.status.success() && complained.is_empty(),
        "{said}{complained}"
    );
    said.into_owned()
}

both_databases! {
    async fn the_commands_of_the_page_take_a_month_to_pvault(db: TestDatabase) {
        let server = Server::start(&db).await;
        let folder = papers();
        let script = format!("set -euo pipefail\n{}", example("sh", &server));
        let said = printed("bash", "-c", &script, folder.path()).await;
        assert!(said.contains("event: complete"), "the stream ends: {said}");
        let rows = std::fs::read_to_string(folder.path().join("rows.json")).unwrap();
        let rows: serde_json::Value = serde_json::from_str(&rows).unwrap();
        assert_eq!(rows["items"].as_array().unwrap().len(), 4);
        let acknowledged = db.count("pvault_acknowledgements").await;
        assert_eq!(acknowledged, 4, "{said}");
        server.stop().await;
    }

    async fn the_program_of_the_page_says_who_is_left_out(db: TestDatabase) {
        let server = Server::start(&db).await;
        let folder = papers();
        let said = printed("python3", "-c", &example("python", &server), folder.path()).await;
        let lines: Vec<_> = said.lines().collect();
        assert_eq!((lines[0], lines.len()), ("completed", 3), "{said}");
        assert!(lines[1..].iter().all(|line| line.contains(": ")), "{said}");
        server.stop().await;
    }
}
