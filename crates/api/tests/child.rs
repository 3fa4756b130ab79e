//! Whatever becomes of the child that reads a document, the parent lives on and says what it was.

// A test whose ground gives way has failed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::fs;
use std::io::{self, ErrorKind};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process, test_kill_process};
use tempfile::TempDir;
use tieout_api::child::sandbox::Enforced;
use tieout_api::child::{Broken, Cause, File, Limits, Reader};
use tieout_domain::{DocumentRef, ProblemKind};
use tieout_extraction::{Facts, Progress, Reading};
use tokio::io::{AsyncRead, ReadBuf};

use common::{models, sample};

const TIEOUT: &str = env!("CARGO_BIN_EXE_tieout");

fn limits() -> Limits {
    Limits {
        wall_seconds: 60,
        ..Limits::default()
    }
}

fn file(size: usize) -> File<'static> {
    File {
        document: DocumentRef::new(0),
        name: "march.pdf",
        kind: None,
        size: size as u64,
    }
}

async fn read(reader: &Reader, bytes: &[u8]) -> Result<Reading, Broken> {
    reader
        .read(&file(bytes.len()), &mut &*bytes, &mut |_| {})
        .await
}

/// A child that is a shell script, in a folder that must outlive it.
struct Impostor {
    folder: TempDir,
}

