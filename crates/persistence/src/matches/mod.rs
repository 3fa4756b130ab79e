//! What matching decided, stored and loaded; what changed since it was last done; and the version
//! by which a review of something outdated is refused.

mod changes;
mod link;
mod load;
mod person;
mod proof;
mod result;
mod review;
mod save;

pub use changes::{Change, ChangeKind, changes};
pub use link::{KeyedDifference, StoredDifference};
pub(crate) use link::{LINK, REPORT};
pub use load::load;
pub(crate) use result::{from_status_word, status_word};
pub use review::{MatchRef, expect_version, find, of_transaction};
pub use save::save;
