//! Documents are read in a child process: whatever a hostile file does to its reader, the service
//! and the command line live on and say what happened.
//!
//! Parent and child are the same program; `tieout extract-child` is the child's side. The child
//! limits itself before anything reaches it, closes its sandbox, reads one request and one file from
//! standard input, and answers JSON lines: [`protocol`] has them. The parent watches the clock and
//! the size of the answer, and kills the child's process group when either is too much.
//!
//! The child limits itself because nobody else can without unsafe code. That is sound: the code that
//! does it is ours and runs before a single byte of the document is there.

mod broken;
mod inside;
mod limits;
mod now;
pub mod protocol;
mod reader;
pub mod sandbox;
mod syscalls;

pub use broken::{Broken, Cause};
pub use inside::run;
pub use limits::Limits;
pub use reader::{File, Reader};
