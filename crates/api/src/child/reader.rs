//! The parent's side.

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::pin::pin;
use std::process::{ExitStatus, Stdio};

use rustix::process::{Pid, Signal, kill_process_group};
use tieout_domain::{DocumentKind, DocumentRef};
use tieout_extraction::{Progress, Reading};
use tokio::io::{
    AsyncBufReadExt as _, AsyncRead, AsyncReadExt as _, AsyncWriteExt as _, BufReader,
};
use tokio::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command};
use tokio::task::{JoinHandle, spawn_blocking};
use tokio::time::timeout;

use super::protocol::{Message, Request};
use super::sandbox::Protection;
use super::{Broken, Cause, Limits};

/// A document to be read.
#[derive(Debug, Clone, Copy)]
pub struct File<'a> {
    /// Which document of the session it is.
    pub document: DocumentRef,
    /// The name it was uploaded under.
    pub name: &'a str,
    /// What a person says it is.
    pub kind: Option<DocumentKind>,
    /// Its size in bytes.
    pub size: u64,
}

/// Reads documents, each in a child process of its own.
#[derive(Debug, Clone)]
pub struct Reader {
    program: PathBuf,
    arguments: Vec<OsString>,
    limits: Limits,
}

/// What is kept of what a child writes to standard error.
const NOISE_BYTES: u64 = 16 * 1024;

/// A message of this size is parsed where it does not hold up others.
const LONG_LINE: usize = 64 * 1024;

impl Reader {
    /// Reads within `limits`. The child is this very program, even while a new version is being
    /// installed over it.
    pub fn new(limits: Limits) -> Self {
        Self::running("/proc/self/exe", limits)
    }

    /// Reads with another program that speaks the protocol.
    pub fn running(program: impl Into<PathBuf>, limits: Limits) -> Self {
        let name = OsString::from("extract-child");
        Self {
            program: program.into(),
            arguments: std::iter::once(name).chain(limits.arguments()).collect(),
            limits,
        }
    }

    /// The same reader, whose children are given these arguments, too.
    #[must_use]
    pub fn with_arguments(mut self, arguments: impl IntoIterator<Item = OsString>) -> Self {
        self.arguments.extend(arguments);
        self
    }

    /// Reads one document, whose bytes come from `bytes`. When the future is dropped the child is
    /// killed. Must be called in a Tokio runtime.
    pub async fn read(
        &self,
        file: &File<'_>,
        bytes: &mut (dyn AsyncRead + Send + Unpin),
        on_page: &mut (dyn FnMut(Progress) + Send),
    ) -> Result<Reading, Broken> {
        let conversation = self.converse(file, bytes, on_page);
        let answer = timeout(self.limits.wall(), conversation).await;
        answer
            .unwrap_or(Err(Cause::Clock))
            .map_err(|cause| self.broken(cause))
    }

    /// Starts a child, asks it which protections it has, and lets it go.
    pub async fn probe(&self) -> Result<Protection, Broken> {
        let first = async {
            let mut child = Running::start(self).map_err(Cause::NotStarted)?;
            let mut answers = Answers::new(&mut child, self.limits.output_bytes());
            match answers.next().await? {
                Some(Message::Ready(protection)) => Ok(protection),
                Some(_) => Err(Cause::Garbled),
                None => Err(child.end().await),
            }
        };
        let answer = timeout(self.limits.wall(), first).await;
        answer
            .unwrap_or(Err(Cause::Clock))
            .map_err(|cause| self.broken(cause))
    }

    async fn converse(
        &self,
        file: &File<'_>,
        bytes: &mut (dyn AsyncRead + Send + Unpin),
        on_page: &mut (dyn FnMut(Progress) + Send),
    ) -> Result<Reading, Cause> {
        let mut child = Running::start(self).map_err(Cause::NotStarted)?;
        let mut answers = Answers::new(&mut child, self.limits.output_bytes());
        let telling = tell(child.stdin.take(), file, bytes);
        let talk = async { tokio::try_join!(telling, answers.last(on_page)) };
        let mut talk = pin!(talk);
        let ((), reading) = tokio::select! {
            answer = &mut talk => answer?,
            // What it said before it ended is still on its way.
            () = child.ended() => talk.await?,
        };
        match reading {
            Some(reading) => Ok(reading),
            None => Err(child.end().await),
        }
    }

    pub(super) const fn broken(&self, cause: Cause) -> Broken {
        Broken {
            cause,
            limits: self.limits,
        }
    }
}

/// A child at work. Dropped, it is killed with all it started.
struct Running {
    child: Child,
    group: Option<Pid>,
    stdin: Option<ChildStdin>,
    stdout: Option<ChildStdout>,
    noise: JoinHandle<String>,
}

