//! Reading without a runtime: for the command line, whose threads may wait.

use std::io;

use tieout_extraction::{Progress, Reading};
use tokio::runtime::{Builder, Runtime};

use super::{Broken, Cause, File, Reader};

impl Reader {
    /// Reads one document, and waits for it. Whatever went wrong is a problem of the reading.
    pub fn read_now(
        &self,
        file: &File<'_>,
        mut bytes: &[u8],
        on_page: &mut (dyn FnMut(Progress) + Send),
    ) -> Reading {
        let reading = match runtime() {
            Ok(runtime) => runtime.block_on(self.read(file, &mut bytes, on_page)),
            Err(error) => Err(self.broken(Cause::NotStarted(error))),
        };
        reading.unwrap_or_else(|broken: Broken| broken.into_reading(file))
    }
}

fn runtime() -> io::Result<Runtime> {
    Builder::new_current_thread().enable_all().build()
}