impl Impostor {
    fn new(script: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("child");
        fs::write(
            &program,
            format!("#!/bin/sh\ncd {}\n{script}\n", folder.path().display()),
        )
        .unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn reader(&self, limits: Limits) -> Reader {
        Reader::running(self.path("child"), limits)
    }

    /// How reading a few bytes with it breaks.
    async fn breaks(&self, limits: Limits) -> Broken {
        read(&self.reader(limits), b"%PDF").await.unwrap_err()
    }
}

async fn written(path: &Path) -> String {
    loop {
        match fs::read_to_string(path) {
            Ok(text) if text.ends_with('\n') => return text.trim().to_owned(),
            _ => tokio::time::sleep(Duration::from_millis(5)).await,
        }
    }
}

async fn is_gone(pid: Pid) {
    while test_kill_process(pid).is_ok() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

#[tokio::test]
async fn what_the_child_reads_is_what_is_read_here() {
    let bytes = fs::read(sample("small/statement.pdf")).unwrap();
    let input = tieout_extraction::Input {
        document: DocumentRef::new(0),
        name: "march.pdf",
        bytes: &bytes,
    };
    let mut pages_here = Vec::new();
    let settings = tieout_extraction::Settings::default();
    let here = tieout_extraction::read(&input, None, &settings, &mut |page| pages_here.push(page));

    let mut pages_there: Vec<Progress> = Vec::new();
    let reader = Reader::running(TIEOUT, limits());
    let on_page = &mut |page| pages_there.push(page);
    let there = reader
        .read(&file(bytes.len()), &mut &*bytes, on_page)
        .await
        .unwrap();

    assert!(matches!(here.facts, Some(Facts::Statement(_))));
    assert_eq!(there, here);
    assert_eq!(pages_there, pages_here);
}

#[tokio::test]
async fn a_photo_is_read_in_the_sandbox_with_models_opened_before_it_closed() {
    let bytes = fs::read(sample("small/receipts/receipt_06.jpg")).unwrap();
    let arguments = ["--ocr-models".into(), models().into()];
    let reader = Reader::running(TIEOUT, limits()).with_arguments(arguments);
    let reading = read(&reader, &bytes).await.unwrap();
    let Some(Facts::Receipts(receipts)) = reading.facts else {
        unreachable!("a photo is a receipt: {reading:?}");
    };
    let total = receipts[0].total.as_ref().map(|total| total.value);
    assert_eq!(
        total.map(|total| total.to_string()).as_deref(),
        Some("132.48")
    );
}

#[tokio::test]
async fn without_models_a_photo_is_listed_and_says_what_to_do() {
    let bytes = fs::read(sample("small/receipts/receipt_06.jpg")).unwrap();
    let arguments = ["--ocr-models".into(), "/nowhere".into()];
    let reader = Reader::running(TIEOUT, limits()).with_arguments(arguments);
    let reading = read(&reader, &bytes).await.unwrap();
    assert_eq!(reading.facts, Some(Facts::Receipts(Vec::new())));
    assert_eq!(reading.problems[0].kind, ProblemKind::NoText);
    assert!(
        reading.problems[0]
            .message
            .contains("enter the receipt by hand")
    );
}

#[tokio::test]
async fn the_child_says_which_protections_it_has() {
    let protection = Reader::running(TIEOUT, limits()).probe().await.unwrap();
    assert_eq!(protection.seccomp, Enforced::Fully);
}

#[tokio::test]
async fn too_little_memory_is_named() {
    let limits = Limits {
        memory_mb: 64,
        ..limits()
    };
    // The child takes the memory for the whole file before it reads any of it.
    let size = 100_000_000;
    let reader = Reader::running(TIEOUT, limits);
    let broken = reader
        .read(&file(size), &mut tokio::io::repeat(0), &mut |_| {})
        .await
        .unwrap_err();
    assert_eq!(
        broken.to_string(),
        "reading it needed more than 64 MB of memory. Print or scan it anew or in parts, or raise \
         EXTRACTION_MEMORY_MB"
    );
    assert!(broken.cause.is_final());
}

#[tokio::test]
async fn endless_computing_is_named() {
    let impostor = Impostor::new("ulimit -S -t 1; while :; do :; done");
    let limits = Limits {
        cpu_seconds: 1,
        ..limits()
    };
    let broken = impostor.breaks(limits).await;
    assert!(broken.cause.is_final());
    assert_eq!(
        broken.to_string(),
        "reading it needed more than 1 s of computing time. Print or scan it anew or in parts, or \
         raise EXTRACTION_CPU_SECONDS"
    );
}

#[tokio::test]
async fn endless_waiting_ends_with_the_whole_group() {
    let impostor = Impostor::new("sleep 600 & echo $! > sleeper; sleep 600");
    let limits = Limits {
        wall_seconds: 1,
        ..limits()
    };
    let broken = impostor.breaks(limits).await;
    assert!(matches!(broken.cause, Cause::Clock));
    assert!(!broken.cause.is_final());
    assert_eq!(
        broken.to_string(),
        "reading it took longer than 1 s. Try again when the machine is less busy, give it in parts, \
         or raise EXTRACTION_WALL_SECONDS"
    );
    let sleeper = written(&impostor.path("sleeper")).await.parse().unwrap();
    is_gone(Pid::from_raw(sleeper).unwrap()).await;
}

#[tokio::test]
async fn an_endless_answer_is_cut_off() {
    let impostor = Impostor::new("cat /dev/zero");
    let limits = Limits {
        output_mb: 1,
        ..limits()
    };
    assert_eq!(
        impostor.breaks(limits).await.to_string(),
        "what was read from it is larger than 1 MB. Give it in parts, or raise EXTRACTION_OUTPUT_MB"
    );
}

#[tokio::test]
async fn a_reader_killed_from_outside_may_try_again() {
    let impostor = Impostor::new("echo $$ > pid; cat > /dev/null; sleep 600 & wait");
    let reader = impostor.reader(limits());
    let killer = async {
        let pid = written(&impostor.path("pid")).await.parse().unwrap();
        kill_process(Pid::from_raw(pid).unwrap(), Signal::KILL).unwrap();
    };
    let (answer, ()) = tokio::join!(read(&reader, b"%PDF"), killer);
    let broken = answer.unwrap_err();
    assert!(!broken.cause.is_final());
    assert_eq!(
        broken.to_string(),
        "the reader was ended by the system, most likely because the machine is short of memory. Try \
         again"
    );
}

#[tokio::test]
async fn crashes_nonsense_and_silence_are_our_mistake() {
    for script in [
        "kill -ABRT $$",
        "kill -SEGV $$",
        "exit 101",
        "echo nonsense",
        "echo '{\"ready\":{}}'",
        "head -c 70000 /dev/zero; echo",
        "printf '{\"page\":{\"page\":1,'",
        "exec true",
    ] {
        let broken = Impostor::new(script).breaks(limits()).await;
        assert_eq!(
            broken.to_string(),
            "the reader ended unexpectedly on it, which is a mistake of this program. Print or scan it \
             anew, and report the mistake",
            "{script}"
        );
        assert!(!broken.cause.is_final(), "{script}");
    }
}

#[tokio::test]
async fn the_place_of_a_mistake_is_kept_for_the_log() {
    let script = "echo 'panicked at src/read.rs:12' >&2; exit 101";
    let broken = Impostor::new(script).breaks(limits()).await;
    assert!(matches!(broken.cause, Cause::Crashed(Some(place)) if place == "src/read.rs:12"));
}

#[tokio::test]
async fn a_child_that_complains_without_end_does_not_hold_itself_up() {
    let script = "head -c 1000000 /dev/zero >&2; kill -ABRT $$";
    let broken = Impostor::new(script).breaks(limits()).await;
    assert!(matches!(broken.cause, Cause::Crashed(None)));
}

#[tokio::test]
async fn nesting_without_end_is_named() {
    let script = "echo \"thread 'main' has overflowed its stack\" >&2; kill -ABRT $$";
    assert_eq!(
        Impostor::new(script).breaks(limits()).await.to_string(),
        "it is nested deeper than can be read. Print it anew, for example to PDF from a viewer"
    );
}

#[tokio::test]
async fn a_program_that_is_not_there_is_named() {
    let broken = read(&Reader::running("/nowhere/tieout", limits()), b"%PDF")
        .await
        .unwrap_err();
    assert_eq!(
        broken.to_string(),
        "the reader could not be started (No such file or directory (os error 2)). Try again; if it \
         stays so, check the installation with `tieout config check`"
    );
}

#[tokio::test]
async fn bytes_that_cannot_be_fetched_are_not_the_documents_fault() {
    struct Lost;
    impl AsyncRead for Lost {
        fn poll_read(
            self: Pin<&mut Self>,
            _: &mut Context<'_>,
            _: &mut ReadBuf<'_>,
        ) -> Poll<io::Result<()>> {
            Poll::Ready(Err(io::Error::new(
                ErrorKind::ConnectionReset,
                "the database is gone",
            )))
        }
    }
    let reader = Reader::running(TIEOUT, limits());
    let broken = reader
        .read(&file(4), &mut Lost, &mut |_| {})
        .await
        .unwrap_err();
    assert!(!broken.cause.is_final());
    assert_eq!(
        broken.to_string(),
        "its content could not be fetched (the database is gone). Try again"
    );
}

#[tokio::test]
async fn half_a_file_is_not_read() {
    let reader = Reader::running(TIEOUT, limits());
    let answer = reader
        .read(&file(100), &mut &b"%PDF"[..], &mut |_| {})
        .await;
    assert!(answer.is_err());
}

#[tokio::test]
async fn a_child_whose_parent_lost_interest_is_killed() {
    let impostor = Impostor::new("echo $$ > pid; sleep 600");
    let reader = impostor.reader(limits());
    let pid = tokio::select! {
        _ = read(&reader, b"%PDF") => panic!("it has nothing to say"),
        pid = async { written(&impostor.path("pid")).await } => pid,
    };
    is_gone(Pid::from_raw(pid.parse().unwrap()).unwrap()).await;
}

#[tokio::test]
async fn nothing_of_our_environment_reaches_the_child() {
    let impostor = Impostor::new("env > environment; echo >> environment");
    let _ = impostor.breaks(limits()).await;
    let environment = written(&impostor.path("environment")).await;
    assert!(!environment.contains("CARGO"), "{environment}");
}

#[tokio::test]
async fn what_broke_becomes_a_problem_of_the_document() {
    let file = file(4);
    let reading = Impostor::new("exit 1")
        .breaks(limits())
        .await
        .into_reading(&file);
    assert_eq!(reading.facts, None);
    assert_eq!(reading.document.name, "march.pdf");
    assert_eq!(reading.problems[0].kind, ProblemKind::Unreadable);
    assert!(
        reading.problems[0]
            .sentence("march.pdf")
            .to_string()
            .starts_with("march.pdf: the reader ended")
    );
}