impl Running {
    fn start(reader: &Reader) -> io::Result<Self> {
        let mut child = Command::new(&reader.program)
            .args(&reader.arguments)
            // Neither secrets nor anything that could change how a document is read.
            .env_clear()
            // Each arena reserves 64 MB of the address space that the child may have.
            .env("MALLOC_ARENA_MAX", "2")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .process_group(0)
            .kill_on_drop(true)
            .spawn()?;
        Ok(Self {
            group: child.id().and_then(|id| Pid::from_raw(id.cast_signed())),
            stdin: child.stdin.take(),
            stdout: child.stdout.take(),
            noise: tokio::spawn(noise(child.stderr.take())),
            child,
        })
    }

    /// Returns when it has ended, and has nobody left to speak for it.
    async fn ended(&mut self) {
        let _ = self.child.wait().await;
        self.kill();
    }

    /// Why it ended without an answer.
    async fn end(&mut self) -> Cause {
        let status: io::Result<ExitStatus> = self.child.wait().await;
        let noise = (&mut self.noise).await.unwrap_or_default();
        status.map_or(Cause::Garbled, |status| Cause::of_end(status, &noise))
    }

    fn kill(&self) {
        if let Some(group) = self.group {
            // It may be gone already, which is as good.
            let _ = kill_process_group(group, Signal::KILL);
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.kill();
    }
}

/// What a child says.
struct Answers {
    lines: Option<BufReader<tokio::io::Take<ChildStdout>>>,
}

impl Answers {
    fn new(child: &mut Running, limit: u64) -> Self {
        let stdout = child.stdout.take();
        Self {
            lines: stdout.map(|stdout| BufReader::new(stdout.take(limit))),
        }
    }

    /// The last message; none when the child ended before it.
    async fn last(
        &mut self,
        on_page: &mut (dyn FnMut(Progress) + Send),
    ) -> Result<Option<Reading>, Cause> {
        while let Some(message) = self.next().await? {
            match message {
                Message::Ready(_) => {}
                Message::Page(progress) => on_page(progress),
                Message::Done(reading) => return Ok(Some(*reading)),
            }
        }
        Ok(None)
    }

    /// The next message; none at the end.
    async fn next(&mut self) -> Result<Option<Message>, Cause> {
        let Some(lines) = &mut self.lines else {
            return Ok(None);
        };
        let mut line = Vec::new();
        let read = lines.read_until(b'\n', &mut line).await;
        read.map_err(|_| Cause::Garbled)?;
        if line.ends_with(b"\n") {
            parse(line).await.map(Some)
        } else if lines.get_ref().limit() == 0 {
            Err(Cause::Output)
        } else {
            // It ended in the middle of a word: how, its exit tells.
            Ok(None)
        }
    }
}

async fn parse(line: Vec<u8>) -> Result<Message, Cause> {
    let parsed = if line.len() < LONG_LINE {
        serde_json::from_slice(&line)
    } else {
        let parsing = spawn_blocking(move || serde_json::from_slice(&line));
        parsing.await.map_err(|_| Cause::Garbled)?
    };
    parsed.map_err(|_| Cause::Garbled)
}

/// Sends the request and the file. A child that does not listen to the end is no failure here: it
/// may have ended, and its end tells more.
async fn tell(
    stdin: Option<ChildStdin>,
    file: &File<'_>,
    bytes: &mut (dyn AsyncRead + Send + Unpin),
) -> Result<(), Cause> {
    let Some(mut stdin) = stdin else {
        return Ok(());
    };
    let request = Request {
        document: file.document,
        name: file.name.to_owned(),
        kind: file.kind,
        size: file.size,
    };
    let mut line = serde_json::to_vec(&request).map_err(|_| Cause::Garbled)?;
    line.push(b'\n');
    let mut is_listening = stdin.write_all(&line).await.is_ok();
    let mut buffer = vec![0; LONG_LINE];
    while is_listening {
        let length = bytes.read(&mut buffer).await.map_err(Cause::NoBytes)?;
        let Some(part) = buffer.get(..length).filter(|part| !part.is_empty()) else {
            break;
        };
        is_listening = stdin.write_all(part).await.is_ok();
    }
    Ok(())
}

/// What a child complains of, as far as it is worth keeping. The rest is read, too: a full pipe
/// would hold the child up.
async fn noise(stderr: Option<ChildStderr>) -> String {
    let Some(mut stderr) = stderr else {
        return String::new();
    };
    let mut kept = Vec::new();
    let _ = (&mut stderr).take(NOISE_BYTES).read_to_end(&mut kept).await;
    let _ = tokio::io::copy(&mut stderr, &mut tokio::io::sink()).await;
    String::from_utf8_lossy(&kept).into_owned()
}
