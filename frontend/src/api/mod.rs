//! The service, as functions: reads are tried again with growing pauses, writes carry a key that makes
//! trying again safe, and every fault is told in words.

mod about;
mod aliases;
mod events;
mod fault;
mod json;
mod matches;
mod request;
mod sessions;
mod tokens;
mod upload;

pub use about::about;
pub use aliases::{add_alias, aliases, remove_alias};
pub use events::{Happening, watch};
pub use fault::Fault;
pub use matches::{Decide, approve_many, decide};
pub use sessions::{
    activity, delete_session, download, rename_session, report_text, session, sessions,
};
pub use tokens::{create_token, revoke_token, tokens};
pub use upload::{Taken, send};
