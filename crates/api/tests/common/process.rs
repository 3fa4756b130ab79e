//! The program as a process, which dies with the test.

use std::process::{Child, Command, Stdio};

pub(crate) struct Process(pub(crate) Child);

impl Process {
    /// On this database, with one worker whose lease is short.
    pub(crate) fn start(arguments: &[&str], database: &str) -> Self {
        let child = Command::new(env!("CARGO_BIN_EXE_tieout"))
            .args(arguments)
            .env("DATABASE_URL", database)
            .env("DATABASE_CONNECTIONS_KEPT", "1")
            .env("WORK_IN_SERVER", "false")
            .env("WORKERS", "1")
            .env("WORKER_LEASE_SECONDS", "5")
            .env("LOG_LEVEL", "error")
            .stdout(Stdio::piped())
            .spawn();
        Self(child.unwrap())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // SIGKILL: nothing is given back, nothing is tidied up.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
